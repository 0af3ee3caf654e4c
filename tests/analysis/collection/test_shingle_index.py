"""Which texts hold which runs of words, beside a plain count over sets."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection import shingles
from components.analysis.collection.shingles import (
    SIZE,
    distinct_runs,
    in_long_runs,
    index_shingles,
    is_in,
    shingle_keys,
    spread,
    stock_words,
    word_keys,
)

TEXTS = st.lists(
    st.lists(st.sampled_from(["toll", "quay", "rain", "bridge"]), max_size=20).map(" ".join),
    max_size=8,
)


def index_texts(keys):
    return index_shingles([distinct_runs(own) for own in keys])


def runs(text: str) -> set[tuple[str, ...]]:
    said = text.split()
    return {tuple(said[n : n + SIZE]) for n in range(len(said) - SIZE + 1)}


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_index_counts_as_plain_sets_do(texts: list[str]) -> None:
    index = index_texts([word_keys(text) for text in texts])
    held = Counter(run for text in texts for run in runs(text))
    assert len(index.shingles) == sum(count > 1 for count in held.values())
    assert index.sizes.tolist() == [len(runs(text)) for text in texts]
    counts = (index.matrix @ index.matrix.T).toarray()
    for a, one in enumerate(texts):
        for b, other in enumerate(texts):
            shared = {run for run in runs(one) & runs(other) if held[run] > 1}
            assert counts[a][b] == len(shared)


def test_words_in_another_order_are_another_run() -> None:
    one, other = (word_keys(text) for text in ("a toll on the quay", "the quay on a toll"))
    assert shingle_keys(one, SIZE)[0] != shingle_keys(other, SIZE)[0]
    assert shingle_keys(one, SIZE)[0] == shingle_keys(word_keys("A TOLL on the “quay”"), SIZE)[0]
    assert len(shingle_keys(one[:4], SIZE)) == 0


# Two, four and eight runs of five words. All hold "a b c d e"; the second and the third hold
# "g h a b c" and "h a b c d" as well.
THREE = ["a b c d e f", "g h a b c d e x", "g h a b c d e p q r s t"]


@pytest.mark.parametrize("at_once", [14, 7, 5, 1])
def test_counted_in_parts_the_index_is_the_same(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [word_keys(text) for text in THREE]
    whole = index_texts(keys)
    monkeypatch.setattr(shingles, "_AT_ONCE", at_once)
    cut = index_texts(keys)
    assert cut.shingles.tolist() == whole.shingles.tolist() == sorted(whole.shingles.tolist())
    assert (cut.matrix != whole.matrix).nnz == 0
    assert cut.matrix.sum() == 7


def test_a_run_in_more_than_two_thousand_texts_has_no_column() -> None:
    footer = word_keys("all that is fit today")
    often = index_texts([footer] * 2_000)
    assert (len(often.shingles), len(often.everywhere)) == (1, 0)
    oftener = index_texts([footer] * 2_001)
    assert (len(oftener.shingles), len(oftener.everywhere)) == (0, 1)


def test_fifteen_words_in_unbroken_stock_runs_are_a_block_and_fourteen_are_phrases() -> None:
    keys = np.arange(40, dtype=np.uint64)
    stock = np.sort(shingle_keys(keys[10:25], SIZE))
    phrases, block = stock_words(keys, stock)
    assert np.flatnonzero(phrases).tolist() == np.flatnonzero(block).tolist() == [*range(10, 25)]
    phrases, block = stock_words(keys, np.sort(shingle_keys(keys[10:24], SIZE)))
    assert np.flatnonzero(phrases).tolist() == [*range(10, 24)]
    assert not block.any()


def test_a_hit_spreads_over_the_words_of_its_run() -> None:
    hits = np.array([0, 1, 0, 0, 1], dtype=bool)
    assert spread(hits, 2, 6).astype(int).tolist() == [0, 1, 1, 0, 1, 1]
    assert spread(hits[:0], 2, 1).tolist() == [False]


def test_numbers_are_found_among_known_ones_below_between_and_above_them() -> None:
    numbers = np.array([1, 3, 4, 5, 9], dtype=np.uint64)
    assert is_in(numbers, numbers[[1, 3]]).tolist() == [False, True, False, True, False]
    assert is_in(numbers, numbers[:0]).tolist() == [False] * 5
    assert is_in(numbers, numbers[4:]).tolist() == [False] * 4 + [True]


def test_long_runs_are_kept_and_short_ones_dropped() -> None:
    mask = np.array([1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1], dtype=bool)
    assert in_long_runs(mask, 3).astype(int).tolist() == [1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1]
    assert not in_long_runs(mask[:2], 3).any()
    assert in_long_runs(mask[:3], 3).all()
