"""What analysts wrote, tagged and removed, and what is found, as the library stands now."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from components.app.place import sample_files
from components.corpus.search import SearchResult
from components.corpus.store import Store
from components.views.articles import mark_sample


class Written:
    """Each part is read when it is first asked for, and is shared and never written to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: dict[tuple[str, int, int, bool], SearchResult] = {}

    @cached_property
    def tags(self) -> dict[str, list[str]]:
        """The tags of every article that has any."""
        return self._store.tags.by_article()

    @cached_property
    def known_tags(self) -> list[str]:
        """Every tag, sorted."""
        return sorted({tag for own in self.tags.values() for tag in own})

    @cached_property
    def notes(self) -> dict[str, int]:
        """How many notes each article has that has any."""
        return self._store.notes.counts()

    @cached_property
    def removed(self) -> pd.DataFrame:
        """The articles in the bin, as those in the library are listed."""
        return mark_sample(self._store.articles(removed=True), sample_files())

    def search(self, query: str, limit: int, offset: int, every: bool) -> SearchResult:
        """One page of what a search finds, best first, with passages. Raises QueryUnclear."""
        page = (query, limit, offset, every)
        if page not in self._pages:
            self._pages[page] = self._store.search(query, limit, offset, every=every)
        return self._pages[page]
