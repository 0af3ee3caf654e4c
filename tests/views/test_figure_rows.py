import pandas as pd

from components.views.date_rows import date_rows, describe_date, explain_open
from components.views.figure_rows import (
    contradiction_rows,
    contradiction_table,
    describe_dates_left_out,
    describe_figure,
    describe_grounds,
    figure_rows,
    figure_table,
    mentioned_dates_timeline,
)

LABELS = {"a": "One", "b": "Two"}
TEXTS = {"a": "It rained. The storm killed 500 people.", "b": "It killed more than 500 people."}
ROW = {
    "a": "a",
    "b": "b",
    "kind": "number",
    "counts": "people",
    "unit": "",
    "difference": "qualifier",
    "basis": "linked",
    "strength": "maybe",
    "event": "killed",
    "place": "Kharkiv",
    "day": "2025-05-20",
    "first_start": 28,
    "first_end": 31,
    "second_start": 10,
    "second_end": 23,
    "first_text": "500",
    "second_text": "more than 500",
    "others": 2,
}


def words(line):
    return "".join(text for text, _ in line)


def test_a_contradiction_shows_both_sentences_and_leads_to_either_and_to_compare():
    (row,) = contradiction_rows(pd.DataFrame([ROW], index=[7]), TEXTS, LABELS)
    assert row["id"] == "7"
    told = [words(line) for line in row["lines"]]
    assert told[0].startswith(
        "people: 500 · more than 500  the same number, with a different qualifier"
    )
    assert told[0].endswith("; both: killed, Kharkiv, 20 May 2025; the same in 2 other pairs")
    assert told[1:] == ["The storm killed 500 people.", "One", TEXTS["b"], "Two"]
    assert ["more than 500", "hit"] in row["lines"][3]
    assert [name for name, _ in row["actions"]] == ["first", "second", "compare"]


def test_the_table_names_the_articles():
    table = contradiction_table(pd.DataFrame([ROW]), LABELS)
    assert table.loc[0, ["what", "first article", "second article"]].tolist() == [
        "people",
        "One",
        "Two",
    ]
    assert table.loc[0, ["strength", "grounds"]].tolist() == [
        "worth a look",
        "both: killed, Kharkiv, 20 May 2025",
    ]


def test_grounds_that_are_not_told_are_left_out():
    assert describe_grounds({"event": "", "place": "Lviv", "day": ""}) == "both: Lviv"
    assert describe_grounds({"event": "", "place": "", "day": ""}) == ""


def test_a_number_says_what_it_was_read_as():
    figure = {"value": 2.5e6, "high": None, "unit": "USD", "counts": "aid", "qualifier": ">"}
    assert describe_figure(figure) == "more than 2,500,000 USD aid"
    assert describe_figure(figure, "well over") == "well over 2,500,000 USD aid"
    share = {"value": 1.5, "high": 2.0, "unit": "%", "counts": "", "qualifier": ""}
    assert describe_figure(share) == "1.5 to 2%"
    months = {"value": 4, "high": None, "unit": "month", "counts": "", "qualifier": ""}
    assert describe_figure(months, "About") == "about 4 months"
    assert describe_figure({**months, "value": 1, "unit": "h"}) == "1 hour"
    assert describe_figure({**months, "value": 0.5, "high": 1, "unit": "d"}) == "0.5 to 1 days"
    assert describe_figure({**months, "value": 3, "unit": "km"}) == "3 km"
    table = pd.DataFrame([{"article": "a", "start": 28, "end": 31, **figure, "value": 500}])
    (row,) = figure_rows(table, TEXTS, LABELS)
    assert words(row["lines"][1]) == "One · read as more than 500 USD aid"


def test_a_date_says_what_it_was_read_as_or_that_it_is_open():
    day = {"first": pd.Timestamp("2025-05-12"), "period": "week", "basis": "relative"}
    assert (
        describe_date(day) == "read as the week of 12 May 2025, relative to the date of the article"
    )
    assert describe_date({**day, "period": "year", "basis": "written"}) == "read as 2025"
    assert describe_date({**day, "first": pd.NaT}).startswith("no date assigned")
    table = pd.DataFrame([{"article": "a", "start": 0, "end": 2, **day}])
    assert len(date_rows(table, TEXTS, LABELS)) == 1


