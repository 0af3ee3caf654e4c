"""Pairs that are near by their words: the compiled code, and what is kept while articles come."""

from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from components.analysis.collection.pairs import compare_counted
from components.analysis.collection.similarity import best_terms, similar_pairs
from components.analysis.collection.tfidf import term_weights
from components.analysis.collection.words import near_pairs
from components.analysis.collection.words.cosines import find_near, measure_pairs
from components.analysis.collection.words.near_pairs import NearPairs
from components.analysis.collection.words.term_counts import TermCounts

WORDS = [
    "ferry",
    "harbour",
    "pilot",
    "crane",
    "fog",
    "strike",
    "vote",
    "bridge",
    "river",
    "lock",
    "weir",
    "tide",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=0, max_size=9).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=12), st.sampled_from([0.1, 0.3, 0.5, 0.9]))
@settings(deadline=None)
def test_near_rows_are_those_with_such_a_cosine(texts, least):
    weights = term_weights(texts)
    first, second, floors = find_near(weights.matrix, np.arange(len(texts)), least)
    expected = similar_pairs(weights, threshold=least + 1e-9)
    found = {(a, b) for a, b in zip(first.tolist(), second.tolist(), strict=True) if a < b}
    assert found >= set(zip(expected["a"], expected["b"], strict=True))
    assert {(b, a) for a, b in zip(first.tolist(), second.tolist(), strict=True)} == {
        (a, b) for a, b in zip(first.tolist(), second.tolist(), strict=True)
    }
    assert (floors == least).all()
    cosines, _ = measure_pairs(weights.matrix, first, second, 1)
    assert (cosines >= least - 1e-9).all()


@given(st.lists(TEXTS, min_size=2, max_size=12), st.integers(1, 4))
@settings(deadline=None)
def test_of_many_near_rows_the_nearest_are_kept_and_none_left_out_is_above_the_floor(texts, most):
    weights = term_weights(texts)
    rows = np.arange(len(texts))
    first, second, floors = find_near(weights.matrix, rows, 0.1, most)
    cosines = (weights.matrix @ weights.matrix.T).toarray()
    for row in rows:
        kept = set(second[first == row].tolist())
        others = [cosines[row, other] for other in rows if other != row and other not in kept]
        nearest = sorted((cosines[row, other] for other in kept), reverse=True)
        assert all(np.isclose(cosine, nearest[most - 1]) for cosine in nearest[most:])
        assert all(cosine <= floors[row] + 1e-9 for cosine in others)


@given(st.lists(TEXTS, min_size=1, max_size=9), st.integers(1, 4))
@settings(deadline=None)
def test_cosines_and_their_terms_are_those_of_the_plain_way(texts, most):
    weights = term_weights(texts)
    weights.matrix.sort_indices()
    pairs = similar_pairs(weights, threshold=0.0)
    first, second = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    cosines, columns = measure_pairs(weights.matrix, first, second, most)
    turned, _ = measure_pairs(weights.matrix, second, first, most)
    assert np.allclose(cosines, pairs["score"], atol=1e-12, rtol=0)
    assert (cosines == turned).all()
    named = [weights.terms[own[own >= 0]].tolist() for own in columns]
    assert named == best_terms(weights, first, second, most)


ARTICLES = st.dictionaries(st.integers(0, 15).map("{:02}".format), TEXTS, max_size=12)


@given(st.lists(ARTICLES, min_size=2, max_size=7), st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_pairs_are_those_of_all_articles_whatever_came_changed_and_went(states, partners):
    with patch.object(near_pairs, "_SHARE_AGAIN", 1.0):  # so that a base of so few is used at all
        compare_step_by_step(states, partners)


def compare_step_by_step(states, partners):
    kept, counts, before = NearPairs(0.2, partners, 3), TermCounts(), {}
    for state in states:
        changed = [id for id, text in state.items() if before.get(id) != text]
        counts.drop([id for id in before if id not in state])
        counts.put({id: state[id] for id in changed})
        before = state
        ids = sorted(state)
        weighed = counts.weigh(ids)
        found = kept.find(weighed, ids, changed)
        expected = similar_pairs(weighed.weights, threshold=0.2, top=partners)
        # Cosines that are equal but for their last bit may stand in another order.
        steady = ~np.isclose(expected["score"], 0.2, atol=1e-9)
        if len(set(np.round(expected["score"], 9))) == len(expected) and steady.all():
            assert found.first.tolist() == expected["a"].tolist()
            assert found.second.tolist() == expected["b"].tolist()
        rebuilt = NearPairs(0.2, partners, 3).find(weighed, ids, [])
        for own, other in zip(vars(found).values(), vars(rebuilt).values(), strict=True):
            assert own.tolist() == other.tolist()


def test_where_all_are_in_doubt_all_are_compared():
    ids = [f"{n:03}" for n in range(130)]
    counts = TermCounts()
    counts.put({id: f"{WORDS[n % 5]} {WORDS[n % 7]} name{id}" for n, id in enumerate(ids)})
    weighed = counts.weigh(ids)
    with patch.object(near_pairs, "_ROUNDING", 0.2):
        found = NearPairs(0.2, 50, 5).find(weighed, ids, ids)
    expected = NearPairs(0.2, 50, 5).find(weighed, ids, ids)
    assert len(found.first) > 130
    assert found.first.tolist() == expected.first.tolist()
    assert found.cosines.tolist() == expected.cosines.tolist()


def test_only_what_came_is_compared_with_all(monkeypatch):
    asked = []

    def note(matrix, rows, *limits):
        asked.append(len(rows))
        return find_near(matrix, rows, *limits)

    monkeypatch.setattr(near_pairs, "find_near", note)
    texts = {f"{n:03}": f"{WORDS[n % 12]} {WORDS[n % 7]} name{n} place{n % 90}" for n in range(400)}
    counts, kept = TermCounts(), NearPairs(0.2, 50, 5)
    counts.put(texts)
    kept.find(counts.weigh(sorted(texts)), sorted(texts), list(texts))
    assert asked == [400, 0]
    counts.put({"400": "ferry harbour name400"})
    ids = [*sorted(texts), "400"]
    kept.find(counts.weigh(ids), ids, ["400"])
    assert asked[2:] == [1]


def test_without_articles_there_are_no_pairs():
    weighed = TermCounts().weigh([])
    assert NearPairs(0.2, 50, 5).find(weighed, [], []).first.tolist() == []
    assert (
        measure_pairs(csr_matrix((0, 0)), np.empty(0, int), np.empty(0, int), 5)[0].tolist() == []
    )


@pytest.mark.parametrize("size", [61, 130])
def test_the_table_of_many_articles_has_the_columns_of_that_of_few(size):
    counts = TermCounts()
    counts.put({f"{n:03}": f"{WORDS[n % 5]} {WORDS[n % 12]} harbour" for n in range(size)})
    ids = [f"{n:03}" for n in range(size)]
    table = compare_counted(counts, ids).pairs
    few = TermCounts()
    few.put({"a": "ferry harbour", "b": "harbour pilot"})
    small = compare_counted(few, ["a", "b"]).pairs
    assert small.dtypes.astype(str).to_dict() == table.dtypes.astype(str).to_dict()
    weights = counts.weigh(ids).weights
    row = table.iloc[0]
    expected = best_terms(weights, np.array([int(row["a"])]), np.array([int(row["b"])]), 5)
    assert row["words"] == ", ".join(expected[0])
    pd.testing.assert_series_equal(table["score"], table["score"].sort_values(ascending=False))
