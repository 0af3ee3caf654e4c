from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis import similarity
from components.analysis.similarity import best_terms, explain, find_closest, similar_pairs
from components.analysis.tfidf import term_weights

WORDS = st.sampled_from(["river", "bridge", "flood", "mayor", "count", "vote", "port", "strike"])
CORPORA = st.lists(st.lists(WORDS, max_size=6).map(" ".join), min_size=1, max_size=12)


def pairs_one_by_one(weights, threshold):
    dense = weights.matrix.toarray()
    rows = [
        (a, b, float(dense[a] @ dense[b]))
        for a in range(len(dense))
        for b in range(a + 1, len(dense))
    ]
    return {(a, b): score for a, b, score in rows if score >= threshold}


def test_equal_texts_have_cosine_one_and_strangers_are_no_pair():
    weights = term_weights(["river bridge", "river bridge", "mayor vote"])
    found = similar_pairs(weights, threshold=0.01)
    assert found[["a", "b"]].values.tolist() == [[0, 1]]
    assert found["score"][0] == pytest.approx(1)


def test_threshold_zero_gives_every_pair():
    assert len(similar_pairs(term_weights(["river", "bridge", "vote"]), threshold=0)) == 3


@given(CORPORA, st.sampled_from([0.0, 0.2, 0.7]))
def test_no_pair_is_missed_and_none_invented(texts, threshold):
    weights = term_weights(texts)
    found = similar_pairs(weights, threshold=threshold)
    expected = pairs_one_by_one(weights, threshold + 1e-9 if threshold else 0.0)
    got = dict(zip(zip(found["a"], found["b"], strict=True), found["score"], strict=True))
    assert set(expected) <= set(got)
    assert all(a < b for a, b in got)
    assert all(got[pair] == pytest.approx(score) for pair, score in expected.items())


@given(CORPORA)
def test_cut_into_blocks_gives_the_same_as_whole(texts):
    weights = term_weights(texts)
    whole = similar_pairs(weights, threshold=0.1)
    block, similarity.BLOCK = similarity.BLOCK, 2
    try:
        with ThreadPoolExecutor(2) as pool:
            cut = similar_pairs(weights, threshold=0.1, run=pool.map)
    finally:
        similarity.BLOCK = block
    pd.testing.assert_frame_equal(whole, cut)


def test_with_top_one_each_article_keeps_its_best_partner():
    weights = term_weights(["river bridge", "river bridge flood", "river vote", "port"])
    kept = similar_pairs(weights, threshold=0.05, top=1)
    every = similar_pairs(weights, threshold=0.05)
    for article in (0, 1, 2):
        best = every[(every["a"] == article) | (every["b"] == article)].iloc[0]
        assert ((kept["a"] == best["a"]) & (kept["b"] == best["b"])).any()
    assert len(kept) == 2


def test_the_shares_of_the_terms_add_up_to_the_cosine():
    weights = term_weights(["river bridge flood", "river bridge vote", "port"])
    shares = explain(weights, 0, 1)
    assert set(shares["term"]) == {"river", "bridge"}
    score = similar_pairs(weights, threshold=0.1)["score"][0]
    assert np.isclose(shares["share"].sum(), score)


def test_articles_without_a_common_term_have_nothing_to_explain():
    assert explain(term_weights(["river", "port"]), 0, 1).empty


@settings(deadline=None, max_examples=20)
@given(CORPORA, st.integers(1, 4))
def test_the_best_terms_of_many_pairs_are_those_that_explain_names_first(texts, most):
    weights = term_weights(texts)
    pairs = similar_pairs(weights, threshold=0.0)
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    found = best_terms(weights, a, b, most)
    for number, terms in enumerate(found):
        explained = explain(weights, a[number], b[number]).round(12)
        ordered = explained.sort_values(["share", "term"], ascending=[False, True])
        assert len(terms) == min(most, len(explained))
        if explained["share"].is_unique:
            assert terms == ordered["term"].head(most).tolist()


def test_the_closest_is_the_first_pair_an_article_stands_in_on_either_side():
    rows = [("a", "b", 0.9), ("c", "a", 0.5), ("c", "d", 0.3), ("d", "e", 0.0)]
    pairs = pd.DataFrame(rows, columns=["a", "b", "score"])
    assert find_closest(pairs) == {"a": "b", "b": "a", "c": "a", "d": "c"}
    assert find_closest(pairs.head(0)) == {}
