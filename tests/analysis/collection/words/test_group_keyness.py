"""More than two groups of articles, each against the rest, and two of them against each other."""

import pandas as pd
import pytest

from components.analysis.collection.keyness import compare_with_others
from components.analysis.collection.word_index import gather
from components.analysis.collection.words.group_keyness import (
    compare_groups,
    compare_two,
    lay_side_by_side,
)
from tests.analysis.collection.words_of_texts import read_words

FILL = "pier " * 100
TEXTS = {
    "a": FILL + "ferry " * 30 + "the " * 40,
    "b": FILL + "ballot " * 30,
    "c": FILL + "ballot " * 20 + "nurse " * 30,
}
ARTICLES = pd.DataFrame({"id": list(TEXTS), "language": "en"})
GROUPS = {"Wire": ["a"], "Post": ["b"], "Globe": ["c"]}


@pytest.fixture(scope="module")
def table():
    return gather(*read_words(TEXTS, ["en"] * 3, {"en": ["the"]}))


def shown(table, most=5, common=False):
    laid = lay_side_by_side(compare_groups(table, ARTICLES, GROUPS), most, common)
    return list(dict.fromkeys(zip(laid["of"], laid["word"], strict=True)))


def test_each_group_has_the_words_that_set_it_apart_from_the_rest(table):
    assert shown(table) == [("Wire", "ferry"), ("Post", "ballot"), ("Globe", "nurse")]


def test_stop_words_are_shown_when_they_are_asked_for(table):
    assert shown(table, common=True)[:2] == [("Wire", "the"), ("Wire", "ferry")]


def test_so_many_words_are_shown_for_each_group(table):
    assert shown(table, most=1, common=True)[0] == ("Wire", "the")
    assert ("Wire", "ferry") not in shown(table, most=1, common=True)


def test_a_word_has_its_numbers_in_every_group(table):
    laid = lay_side_by_side(compare_groups(table, ARTICLES, GROUPS), 5, False)
    ballot = laid[laid["word"] == "ballot"].set_index("group")
    assert ballot[["first", "second"]].to_dict("index") == {
        "Wire": {"first": 0, "second": 50},
        "Post": {"first": 30, "second": 20},
        "Globe": {"first": 20, "second": 30},
    }
    assert ballot.index.tolist() == ["Wire", "Post", "Globe"]
    assert ballot.loc["Wire", "log_ratio"] < 0 < ballot.loc["Post", "log_ratio"]


def test_one_group_against_another_leaves_the_third_aside(table):
    found = compare_two(table, ARTICLES, ["b"], ["c"])
    assert (found.selected, found.others, found.sizes) == (1, 1, (130, 150))
    assert dict(zip(found.words["word"], found.words["first"], strict=True))["nurse"] == 0
    assert "ferry" not in set(found.words["word"])


def test_an_article_of_both_groups_is_in_neither(table):
    both = compare_two(table, ARTICLES, ["a", "b"], ["b", "c"])
    alone = compare_with_others(table, ARTICLES[ARTICLES["id"] != "b"], ["a"])
    pd.testing.assert_frame_equal(both.words, alone.words)


def test_of_either_side_only_those_that_count_are_compared(table):
    """As when copies are counted once: "c" stands for nothing here."""
    found = compare_groups(
        table, ARTICLES, {"Wire": ["a"]}, count=lambda rows: rows[rows["id"] != "c"]
    )
    assert (found["Wire"].selected, found["Wire"].others) == (1, 1)


def test_a_word_has_the_form_that_the_texts_of_its_group_have():
    texts = {
        "a": FILL + "engines " * 60,
        "b": FILL + "engineers " * 40 + "ferry " * 300,
        "c": FILL + "engineers " * 40 + "ferry " * 300,
    }
    table = gather(*read_words(texts, ["en"] * 3, {"en": ["the"]}))
    assert "engineers" in table.labels
    assert "engines" not in table.labels
    found = compare_groups(table, ARTICLES, {"Wire": ["a"], "Post": ["b"]})
    laid = lay_side_by_side(found, 5, False)
    engines = laid[laid["word"] == "engines"]
    assert engines["group"].tolist() == ["Wire", "Post"]
    assert "engineers" not in set(laid["word"])
    words = compare_with_others(table, ARTICLES, ["b", "c"]).words.set_index("word")
    assert words.loc["engines", "log_ratio"] < 0


def test_no_group_gives_no_row(table):
    assert lay_side_by_side({}, 5, False).empty
