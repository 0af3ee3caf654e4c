"""Terms counted over time, by hand."""

import numpy as np
import pandas as pd
import pytest

from components.analysis.collection.concordance import find_places
from components.analysis.collection.word_index import gather
from components.analysis.collection.words.trends import choose_step, count_over_time
from tests.analysis.collection.words_of_texts import read_words

TEXTS = {
    "a": "ferry ferry pier pier pier",  # 1 January, Wire: 2 of 5
    "b": "ferries pier pier pier pier",  # 2 January, Post: 1 of 5
    "c": "pier pier pier pier pier",  # 9 January, Wire: 0 of 5
    "d": "ferry",  # no day
    "e": "ferry pier",  # 2 January, Wire; its first word is boilerplate
}
TABLE = gather(*read_words(TEXTS, ["en"] * 5, {}))
ARTICLES = pd.DataFrame(
    {
        "row": range(5),
        "published": pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-09", None, "2020-01-02"]),
        "group": ["Wire", "Post", "Wire", "Wire", "Wire"],
    }
)
COUNTED = TABLE.mark_outside({"e": [(0, 5)]})


def count(step, group=None, terms=("ferry",)):
    articles = ARTICLES if group is None else ARTICLES.assign(group=group)
    found = {term: find_places(TABLE, term, {"en"}) for term in terms}
    return count_over_time(TABLE, COUNTED, articles, found, step)


def rows(trends, *columns):
    return trends.table[[*columns]].to_records(index=False).tolist()


def test_each_day_has_its_count_of_its_words():
    found = count("Day", "")
    assert rows(found, "count", "with_it", "articles", "words") == [
        (2, 1, 1, 5), (1, 1, 2, 6), (0, 0, 1, 5),
    ]  # fmt: skip
    assert found.table["rate"].tolist() == pytest.approx([4000, 10_000 / 6, 0])
    assert found.table["first"].dt.day.tolist() == [1, 2, 9]


def test_each_source_is_counted_apart_and_has_no_row_for_days_on_which_it_printed_nothing():
    assert rows(count("Day"), "group", "count") == [
        ("Post", 1), ("Wire", 2), ("Wire", 0), ("Wire", 0),
    ]  # fmt: skip


def test_a_week_is_from_monday_to_sunday():
    found = count("Week", "")
    assert rows(found, "count", "articles") == [(3, 3), (0, 1)]
    days = [f"{day:%a %d}" for day in [*found.table["first"], *found.table["last"]]]
    assert days == ["Mon 30", "Mon 06", "Sun 05", "Sun 12"]


def test_articles_without_a_day_are_told_and_not_counted():
    found = count("Month", "")
    assert (found.dated, found.undated) == (4, 1)
    assert rows(found, "count") == [(3,)]


def test_terms_stand_in_their_order_and_a_phrase_is_one():
    found = count("Year", "", ("pier pier", "ferry", "tram"))
    assert rows(found, "term", "count") == [("pier pier", 9), ("ferry", 3), ("tram", 0)]


def test_no_term_gives_no_row():
    assert rows(count("Day", "", ()), "term") == []


def test_four_articles_are_too_few_for_a_line_and_ten_on_three_days_are_enough():
    assert not count("Day", "").is_enough
    days = pd.to_datetime([f"2020-01-0{1 + n % 3}" for n in range(10)])
    texts = {str(n): "ferry" for n in range(10)}
    table = gather(*read_words(texts, ["en"] * 10, {}))
    articles = pd.DataFrame({"row": range(10), "published": days, "group": ""})
    counted = np.ones(10, dtype=bool)
    found = {"ferry": find_places(table, "ferry", {"en"})}
    assert count_over_time(table, counted, articles, found, "Day").is_enough
    assert not count_over_time(table, counted, articles, found, "Month").is_enough


@pytest.mark.parametrize(
    ("last", "step"),
    [
        ("2020-03-03", "Day"),
        ("2020-03-04", "Week"),
        ("2021-02-05", "Month"),
        ("2031-01-01", "Year"),
    ],
)
def test_the_step_is_chosen_by_the_span(last, step):
    assert choose_step(pd.to_datetime(pd.Series(["2020-01-01", None, last]))) == step


def test_without_days_the_step_is_the_day():
    assert choose_step(pd.to_datetime(pd.Series([None, None]))) == "Day"
