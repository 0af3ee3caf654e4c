import pandas as pd
import pytest

from components.analysis.entities.counts import count_cooccurrence, find_cooccurrence, lay_out

MENTIONS = pd.DataFrame(
    [
        ("a", 0, "Ann"),
        ("a", 0, "Bo"),
        ("a", 0, "Bo"),
        ("a", 1, "Cy"),
        ("b", 0, "Ann"),
        ("b", 0, "Bo"),
        ("b", 3, "Dee"),
    ],
    columns=["article", "sentence", "entity"],
)
NAMES = ["Ann", "Bo", "Cy"]


def test_names_of_one_sentence_are_counted_once():
    table = count_cooccurrence(MENTIONS, NAMES, "sentence")
    assert table.to_numpy().tolist() == [["Ann", "Bo", 2]]


def test_names_of_one_article_are_counted_once():
    table = count_cooccurrence(MENTIONS, NAMES, "article")
    assert table.to_numpy().tolist() == [["Ann", "Bo", 2], ["Ann", "Cy", 1], ["Bo", "Cy", 1]]


def test_categories_and_names_that_are_not_there_do_no_harm():
    table = MENTIONS.astype({"entity": "category"})
    assert len(count_cooccurrence(table, ["Ann", "Bo", "Nobody"])) == 1
    assert count_cooccurrence(table.head(0), NAMES).empty
    assert count_cooccurrence(table, []).empty


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="sentence, article"):
        count_cooccurrence(MENTIONS, NAMES, "page")


def test_the_sentences_that_name_both_are_found():
    assert find_cooccurrence(MENTIONS, "Ann", "Bo").index.tolist() == [0, 1, 2, 4, 5]
    assert find_cooccurrence(MENTIONS, "Ann", "Cy").empty
    assert find_cooccurrence(MENTIONS, "Ann", "Cy", "article").index.tolist() == [0, 3]


def test_a_layout_is_always_the_same_and_holds_every_name():
    ties = count_cooccurrence(MENTIONS, NAMES, "article")
    places = lay_out([*NAMES, "Alone"], ties)
    assert places == lay_out([*NAMES, "Alone"], ties)
    assert set(places) == {*NAMES, "Alone"}
    assert lay_out([], ties.head(0)) == {}
