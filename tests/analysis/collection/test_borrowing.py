import pandas as pd
import pytest

from components.analysis.collection.lineage import count_taken, name_takers
from components.analysis.pair.relation_records import relation_table

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e"],
        "source": ["Wire", "Post", "Post", "", "Globe"],
        "published": pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-02", "2020-01-03", None]),
    }
)


def relations(*rows, argued=None):
    """A table of relations; `argued` has the direction and the confidence of some pairs."""
    table = pd.DataFrame(rows, columns=["a", "b", "a_in_b", "b_in_a"])
    table = table.astype({"a_in_b": "float64", "b_in_a": "float64"})
    known = [
        (argued or {}).get(pair, ("", "")) for pair in zip(table["a"], table["b"], strict=True)
    ]
    return table.assign(
        direction=[direction for direction, _ in known],
        confidence=[confidence for _, confidence in known],
    )


def taken(*rows, argued=None):
    columns = ["taker", "giver", "share", "how"]
    return name_takers(relations(*rows, argued=argued), ARTICLES)[columns].values.tolist()


def test_in_a_pair_that_was_not_argued_the_earlier_day_gives():
    assert taken(("a", "b", 0.4, 0.9)) == [["b", "a", 0.9, "by day"]]


def test_an_argued_direction_counts_more_than_the_day():
    argued = {("a", "b"): ("first from second", "likely")}
    assert taken(("a", "b", 0.4, 0.9), argued=argued) == [["a", "b", 0.4, "argued"]]


@pytest.mark.parametrize("direction", ["cannot tell", "common source"])
def test_no_day_is_asked_where_the_argument_names_no_taker(direction):
    assert taken(("a", "b", 0.9, 0.9), argued={("a", "b"): (direction, "")}) == []


def test_a_source_that_is_not_known_hinders_no_argument():
    argued = {("a", "d"): ("second from first", "likely")}
    assert taken(("a", "d", 0.4, 0.9), argued=argued) == [["d", "a", 0.9, "argued"]]
    assert taken(("a", "d", 0.4, 0.9)) == [["d", "a", 0.9, "by day"]]


def test_what_was_argued_comes_with_how_sure_it_is():
    argued = {("a", "b"): ("second from first", "likely")}
    pairs = relations(("a", "b", 0.4, 0.9), ("a", "c", 0.4, 0.9), argued=argued)
    assert name_takers(pairs, ARTICLES)["sure"].tolist() == ["likely", ""]


def test_what_an_analyst_decided_is_said_however_little_is_shared():
    argued = {("a", "b"): ("first from second", "decided")}
    assert taken(("a", "b", 0.1, 0.1), argued=argued) == [["a", "b", 0.1, "decided"]]
    assert taken(("a", "b", None, None), argued=argued) == [["a", "b", 0.0, "decided"]]
    (row,) = count_taken(
        name_takers(relations(("a", "b", 0.1, 0.1), argued=argued), ARTICLES)
    ).to_dict("records")
    assert (row["taker_source"], row["pairs"], row["argued"]) == ("Wire", 1, 1)


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        (("b", "c", 0.9, 0.9), "the same day"),
        (("a", "e", 0.9, 0.9), "no day"),
        (("a", "b", 0.9, 0.1), "too little of the taker"),
        (("a", "z", 0.9, 0.9), "no such article"),
    ],
)
def test_a_pair_that_cannot_be_told_is_left_out(pair, why):
    assert taken(pair) == [], why


def test_articles_and_pairs_are_counted_by_source():
    argued = {("a", "b"): ("second from first", "strong")}
    pairs = relations(("a", "b", 0.4, 0.8), ("a", "c", 0.4, 0.6), argued=argued)
    (row,) = count_taken(name_takers(pairs, ARTICLES)).to_dict("records")
    assert (row["taker_source"], row["giver_source"]) == ("Post", "Wire")
    assert (row["articles"], row["pairs"], row["argued"]) == (2, 2, 1)
    assert row["share"] == pytest.approx(0.7)


def test_pairs_of_a_source_not_known_are_in_no_count_by_source():
    pairs = relations(("a", "b", 0.4, 0.8), ("a", "d", 0.4, 0.8))
    counts = count_taken(name_takers(pairs, ARTICLES))
    assert counts[["taker_source", "pairs"]].values.tolist() == [["Post", 1]]


def test_no_relation_is_an_empty_table():
    assert taken() == []
    assert count_taken(name_takers(relations(), ARTICLES)).empty
    assert name_takers(relation_table({}), ARTICLES).empty
