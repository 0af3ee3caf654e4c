"""Which pairs a pack compares."""

import pandas as pd

from components.analysis.collection.lineage import Lineage
from components.views.export.evidence_pack.gather import (
    MOST_ARTICLES,
    MOST_PAIRS,
    choose_articles,
    family_edges,
    selection_edges,
)


def test_a_family_is_compared_along_its_likely_steps_only():
    # Of the lineage of "two", "one" and "three" the second was taken from the first and the third
    # from the second: "one" and "three" are not compared.
    steps = pd.DataFrame({"source": [0, 1], "version": [1, 2]})
    lineage = Lineage([0, 1, 2], steps, pd.DataFrame(), [])
    assert family_edges(lineage, ["two", "one", "three"]) == [("two", "one"), ("one", "three")]


def test_a_selection_is_joined_by_its_strongest_ties_the_earlier_article_first():
    reuse = pd.DataFrame(
        {
            "a": ["three", "one", "one"],
            "b": ["one", "two", "gone"],
            "a_in_b": [0.9, 0.5, 1.0],
            "b_in_a": [0.1, 0.1, 1.0],
        }
    )
    edges = selection_edges(reuse, ["one", "two", "three"])
    assert edges == [("one", "three"), ("one", "two")]


def test_no_more_pairs_are_compared_than_a_reader_can_read():
    ids = [str(n) for n in range(100)]
    reuse = pd.DataFrame({"a": ids[:-1], "b": ids[1:], "a_in_b": 0.5, "b_in_a": 0.5})
    assert len(selection_edges(reuse, ids)) == MOST_PAIRS


def test_articles_of_the_pairs_go_before_the_others():
    ids = [str(n) for n in range(100)]
    kept = choose_articles([("98", "99")], ids)
    assert len(kept) == MOST_ARTICLES
    assert kept[-2:] == ["98", "99"]
    assert kept[0] == "0"
