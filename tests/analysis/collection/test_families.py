"""Families out of pairs, small enough to see."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.collection.families import (
    closest_pairs,
    count_families,
    describe_families,
    families,
)

PAIRS = pd.DataFrame(
    [("x", "p", 0.9, 0.1), ("a", "b", 0.8, 0.2), ("b", "c", 0.4, 0.3), ("c", "d", 0.2, 0.2)],
    columns=["a", "b", "a_in_b", "b_in_a"],
)


def members(threshold: float) -> list[list[str]]:
    table = families(PAIRS, threshold)
    return [list(own) for _, own in table.groupby("family")["article"]]


def test_articles_chained_by_pairs_are_one_family_and_the_largest_comes_first() -> None:
    assert members(0.3) == [["a", "b", "c"], ["x", "p"]]


def test_the_threshold_moves_what_counts() -> None:
    assert members(0.1) == [["a", "b", "c", "d"], ["x", "p"]]
    assert members(0.5) == [["x", "p"], ["a", "b"]]
    assert members(0.95) == []


def test_two_that_were_decided_to_be_unrelated_join_nothing() -> None:
    decided = PAIRS.assign(decided=["", "common source", "unrelated", ""])
    table = families(decided, 0.3)
    assert table["article"].tolist() == ["x", "p", "a", "b"]
    assert describe_families(table, decided, {})["overlap"].tolist() == [0.9, 0.8]
    assert closest_pairs(decided)[["a", "b"]].values.tolist() == [
        ["x", "p"],
        ["a", "b"],
        ["c", "d"],
    ]
    chained = pd.DataFrame({"article": ["a", "b", "c"], "family": 0})
    assert describe_families(chained, decided, {})["overlap"].round(3).tolist() == [0.267]


def test_a_family_has_size_days_and_overlap() -> None:
    days = {"a": date(2020, 1, 3), "b": date(2020, 1, 1), "c": None}
    table = describe_families(families(PAIRS, 0.3), PAIRS, days)
    first, second = table.to_dict("records")
    assert (first["size"], first["first"], first["last"], first["days"]) == (
        3,
        date(2020, 1, 1),
        date(2020, 1, 3),
        2,
    )
    assert round(first["overlap"], 9) == 0.4
    # a and c share nothing, and are joined by b only.
    assert (first["least"], second["least"]) == (0.0, 0.9)
    assert (second["size"], second["first"], pd.isna(second["days"])) == (2, None, True)
    assert round(second["overlap"], 9) == 0.9


def test_no_pairs_make_no_families() -> None:
    none = families(PAIRS[:0])
    assert none.empty
    assert list(describe_families(none, PAIRS[:0], {}).columns) == [
        "family",
        "size",
        "first",
        "last",
        "days",
        "overlap",
        "least",
    ]


def test_closest_pairs_join_all_that_hang_together_by_their_strongest_ties():
    pairs = pd.DataFrame(
        {
            "a": ["one", "one", "two", "four"],
            "b": ["two", "three", "three", "five"],
            "a_in_b": [0.9, 0.4, 0.3, 0.5],
            "b_in_a": [0.1, 0.2, 0.7, 0.5],
        }
    )
    kept = closest_pairs(pairs)
    assert kept[["a", "b"]].to_numpy().tolist() == [
        ["one", "two"],
        ["two", "three"],
        ["four", "five"],
    ]


def test_without_pairs_there_is_nothing_to_join():
    none = closest_pairs(pd.DataFrame({"a": [], "b": [], "a_in_b": [], "b_in_a": []}))
    assert none.empty
    assert list(none.columns) == ["a", "b", "a_in_b", "b_in_a"]


def test_a_share_at_the_threshold_joins() -> None:
    assert members(0.4) == [["a", "b", "c"], ["x", "p"]]
    assert members(0.9) == [["x", "p"]]


def test_three_tenths_of_the_shorter_join_where_nothing_is_said() -> None:
    pairs = pd.DataFrame(
        [("a", "b", 0.3, 0.0), ("c", "d", 0.0, 0.3), ("e", "f", 0.29, 0.29)],
        columns=["a", "b", "a_in_b", "b_in_a"],
    )
    assert [list(own) for _, own in families(pairs).groupby("family")["article"]] == [
        ["a", "b"],
        ["c", "d"],
    ]


def test_among_families_of_one_size_the_first_in_the_pairs_comes_first() -> None:
    pairs = pd.DataFrame(
        [("x", "p", 0.5, 0.1), ("m", "n", 0.9, 0.1), ("a", "b", 0.5, 0.1), ("c", "b", 0.1, 0.6)],
        columns=["a", "b", "a_in_b", "b_in_a"],
    )
    table = families(pairs)
    assert list(table.columns) == ["article", "family"]
    assert table["family"].tolist() == [0, 0, 0, 1, 1, 2, 2]
    assert table["family"].dtype == "int64"
    assert [set(own) for _, own in table.groupby("family")["article"]] == [
        {"a", "b", "c"},
        {"x", "p"},
        {"m", "n"},
    ]
    assert table.index.tolist() == list(range(7))
    assert count_families(table) == 3


def test_overlap_is_the_mean_over_all_pairs_of_a_family_and_no_others() -> None:
    further = pd.DataFrame(
        [("a", "c", 0.1, 0.2), ("b", "x", 0.25, 0.2), ("p", "q", 0.1, 0.1)], columns=PAIRS.columns
    )
    pairs = pd.concat([PAIRS, further], ignore_index=True)
    days = {"x": date(2020, 2, 1), "p": date(2020, 2, 1)}
    table = describe_families(families(pairs, 0.3), pairs, days)
    # 0.8, 0.4 and 0.2 in three pairs; 0.9 in one; what joins b and x counts in neither.
    assert table["overlap"].round(9).tolist() == [round(1.4 / 3, 9), 0.9]
    assert table["family"].tolist() == [0, 1]
    assert table["days"].isna().tolist() == [True, False]
    assert table["days"][1] == 0


def test_the_strongest_ties_come_first_and_among_equal_ones_the_first_given() -> None:
    pairs = pd.DataFrame(
        [
            ("d", "e", 0.1, 0.5),
            ("a", "b", 0.5, 0.1),
            ("b", "c", 0.5, 0.1),
            ("a", "c", 0.5, 0.1),
            ("c", "d", 0.6, 0.1),
            ("a", "e", 0.5, 0.2),
        ],
        columns=["a", "b", "a_in_b", "b_in_a"],
    )
    kept = closest_pairs(pairs)
    assert kept[["a", "b"]].to_numpy().tolist() == [
        ["c", "d"],
        ["d", "e"],
        ["a", "b"],
        ["b", "c"],
    ]


def test_the_days_of_a_family_are_those_of_its_first_and_last_article() -> None:
    days = {"a": date(2020, 1, 3), "b": date(2020, 1, 9), "c": date(2020, 1, 1)}
    found = describe_families(families(PAIRS, 0.3), PAIRS, days).loc[0]
    assert (found["first"], found["last"], found["days"]) == (date(2020, 1, 1), days["b"], 8)


def test_many_families_of_one_size_keep_the_order_of_their_pairs() -> None:
    rows = [(f"a{n}", f"b{n}", 0.5, 0.5) for n in range(40)]
    rows += [(f"a{n}", f"c{n}", 0.5, 0.5) for n in range(1, 40, 2)]
    table = families(pd.DataFrame(rows, columns=["a", "b", "a_in_b", "b_in_a"]))
    threes = [[f"a{n}", f"b{n}", f"c{n}"] for n in range(1, 40, 2)]
    twos = [[f"a{n}", f"b{n}"] for n in range(0, 40, 2)]
    assert [list(own) for _, own in table.groupby("family")["article"]] == [*threes, *twos]


def test_many_ties_of_one_strength_keep_the_order_given() -> None:
    rows = [("hub", f"n{n}", 0.6 if n % 2 else 0.5, 0.0) for n in range(40)]
    kept = closest_pairs(pd.DataFrame(rows, columns=["a", "b", "a_in_b", "b_in_a"]))
    assert kept["b"].tolist() == [f"n{n}" for n in (*range(1, 40, 2), *range(0, 40, 2))]


ARTICLES = "abcdef"
ALL_PAIRS = [(a, b) for at, a in enumerate(ARTICLES) for b in ARTICLES[at + 1 :]]
SHARES = st.sampled_from([0.2, 0.4, 0.6])


def chain_slowly(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    """Strongest first, the earlier of equals first, each pair that joins two groups."""
    group = {article: {article} for article in ARTICLES}
    kept = []
    for row in sorted(pairs.itertuples(), key=lambda row: -max(row.a_in_b, row.b_in_a)):
        if row.b not in group[row.a]:
            kept.append((row.a, row.b))
            joined = group[row.a] | group[row.b]
            group.update(dict.fromkeys(joined, joined))
    return kept


@given(st.lists(st.sampled_from(ALL_PAIRS), unique=True), st.data())
def test_closest_pairs_are_those_of_the_slow_version_in_its_order(ends, data) -> None:
    rows = [(a, b, data.draw(SHARES), data.draw(SHARES)) for a, b in ends]
    pairs = pd.DataFrame(rows, columns=PAIRS.columns)
    kept = closest_pairs(pairs)
    assert list(zip(kept["a"], kept["b"], strict=True)) == chain_slowly(pairs)
