"""Rows of tables found by the article that they are about."""

import numpy as np
import pandas as pd

from components.app.tables.rows_by_article import NamesByArticle, RowsByArticle
from components.views.compare.only_in_one import NamedPlace

PAIRS = pd.DataFrame({"a": ["k", "l", "k"], "b": ["l", "m", "m"], "score": [0.9, 0.5, 0.1]})
LINES = pd.DataFrame({"article": ["k", "m", "m", "gone"], "start": [1, 2, 3, 4]})
PLACES = RowsByArticle(pd.Index(["k", "l", "m"]))


def test_a_pair_is_about_both_of_its_articles():
    assert PLACES.about("pairs", PAIRS, "k")["score"].tolist() == [0.9, 0.1]
    assert PLACES.about("pairs", PAIRS, "m")["score"].tolist() == [0.5, 0.1]


def test_columns_that_are_named_are_the_only_ones():
    found = PLACES.about("lines", LINES, "m", ["start"])
    assert found.to_dict("list") == {"start": [2, 3]}


def test_nothing_is_about_an_article_that_is_not_in_the_library():
    assert PLACES.about("lines", LINES, "gone").empty
    assert PLACES.about("lines", LINES, "l").empty


def test_a_pair_is_among_articles_when_both_are():
    inside = np.array([True, True, False])
    assert PLACES.among("pairs", PAIRS, inside)["score"].tolist() == [0.9]


def test_names_come_by_article_in_their_order():
    names = NamesByArticle(
        pd.DataFrame(
            {
                "article": pd.Categorical(["k", "k", "m"]),
                "start": [0, 9, 4],
                "end": [3, 12, 8],
                "type": ["PERSON", "GPE", "GPE"],
                "entity": ["Ann Lee", "Oslo", "Oslo"],
                "surface": ["Lee", "Oslo", "Oslo"],
            }
        )
    )
    assert names.of("k") == [
        NamedPlace(0, 3, "PERSON", "Ann Lee", "Lee"),
        NamedPlace(9, 12, "GPE", "Oslo", "Oslo"),
    ]
    assert names.of("l") == []
