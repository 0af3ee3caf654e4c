import pandas as pd

from components.views.timeline import MARKS_UP_TO, timeline


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
    marks = timeline(articles(["2019-11-12", "2025-04-22"]), "light").data[0]
    assert list(marks.customdata) == ["i0", "i1"]
    assert list(marks.x) == ["2019-11-12", "2025-04-22"]


def test_articles_outside_the_light_are_faded():
    marks = timeline(articles(["2019-11-12", "2025-04-22"]), "dark", lit=frozenset({"i1"})).data[0]
    assert list(marks.marker.opacity) == [0.2, 1.0]


def test_an_article_without_a_source_is_named_so():
    assert timeline(articles(["2019-11-12"], source=""), "light").data[0].y == ("source not known",)


def test_a_large_corpus_is_counted_by_day_week_month_or_year():
    for step, days in {"day": 1, "week": 5, "month": 60, "year": 3000}.items():
        start = pd.Timestamp("1990-01-01")
        spread = [start + pd.Timedelta(days=n * days // 2) for n in range(MARKS_UP_TO + 1)]
        figure = timeline(articles([str(day.date()) for day in spread]), "light")
        assert figure.layout.yaxis.title.text == f"articles per {step}"
        assert sum(figure.data[0].y) == MARKS_UP_TO + 1
