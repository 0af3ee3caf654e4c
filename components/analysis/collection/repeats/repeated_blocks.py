"""Blocks that unrelated articles repeat, looked for again only where articles came or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from components.analysis.article.boilerplate import Boilerplate, join_spans
from components.analysis.collection.repeats.page_edges import KnownPages, find_edges
from components.analysis.collection.repeats.page_stories import Page
from components.analysis.collection.repeats.passages import end_with_marks
from components.analysis.collection.repeats.shared_runs import SharedRuns
from components.analysis.collection.shingles import (
    Keys,
    Mask,
    distinct_runs,
    stock_words,
    word_keys,
)
from components.text.segment import words

_AT_HOME = "repeated in unrelated articles of its source"
_ANYWHERE = "repeated in many unrelated articles"


@dataclass(frozen=True)
class Printed:
    """What is known of an article besides its text; `outlet` is "" when it is unknown.

    The `title` tells versions of one story from pages with the same menu.
    """

    outlet: str = ""
    title: str = ""
    language: str = "en"


Read = Callable[[Iterable[str]], Mapping[str, str]]


class RepeatedBlocks:
    """The blocks that articles repeat, kept while articles come, change and go.

    A block is boilerplate when pages of one outlet have it at their beginning or end with story
    after story (see `find_edges`), or when eight articles of any outlet have fifteen words or more
    of it and little else in common (see `SharedRuns`). So the versions of one story are no
    boilerplate of each other. Kept are the keys of all words and runs of words, 8 bytes each, and
    who holds these (see `RunHolders`).
    """

    def __init__(self) -> None:
        self._keys: dict[str, Keys] = {}
        self._runs: dict[str, Keys] = {}
        self._numbers: dict[str, int] = {}
        self._count = 0
        self._shared = SharedRuns()
        self._anywhere: dict[str, list[Boilerplate]] = {}
        self._pages: dict[str, list[tuple[str, Printed]]] = {}
        self._edges: dict[str, list[Boilerplate]] = {}
        self._known: dict[str, KnownPages] = {}

    def find(self, articles: Mapping[str, Printed], read: Read) -> dict[str, list[Boilerplate]]:
        """The blocks of each article, by id, in order and not overlapping.

        `articles` are all that are there, in an order of their own; their texts, which never
        change, are read by their ids where they are needed: those of new articles, of the outlets
        of articles that came, changed or went, and those whose blocks changed.
        """
        gone = [id for id in self._keys if id not in articles]
        for id in gone:
            del self._keys[id], self._runs[id], self._anywhere[id]
        new = [id for id in articles if id not in self._keys]
        self._keys |= {id: word_keys(text) for id, text in read(new).items()}
        self._runs |= {id: distinct_runs(self._keys[id]) for id in new}
        if gone or new:
            self._find_anywhere(gone, new, read)
        self._find_at_home(articles, read)
        return {id: join_spans([*self._edges.get(id, ()), *self._anywhere[id]]) for id in articles}

    def _find_anywhere(self, gone: Sequence[str], new: Sequence[str], read: Read) -> None:
        left = [self._numbers.pop(id) for id in gone]
        self._numbers |= zip(new, count(self._count), strict=False)
        self._count += len(new)
        turned = self._shared.update(left, {self._numbers[id]: self._runs[id] for id in new})
        concerned = self._shared.holders(turned)
        held = {
            id: stock_words(self._keys[id], self._shared.stock)[1]
            for id, number in self._numbers.items()
            if number in concerned or id not in self._anywhere
        }
        self._anywhere |= {id: [] for id in held}
        blocks = {id: mask for id, mask in held.items() if mask.any()}
        texts = read(blocks)
        self._anywhere |= {id: _cut_blocks(texts[id], mask) for id, mask in blocks.items()}

    def _find_at_home(self, articles: Mapping[str, Printed], read: Read) -> None:
        pages: defaultdict[str, list[tuple[str, Printed]]] = defaultdict(list)
        for id, about in articles.items():
            if about.outlet:
                pages[about.outlet].append((id, about))
        changed = [name for name, own in pages.items() if self._pages.get(name) != own]
        before = self._edges
        self._edges = {id: before.get(id, []) for own in pages.values() for id, _ in own}
        self._known = {name: self._known.get(name, {}) for name in pages}
        for name in changed:
            own = {
                id: Page(self._keys[id], self._runs[id], one.title, one.language)
                for id, one in pages[name]
            }
            found = self._known[name] = find_edges(own, read, self._known[name])
            for id, one in found.items():
                self._edges[id] = [Boilerplate(*span, _AT_HOME) for span in one.spans]
        self._pages = dict(pages)


def _cut_blocks(text: str, held: Mask) -> list[Boilerplate]:
    """One span for each unbroken block, up to its last word and the marks that follow that."""
    places = words(text)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], held, [0]])))
    return [
        Boilerplate(places[first][0], end_with_marks(text, places[behind - 1][1]), _ANYWHERE)
        for first, behind in edges.reshape(-1, 2).tolist()
    ]
