"""What analysts wrote in a library: tags, notes, verdicts, searches; and what they removed."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from components.app.environment import sample_files
from components.corpus.search.search_articles import SearchResult
from components.corpus.store import Store
from components.views.article_details import mark_status
from components.views.articles import mark_sample


class Written:
    """What analysts wrote; each part is read on first use, shared, and must not be changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: dict[tuple[str, int, int, bool], SearchResult] = {}
        self._verdicts: dict[str, pd.DataFrame] = {}

    @cached_property
    def tags(self) -> dict[str, list[str]]:
        """The tags by article, of articles that have any."""
        return self._store.tags.by_article()

    @cached_property
    def known_tags(self) -> list[str]:
        """Every tag, sorted."""
        return sorted({tag for own in self.tags.values() for tag in own})

    @cached_property
    def notes(self) -> dict[str, int]:
        """The number of notes by article, of articles that have any."""
        return self._store.notes.counts()

    @cached_property
    def removed(self) -> pd.DataFrame:
        """The articles in the bin, with the columns of `Corpus.articles`."""
        return mark_sample(mark_status(self._store.articles(removed=True)), sample_files())

    def verdicts(self, kind: str, under: str) -> pd.DataFrame:
        """The verdicts of a kind that are in force, of keys that begin with `under`."""
        if kind not in self._verdicts:
            self._verdicts[kind] = self._store.verdicts.all(kind)
        table = self._verdicts[kind]
        return table[table["key"].str.startswith(under)]

    def search(self, query: str, limit: int, offset: int, every: bool) -> SearchResult:
        """One page of search results, best first, with passages. Raises QueryUnclear."""
        page = (query, limit, offset, every)
        if page not in self._pages:
            self._pages[page] = self._store.search(query, limit, offset, every=every)
        return self._pages[page]
