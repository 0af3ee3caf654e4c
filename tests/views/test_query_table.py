"""What a list of queries finds, counted by hand."""

import numpy as np
import pandas as pd

from components.corpus.search.query_list import ListedQuery
from components.views.search.query_table import (
    Answer,
    count_by_article,
    count_by_source,
    describe_answers,
    query_grid,
    query_table,
)

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "source": ["Post", "Post", ""],
        "published": pd.to_datetime(["2024-01-02", "2024-01-05", None]),
    }
)
QUERIES = [
    ListedQuery(1, "Ships", "ferry"),
    ListedQuery(2, "", "whale", "The same as line 1."),
    ListedQuery(3, "", "("),
    ListedQuery(4, "", "later"),
]
ANSWERS = [
    Answer(np.array([0, 1, 2])),
    Answer(np.array([], dtype=int)),
    Answer(None, ("This bracket is never closed.",)),
]
ALL = np.ones(3, dtype=bool)


def test_each_query_has_its_articles_sources_and_days():
    table = query_table(QUERIES, ANSWERS, ARTICLES, ALL)
    first = table.iloc[0]
    assert (first["articles"], first["sources"]) == (3, 1)
    assert str(first["first day"].date()) == "2024-01-02"
    assert str(first["last day"].date()) == "2024-01-05"
    assert table["articles"].isna().tolist() == [False, False, True, True]
    assert table["remarks"].tolist() == [
        "", "The same as line 1.", "This bracket is never closed.", "",
    ]  # fmt: skip


def test_only_the_selected_articles_are_counted():
    table = query_table(QUERIES, ANSWERS, ARTICLES, np.array([False, True, False]))
    assert table["articles"].iloc[0] == 1


def test_it_is_told_how_many_find_nothing_and_how_many_articles_none_finds():
    assert describe_answers(QUERIES, ANSWERS, ALL) == (
        "4 searches: 1 finds articles, 1 finds nothing, 1 could not be searched for. "
        "3 of 3 articles are found by at least one, 0 by none."
    )


def test_queries_by_source_and_by_article():
    by_source = count_by_source(ANSWERS, ARTICLES, ALL)
    assert by_source.to_dict("list") == {"Post": [2, 0, 0], "": [1, 0, 0]}
    by_article = count_by_article(ANSWERS, ARTICLES, ALL)
    assert by_article.to_dict("list") == {"a": [1, 0, 0], "b": [1, 0, 0], "c": [1, 0, 0]}
    grid = query_grid(by_source, QUERIES, {}, "Search")
    assert grid["heads"] == ["Post", "not known"]
    assert [row["words"] for row in grid["rows"]] == ["Ships", "whale", "("]
    assert [cell["place"] for cell in grid["rows"][0]["cells"]] == ["0.0", "0.1"]
    assert grid["rows"][1]["cells"][0]["text"] == ""
