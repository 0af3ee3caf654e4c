"""Word diff: which tokens are equal and which changed between two texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import Indel, Levenshtein

from components.analysis.pair.sentence_normalisation import Tokens
from components.text.language import FUNCTION_WORDS

# Cells of the table above which the way back costs too much memory (one bit a cell).
_WHOLE_TABLE = 200_000_000


def common_order(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Longest common subsequence: pairs of places with equal entries, rising on both sides.

    Above 200 million cells (two sequences of 14,000) the pairs come from a shortest edit script
    with replacements, which needs little memory and may find some pairs fewer.
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

    Weights are positive, one for each value. No values give an empty set. O(n log n).
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


Run = tuple[int, int, int, int]  # places from, to in the first; from, to in the second


def changed_runs(first: Tokens, second: Tokens) -> list[Run]:
    """Runs of tokens that differ, in order; the tokens between them are equal, case included.

    A single function word between two replacements belongs to the change, as a reader sees it.
    """
    pairs = [
        (place, other)
        for place, other in equal_tokens(first, second)
        if _has_same_case(first.shown[place], second.shown[other])
    ]
    runs = _runs_between(pairs, len(first.keys), len(second.keys))
    return _join_runs(runs, first.keys, second.keys)


def equal_tokens(first: Tokens, second: Tokens) -> list[tuple[int, int]]:
    """Pairs of places of tokens with equal keys, rising on both sides.

    Words that carry meaning are aligned first; function words and marks only between them.
    """
    pairs: list[tuple[int, int]] = []
    start, other_start = 0, 0
    for end, other_end in _anchors(first.keys, second.keys):
        between = first.keys[start:end], second.keys[other_start:other_end]
        if all(between):
            pairs.extend((start + a, other_start + b) for a, b in common_order(*between))
        pairs.append((end, other_end))
        start, other_start = end + 1, other_end + 1
    return pairs[:-1]


def _anchors(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places of equal words that carry meaning, in order, and the end of both texts."""
    near = [place for place, key in enumerate(first) if _carries(key)]
    far = [place for place, key in enumerate(second) if _carries(key)]
    for a, b in common_order([first[place] for place in near], [second[place] for place in far]):
        yield near[a], far[b]
    yield len(first), len(second)


def _has_same_case(one: str, other: str) -> bool:
    return one == other or _case(one) == _case(other)


def _case(word: str) -> list[bool]:
    return [sign.isupper() for sign in word if sign.isalpha()]


def _carries(key: str) -> bool:
    return key[:1].isalnum() and key not in FUNCTION_WORDS


def _runs_between(pairs: list[tuple[int, int]], length: int, other_length: int) -> list[Run]:
    runs = []
    start, other_start = 0, 0
    for end, other_end in [*pairs, (length, other_length)]:
        if start < end or other_start < other_end:
            runs.append((start, end, other_start, other_end))
        start, other_start = end + 1, other_end + 1
    return runs


def _join_runs(runs: list[Run], keys: Sequence[str], others: Sequence[str]) -> list[Run]:
    """Join replacements that only function words stand between."""
    joined: list[Run] = []
    for run in runs:
        if joined and _reads_as_one(joined[-1], run, keys, others):
            last = joined.pop()
            run = (last[0], run[1], last[2], run[3])
        joined.append(run)
    return joined


def _reads_as_one(one: Run, other: Run, keys: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a reader sees one change; a number that replaced another is one by itself."""
    between = keys[one[1] : other[0]]
    return (
        len(between) <= 2
        and not any(_carries(key) for key in between)
        and _replaces(one)
        and _replaces(other)
        and _swaps_figures(one, keys, others) == _swaps_figures(other, keys, others)
    )


def _replaces(run: Run) -> bool:
    return run[0] < run[1] and run[2] < run[3]


def _swaps_figures(run: Run, keys: Sequence[str], others: Sequence[str]) -> bool:
    near, far = keys[run[0] : run[1]], others[run[2] : run[3]]
    return any(key[:1].isdecimal() for key in near) and any(key[:1].isdecimal() for key in far)
