import numpy as np
import pandas as pd

from components.views.overview.timeline import (
    ARTICLE,
    MARKS_UP_TO,
    axis_range,
    bar_positions,
    choose_steps,
    counts_html,
    timeline,
)


def articles(days, source="Post"):
    return pd.DataFrame(
        {
            "id": [f"i{n}" for n in range(len(days))],
            "label": "A title",
            "source": source,
            "published": pd.to_datetime(days),
        }
    )


def test_each_article_of_a_small_corpus_is_a_mark_with_its_id():
    marks = timeline(articles(["2019-11-12", "2025-04-22"]), "light", ARTICLE).data[0]
    assert list(marks.customdata) == ["i0", "i1"]
    assert list(marks.x) == ["2019-11-12", "2025-04-22"]


def test_a_bar_says_its_period_and_how_many_articles_are_of_it():
    bars = timeline(articles(["2019-11-12", "2025-04-22", "2025-04-23"]), "light", "Year").data[0]
    assert list(bars.hovertext) == [
        "year of 1 January 2019<br>1 article",
        "year of 1 January 2025<br>2 articles",
    ]


def test_articles_outside_the_light_are_faded():
    marks = timeline(
        articles(["2019-11-12", "2025-04-22"]), "dark", ARTICLE, lit=np.array([False, True])
    ).data[0]
    assert list(marks.marker.opacity) == [0.2, 1.0]


def test_an_article_without_a_source_is_named_so():
    marks = timeline(articles(["2019-11-12"], source=""), "light", ARTICLE).data[0]
    assert marks.y == ("source not known",)


def spread(step, count=MARKS_UP_TO + 1):
    start = pd.Timestamp("1990-01-01")
    return [str((start + pd.Timedelta(days=n * step // 2)).date()) for n in range(count)]


def test_a_large_corpus_is_counted_by_day_week_month_or_year():
    for step, days in {"Day": 1, "Week": 5, "Month": 60, "Year": 3000}.items():
        many = articles(spread(days))
        assert choose_steps(many["published"])[1] == step
        figure = timeline(many, "light", step)
        assert figure.layout.yaxis.title.text == f"articles per {step.lower()}"
        assert sum(figure.data[0].y) == MARKS_UP_TO + 1


def test_few_articles_are_marks_unless_counts_are_asked_for():
    few = pd.to_datetime(pd.Series(["2020-01-01", "2020-01-03"]))
    assert choose_steps(few) == (["Article", "Day", "Week", "Month", "Year"], "Article")


def test_steps_that_would_draw_too_many_bars_are_not_offered():
    century = pd.to_datetime(pd.Series(["1920-01-01"] * 99 + ["2020-01-01"]))
    assert choose_steps(century)[0] == ["Year"]


def test_bars_are_stacked_by_source_and_carry_their_days():
    mixed = articles(["2020-01-01", "2020-01-02", "2020-01-02"]).assign(source=["B", "A", "B"])
    figure = timeline(mixed, "light", "Day")
    assert [trace.name for trace in figure.data] == ["B", "A"]
    assert list(figure.data[0].y) == [1, 1]
    assert [list(days) for days in figure.data[1].customdata] == [["2020-01-02"] * 2]
    assert figure.layout.barmode == "stack"


def test_a_bar_without_a_selected_article_is_faint():
    days = articles(["2020-01-01", "2020-01-02"])
    bars = timeline(days, "light", "Day", lit=np.array([False, True])).data[0]
    assert list(bars.marker.opacity) == [0.25, 1.0]


FEBRUARY = pd.to_datetime(pd.Series(["2022-02-01"])), pd.to_datetime(pd.Series(["2022-02-28"]))
DAY = 24 * 60 * 60 * 1000


def test_a_bar_lies_over_its_days_and_leaves_a_tenth_free():
    bar = bar_positions(*FEBRUARY)
    assert bar["x"] == ["2022-02-15 00:00"]
    assert bar["width"] == [28 * DAY * 0.9]


def test_a_month_alone_stands_in_the_middle_of_twelve():
    assert axis_range(*FEBRUARY) == ["2021-08-31 00:00", "2022-08-02 00:00"]


def test_many_bars_have_half_a_bar_on_each_side():
    days = pd.date_range("2024-05-01", "2024-05-30").to_series()
    assert axis_range(days, days) == ["2024-04-30 12:00", "2024-05-31 12:00"]


def test_one_is_named_as_one_and_words_are_left_as_they_are():
    line = counts_html(
        [("source", "sources", 1, "x"), ("source", "sources", 2, "x"), ("day", "days", "–", "x")]
    )
    named = [part.split("</dt>")[0] for part in line.split("<dt>")[1:]]
    assert named == ["source", "sources", "days"]
