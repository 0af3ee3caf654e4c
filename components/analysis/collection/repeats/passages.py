"""Passages that two texts have in common: runs of equal words, a few of which may differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from components.analysis.collection.shingles import Keys, Mask, distinct_runs, shingle_keys, spread

# A passage is made of runs of RUN words or more that both texts have, at most GAP words apart;
# WORDS words in all, FRESH of them not set aside, with one run of LONG.
RUN = 4
GAP = 4
WORDS = 12
FRESH = 8
LONG = 6
LOOSE = 20
_ROUNDS = 8


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text as keys, with marks for those set aside and for stock phrases."""

    keys: Keys
    aside: Mask
    stock: Mask

    @cached_property
    def digest(self) -> bytes:
        """Equal for words that are equal, and set aside and marked alike."""
        parts = (self.keys.tobytes(), self.aside.tobytes(), self.stock.tobytes())
        return blake2b(b"".join(parts), digest_size=16).digest()

    @cached_property
    def runs(self) -> Keys:
        """Its different runs of five words, sorted."""
        return distinct_runs(self.keys)

    @property
    def fresh(self) -> int:
        """The number of words not set aside."""
        return int(np.count_nonzero(~self.aside))


def common_passages(first: Words, second: Words) -> tuple[Mask, Mask]:
    """Mark the words of two texts that are in a passage which both have.

    A passage has twelve words or more, some of which may differ, eight of them not set aside;
    passages may be in any order. Each text is searched by itself, then only what the other text
    kept counts, until both agree: words scattered over the other text make no passage. Words set
    aside are not marked. Time grows with n log n of the words.
    """
    runs, others = shingle_keys(first.keys, RUN), shingle_keys(second.keys, RUN)
    kept = np.isin(runs, others, kind="sort")
    mask = _in_passages(kept, first.aside)
    for _ in range(_ROUNDS):
        kept &= mask[: len(kept)]
        other_kept = np.isin(others, runs[kept], kind="sort")
        other_mask = _in_passages(other_kept, second.aside)
        still = kept & np.isin(runs, others[other_kept & other_mask[: len(others)]], kind="sort")
        if np.array_equal(still, kept):
            break
        kept = still
        mask = _in_passages(kept, first.aside)
    gaps, other_gaps = _gaps(mask), _gaps(other_mask)
    mask |= gaps & np.isin(first.keys, second.keys[other_gaps], kind="sort")
    other_mask |= other_gaps & np.isin(second.keys, first.keys[gaps], kind="sort")
    return mask & ~first.aside, other_mask & ~second.aside


def _gaps(found: Mask) -> Mask:
    """The words between two runs of a passage that are not found themselves."""
    places = np.flatnonzero(found)
    near = np.flatnonzero(np.diff(places) <= GAP + 1)
    edges = np.zeros(len(found) + 1, dtype=np.int64)
    edges[places[near]] += 1
    edges[places[near + 1]] -= 1
    inside: Mask = np.cumsum(edges[:-1]) > 0
    return inside & ~found


def _in_passages(hits: Mask, aside: Mask) -> Mask:
    """The words that are in a passage; each hit begins a run of words found elsewhere."""
    found = spread(hits, RUN, len(aside))
    places = np.flatnonzero(found)
    if len(places) < WORDS:
        return np.zeros(len(aside), dtype=bool)
    steps = np.diff(places)
    starts = np.concatenate([[0], np.flatnonzero(steps > 1) + 1])
    sizes = np.diff(np.append(starts, len(places)))
    passages = np.cumsum(np.concatenate([[0], steps[starts[1:] - 1] > GAP + 1]))
    fresh = np.add.reduceat(~aside[places], starts)
    longest = np.zeros(passages[-1] + 1, dtype=np.int64)
    np.maximum.at(longest, passages, sizes)
    stands = (
        (longest >= WORDS) | (np.bincount(passages, weights=sizes) >= LOOSE) & (longest >= LONG)
    ) & (np.bincount(passages, weights=fresh) >= FRESH)
    found[places] = np.repeat(stands[passages], sizes)
    return found


def end_with_marks(text: str, end: int) -> int:
    """Where the marks end that follow a word without a space."""
    while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
        end += 1
    return end
