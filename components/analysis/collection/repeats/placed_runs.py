"""Placed runs: where those runs of five words that are known stand in many texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.shingles import (
    BLOCK,
    SIZE,
    Keys,
    KnownRuns,
    Mask,
    shingle_keys,
    spread,
)

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class PlacedRuns:
    """The places of known runs in texts that stand one after the other.

    `begins` is where the words of each text begin, and behind them where those of the last end;
    `places` are the first words of runs that are known, and `numbers` which of these it is.
    """

    begins: Numbers
    places: Numbers
    numbers: Numbers

    def mark(self, chosen: Mask) -> Mask:
        """Which words of all texts are in one of the chosen runs: one truth value for each run."""
        hits = np.zeros(self.begins[-1], dtype=bool)
        hits[self.places[chosen[self.numbers]]] = True
        return spread(hits[: max(0, len(hits) - SIZE + 1)], SIZE, len(hits))


def place_known(texts: Sequence[Keys], known: Keys) -> PlacedRuns:
    """Find known runs, which are sorted, in texts that are given by the keys of their words.

    O(n + h log m) for n words, of which h begin one of m known runs.
    """
    begins = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    looked_up, places, numbers = KnownRuns(known), [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start in range(0, len(texts), BLOCK):
        some = texts[start : start + BLOCK]
        first, own = begins[start], begins[start : start + len(some) + 1]
        at, which = looked_up.find(shingle_keys(np.concatenate(some), SIZE))
        # Of one that goes over an end, the last word is in another text than the first.
        text = np.searchsorted(own, at + first, side="right")
        whole = at + first + SIZE <= own[text]
        places.append(at[whole] + first)
        numbers.append(which[whole])
    return PlacedRuns(begins, np.concatenate(places), np.concatenate(numbers))
