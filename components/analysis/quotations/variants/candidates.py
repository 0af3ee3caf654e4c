"""Candidates: which utterances share a run of three words, so that they may be one quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.shingles import (
    Keys,
    KnownRuns,
    number_word,
    shingle_keys,
)
from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.written_forms import common_words, spell

_RUN = 3
# Of a run that more utterances have than these, each is paired with the foremost alone.
MOST_BEARERS, FOREMOST = 50, 8


Places: TypeAlias = NDArray[np.int64]


def number_runs(one: Utterance) -> Keys:
    """Its runs of three words in their order as numbers, each once, sorted.

    Those of function words alone are left out; runs of two languages are never the same.
    """
    keys, common = spell(one.keys), common_words(one.language)
    runs = shingle_keys(np.array([number_word(key) for key in keys], dtype=np.uint64), _RUN)
    telling = np.array([key not in common for key in keys], dtype=bool)
    tells = np.zeros(len(runs), dtype=bool)
    for place in range(_RUN):
        tells |= telling[place : place + len(runs)]
    return np.unique(runs[tells] ^ np.uint64(number_word(one.language)))


def find_candidates(runs: Sequence[Keys]) -> tuple[Places, Places]:
    """The pairs of utterances that share a run, by their places in `runs`, the earlier one first.

    Where more than `MOST_BEARERS` share it, those behind them are paired with the first
    `FOREMOST`. Each pair once, in order; none for no utterances. O(n log n) in the number of runs.
    """
    owners = np.repeat(np.arange(len(runs), dtype=np.int64), [len(own) for own in runs])
    keys = np.concatenate([*runs, np.empty(0, dtype=np.uint64)])
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    # Most are of one utterance alone.
    places, _ = KnownRuns(twice).find(keys)
    keys, owners = keys[places], owners[places]
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    begins = np.flatnonzero(np.diff(keys, prepend=~keys[:1]) != 0)
    sizes = np.diff(begins, append=len(keys))
    shared = np.repeat(sizes > 1, sizes)
    begins, sizes, owners = np.cumsum(sizes[sizes > 1]), sizes[sizes > 1], owners[shared]
    begins = np.repeat(begins - sizes, sizes)
    place = np.arange(len(owners)) - begins
    pairs = []
    for apart in range(1, min(MOST_BEARERS, int(sizes.max(initial=0)))):
        later = np.flatnonzero((place >= apart) & (place < MOST_BEARERS))
        pairs.append((owners[later - apart], owners[later]))
    late = np.flatnonzero(place >= MOST_BEARERS)
    pairs += [(owners[begins[late] + first], owners[late]) for first in range(FOREMOST)]
    first, second = (np.concatenate(side) for side in zip(*pairs, strict=True))
    packed = np.unique(first * max(len(runs), 1) + second)
    return packed // max(len(runs), 1), packed % max(len(runs), 1)
