"""Pairs of articles that are near by their words, exact while articles come, change and go.

Each new article changes the inverse document frequency (idf) of every term a little, so that every
cosine moves. What was found at one time, the base, tells which pairs can have come near since.

Let r be the largest ratio of a term's idf now to that at the base, and g(x) the ratio of the length
of x's vector of counts times idf now to that at the base. Weights are never negative, so the
products of two unchanged articles x and y have grown by r² at most, and their cosine is at most
r²/(g(x) g(y)) times that at the base. Where g is r·√_MARGIN at least for both, a pair that was
below `_MARGIN` of what is asked is below it now. All other articles, which are few, are compared
with every one again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.words.cosines import (
    Numbers,
    Places,
    find_near,
    measure_pairs,
)
from components.analysis.collection.words.term_counts import Weighed

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_MARGIN, _MORE_PARTNERS = 0.75, 1.6
# Of more articles than this share that are compared again, all are.
_SHARE_AGAIN = 1 / 16
# What two ways to add up the same products may differ by.
_ROUNDING = 1e-9


@dataclass
class _Base:
    """What was found at one time: pairs, by the places that articles had.

    No pair that an article has beyond these had a cosine above its floor.
    """

    place_of: dict[str, int]
    idf: Numbers
    lengths: Numbers
    pairs: tuple[Places, Places]
    floors: Numbers
    changed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Near:
    """Pairs of rows, the earlier one first, by cosine: its size and the columns that make it."""

    first: Places
    second: Places
    cosines: Numbers
    columns: NDArray[np.int32]

    def only(self, chosen: NDArray[np.bool_] | Places) -> Near:
        """Some of the pairs."""
        return Near(
            self.first[chosen], self.second[chosen], self.cosines[chosen], self.columns[chosen]
        )


class NearPairs:
    """The pairs with a cosine of `least` or more that are among the `partners` best of either.

    Of each the `terms` columns that add most to it are told.
    """

    def __init__(self, least: float, partners: int, terms: int) -> None:
        self._least, self._partners, self._terms = least, partners, terms
        self._base: _Base | None = None

    def find(self, weighed: Weighed, ids: Sequence[str], changed: Collection[str]) -> Near:
        """The pairs of the articles that are there, best first, equal ones by their rows.

        `changed` are those that came or changed since the last call. Time is that of the articles
        compared again with all, and of the pairs near to `least`.
        """
        if self._base is not None:
            self._base.changed.update(changed)
            found = self._find_since(self._base, weighed, ids, int(_SHARE_AGAIN * len(ids)))
            if found is not None:
                return found
        self._base = self._make_base(weighed, ids)
        found = self._find_since(self._base, weighed, ids, len(ids))
        assert found is not None, "more articles are compared again than there are"
        return found

    def _make_base(self, weighed: Weighed, ids: Sequence[str]) -> _Base:
        rows, matrix = np.arange(len(ids), dtype=np.int64), weighed.weights.matrix
        most = int(_MORE_PARTNERS * self._partners)
        first, second, floors = find_near(matrix, rows, _MARGIN * self._least, most)
        pairs = _once([(first, second)], len(ids))
        place_of = {id: row for row, id in enumerate(ids)}
        return _Base(place_of, weighed.idf, weighed.lengths, pairs, floors)

    def _find_since(
        self, base: _Base, weighed: Weighed, ids: Sequence[str], most: int
    ) -> Near | None:
        """The pairs by what the base has; None where more than `most` are compared again."""
        matrix = weighed.weights.matrix
        stays = [-1 if id in base.changed else base.place_of.get(id, -1) for id in ids]
        place = np.array(stays, dtype=np.int64)
        ratio, grown = _find_growth(base, weighed, place)
        stays_near = (place >= 0) & (grown >= ratio * np.sqrt(_MARGIN) * (1 + _ROUNDING))
        if np.count_nonzero(~stays_near) > most:
            return None
        row_of = np.full(len(base.lengths), -1, dtype=np.int64)
        row_of[place[stays_near]] = np.flatnonzero(stays_near)
        first, second = (row_of[side] for side in base.pairs)
        both = (first >= 0) & (second >= 0)
        known = first[both], second[both]
        found = self._measure(matrix, [known, self._compare(matrix, ~stays_near)])
        # What an article may have beyond the pairs of the base, and the last of its best ones.
        bounds = np.zeros(len(ids))
        smallest = grown[stays_near].min(initial=np.inf)
        bounds[stays_near] = base.floors[place[stays_near]] / (grown[stays_near] * smallest)
        last = np.maximum(self._find_last(found, len(ids)), self._least)
        doubtful = bounds * ratio**2 * (1 + _ROUNDING) >= last
        if np.count_nonzero(~stays_near | doubtful) > most:
            return None
        if doubtful.any():
            sides = (found.first, found.second), self._compare(matrix, doubtful)
            found = self._measure(matrix, sides)
        return self._choose(found)

    def _compare(self, matrix: csr_matrix, rows: NDArray[np.bool_]) -> tuple[Places, Places]:
        first, second, _ = find_near(matrix, np.flatnonzero(rows), self._least - _ROUNDING)
        return first, second

    def _measure(self, matrix: csr_matrix, sides: Sequence[tuple[Places, Places]]) -> Near:
        """Pairs with their cosines, best first, each once."""
        first, second = _once(sides, matrix.shape[0])
        found = Near(first, second, *measure_pairs(matrix, first, second, self._terms))
        found = found.only(found.cosines >= self._least)
        return found.only(np.lexsort([found.second, found.first, -found.cosines]))

    def _find_last(self, found: Near, count: int) -> Numbers:
        """The cosine of the last of the best pairs of each row, 0 where it has fewer."""
        rows, rank = _rank_by_row(found)
        least, is_last = np.zeros(count), rank == self._partners - 1
        least[rows[is_last]] = np.tile(found.cosines, 2)[is_last]
        return least

    def _choose(self, found: Near) -> Near:
        """The pairs among the best of either side."""
        of_first, of_second = _rank_by_row(found)[1].reshape(2, -1)
        return found.only(np.minimum(of_first, of_second) < self._partners)


def _rank_by_row(found: Near) -> tuple[Places, Places]:
    """The first rows of all pairs, then the second ones; which pair of the row it is, from 0."""
    rows = np.concatenate([found.first, found.second])
    order = np.lexsort([np.tile(np.arange(len(found.first)), 2), rows])
    starts = np.flatnonzero(np.diff(rows[order], prepend=-1))
    rank = np.empty(len(rows), dtype=np.int64)
    rank[order] = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
    return rows, rank


def _find_growth(base: _Base, weighed: Weighed, place: Places) -> tuple[float, Numbers]:
    """The largest ratio of an idf to that at the base, 1 at least, and that of each row's length.

    The first is infinite where a term did not count then; the others are 0 for articles that
    changed since, and as large as it for those without terms, which are near to none.
    """
    then, now = base.idf, weighed.idf[: len(base.idf)]
    counts = now > 0
    with np.errstate(divide="ignore"):
        ratio = float((now[counts] / then[counts]).max(initial=1.0))
    grown, stays = np.zeros(len(place)), np.flatnonzero(place >= 0)
    lengths = base.lengths[place[stays]]
    without = lengths == 0
    grown[stays] = weighed.lengths[stays] / np.where(without, 1.0, lengths)
    grown[stays[without]] = ratio
    return ratio, grown


def _once(sides: Sequence[tuple[Places, Places]], count: int) -> tuple[Places, Places]:
    """Each pair once, its smaller row first, in order."""
    keys = [np.minimum(one, other) * count + np.maximum(one, other) for one, other in sides]
    pairs = np.unique(np.concatenate(keys))
    return pairs // max(count, 1), pairs % max(count, 1)
