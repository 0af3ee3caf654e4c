import pandas as pd

from components.analysis.counting import count_by_article, count_entities, count_forms

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


def test_forms_are_counted_the_commonest_first():
    forms = count_forms(MENTIONS, "Ann Lee")
    assert forms.to_dict("records") == [
        {"surface": "Ann Lee", "mentions": 2},
        {"surface": "Ms. Lee", "mentions": 1},
    ]
