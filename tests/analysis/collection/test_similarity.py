import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from components.analysis.collection import similarity
from components.analysis.collection.similarity import (
    best_terms,
    explain,
    find_closest,
    similar_pairs,
)
from components.analysis.collection.tfidf import TermWeights, term_weights

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


def weights_of(*rows):
    """Articles by the weights of the terms `bread`, `milk` and `salt`, rows of length 1."""
    return TermWeights(csr_matrix(np.array(rows)), np.array(["bread", "milk", "salt"]))


# Cosines: 0.6 of 0 and 1, 0 of 0 and 2, 0.8 of 0 and 3, 0.8 of 1 and 2, 0.96 of 1 and 3, 0.6 of 2
# and 3.
FOUR = weights_of([1.0, 0, 0], [0.6, 0.8, 0], [0, 1.0, 0], [0.8, 0.6, 0])


def pairs_of(weights, **limits):
    found = similar_pairs(weights, **limits)
    assert found.index.tolist() == list(range(len(found)))
    assert list(found.columns) == ["a", "b", "score"]
    return [(row.a, row.b, round(row.score, 9)) for row in found.itertuples()]


def test_pairs_at_the_threshold_count_and_the_best_comes_first():
    assert pairs_of(FOUR, threshold=0.8) == [(1, 3, 0.96), (0, 3, 0.8), (1, 2, 0.8)]
    assert pairs_of(FOUR, threshold=0.8, top=3) == [(1, 3, 0.96), (0, 3, 0.8), (1, 2, 0.8)]
    assert pairs_of(FOUR, threshold=0.81) == [(1, 3, 0.96)]


@pytest.mark.parametrize("block", [1, 2, 3, 4])
def test_with_top_a_pair_must_be_among_the_best_of_one_of_its_articles(block, monkeypatch):
    monkeypatch.setattr(similarity, "BLOCK", block)
    best = [(1, 3, 0.96), (0, 3, 0.8), (1, 2, 0.8)]
    assert pairs_of(FOUR, threshold=0, top=1) == best
    assert pairs_of(FOUR, threshold=0.9, top=1) == best[:1]
    assert pairs_of(FOUR, threshold=0, top=2) == [*best, (0, 1, 0.6), (2, 3, 0.6)]
    every = [*best, (0, 1, 0.6), (2, 3, 0.6), (0, 2, 0)]
    assert pairs_of(FOUR, threshold=0, top=3) == every
    assert pairs_of(FOUR, threshold=0, top=9) == every
    assert pairs_of(FOUR, threshold=0) == every


@pytest.mark.parametrize("block", [1, 2, 4])
def test_among_equal_scores_the_lower_row_numbers_are_the_better_ones(block, monkeypatch):
    monkeypatch.setattr(similarity, "BLOCK", block)
    same = weights_of(*[[0, 0, 1.0]] * 4)
    assert pairs_of(same, threshold=1, top=1) == [(0, 1, 1), (0, 2, 1), (0, 3, 1)]
    every = [(0, 1, 1), (0, 2, 1), (0, 3, 1), (1, 2, 1), (1, 3, 1), (2, 3, 1)]
    assert pairs_of(same, threshold=1) == pairs_of(same, threshold=1, top=3) == every


def test_the_cosine_of_equal_texts_is_not_above_one():
    # The squares of these weights add up to 1.0000000000000002 in floating-point numbers.
    weights = term_weights(["river bridge", "river bridge", "mayor vote"])
    assert float((weights.matrix[0] @ weights.matrix[1].T).sum()) > 1
    assert similar_pairs(weights, threshold=0.5)["score"].tolist() == [1.0]


def test_the_term_with_the_largest_share_is_named_first_and_equal_ones_by_the_alphabet():
    weights = weights_of([0.6, 0.6, 0.5], [0.5, 0.5, 0.7], [0.6, 0.6, 0.5])
    shares = explain(weights, 0, 1)
    assert shares["term"].tolist() == ["salt", "bread", "milk"]
    assert shares["share"].tolist() == pytest.approx([0.35, 0.3, 0.3])
    assert shares.index.tolist() == [0, 1, 2]
    assert list(shares.columns) == ["term", "share"]
    assert explain(weights, 0, 2)["term"].tolist() == ["bread", "milk", "salt"]


@pytest.mark.parametrize("block", [1, 2, 3])
def test_the_best_terms_of_each_pair_stand_in_the_order_of_the_pairs(block, monkeypatch):
    monkeypatch.setattr(similarity, "BLOCK", block)
    weights = weights_of([0.6, 0.6, 0.5], [0.5, 0.5, 0.7], [1.0, 0, 0], [0, 0, 1.0])
    first, second = np.array([0, 2, 0]), np.array([1, 3, 2])
    assert best_terms(weights, first, second, 2) == [["salt", "bread"], [], ["bread"]]
    assert best_terms(weights, first, second, 3) == [["salt", "bread", "milk"], [], ["bread"]]
    assert best_terms(weights, first[:0], second[:0], 3) == []


def test_the_best_terms_do_not_depend_on_how_the_matrix_is_stored():
    turned = csr_matrix(([0.6, 0.6, 0.5], [2, 0, 1], [0, 3]), shape=(1, 3))
    weights = TermWeights(turned, np.array(["bread", "milk", "salt"]))
    assert best_terms(weights, np.array([0]), np.array([0]), 2) == [["bread", "salt"]]


def test_of_equal_partners_of_one_article_the_lower_row_number_is_the_better_one():
    # 1 and 3 are equal and so are 2 and 4; all have 0.6 with 0, which takes 1.
    weights = weights_of(*[[1.0, 0, 0], *[[0.6, 0.8, 0], [0.6, 0, 0.8]] * 2])
    assert pairs_of(weights, threshold=0.5, top=1) == [(1, 3, 1), (2, 4, 1), (0, 1, 0.6)]


def test_of_many_articles_each_keeps_its_two_nearest():
    # Article n points to n * 23 % 401 fifths of a degree: the nearest are those a fifth beside it,
    # at both ends of the scale also the one two fifths away.
    places = [number * 23 % 401 for number in range(401)]
    angles = [math.radians(place / 5) for place in places]
    weights = weights_of(*[[math.cos(angle), math.sin(angle), 0] for angle in angles])
    found = similar_pairs(weights, threshold=0, top=2)
    near = {frozenset((places[row.a], places[row.b])) for row in found.itertuples()}
    beside = {frozenset((place, place + 1)) for place in range(400)}
    assert near == beside | {frozenset((0, 2)), frozenset((398, 400))}
    assert len(found) == 402


def test_many_terms_of_one_share_are_named_by_the_alphabet():
    terms = np.array([f"term{number:02}" for number in range(40)])
    weights = TermWeights(csr_matrix(np.full((2, 40), 0.1)), terms)
    assert best_terms(weights, np.array([0]), np.array([1]), 9) == [terms[:9].tolist()]
    assert explain(weights, 0, 1)["term"].tolist() == terms.tolist()
