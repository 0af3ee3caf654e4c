import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from components.analysis.tfidf import TfidfSettings, term_weights

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
