"""Families out of pairs, small enough to see."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.families import closest_pairs, describe_families, families

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
    assert closest_pairs(pd.DataFrame({"a": [], "b": [], "a_in_b": [], "b_in_a": []})).empty


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
