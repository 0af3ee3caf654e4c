"""Families out of pairs, small enough to see."""

from __future__ import annotations

from datetime import date

import pandas as pd

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
