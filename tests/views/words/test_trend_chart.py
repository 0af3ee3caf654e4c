"""Terms over time as a chart and a table."""

from datetime import date

import pandas as pd

from components.analysis.collection.words.trends import Trends
from components.views.words.trend_chart import SCALES, trend_chart, trend_table

RATE, USES, ARTICLES = SCALES


def row(term, group, day, count, articles=10):
    first = pd.Timestamp(day)
    return {
        "term": term, "group": group, "first": first, "last": first, "count": count,
        "with_it": min(count, articles), "articles": articles, "words": 1000, "rate": count * 10.0,
    }  # fmt: skip


MANY = Trends(
    pd.DataFrame(
        [
            row("ferry", "Wire", "2020-01-01", 3),
            row("ferry", "Wire", "2020-01-02", 0),
            row("ferry", "Wire", "2020-01-09", 2),
            row("ferry", "<Post>", "2020-01-02", 1),
            row("<b>", "Wire", "2020-01-01", 1),
        ]
    ),
    dated=40,
    undated=2,
)
FEW = Trends(MANY.table.head(3), dated=3, undated=0)


def drawn(trends, scale=RATE, **about):
    return trend_chart(trends, "light", scale, **about)


def test_a_line_is_broken_where_there_is_no_article_between():
    ferry = drawn(MANY).data[0]
    assert ferry.mode == "lines+markers"
    assert list(ferry.x) == ["2020-01-01", "2020-01-02", None, "2020-01-09"]
    assert list(ferry.y) == [30.0, 0.0, None, 20.0]
    assert ferry.connectgaps is False


def test_few_articles_are_points_with_their_counts_and_no_line():
    ferry = drawn(FEW).data[0]
    assert ferry.mode == "markers+text"
    assert list(ferry.text) == ["3", "0", "2"]
    assert None not in ferry.x


def test_a_point_leads_to_its_term_source_and_days():
    assert drawn(MANY).data[0].customdata[0] == ["ferry", "Wire", "2020-01-01", "2020-01-01"]


def test_each_source_has_a_panel_and_all_panels_one_scale():
    chart = drawn(MANY)
    assert [trace.yaxis for trace in chart.data] == ["y", "y", "y2"]
    assert [trace.showlegend for trace in chart.data] == [True, True, False]
    assert chart.layout.yaxis2.matches == "y"
    assert chart.layout.yaxis.domain[0] > chart.layout.yaxis2.domain[1]
    names = [note.text for note in chart.layout.annotations]
    assert names == ["<b>Wire</b>  30 articles", "<b>&lt;Post&gt;</b>  10 articles"]


def test_uses_and_articles_are_drawn_when_they_are_asked_for():
    assert list(drawn(FEW, USES).data[0].y) == [3, 0, 2]
    assert drawn(FEW, ARTICLES).layout.yaxis.title.text == "articles with it"


def test_points_outside_the_selected_days_are_faint():
    ferry = drawn(FEW, days=(date(2020, 1, 2), date(2020, 1, 5))).data[0]
    assert list(ferry.marker.opacity) == [0.25, 1.0, 0.25]


def test_words_of_articles_are_no_markup():
    chart = drawn(MANY)
    assert chart.data[1].name == "&lt;b&gt;"
    assert "<b>&lt;b&gt;</b>, Wire" in chart.data[1].hovertext[0]


def test_the_table_has_a_row_for_each_term_source_and_period():
    table = trend_table(MANY)
    assert table.iloc[0].to_dict() == {
        "term": "ferry", "source": "Wire", "from": pd.Timestamp("2020-01-01"),
        "to": pd.Timestamp("2020-01-01"), "uses": 3, "articles with it": 3, "articles": 10,
        "words": 1000, "per 10,000 words": 30.0,
    }  # fmt: skip
