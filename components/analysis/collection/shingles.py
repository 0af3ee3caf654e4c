"""Shingles: runs of words as numbers, the index of those that texts share, and stock runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from components.text.normalisation import fold
from components.text.segment import words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Keys = NDArray[np.uint64]
Mask = NDArray[np.bool_]

_FACTOR = 0x9E3779B97F4A7C15
_SHIFT = np.uint64(29)


def word_keys(text: str) -> Keys:
    """One number for each word of `text`; words with the same normal form have the same."""
    return np.array([_key(text[start:end]) for start, end in words(text)], dtype=np.uint64)


@lru_cache(maxsize=1 << 18)
def _key(word: str) -> int:
    return number_word(fold(word))


@lru_cache(maxsize=1 << 18)
def number_word(word: str) -> int:
    """A number of 64 bits for a word in its normal form; in every process the same."""
    return int.from_bytes(
        blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def shingle_keys(keys: Keys, size: int) -> Keys:
    """One number for each run of `size` words, at the position of its first word."""
    count = max(0, len(keys) - size + 1)
    sums = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        # Each place has a factor of its own: the same words in another order are another run.
        sums += keys[place : place + count] * np.uint64(pow(_FACTOR, place + 1, 1 << 64))
    return sums ^ (sums >> _SHIFT)


def spread(hits: Mask, size: int, length: int) -> Mask:
    """Which of `length` words are in a run of `size` words that begins with a hit."""
    covered = np.zeros(length, dtype=bool)
    for place in range(size):
        covered[place : place + len(hits)] |= hits
    return covered


class KnownRuns:
    """Some runs, sorted, among which many others are looked up, of which few are there.

    A table of the last bits of their keys, 8 bytes or more for each, lets most others pass at once.
    """

    def __init__(self, runs: Keys) -> None:
        self._runs = runs
        self._bits = np.uint64((1 << min(24, max(8, (8 * len(runs)).bit_length()))) - 1)
        self._may_be = np.zeros(int(self._bits) + 1, dtype=bool)
        self._may_be[(runs & self._bits).view(np.int64)] = True

    def find(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of those keys that are there, in order, and which run each of them is."""
        likely = np.flatnonzero(self._may_be[(keys & self._bits).view(np.int64)])
        asked = keys[likely]
        numbers = np.minimum(np.searchsorted(self._runs, asked), len(self._runs) - 1)
        held = self._runs[numbers] == asked
        return likely[held], numbers[held]


def is_in(keys: Keys, known: Keys) -> Mask:
    """Which of `keys` are in `known`, which is sorted. O(n log m)."""
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: Mask = known[places] == keys
    return found


def in_long_runs(mask: Mask, least: int) -> Mask:
    """The part of `mask` in unbroken runs of at least `least`."""
    if len(mask) < least:
        return np.zeros(len(mask), dtype=bool)
    begins = np.lib.stride_tricks.sliding_window_view(mask, least).min(axis=1)
    return spread(begins, least, len(mask))


SIZE = 5
BLOCK = 256
_AT_ONCE = 1 << 24

# As many words in unbroken stock runs are a block, such as a footer; fewer are phrases.
BLOCK_WORDS = 15
MOST_HOLDERS = 2_000


@dataclass(frozen=True)
class ShingleIndex:
    """The runs of five words that two texts or more have.

    `matrix` has one row for each text and one column for each of `shingles` (sorted); an entry is 1
    where the text has the run. `everywhere` are runs in more than 2,000 texts, which have no
    column. `sizes` counts the different runs of each text.
    """

    shingles: Keys
    everywhere: Keys
    matrix: csr_matrix
    sizes: NDArray[np.int64]


def distinct_runs(keys: Keys) -> Keys:
    """The different runs of five words of a text, sorted, from the keys of its words."""
    return np.unique(shingle_keys(keys, SIZE))


def index_shingles(runs: Sequence[Keys]) -> ShingleIndex:
    """Index texts given by their `distinct_runs`.

    Takes a few dozen bytes a word at most, and much less for a large corpus, which is counted in
    chunks.
    """
    from scipy.sparse import csr_matrix

    shared, counts = _count_shared(runs)
    rare = counts <= MOST_HOLDERS
    shingles = shared[rare]
    columns, starts = place_runs(runs, shingles)
    entries = np.ones(len(columns), dtype=np.int32)
    matrix = csr_matrix((entries, columns, starts), shape=(len(runs), len(shingles)))
    sizes = np.array([len(own) for own in runs], dtype=np.int64)
    return ShingleIndex(shingles, shared[~rare], matrix, sizes)


def place_runs(runs: Sequence[Keys], known: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places in `known`, which is sorted, of those runs of each text that are in it.

    They stand one after the other, those of text n from `starts[n]` up to `starts[n + 1]`; given
    are the places and `starts`.
    """
    looked_up = KnownRuns(known)
    columns, counts = [np.empty(0, dtype=np.int64)], [np.zeros(1, dtype=np.int64)]
    for start in range(0, len(runs), BLOCK):
        some = runs[start : start + BLOCK]
        places, numbers = looked_up.find(np.concatenate(some))
        columns.append(numbers)
        texts = np.repeat(np.arange(len(some)), [len(own) for own in some])
        counts.append(np.bincount(texts[places], minlength=len(some)))
    return np.concatenate(columns), np.cumsum(np.concatenate(counts))


def _count_shared(runs: Sequence[Keys]) -> tuple[Keys, NDArray[np.int64]]:
    """The runs that two texts or more have, sorted, and how many texts."""
    chunks = np.uint64(1 + sum(map(len, runs)) // _AT_ONCE)
    found = [_count_chunk(runs, chunks, np.uint64(chunk)) for chunk in range(int(chunks))]
    shared = np.concatenate([values for values, _ in found])
    order = np.argsort(shared)
    return shared[order], np.concatenate([counts for _, counts in found])[order]


def _count_chunk(
    runs: Sequence[Keys], chunks: np.uint64, chunk: np.uint64
) -> tuple[Keys, NDArray[np.int64]]:
    chosen = [own[own % chunks == chunk] for own in runs] if chunks > 1 else list(runs)
    values, counts = np.unique(
        np.concatenate([*chosen, np.empty(0, dtype=np.uint64)]), return_counts=True
    )
    return values[counts > 1], counts[counts > 1]


def stock_words(keys: Keys, stock: Keys) -> tuple[Mask, Mask]:
    """Which words of a text are in stock runs, and which are in a whole block of them."""
    phrases = spread(is_in(shingle_keys(keys, SIZE), stock), SIZE, len(keys))
    return phrases, in_long_runs(phrases, BLOCK_WORDS)


def touched(held: Mask, count: int) -> Mask:
    """Which of `count` runs of five words have a word that is held."""
    found = np.zeros(count, dtype=bool)
    for place in range(SIZE):
        found |= held[place : place + count]
    return found
