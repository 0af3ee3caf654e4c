"""What two sequences share in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence

from rapidfuzz.distance import Indel, Levenshtein

# Cells of the table above which the way back costs too much memory (one bit a cell).
_WHOLE_TABLE = 200_000_000


def common_order(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of places with equal entries, rising on both sides: a longest common subsequence.

    Above 200 million cells (two sequences of 14,000) the pairs come from a shortest edit script
    with replacements, which needs little memory and may pair a few entries less.
    """
    numbers: dict[Hashable, int] = {}
    one = [numbers.setdefault(entry, len(numbers)) for entry in first]
    other = [numbers.setdefault(entry, len(numbers)) for entry in second]
    script = Indel if len(one) * len(other) <= _WHOLE_TABLE else Levenshtein
    return [
        (block.src_start + step, block.dest_start + step)
        for block in script.opcodes(one, other)
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    ]


def heaviest_rising(values: Sequence[int], weights: Sequence[float]) -> set[int]:
    """Places of a strictly rising subsequence of `values` with the greatest sum of `weights`.

    Weights are positive. O(n log n).
    """
    ranks = sorted(set(values))
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for place, value in enumerate(values):
        rank = bisect_left(ranks, value)
        total, previous = _best_below(best, rank)
        before.append(previous)
        _raise(best, rank, (total + weights[place], place))
    kept = set()
    place = _best_below(best, len(ranks))[1]
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _best_below(best: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    """The greatest entry among the ranks below `rank`, in a Fenwick tree of maxima."""
    top = (0.0, -1)
    while rank > 0:
        top = max(top, best[rank])
        rank -= rank & -rank
    return top


def _raise(best: list[tuple[float, int]], rank: int, entry: tuple[float, int]) -> None:
    rank += 1
    while rank < len(best):
        best[rank] = max(best[rank], entry)
        rank += rank & -rank
