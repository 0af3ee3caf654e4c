"""Stems that utterances share, counted by numbers: which of many shares most with another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.candidates import MOST_BEARERS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]


class Stems(NamedTuple):
    """The stems of some utterances one after the other, and how many are of each."""

    codes: Codes
    sizes: Numbers

    @property
    def owners(self) -> Numbers:
        """For each stem the place of its utterance."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


class StemNumbers:
    """A number for each stem, from 0 on, and those of the utterances that were kept last."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}
        self._held: dict[Utterance, Codes] = {}

    def keep(self, said: Iterable[Utterance]) -> None:
        """Number the stems of these utterances, and forget all others."""
        held = self._held
        self._held = {one: held[one] if one in held else self._number(one) for one in said}

    def join(self, said: Sequence[Utterance]) -> Stems:
        """The stems of some utterances that are kept."""
        own = [self._held[one] for one in said]
        sizes = np.fromiter(map(len, own), dtype=np.int64, count=len(own))
        return Stems(np.concatenate([np.empty(0, dtype=np.int32), *own]), sizes)

    def _number(self, one: Utterance) -> Codes:
        known = self._number_of
        return np.array([known.setdefault(stem, len(known)) for stem in one.stems], dtype=np.int32)

    def __len__(self) -> int:
        return len(self._number_of)


def find_nearest(clauses: Stems, said: Stems, count: int, fewest: Numbers) -> Numbers:
    """For each clause the place of what shares most of its telling stems, -1 where none does.

    Of several that share as many the first; a stem that more than `MOST_BEARERS` have tells little.
    None too where even with all stems that tell little fewer than its `fewest` would be shared.
    Stems are numbered below `count`.
    """
    times = np.bincount(said.codes, minlength=count)
    is_telling = (times > 0) & (times <= MOST_BEARERS)
    shared = (_hold(clauses, is_telling) @ _hold(said, is_telling).T).tocsr()
    tell_little = times[clauses.codes] > MOST_BEARERS
    little = np.bincount(clauses.owners[tell_little], minlength=len(fewest))
    nearest = np.full(len(fewest), -1, dtype=np.int64)
    filled = np.flatnonzero(np.diff(shared.indptr))
    if len(filled):
        starts = shared.indptr[filled]
        most = np.maximum.reduceat(shared.data, starts)
        is_most = shared.data == np.repeat(most, np.diff(shared.indptr)[filled])
        first = np.minimum.reduceat(np.where(is_most, shared.indices, len(said.sizes)), starts)
        enough = most + little[filled] >= fewest[filled]
        nearest[filled[enough]] = first[enough]
    return nearest


def count_shared(some: Stems, others: Stems, count: int) -> Numbers:
    """How many stems each utterance shares with the other one at its place."""
    both = [one.owners * count + one.codes for one in (some, others)]
    keys = np.sort(np.concatenate(both))
    twice = keys[1:][keys[1:] == keys[:-1]]
    return np.bincount(twice // count, minlength=len(some.sizes))


def _hold(stems: Stems, is_telling: NDArray[np.bool_]) -> csr_matrix:
    """Which of the telling stems each utterance has: a row for each, 1 where it has the stem."""
    from scipy.sparse import csr_matrix

    held = is_telling[stems.codes]
    sizes = np.bincount(stems.owners[held], minlength=len(stems.sizes))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    columns = stems.codes[held]
    shape = len(stems.sizes), len(is_telling)
    return csr_matrix((np.ones(len(columns), np.int32), columns, starts), shape=shape)
