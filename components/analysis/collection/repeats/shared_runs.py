"""Runs of words that texts share, and those of them that are stock, for texts that come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.repeats.run_holders import Numbers, RunHolders
from components.analysis.collection.shingles import BLOCK, MOST_HOLDERS, Keys, is_in

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Rules = tuple[tuple[int, float], ...]

# A run of words is stock when this many texts or more hold it that have less than this share of
# their words in common, on average over the pairs of them.
STOCK: Rules = ((8, 0.2), (20, 0.35))
_NONE: Keys = np.empty(0, dtype=np.uint64)
# Shares are summed as whole numbers of this part, so that no sum depends on the order of texts. A
# sum over the pairs of 2,000 texts is below 2 ** 53.
_ONE = 1 << 30
# Up to so many, numbers are counted in as many bins; more are sorted.
_MOST_BINS = 1 << 24
# With more texts than this share of all changed, everything is counted again.
_MOST_CHANGED, _FEWEST = 0.05, 16


class Common(NamedTuple):
    """How many runs texts have in common: of text `first` with text `other`, both by number."""

    first: Numbers
    other: Numbers
    runs: Numbers


class SharedRuns:
    """The runs of words that texts share; texts go by numbers that are never reused.

    A run is stock when as many texts hold it as one of `rules` says, and two of them have less than
    its share of their runs in common, on average: these are footers, slogans and phrases of a
    trade; not the runs of a story that many print, for its versions share much else. So is what
    more than 2,000 texts hold; no other count knows of that. What is stock is the same in whatever
    steps texts came and went.
    """

    def __init__(self, rules: Rules = STOCK) -> None:
        self._rules = rules
        self._least = min(least for least, _ in rules)
        self._holders = RunHolders()
        self._runs: dict[int, Keys] = {}
        # By run that is held often enough, the sum of the shares of all pairs of its holders.
        self._sums: dict[int, int] = {}
        self._everywhere = self.stock = _NONE

    def update(self, gone: Collection[int], came: Mapping[int, Keys]) -> Keys:
        """Take texts away and add others, by their different runs, sorted.

        Gives the runs that are stock now and were not, or were and are not; `stock` has all.
        """
        before = self.stock
        few = max(_FEWEST, _MOST_CHANGED * len(self._runs))
        if (
            len(gone) + len(came) > few
            or not all(map(self._take, gone))
            or not all(self._add(*one) for one in came.items())
        ):
            self._count_again(gone, came)
        elif gone or came:
            self._list_stock()
        return np.setxor1d(before, self.stock, assume_unique=True)

    def holders(self, runs: Keys) -> set[int]:
        """The texts that hold one of these runs."""
        return {*self._holders.find(runs)[1].tolist()}

    def common(self, numbers: Sequence[int], without: Keys = _NONE) -> Common:
        """How many runs each of these texts has in common with each other text that shares any.

        Runs in `without`, which is sorted, do not count, nor do those that more than 2,000 hold.
        """
        own = [self._runs[number] for number in numbers]
        runs = np.concatenate([_NONE, *own])
        rows = np.repeat(np.arange(len(own)), [len(one) for one in own])
        counting = ~is_in(runs, self._everywhere) & ~is_in(runs, without)
        runs, rows = runs[counting], rows[counting]
        places, others = self._holders.find(runs)
        width = 1 + int(others.max(initial=0))
        pairs, counts = _count(rows[places] * width + others, len(own) * width)
        first, other = np.array(numbers, dtype=np.int64)[pairs // width], pairs % width
        apart = first != other
        return Common(first[apart], other[apart], counts[apart])

    def sizes(self, numbers: NDArray[np.int64]) -> Numbers:
        """How many different runs each of these texts has."""
        known = {number: len(self._runs[number]) for number in np.unique(numbers).tolist()}
        return np.array([known[number] for number in numbers.tolist()], dtype=np.int64)

    def _add(self, number: int, runs: Keys) -> bool:
        """Add a text; False when all has to be counted again."""
        self._runs[number] = runs
        self._holders.add({number: runs})
        counts = self._holders.count(runs)
        if (counts == MOST_HOLDERS + 1).any():
            return False
        often = (counts >= self._least) & (counts <= MOST_HOLDERS)
        first = runs[often & (counts == self._least)]
        for run, sum in self._shares_with(number, runs[often]):
            self._sums[run] = self._sums.get(run, 0) + sum
        self._sums |= self._sum_shares(first)
        return True

    def _take(self, number: int) -> bool:
        """Take a text away; False when all has to be counted again."""
        runs = self._runs[number]
        counts = self._holders.count(runs)
        known = not (counts == MOST_HOLDERS + 1).any()
        if known:
            often = (counts >= self._least) & (counts <= MOST_HOLDERS)
            for run, sum in self._shares_with(number, runs[often]):
                self._sums[run] -= sum
            for run in runs[counts == self._least].tolist():
                del self._sums[run]
        self._holders.remove([number])
        del self._runs[number]
        return known

    def _shares_with(self, number: int, runs: Keys) -> Iterator[tuple[int, int]]:
        """What a text adds to the sums of some of its runs."""
        if not len(runs):
            return iter(())
        common = self.common([number])
        places, others = self._holders.find(runs)
        shares = np.zeros(1 + int(others.max(initial=0)))
        known = common.other < len(shares)
        shares[common.other[known]] = self._share(common)[known]
        sums = 2 * np.bincount(places, weights=shares[others], minlength=len(runs))
        return zip(runs.tolist(), map(int, sums.tolist()), strict=True)

    def _share(self, common: Common) -> NDArray[np.float64]:
        """The shares of what two texts have in common, in parts of 2 ** 30, whole numbers."""
        sizes = np.minimum(self.sizes(common.first), self.sizes(common.other))
        found: NDArray[np.float64] = np.rint(common.runs * _ONE / sizes)
        return found

    def _count_again(self, gone: Collection[int], came: Mapping[int, Keys]) -> None:
        away = frozenset(gone)
        left = {number: own for number, own in self._runs.items() if number not in away}
        self._runs = left | dict(came)
        self._holders = RunHolders()
        self._holders.add(self._runs)
        runs, counts = self._holders.list_shared()
        self._everywhere = runs[counts > MOST_HOLDERS]
        often = (counts >= self._least) & (counts <= MOST_HOLDERS)
        self._sums = self._sum_shares(runs[often])
        self._list_stock()

    def _sum_shares(self, runs: Keys) -> dict[int, int]:
        """The sums of some runs, sorted, over all pairs of their holders."""
        if not len(runs):
            return {}
        from scipy.sparse import csr_matrix

        places, numbers = self._holders.find(runs)
        texts, rows = np.unique(numbers.astype(np.int64), return_inverse=True)
        shape = len(texts), len(runs)
        held = csr_matrix((np.ones(len(places)), (rows, places)), shape=shape)
        sums = np.zeros(len(runs))
        for start in range(0, len(texts), BLOCK):
            sums += self._sum_of_block(texts, held, start)
        return dict(zip(runs.tolist(), map(int, sums.tolist()), strict=True))

    def _sum_of_block(self, texts: Numbers, held: csr_matrix, start: int) -> NDArray[np.float64]:
        from scipy.sparse import csr_matrix

        some = texts[start : start + BLOCK]
        common = self.common(some.tolist())
        inside = np.isin(common.other, texts)
        common = Common(*(one[inside] for one in common))
        where = np.searchsorted(some, common.first), np.searchsorted(texts, common.other)
        shares = csr_matrix((self._share(common), where), shape=(len(some), len(texts)))
        found = held[start : start + BLOCK].multiply(shares @ held)
        return np.asarray(found.sum(axis=0)).ravel()

    def _list_stock(self) -> None:
        often = np.fromiter(sorted(self._sums), dtype=np.uint64, count=len(self._sums))
        sums = np.array([self._sums[run] for run in often.tolist()], dtype=np.float64)
        counts = self._holders.count(often)
        stock = np.zeros(len(often), dtype=bool)
        for least, below in self._rules:
            stock |= (counts >= least) & (sums < np.rint(below * _ONE) * counts * (counts - 1))
        self.stock = np.sort(np.concatenate([often[stock], self._everywhere]))


def _count(values: Numbers, below: int) -> tuple[Numbers, Numbers]:
    """The different ones of some numbers from 0 on, in order, and how often each is there."""
    if below > _MOST_BINS:
        return np.unique_counts(values)
    counts = np.bincount(values)
    found = np.flatnonzero(counts)
    return found, counts[found]
