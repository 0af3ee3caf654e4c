"""Edges of pages: what pages of one outlet repeat at their beginning or end, story after story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.shingles import (
    BLOCK,
    SIZE,
    Keys,
    Mask,
    ShingleIndex,
    end_with_marks,
    in_long_runs,
    index_shingles,
    is_in,
    shingle_keys,
    spread,
    touched,
    word_keys,
)
from components.text.segment import Span, sentences, words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Pages tell one story when so much of what holds words of either's headline is in the other; pages
# whose headline tells nothing, when they share so much of everything.
_SAME_STORY, _SAME_TEXT, _LEAST_TELLING, _LONG_WORD = 0.3, 0.7, 5, 4
# A run is the outlet's own when as many of its stories have it, or this share of them.
_LEAST_STORIES, _SHARE_OF_STORIES = 3, 0.1
# As many words of runs that so much of its stories have are the outlet's own wherever they stand.
_MOST_STORIES, _LONG_RUN, _SHORT = 0.3, 15, 60
# An edge has at least so many words of such runs. A sentence belongs to it when so much of it is
# repeated. So many others in a row may stand between two that do, of so many words at most.
_LEAST_OWN, _REPEATED, _MOST_BETWEEN, _LONGEST_BETWEEN = 8, 0.8, 2, 45
# The sentence behind an edge is cut when so many of its words go on with it.
_LEAST_CUT = 4
# Runs that two stories share are an edge's when so much of their places is in edges.
_AT_EDGES = 0.7


@dataclass(frozen=True)
class Page:
    """A page of an outlet; `keys` are those of the words of its text."""

    text: str
    keys: Keys
    title: str = ""
    language: str = "en"

    @cached_property
    def words(self) -> list[Span]:
        """The spans of the words."""
        return words(self.text)

    @cached_property
    def runs(self) -> Keys:
        """The keys of its runs of words, at the position of their first words."""
        return shingle_keys(self.keys, SIZE)

    @cached_property
    def sentences(self) -> list[Span]:
        """The numbers of the words that begin a sentence and stand behind it."""
        begins = np.array([start for start, _ in self.words])
        spans = sentences(self.text, self.language)
        places = [np.searchsorted(begins, span).tolist() for span in spans]
        return [(first, behind) for first, behind in places if first < behind]

    @cached_property
    def named(self) -> Keys:
        """The keys of the long words of the headline."""
        return word_keys(" ".join(w for w in self.title.split() if len(w) >= _LONG_WORD))

    @cached_property
    def telling(self) -> Keys:
        """The runs with a word of the headline, each once, sorted."""
        held = np.isin(self.keys, self.named)
        return np.unique(self.runs[touched(held, len(self.runs))])


def find_edges(pages: Sequence[Page]) -> list[list[Span]]:
    """For each page of one outlet the spans that are no story, in order.

    These are menus, offers, teasers and footers: text that the outlet prints with story after
    story, at the beginning and end of its pages or, where most pages have it, anywhere; also where
    it is most of a page. Versions of one story count as one. Fewer than three stories tell nothing.
    """
    index = index_shingles([page.keys for page in pages])
    stories = _number_stories(pages, index)
    told = len(np.unique(stories))
    if told < _LEAST_STORIES:
        return [[] for _ in pages]
    counts = _count_stories(index, stories)
    least = max(_LEAST_STORIES, _SHARE_OF_STORIES * told)
    own = np.sort(np.concatenate([index.shingles[counts >= least], index.everywhere]))
    shared = np.union1d(own, index.shingles[counts >= 2])
    always = np.sort(index.shingles[counts >= max(_LEAST_STORIES, _MOST_STORIES * told)])
    edges = [_find_edges(page, own, shared) for page in pages]
    shared = np.union1d(own, _at_edges(pages, edges, shared))
    return [
        [
            (page.words[first][0], end_with_marks(page.text, page.words[behind - 1][1]))
            for first, behind in _join(
                page, [*_find_edges(page, own, shared), *_find_inside(page, always)]
            )
        ]
        for page in pages
    ]


def _find_inside(page: Page, always: Keys) -> list[Span]:
    """The long runs of a page that the outlet prints with most stories, as numbers of words."""
    held = in_long_runs(spread(is_in(page.runs, always), SIZE, len(page.words)), _LONG_RUN)
    return _runs_of(held)


def _join(page: Page, spans: Sequence[Span]) -> list[Span]:
    """Spans of words that are no story, in order and joined where they touch."""
    held = np.zeros(len(page.words), dtype=bool)
    for first, behind in spans:
        held[first:behind] = True
    return [one for one in _runs_of(held) if not _tells_all(page, *one)]


def _tells_all(page: Page, first: int, behind: int) -> bool:
    """Whether a short block has all of the headline: it is the story."""
    own = np.isin(page.named, page.keys[first:behind])
    return behind - first < _SHORT and len(own) > 0 and bool(own.all())


def _runs_of(held: Mask) -> list[Span]:
    places = np.flatnonzero(np.diff(np.concatenate([[0], held, [0]])))
    return [(first, behind) for first, behind in places.reshape(-1, 2).tolist()]


def _number_stories(pages: Sequence[Page], index: ShingleIndex) -> NDArray[Any]:
    """For each page the number of its story."""
    from scipy.sparse.csgraph import connected_components

    telling = np.array([len(one.telling) for one in pages])
    named = _link(pages, _hold_telling(pages, index), index, _SAME_STORY, telling)
    plain = telling < _LEAST_TELLING
    sizes = np.where(plain, index.sizes, 0)
    same = _link(pages, index.matrix, index, _SAME_TEXT, sizes)
    links = named.multiply(named.T) + same
    found: NDArray[Any] = connected_components(links, directed=False)[1]
    return found


def _hold_telling(pages: Sequence[Page], index: ShingleIndex) -> csr_matrix:
    """Which of the runs of the index are telling ones of each page."""
    from scipy.sparse import csr_matrix

    held = [
        np.searchsorted(index.shingles, one.telling[is_in(one.telling, index.shingles)])
        for one in pages
    ]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in held])])
    columns = np.concatenate([*held, np.empty(0, dtype=np.int64)])
    ones = np.ones(len(columns), dtype=np.int32)
    return csr_matrix((ones, columns, starts), shape=index.matrix.shape)


def _link(
    pages: Sequence[Page],
    runs: csr_matrix,
    index: ShingleIndex,
    least: float,
    sizes: NDArray[Any],
) -> csr_matrix:
    """Pages linked to those that hold at least this share of their runs; none of few runs is."""
    from scipy.sparse import csr_matrix

    rows, columns = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for start in range(0, len(pages), BLOCK):
        shared = (runs[start : start + BLOCK] @ index.matrix.T).tocoo()
        own = shared.row + start
        near = (sizes[own] >= _LEAST_TELLING) & (shared.data >= least * sizes[own])
        rows.append(own[near])
        columns.append(shared.col[near])
    placed = (np.concatenate(rows), np.concatenate(columns))
    return csr_matrix((np.ones(len(placed[0])), placed), shape=(len(pages), len(pages)))


def _count_stories(index: ShingleIndex, stories: NDArray[Any]) -> NDArray[Any]:
    """In how many stories each of the runs of the index is."""
    from scipy.sparse import csr_matrix

    rows = np.arange(len(stories))
    groups = csr_matrix((np.ones(len(stories), dtype=np.int32), (stories, rows)))
    held = (groups @ index.matrix).tocsr()
    return np.bincount(held.indices, minlength=len(index.shingles))


def _find_edges(page: Page, own: Keys, shared: Keys) -> list[Span]:
    """The edges of a page, as numbers of words: the first, and the one behind the last."""
    count = len(page.words)
    owned = spread(is_in(page.runs, own), SIZE, count)
    if owned.sum() < _LEAST_OWN:
        return []
    repeated = spread(is_in(page.runs, shared), SIZE, count)
    head = _go_in(page.sentences, owned, 0)
    turned = [(count - behind, count - first) for first, behind in reversed(page.sentences)]
    tail = _go_in(turned, repeated[::-1], _MOST_BETWEEN)
    found = [(0, head), (max(head, count - tail), count)]
    return [(a, b) for a, b in found if owned[a:b].sum() >= _LEAST_OWN]


def _go_in(spans: Sequence[Span], repeated: Mask, most_between: int) -> int:
    """How many words from the beginning on are an edge."""
    reached, between = 0, 0
    for first, behind in spans:
        held = np.flatnonzero(repeated[first:behind])
        plain = np.flatnonzero(~repeated[first:behind])
        most = len(held) >= _REPEATED * (behind - first)
        if most and behind - first - held[-1] <= _LEAST_CUT:
            reached, between = behind, 0
            continue
        if most or (first == reached and plain[0] >= _LEAST_CUT):
            reached = first + int(held[-1] + 1 if most else plain[0])
            between = 0 if most else between
        between += 1
        if between > most_between or behind - first > _LONGEST_BETWEEN:
            break
    return reached


def _at_edges(pages: Sequence[Page], edges: Sequence[Sequence[Span]], shared: Keys) -> Keys:
    """Those runs of `shared`, which is sorted, whose places are for the most part in edges."""
    inside, everywhere = np.zeros(len(shared)), np.zeros(len(shared))
    for page, own in zip(pages, edges, strict=True):
        held = np.flatnonzero(is_in(page.runs, shared))
        columns = np.searchsorted(shared, page.runs[held])
        at_edge = np.zeros(len(page.words), dtype=bool)
        for first, behind in own:
            at_edge[first:behind] = True
        everywhere += np.bincount(columns, minlength=len(shared))
        inside += np.bincount(columns[at_edge[held]], minlength=len(shared))
    return shared[inside >= _AT_EDGES * np.maximum(1, everywhere)]
