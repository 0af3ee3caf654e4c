"""Words and runs of words as numbers, so that texts can be compared without their letters."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from components.text.normal import fold
from components.text.segment import words

Keys = NDArray[np.uint64]
Mask = NDArray[np.bool_]

_FACTOR = 0x9E3779B97F4A7C15
_SHIFT = np.uint64(29)


def word_keys(text: str) -> Keys:
    """One number for each word of `text`, the same for words that fold to the same form."""
    return np.array([_key(text[start:end]) for start, end in words(text)], dtype=np.uint64)


@lru_cache(maxsize=1 << 18)
def _key(word: str) -> int:
    folded = fold(word).encode()
    return int.from_bytes(blake2b(folded, digest_size=8).digest(), "big")


def shingle_keys(keys: Keys, size: int) -> Keys:
    """One number for each run of `size` words, at the place of its first word."""
    count = max(0, len(keys) - size + 1)
    sums = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        # Each place has a factor of its own: the same words in another order are another run.
        sums += keys[place : place + count] * np.uint64(pow(_FACTOR, place + 1, 1 << 64))
    return sums ^ (sums >> _SHIFT)


def spread(hits: Mask, size: int, length: int) -> Mask:
    """Which of `length` words stand in a run of `size` words whose first word is a hit."""
    covered = np.zeros(length, dtype=bool)
    for place in range(size):
        covered[place : place + len(hits)] |= hits
    return covered


def is_in(keys: Keys, known: Keys) -> Mask:
    """Which of `keys` stand in `known`, which is sorted. O(n log m)."""
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: Mask = known[places] == keys
    return found


def in_long_runs(mask: Mask, least: int) -> Mask:
    """The part of `mask` that stands in unbroken runs of at least `least`."""
    if len(mask) < least:
        return np.zeros(len(mask), dtype=bool)
    begins = np.lib.stride_tricks.sliding_window_view(mask, least).min(axis=1)
    return spread(begins, least, len(mask))