def test_an_open_date_says_why_it_is_open():
    open_one = {"first": pd.NaT, "period": "day", "basis": "open"}
    again = describe_date({**open_one, "text": "Tuesday"}, "The club meets every ")
    assert again == "no date assigned: said of every such day, not of one"
    decade = describe_date({**open_one, "text": "1990s", "period": "year"})
    assert decade == "read as the 1990s: a decade, so no date is assigned"
    unknown = describe_date({**open_one, "text": "Tuesday"}, "The club met on ")
    assert unknown == "no date assigned"
    row = {"article": "a", "start": 12, "end": 19, **open_one, "text": "Tuesday"}
    (shown,) = date_rows(pd.DataFrame([row]), {"a": "It is every Tuesday."}, LABELS)
    assert words(shown["lines"][1]).endswith("said of every such day, not of one")


def test_what_all_rows_have_in_common_is_said_once_and_not_in_each():
    row = {"article": "a", "start": 12, "end": 19, "period": "day", "basis": "open"}
    table = pd.DataFrame([row | {"first": pd.NaT, "text": "Tuesday"}] * 2)
    texts = {"a": "It came on Tuesday."}
    alone = date_rows(table, texts, LABELS, only_open=True)
    assert [words(one["lines"][1]) for one in alone] == ["One", "One"]
    assert explain_open(table).startswith("No date is assigned to any of these")
    some = table.assign(first=[pd.NaT, pd.Timestamp("2025-05-12")])
    assert "no date assigned" in words(date_rows(some, texts, LABELS)[0]["lines"][1])
    assert explain_open(some).startswith("No date is assigned where the article has no date")
    assert explain_open(some[1:]) == ""


BINS = pd.DataFrame(
    {
        "first": pd.to_datetime(["2025-05-01", "2025-06-01"]),
        "last": pd.to_datetime(["2025-05-31", "2025-06-30"]),
        "named": [4, 1],
        "published": [0, 2],
    }
)


def test_what_is_named_stands_above_what_was_published_and_bars_carry_their_days():
    figure = mentioned_dates_timeline(BINS, "month", "light")
    named, published = figure.data
    assert (list(named.y), list(published.y)) == ([4, 1], [0, 2])
    assert list(named.customdata[0]) == ["2025-05-01", "2025-05-31"]
    assert named.hovertext[0] == "month of 1 May 2025<br>4 named in the texts"
    assert published.hovertext[1] == "month of 1 June 2025<br>2 articles published"
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]


def test_what_is_not_selected_fades():
    figure = mentioned_dates_timeline(BINS, "month", "light", selected=("2025-06-01", "2025-06-30"))
    assert list(figure.data[0].marker.opacity) == [0.35, 1.0]


def test_where_no_article_has_a_day_only_what_is_named_is_drawn():
    figure = mentioned_dates_timeline(BINS.assign(published=0), "month", "light")
    assert [list(bars.y) for bars in figure.data] == [[4, 1]]


def test_only_what_is_left_out_is_said_to_be():
    assert (
        describe_dates_left_out(49, 1, 0, "month")
        == "Not on the chart: 49 dates with no day assigned, 1 date of more than a month."
    )
    assert describe_dates_left_out(0, 0, 0, "day") == ""


def test_the_table_of_figures_has_words_for_signs():
    figures = pd.DataFrame(
        {
            "article": ["b", "a"], "start": [10, 28], "end": [23, 31],
            "text": ["more than 500", "500"], "value": [500.0, 500.0], "high": None,
            "unit": "", "counts": "people", "qualifier": [">", ""],
        }
    )  # fmt: skip
    table = figure_table(figures, LABELS)
    assert table["qualifier"].tolist() == ["more than", ""]
    assert table["article"].tolist() == ["Two", "One"]
