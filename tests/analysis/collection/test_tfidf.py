import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from components.analysis.collection.tfidf import (
    TfidfSettings,
    find_words,
    join_terms,
    term_weights,
    weigh_known,
)

TEXTS = ["The river rose.", "The river fell, the bridge held.", "Nothing in common here"]


def test_default_weights_equal_those_of_scikit_learn():
    ours, theirs = term_weights(TEXTS), TfidfVectorizer()
    reference = theirs.fit_transform(TEXTS)
    assert list(ours.terms) == list(theirs.get_feature_names_out())
    assert abs(ours.matrix - reference).max() < 1e-12


def test_rows_have_length_one():
    lengths = np.sqrt(term_weights(TEXTS).matrix.multiply(term_weights(TEXTS).matrix).sum(axis=1))
    assert np.allclose(lengths, 1)


def test_a_text_without_words_has_an_all_zero_row():
    assert term_weights(["river", "…"]).matrix[1].nnz == 0


def test_no_texts_give_a_matrix_without_columns():
    assert term_weights([]).matrix.shape == (0, 0)
    assert term_weights(["…", ""]).matrix.shape == (2, 0)


def test_pairs_of_words_count_as_terms_when_asked_for():
    terms = set(term_weights(TEXTS, TfidfSettings(ngrams=(1, 2))).terms)
    assert {"river", "the river", "bridge held"} <= terms


def test_stop_words_are_left_out():
    assert "the" not in term_weights(TEXTS, TfidfSettings(stop_words=("the",))).terms


def test_a_term_in_too_few_articles_is_left_out():
    assert set(term_weights(TEXTS, TfidfSettings(min_articles=2)).terms) == {"river", "the"}


def test_asking_for_more_articles_than_there_are_leaves_no_terms():
    assert term_weights(TEXTS, TfidfSettings(min_articles=9)).terms.size == 0


# "river" stands in two of three texts and "bridge" in one: idf is ln(4/3) + 1 and ln(4/2) + 1.
SHORT = ["river river bridge", "the river", "port"]
RIVER, BRIDGE = math.log(4 / 3) + 1, math.log(2) + 1


def test_a_term_is_weighed_by_its_count_and_by_how_few_texts_hold_it():
    weights = term_weights(SHORT)
    assert list(weights.terms) == ["bridge", "port", "river", "the"]
    length = math.hypot(BRIDGE, 2 * RIVER)
    row = weights.matrix[0].toarray().ravel()
    assert row == pytest.approx([BRIDGE / length, 0, 2 * RIVER / length, 0])


def test_sublinear_weighs_a_term_that_stands_twice_by_one_and_ln_two():
    weights = term_weights(SHORT, TfidfSettings(sublinear=True))
    bridge, _, river, _ = weights.matrix[0].toarray().ravel()
    assert river / bridge == pytest.approx((1 + math.log(2)) * RIVER / BRIDGE)


@pytest.mark.parametrize(
    "settings",
    [
        TfidfSettings(),
        TfidfSettings(sublinear=True, ngrams=(1, 2), stop_words=("the",)),
        TfidfSettings(min_articles=2),
        TfidfSettings(min_articles=3),
    ],
)
def test_texts_weighed_by_known_counts_are_weighed_as_among_all(settings):
    texts = [*SHORT, "the port of the river", "bridge on bridge river bridge"]
    whole = term_weights(texts, settings)
    held = [{term for _, term in terms_of(text, settings)} for text in texts]
    articles = {term: sum(term in terms for terms in held) for term in set().union(*held)}
    often = {term: count for term, count in articles.items() if count > 1}
    some = weigh_known(texts[3:], settings, len(texts), often)
    assert set(some.terms) == set(whole.terms) & (held[3] | held[4])
    places = np.searchsorted(whole.terms, some.terms)
    assert abs(some.matrix - whole.matrix[3:, places]).max() < 1e-12
    lengths = np.sqrt(some.matrix.multiply(some.matrix).sum(axis=1))
    assert np.allclose(lengths, 1)


def test_a_term_whose_count_is_not_given_stands_in_one_text():
    weights = weigh_known(["river river bridge"], TfidfSettings(), 3, {"river": 2})
    assert list(weights.terms) == ["bridge", "river"]
    bridge, river = weights.matrix[0].toarray().ravel()
    assert river / bridge == pytest.approx(2 * RIVER / BRIDGE)
    kept = weigh_known(["river bridge"], TfidfSettings(min_articles=2), 3, {"river": 2})
    assert list(kept.terms) == ["river"]


def terms_of(text, settings):
    return join_terms([word for _, word in find_words(text)], settings)


def test_terms_are_cut_with_their_places():
    assert find_words("River, a river.") == [(0, "river"), (9, "river")]
    assert find_words("İz bırakır") == [(3, "bırakır")]
    pairs = terms_of("River, the river.", TfidfSettings(ngrams=(2, 2)))
    assert pairs == [(0, "river the"), (1, "the river")]
    without = terms_of("River, the sea", TfidfSettings(ngrams=(1, 2), stop_words=("the",)))
    assert without == [(0, "river"), (2, "sea"), (0, "river sea")]


@given(st.text(alphabet="aBİß'’ -.\n1é", max_size=60), st.integers(1, 3))
def test_terms_are_those_of_the_matrix(text, longest):
    settings = TfidfSettings(ngrams=(1, longest))
    own = Counter(term for _, term in terms_of(text, settings))
    weights = weigh_known([text], settings, 1, {})
    assert set(weights.terms) == set(own)
