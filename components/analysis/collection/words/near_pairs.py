"""Pairs of articles that are near by their words, exact while articles come, change and go.

Each new article changes the inverse document frequency (idf) of every term a little, so that every
cosine moves. What was found at one time, the base, tells which pairs can have come near since.

Let r be the largest ratio of a term's idf now to that at the base, and g(x) the ratio of the length
of x's vector of counts times idf now to that at the base. Weights are never negative, so the
products of two unchanged articles x and y have grown by r² at most, and their cosine is at most
r²/(g(x) g(y)) times that at the base; by this a known pair is measured again or not. Where g is
r·√_MARGIN at least for both, a pair that was below `_MARGIN` of what is asked is below it now. All
other articles, which are few, are compared with every one again.
"""

from __future__ import annotations

from bisect import bisect
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
    """What was found at one time: pairs, by the places that articles had, with their cosines.

    No pair that an article has beyond these had a cosine above its floor.
    """

    place_of: dict[str, int]
    idf: Numbers
    lengths: Numbers
    pairs: tuple[Places, Places]
    cosines: Numbers
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

    def join(self, other: Near) -> Near:
        """The pairs of both, best first; those of `other` are few, and are none of these."""
        falling = -self.cosines
        places = np.searchsorted(falling, -other.cosines)
        behind = np.searchsorted(falling, -other.cosines, side="right")
        for number in np.flatnonzero(places < behind).tolist():
            equal = slice(places[number], behind[number])
            pairs = list(zip(self.first[equal].tolist(), self.second[equal].tolist(), strict=True))
            places[number] += bisect(pairs, (other.first[number], other.second[number]))
        both = zip(vars(self).values(), vars(other).values(), strict=True)
        return Near(*(np.insert(one, places, more, axis=0) for one, more in both))


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
        keys = _once(_key_pairs(first, second, len(ids)))
        place_of = {id: row for row, id in enumerate(ids)}
        pairs = np.divmod(keys, len(ids))
        cosines, _ = measure_pairs(matrix, *pairs, 1)
        return _Base(place_of, weighed.idf, weighed.lengths, pairs, cosines, floors)

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
        bounds = base.cosines * ratio**2 * (1 + _ROUNDING)
        both[both] = bounds[both] >= self._least * grown[first[both]] * grown[second[both]]
        known = _key_pairs(first[both], second[both], len(ids))
        again = self._compare(matrix, ~stays_near)
        # Both sides of a known pair stay near; of one that is compared again, one does not.
        found = self._measure(matrix, np.sort(np.concatenate([known, again])))
        rank = _rank_by_side(found)
        last = np.maximum(self._find_last(found, rank, len(ids)), self._least)
        # What an article may have beyond the pairs of the base, but for how far lengths fell.
        bounds = np.zeros(len(ids))
        bounds[stays_near] = base.floors[place[stays_near]] * ratio**2 * (1 + _ROUNDING)
        doubtful = _find_doubtful(bounds / last, grown, stays_near)
        if np.count_nonzero(~stays_near | doubtful) > most:
            return None
        if doubtful.any():
            more = np.setdiff1d(
                self._compare(matrix, doubtful),
                _key_pairs(found.first, found.second, len(ids)),
                assume_unique=True,
            )
            found = found.join(self._measure(matrix, more))
            rank = _rank_by_side(found)
        return found.only(rank.min(axis=1) < self._partners)

    def _compare(self, matrix: csr_matrix, rows: NDArray[np.bool_]) -> Places:
        """The keys of the pairs of these rows that are near."""
        first, second, _ = find_near(matrix, np.flatnonzero(rows), self._least - _ROUNDING)
        return _once(_key_pairs(first, second, matrix.shape[0]))

    def _measure(self, matrix: csr_matrix, keys: Places) -> Near:
        """The pairs of these keys, which are sorted, with their cosines, best first."""
        first, second = np.divmod(keys, matrix.shape[0])
        found = Near(first, second, *measure_pairs(matrix, first, second, self._terms))
        found = found.only(found.cosines >= self._least)
        return found.only(np.argsort(-found.cosines, kind="stable"))

    def _find_last(self, found: Near, rank: Places, count: int) -> Numbers:
        """The cosine of the last of the best pairs of each row, 0 where it has fewer."""
        least = np.zeros(count)
        for side, own in zip((found.first, found.second), rank.T, strict=True):
            is_last = own == self._partners - 1
            least[side[is_last]] = found.cosines[is_last]
        return least


def _rank_by_side(found: Near) -> Places:
    """For either side of each pair, which pair of its row it is, from 0."""
    rows = np.stack([found.first, found.second], axis=1).ravel()
    order = np.argsort(rows, kind="stable")
    starts = np.flatnonzero(np.diff(rows[order], prepend=-1))
    rank = np.empty(len(rows), dtype=np.int64)
    rank[order] = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
    return rank.reshape(-1, 2)


def _find_doubtful(
    bounds: Numbers, grown: Numbers, stays_near: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """The rows that stay near to the base and may have a pair beyond it all the same.

    A row may where its bound reaches the product of its own growth and the least one among all that
    are not compared again. So a few whose lengths fell most may be of these for the sake of all
    others; of some counts of such the one is taken by which the fewest rows are doubtful.
    """
    rows = np.flatnonzero(stays_near)
    rows = rows[np.argsort(grown[rows], kind="stable")]
    limits, lengths = bounds[rows] / grown[rows], grown[rows]
    fewest, best = len(rows), np.ones(len(rows), dtype=bool)
    for fallen in (0, *(1 << power for power in range(len(rows).bit_length()))):
        if fallen >= min(fewest, len(rows)):
            break
        doubtful = limits >= lengths[fallen]
        doubtful[:fallen] = True
        if np.count_nonzero(doubtful) < fewest:
            fewest, best = int(np.count_nonzero(doubtful)), doubtful
    found = np.zeros(len(stays_near), dtype=bool)
    found[rows[best]] = True
    return found


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


def _key_pairs(one: Places, other: Places, count: int) -> Places:
    """A number for each pair of `count` rows: the smaller one times `count`, and the other."""
    return np.minimum(one, other) * count + np.maximum(one, other)


def _once(keys: Places) -> Places:
    """Each key once, sorted."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) != 0]
