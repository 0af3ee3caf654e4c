"""Which texts hold which runs of words, beside a plain count over sets."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.shingle_index import SIZE, index_shingles, shared_counts, stock_shingles
from components.analysis.shingles import in_long_runs, shingle_keys, word_keys

TEXTS = st.lists(
    st.lists(st.sampled_from(["toll", "quay", "rain", "bridge"]), max_size=20).map(" ".join),
    max_size=8,
)


def runs(text: str) -> set[tuple[str, ...]]:
    said = text.split()
    return {tuple(said[n : n + SIZE]) for n in range(len(said) - SIZE + 1)}


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_index_counts_as_plain_sets_do(texts: list[str]) -> None:
    index = index_shingles([word_keys(text) for text in texts])
    held = Counter(run for text in texts for run in runs(text))
    assert len(index.shingles) == sum(count > 1 for count in held.values())
    assert index.sizes.tolist() == [len(runs(text)) for text in texts]
    counts = shared_counts(index.matrix, 0).toarray() if texts else []
    for a, one in enumerate(texts):
        for b, other in enumerate(texts):
            assert counts[a][b] == (len(runs(one) & runs(other)) if a != b else 0)


def test_words_in_another_order_are_another_run() -> None:
    one, other = (word_keys(text) for text in ("a toll on the quay", "the quay on a toll"))
    assert shingle_keys(one, SIZE)[0] != shingle_keys(other, SIZE)[0]
    assert shingle_keys(one, SIZE)[0] == shingle_keys(word_keys("A TOLL on the “quay”"), SIZE)[0]
    assert len(shingle_keys(one[:4], SIZE)) == 0


def test_a_run_is_stock_when_its_texts_have_little_else_in_common() -> None:
    footer = "read this desk with salt and pepper"
    unlike = [f"{footer} {' '.join(f'w{50 * n + k}' for k in range(50))}" for n in range(8)]
    assert len(stock_shingles(index_shingles([word_keys(text) for text in unlike]))) == 3
    assert len(stock_shingles(index_shingles([word_keys(text) for text in unlike[:7]]))) == 0
    alike = [f"{footer} w{n}" for n in range(8)]
    assert len(stock_shingles(index_shingles([word_keys(text) for text in alike]))) == 0


def test_long_runs_are_kept_and_short_ones_dropped() -> None:

    mask = np.array([1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1], dtype=bool)
    assert in_long_runs(mask, 3).astype(int).tolist() == [1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1]
    assert not in_long_runs(mask[:2], 3).any()
