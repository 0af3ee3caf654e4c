"""What two sequences share in the same order, against plain slow versions."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.pair import word_diff as module
from components.analysis.pair.word_diff import common_order, heaviest_rising

LETTERS = st.text(alphabet="abc", max_size=12)


def longest(first: str, second: str) -> int:
    lengths = [0] * (len(second) + 1)
    for one in first:
        before = 0
        for place, other in enumerate(second, 1):
            here = before + 1 if one == other else max(lengths[place], lengths[place - 1])
            before, lengths[place] = lengths[place], here
    return lengths[-1]


@given(LETTERS, LETTERS)
def test_the_common_order_is_as_long_as_can_be(first: str, second: str) -> None:
    pairs = common_order(first, second)
    assert len(pairs) == longest(first, second)
    assert all(first[a] == second[b] for a, b in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(LETTERS, LETTERS)
def test_above_the_limit_pairs_are_still_equal_and_rising(first: str, second: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_WHOLE_TABLE", 0)
        pairs = common_order(first, second)
    assert all(first[a] == second[b] for a, b in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), max_size=8))
def test_the_heaviest_rising_places_weigh_most(pairs: list[tuple[int, int]]) -> None:
    values = [value for value, _ in pairs]
    weights = [weight for _, weight in pairs]
    rising = [
        chosen
        for size in range(len(values) + 1)
        for chosen in combinations(range(len(values)), size)
        if all(values[a] < values[b] for a, b in pairwise(chosen))
    ]
    kept = sorted(heaviest_rising(values, weights))
    assert tuple(kept) in rising
    heaviest = max(sum(weights[place] for place in chosen) for chosen in rising)
    assert sum(weights[place] for place in kept) == heaviest


def test_weights_below_one_count() -> None:
    assert heaviest_rising([3], [0.5]) == {0}
    assert heaviest_rising([2, 1, 3], [0.25, 0.5, 0.25]) == {1, 2}
    assert heaviest_rising([], []) == set()
