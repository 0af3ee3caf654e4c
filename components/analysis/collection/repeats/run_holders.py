"""Which texts hold which runs of five words, for texts that come and go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.shingles import Keys

Numbers = NDArray[np.int64]

# A segment is joined to the one before it, unless that has so many times its entries.
_LARGER = 2


class _Segment(NamedTuple):
    """The runs of some texts, sorted; run n is held by `numbers` from `starts[n]` on."""

    runs: Keys
    starts: Numbers
    numbers: NDArray[np.int32]


class RunHolders:
    """The holders of runs of words; texts go by numbers that are never reused.

    A text is added in time that grows with its own runs and, now and then, those of others: what is
    there lies in a few sorted segments, each much larger than the next. 12 to 28 bytes a run.
    """

    def __init__(self) -> None:
        self._segments: list[_Segment] = []
        self._here = np.zeros(0, dtype=bool)
        self._added = 0

    def add(self, texts: Mapping[int, Keys]) -> None:
        """Add texts by number, with their different runs, sorted."""
        if not texts:
            return
        last = max(texts)
        if last >= len(self._here):
            more = np.zeros(max(last + 1, 2 * len(self._here)) - len(self._here), dtype=bool)
            self._here = np.concatenate([self._here, more])
        self._here[list(texts)] = True
        self._added += len(texts)
        counts = [len(own) for own in texts.values()]
        numbers = np.repeat(np.fromiter(texts, dtype=np.int32, count=len(texts)), counts)
        self._segments.append(self._sort(np.concatenate([*texts.values()]), numbers))
        while len(self._segments) > 1 and not self._is_larger(*self._segments[-2:]):
            self._join(2)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take texts away, all of which are there."""
        self._here[list(numbers)] = False
        if 2 * np.count_nonzero(self._here) < self._added and self._segments:
            self._join(len(self._segments))
            self._added = int(np.count_nonzero(self._here))

    def count(self, runs: Keys) -> Numbers:
        """How many texts hold each of these runs."""
        places, _ = self.find(runs)
        return np.bincount(places, minlength=len(runs))

    def find(self, runs: Keys) -> tuple[Numbers, NDArray[np.int32]]:
        """Who holds these runs: places among them, and beside each the number of a text."""
        found = [self._find_in(one, runs) for one in self._segments if len(one.runs)]
        places = np.concatenate([np.empty(0, dtype=np.int64), *(one for one, _ in found)])
        numbers = np.concatenate([np.empty(0, dtype=np.int32), *(one for _, one in found)])
        return places, numbers

    def list_shared(self) -> tuple[Keys, Numbers]:
        """The runs that two texts or more hold, sorted, and how many hold each."""
        self._join(len(self._segments))
        if not self._segments:
            return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
        segment = self._segments[0]
        counts = np.diff(segment.starts)
        return segment.runs[counts > 1], counts[counts > 1]

    def _find_in(self, segment: _Segment, runs: Keys) -> tuple[Numbers, NDArray[np.int32]]:
        at = np.minimum(np.searchsorted(segment.runs, runs), len(segment.runs) - 1)
        held = np.flatnonzero(segment.runs[at] == runs)
        first, behind = segment.starts[at[held]], segment.starts[at[held] + 1]
        counts = behind - first
        inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        numbers = segment.numbers[np.repeat(first, counts) + inside]
        here = self._here[numbers]
        return np.repeat(held, counts)[here], numbers[here]

    def _join(self, count: int) -> None:
        """Make one of the last segments, without the texts that are gone."""
        some, self._segments = self._segments[-count:], self._segments[:-count]
        runs = [np.repeat(one.runs, np.diff(one.starts)) for one in some]
        if runs:
            self._segments.append(
                self._sort(np.concatenate(runs), np.concatenate([one.numbers for one in some]))
            )

    def _sort(self, runs: Keys, numbers: NDArray[np.int32]) -> _Segment:
        here = self._here[numbers]
        runs, numbers = runs[here], numbers[here]
        order = np.argsort(runs, kind="stable")
        runs, numbers = runs[order], numbers[order]
        begins = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]])[: len(runs)])
        return _Segment(runs[begins], np.append(begins, len(runs)).astype(np.int64), numbers)

    @staticmethod
    def _is_larger(before: _Segment, last: _Segment) -> bool:
        return len(before.numbers) > _LARGER * len(last.numbers)
