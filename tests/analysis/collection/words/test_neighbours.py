"""Words near a term, by hand."""

from math import log, log2

import numpy as np
import pytest

from components.analysis.collection.concordance import find_places
from components.analysis.collection.word_index import gather
from components.analysis.collection.words.neighbours import find_neighbours, keep_with
from tests.analysis.collection.words_of_texts import read_words

TEXTS = {
    "a": "old ferry sank off pier; crew left old ferry",
    "b": "crew sank nets",
}
TABLE = gather(*read_words(TEXTS, ["en", "en"], {"en": ["off"]}))
ALL = np.ones(len(TABLE.forms), dtype=bool)
FERRY = find_places(TABLE, "ferry", {"en"})


def near(within, counted=ALL, table=TABLE, term="ferry"):
    places = find_places(table, term, {"en"})
    found = find_neighbours(table, counted, places, within)
    return found, {row["word"]: row for row in found.words.to_dict("records")}


def test_words_on_either_side_are_counted():
    found, words = near(1)
    assert (found.places, found.near) == (2, 3)
    assert {word: (row["before"], row["after"]) for word, row in words.items()} == {
        "old": (2, 0), "sank": (0, 1),
    }  # fmt: skip
    assert words["sank"]["everywhere"] == 2


def test_a_word_near_two_places_goes_with_the_nearer_one():
    """Of "sank off pier crew left old" between the two: three after the first, three before."""
    words = near(4)[1]
    assert (words["pier"]["before"], words["pier"]["after"]) == (0, 1)
    assert (words["left"]["before"], words["left"]["after"]) == (1, 0)
    assert words["off"]["common"]


def test_the_measures_by_hand():
    """Ten words are not the term, three are near; "old" is two of them and nowhere else."""
    row = near(1)[1]["old"]
    expected = 2 * (
        2 * log(2 / (3 * 2 / 10)) + 1 * log(1 / (3 * 8 / 10)) + 7 * log(7 / (7 * 8 / 10))
    )
    assert row["log_likelihood"] == pytest.approx(expected)
    assert row["log_dice"] == pytest.approx(14 + log2(2 * 2 / (2 + 2)))


def test_words_that_do_not_count_are_no_neighbours():
    counted = TABLE.mark_outside({"a": [(0, 9)]})  # "old ferry"
    found, words = near(1, counted)
    assert found.places == 1
    assert set(words) == {"old"}
    assert words["old"]["everywhere"] == 1


def test_nothing_beyond_the_end_of_an_article_is_near():
    table = gather(*read_words({"a": "pier ferry", "b": "nets"}, ["en", "en"], {}))
    assert set(near(5, np.ones(3, dtype=bool), table)[1]) == {"pier"}


def test_a_phrase_is_no_neighbour_of_itself():
    found, words = near(1, term="old ferry")
    assert found.places == 2
    assert set(words) == {"sank", "left"}


def test_a_term_that_is_nowhere_has_no_neighbours():
    found, words = near(5, term="tram")
    assert (found.places, found.near, words) == (0, 0, {})


def test_the_places_with_a_neighbour_are_those_that_have_it_near():
    sank = find_places(TABLE, "sank", {"en"})
    assert keep_with(TABLE, FERRY, sank, 1).first.tolist() == [1]
    assert keep_with(TABLE, FERRY, sank, 6).first.tolist() == [1, 8]
    assert len(keep_with(TABLE, FERRY, find_places(TABLE, "nets", {"en"}), 10)) == 0
