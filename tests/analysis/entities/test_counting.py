import pandas as pd
import pytest

from components.analysis.entities.counts import (
    compare_counts,
    count_by_article,
    count_entities,
    count_forms,
    per_thousand,
    share_shared,
)

MENTIONS = pd.DataFrame(
    [
        ("a", "Ann Lee", "PERSON", "Ms. Lee"),
        ("a", "Ann Lee", "PERSON", "Ann Lee"),
        ("b", "Ann Lee", "PERSON", "Ann Lee"),
        ("a", "Oslo", "GPE", "Oslo"),
        ("b", "Oslo", "GPE", "Oslo"),
        ("c", "Oslo", "GPE", "Oslo"),
        ("c", "Oslo", "GPE", "Oslo"),
    ],
    columns=["article", "entity", "type", "surface"],
)


def test_entities_are_counted_by_mention_and_by_article():
    counts = count_entities(MENTIONS, ["a", "b"])
    assert counts.to_dict("records") == [
        {"entity": "Ann Lee", "type": "PERSON", "mentions": 3, "articles": 2},
        {"entity": "Oslo", "type": "GPE", "mentions": 2, "articles": 2},
    ]


def test_no_articles_give_no_counts():
    assert count_entities(MENTIONS, []).empty


def test_the_grid_has_a_row_an_article_and_zero_where_nobody_is_named():
    grid = count_by_article(MENTIONS, ["c", "a"], ["Ann Lee", "Oslo"])
    assert grid.to_numpy().tolist() == [[0, 2], [2, 1]]
    assert list(grid.index) == ["c", "a"]


def test_forms_are_counted_the_commonest_first_with_their_reasons():
    why = ["title", "", "", "", "", "", ""]
    forms = count_forms(MENTIONS.assign(why=why), "Ann Lee")
    assert forms.to_dict("records") == [
        {"surface": "Ann Lee", "mentions": 2, "articles": 2, "why": ""},
        {"surface": "Ms. Lee", "mentions": 1, "articles": 1, "why": "title"},
    ]


def test_counts_are_told_for_each_thousand_words():
    counts = count_entities(MENTIONS, ["a", "b"])
    assert list(per_thousand(counts, 500)) == [6, 4]
    assert list(per_thousand(counts, 0)) == [0, 0]


def test_two_sides_are_compared_who_is_named_on_one_only_first():
    table = compare_counts(MENTIONS, ["a"], ["c"])
    assert table.to_numpy().tolist() == [["Ann Lee", "PERSON", 2, 0], ["Oslo", "GPE", 1, 2]]
    assert compare_counts(MENTIONS, [], []).empty


def test_categories_are_counted_like_words():
    table = MENTIONS.astype({"entity": "category", "type": "category"})
    assert compare_counts(table, ["a"], ["c"])["first"].tolist() == [2, 1]
    assert count_entities(table, ["c"])["entity"].tolist() == ["Oslo"]


def test_the_share_of_shared_words_counts_the_closest_relative_of_each_article():
    reuse = pd.DataFrame(
        {"a": ["x", "x"], "b": ["y", "z"], "a_in_b": [0.5, 0.2], "b_in_a": [1.0, 0.4]}
    )
    words = pd.Series({"x": 100, "y": 50, "z": 100, "alone": 150})
    # x: half of 100; y: all of 50; z: 40 of 100; of 400 words together.
    assert share_shared(reuse, words) == pytest.approx((50 + 50 + 40) / 400)
    assert share_shared(reuse.head(0), words) == 0
    assert share_shared(reuse, words.head(0)) == 0
