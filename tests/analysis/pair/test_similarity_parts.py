"""Which parts make two articles alike."""

import math

import numpy as np
import pytest

from components.analysis.article.outline import ALL_PARTS, Parts
from components.analysis.collection.tfidf import TfidfSettings, term_weights
from components.analysis.pair.similarity_parts import (
    Frequencies,
    cosines_without,
    count_parts,
    explain_similarity,
    split_cosine,
)

# "tram" stands in both headlines, "deal" in both quotations, "bridge" in the prose of both.
FIRST_TEXT = 'The bridge closed. "No deal today," she said.'
SECOND_TEXT = 'Today the bridge opened. "A deal," he said.'
FIRST = Parts("Tram strike", FIRST_TEXT, quotations=((20, 34),))
SECOND = Parts("Tram peace", SECOND_TEXT, quotations=((26, 33),))
OTHER = "Nothing in common but the word today."
TEXTS = [f"Tram strike\n\n{FIRST_TEXT}", f"Tram peace\n\n{SECOND_TEXT}", OTHER]


def frequencies() -> Frequencies:
    matrix = term_weights(TEXTS).matrix
    counts = (matrix > 0).sum(axis=0).A1
    return Frequencies(3, dict(zip(term_weights(TEXTS).terms, counts.tolist(), strict=True)))


@pytest.fixture
def split():
    settings = TfidfSettings()
    counted = count_parts(FIRST, settings), count_parts(SECOND, settings)
    return split_cosine(*counted, frequencies(), settings)


def test_the_shares_add_up_to_the_cosine_of_the_matrix(split):
    matrix = term_weights(TEXTS).matrix
    assert split["share"].sum() == pytest.approx((matrix[0] @ matrix[1].T).toarray()[0, 0])


def test_shares_of_terms_of_two_words_add_up_to_the_cosine_of_the_matrix():
    settings = TfidfSettings(ngrams=(1, 2))
    weights = term_weights(TEXTS, settings)
    counts = (weights.matrix > 0).sum(axis=0).A1
    known = Frequencies(3, dict(zip(weights.terms, counts.tolist(), strict=True)))
    counted = count_parts(FIRST, settings), count_parts(SECOND, settings)
    split = split_cosine(*counted, known, settings)
    cosine = (weights.matrix[0] @ weights.matrix[1].T).toarray()[0, 0]
    assert split["share"].sum() == pytest.approx(cosine)
    assert np.allclose(split[list(ALL_PARTS)].sum(axis=1), split["share"])
    # "the bridge" is whole prose; the last word of a quotation and the next of the prose are a
    # term of the quotation: "today she" is in no other text.
    assert split.set_index("term").loc["the bridge", "prose"] > 0
    assert counted[0].of(ALL_PARTS)["today she"] == {"quotations": 1}


def test_the_parts_of_a_share_add_up_to_it(split):
    assert np.allclose(split[list(ALL_PARTS)].sum(axis=1), split["share"])


def test_each_word_is_put_where_it_stands(split):
    by_term = split.set_index("term")
    assert by_term.loc["tram", "headline"] == by_term.loc["tram", "share"]
    assert by_term.loc["deal", "quotations"] == by_term.loc["deal", "share"]
    assert by_term.loc["bridge", "prose"] == by_term.loc["bridge", "share"]


def test_a_word_quoted_in_one_and_told_in_the_other_is_halved(split):
    today = split.set_index("term").loc["today"]
    assert today["quotations"] == pytest.approx(today["share"] / 2)
    assert today["prose"] == pytest.approx(today["share"] / 2)


def test_two_articles_that_differ_by_their_headlines_are_the_same_without():
    settings = TfidfSettings()
    other = Parts("Bus peace", FIRST_TEXT, FIRST.quotations)
    counted = count_parts(FIRST, settings), count_parts(other, settings)
    cosines = cosines_without(*counted, frequencies(), settings)
    assert set(cosines) == {"whole articles", *ALL_PARTS}
    assert cosines["headline"] == pytest.approx(1.0)
    assert cosines["whole articles"] < 1.0
    assert cosines["boilerplate"] == cosines["whole articles"]


def test_what_does_not_count_gives_nothing():
    settings = TfidfSettings()
    counted = count_parts(FIRST, settings), count_parts(SECOND, settings)
    split = split_cosine(*counted, frequencies(), settings, ("headline", "prose"))
    assert split["quotations"].sum() == 0
    assert "deal" not in set(split["term"])


def test_a_term_in_too_few_articles_does_not_count():
    settings = TfidfSettings(min_articles=3)
    counted = count_parts(FIRST, settings), count_parts(SECOND, settings)
    split = split_cosine(*counted, frequencies(), settings)
    assert set(split["term"]) == {"the", "today"}
    assert split["share"].sum() == pytest.approx(1.0)


def test_nothing_in_common_is_an_empty_table():
    settings = TfidfSettings()
    counted = count_parts(Parts("", "tram"), settings), count_parts(Parts("", "bus"), settings)
    assert split_cosine(*counted, Frequencies(2, {}), settings).empty


def test_the_cosine_by_the_words_of_the_two_alone_is_the_same_in_every_library():
    # "ferry port ferry" and "ferry bridge": 2 * 1 / (sqrt(5) * sqrt(2)).
    one, other = Parts("", "ferry port ferry"), Parts("", "ferry bridge")
    for known in (Frequencies(2, {}), Frequencies(1000, {"ferry": 900, "port": 3})):
        found = explain_similarity(one, other, known, TfidfSettings())
        assert found.alone == pytest.approx(2 / math.sqrt(10))
    assert explain_similarity(one, Parts("", ""), known, TfidfSettings()).alone == 0
