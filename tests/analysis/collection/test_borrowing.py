import pandas as pd
import pytest

from components.analysis.collection.lineage import (
    NO_VERDICTS,
    count_taken,
    name_takers,
    worth_arguing,
)

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e"],
        "source": ["Wire", "Post", "Post", "", "Globe"],
        "published": pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-02", "2020-01-03", None]),
    }
)


def reuse(*rows):
    table = pd.DataFrame(rows, columns=["a", "b", "a_in_b", "b_in_a"])
    return table.assign(score=table[["a_in_b", "b_in_a"]].max(axis=1))


def verdicts(*rows):
    return pd.DataFrame(rows, columns=["a", "b", "verdict", "sure"])


def taken(pairs, argued=NO_VERDICTS):
    columns = ["taker", "giver", "share", "how"]
    return name_takers(pairs, argued, ARTICLES)[columns].values.tolist()


def test_without_an_argument_the_earlier_day_gives():
    assert taken(reuse(("a", "b", 0.4, 0.9))) == [["b", "a", 0.9, "by day"]]


def test_an_argued_direction_counts_more_than_the_day():
    argued = verdicts(("a", "b", "first from second", "likely"))
    assert taken(reuse(("a", "b", 0.4, 0.9)), argued) == [["a", "b", 0.4, "argued"]]


def test_where_the_argument_cannot_tell_nothing_is_told_as_on_every_other_page():
    argued = verdicts(("a", "b", "cannot tell", ""))
    assert taken(reuse(("a", "b", 0.4, 0.9)), argued) == []


def test_a_source_that_is_not_known_hinders_no_argument():
    argued = verdicts(("a", "d", "second from first", "likely"))
    assert taken(reuse(("a", "d", 0.4, 0.9)), argued) == [["d", "a", 0.9, "argued"]]
    assert taken(reuse(("a", "d", 0.4, 0.9))) == [["d", "a", 0.9, "by day"]]


def test_what_was_argued_comes_with_how_sure_it_is():
    argued = verdicts(("a", "b", "second from first", "likely"))
    table = name_takers(reuse(("a", "b", 0.4, 0.9), ("a", "c", 0.4, 0.9)), argued, ARTICLES)
    assert table["sure"].tolist() == ["likely", ""]


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        (("b", "c", 0.9, 0.9), "the same day"),
        (("a", "e", 0.9, 0.9), "no day"),
        (("a", "b", 0.9, 0.1), "too little of the taker"),
    ],
)
def test_a_pair_that_cannot_be_told_is_left_out(pair, why):
    assert taken(reuse(pair)) == [], why


def test_a_common_source_is_nobodys_taking():
    argued = verdicts(("a", "b", "common source", "likely"))
    assert taken(reuse(("a", "b", 0.9, 0.9)), argued) == []


def test_articles_and_pairs_are_counted_by_source():
    pairs = reuse(("a", "b", 0.4, 0.8), ("a", "c", 0.4, 0.6))
    argued = verdicts(("a", "b", "second from first", "strong"))
    (row,) = count_taken(name_takers(pairs, argued, ARTICLES)).to_dict("records")
    assert (row["taker_source"], row["giver_source"]) == ("Post", "Wire")
    assert (row["articles"], row["pairs"], row["argued"]) == (2, 2, 1)
    assert row["share"] == pytest.approx(0.7)


def test_all_pairs_that_share_a_fifth_are_argued_those_of_one_source_last():
    pairs = reuse(
        ("b", "c", 0.9, 0.9), ("a", "d", 0.8, 0.9), ("a", "b", 0.9, 0.7), ("a", "e", 0, 0.1)
    )
    sources = ARTICLES.set_index("id")["source"]
    assert worth_arguing(pairs, sources).values.tolist() == [["a", "d"], ["a", "b"], ["b", "c"]]


def test_pairs_of_a_source_not_known_are_in_no_count_by_source():
    pairs = reuse(("a", "b", 0.4, 0.8), ("a", "d", 0.4, 0.8))
    counts = count_taken(name_takers(pairs, NO_VERDICTS, ARTICLES))
    assert counts[["taker_source", "pairs"]].values.tolist() == [["Post", 1]]


def test_no_reuse_is_an_empty_table():
    assert taken(reuse()) == []
    assert count_taken(name_takers(reuse(), NO_VERDICTS, ARTICLES)).empty
