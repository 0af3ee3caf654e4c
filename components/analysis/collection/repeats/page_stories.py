"""Stories of the pages of one outlet: which pages tell the same one."""

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
    ShingleIndex,
    place_runs,
    shingle_keys,
    touched,
    word_keys,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Pages tell one story when so much of what holds words of either's headline is in the other; pages
# whose headline tells nothing, when they share so much of everything.
_SAME_STORY, _SAME_TEXT, _LEAST_TELLING, _LONG_WORD = 0.3, 0.7, 5, 4


@dataclass(frozen=True)
class Page:
    """A page of an outlet: the `keys` of the words of its text and the `distinct` runs of them."""

    keys: Keys
    distinct: Keys
    title: str = ""
    language: str = "en"

    @cached_property
    def named(self) -> Keys:
        """The keys of the long words of the headline."""
        return word_keys(" ".join(w for w in self.title.split() if len(w) >= _LONG_WORD))

    @cached_property
    def telling(self) -> Keys:
        """The runs with a word of the headline, each once, sorted."""
        held = np.isin(self.keys, self.named)
        runs = shingle_keys(self.keys, SIZE)
        return np.unique(runs[touched(held, len(runs))])


def number_stories(pages: Sequence[Page], index: ShingleIndex) -> NDArray[Any]:
    """For each page the number of its story."""
    from scipy.sparse.csgraph import connected_components

    telling = np.array([len(one.telling) for one in pages])
    named = _link(_hold_telling(pages, index), index, _SAME_STORY, telling)
    plain = telling < _LEAST_TELLING
    sizes = np.where(plain, index.sizes, 0)
    same = _link(index.matrix, index, _SAME_TEXT, sizes)
    links = named.multiply(named.T) + same
    found: NDArray[Any] = connected_components(links, directed=False)[1]
    return found


def _hold_telling(pages: Sequence[Page], index: ShingleIndex) -> csr_matrix:
    """Which of the runs of the index are telling ones of each page."""
    from scipy.sparse import csr_matrix

    columns, starts = place_runs([one.telling for one in pages], index.shingles)
    ones = np.ones(len(columns), dtype=np.int32)
    return csr_matrix((ones, columns, starts), shape=index.matrix.shape)


def _link(runs: csr_matrix, index: ShingleIndex, least: float, sizes: NDArray[Any]) -> csr_matrix:
    """Pages linked to those that hold at least this share of their runs; none of few runs is."""
    from scipy.sparse import csr_matrix

    rows, columns = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    wanted, holders = np.flatnonzero(sizes >= _LEAST_TELLING), index.matrix.T.tocsr()
    for start in range(0, len(wanted), BLOCK):
        some = wanted[start : start + BLOCK]
        shared = (runs[some] @ holders).tocoo()
        own = some[shared.row]
        near = shared.data >= least * sizes[own]
        rows.append(own[near])
        columns.append(shared.col[near])
    placed = (np.concatenate(rows), np.concatenate(columns))
    return csr_matrix((np.ones(len(placed[0])), placed), shape=(len(sizes), len(sizes)))


def count_stories(index: ShingleIndex, stories: NDArray[Any]) -> NDArray[Any]:
    """In how many stories each of the runs of the index is."""
    from scipy.sparse import csr_matrix

    rows = np.arange(len(stories))
    groups = csr_matrix((np.ones(len(stories), dtype=np.int32), (stories, rows)))
    held = (groups @ index.matrix).tocsr()
    return np.bincount(held.indices, minlength=len(index.shingles))
