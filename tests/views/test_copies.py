"""Copies counted once, in words and as lists."""

from components.views.copies import copy_rows, copy_table, describe_counted_once, group_copies

LEFT_OUT = {"c": "a", "b": "a", "y": "x"}
NAMES = {id: f"{id.upper()} Post" for id in "abcxy"}


def test_what_was_left_out_is_counted_with_what_stands_for_it():
    assert describe_counted_once(LEFT_OUT, 80) == (
        "5 articles of 2 families counted once: 3 left out, because 80 % or more of their words "
        "are in another."
    )
    assert describe_counted_once({"b": "a"}, 90) == (
        "2 articles of 1 family counted once: 1 left out, because 90 % or more of its words are "
        "in another."
    )


def test_where_nothing_is_left_out_that_is_said():
    assert describe_counted_once({}, 80) == (
        "No copies to count once: no article has 80 % or more of its words in another selected one."
    )


def test_each_that_counts_is_named_with_its_copies():
    groups = group_copies(LEFT_OUT)
    assert groups == {"a": ["b", "c"], "x": ["y"]}


def test_a_row_says_why_an_article_is_left_out():
    names = NAMES, dict.fromkeys(NAMES, "Title")
    shares = {("b", "a"): 0.91, ("c", "a"): 0.79}
    first, second = copy_rows([("b", "a"), ("c", "a")], shares, names, 80)
    assert (first["id"], first["score"]) == ("b.a", 0.91)
    assert [piece[0] for line in first["lines"] for piece in line] == [
        "B Post",
        "  Title",
        "left out; A Post counts",
        "91% of its words are in that one",
    ]
    assert second["lines"][2][0][0] == (
        "79% of its words are in that one, and enough in another copy of it"
    )


def test_the_table_has_a_row_for_each_article_left_out():
    table = copy_table(LEFT_OUT, NAMES)
    assert table["left out of counts"].tolist() == ["B Post", "C Post", "Y Post"]
    assert table["id of the counted"].tolist() == ["a", "a", "x"]
