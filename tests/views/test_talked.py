import pandas as pd

from components.views.figure_rows import describe_dates_left_out, mentioned_dates_timeline

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
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]


def test_what_is_not_picked_fades():
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
