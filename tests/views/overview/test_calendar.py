"""The heat calendar: a cell for each day, a block for each year."""

import numpy as np
import pandas as pd

from components.views.overview.calendar import heat_calendar


def draw(*days, lit=None):
    chosen = np.ones(len(days), dtype=bool) if lit is None else np.array(lit)
    return heat_calendar(pd.to_datetime(pd.Series(days), format="ISO8601"), "light", lit=chosen)


def cells(chart, trace):
    """Each day of a trace with its row, its column and its number of articles."""
    data = chart.data[trace]
    return {
        own[0]: (row, column, data.z[row][column])
        for row, line in enumerate(data.customdata)
        for column, own in enumerate(line)
        if own
    }


FAINT, FULL = 1, 2


def test_a_day_stands_in_the_row_of_its_weekday_and_the_column_of_its_week():
    """1 January 2020 was a Wednesday, 6 January the next Monday."""
    chart = draw("2020-01-01", "2020-01-06", "2020-01-06 18:00")
    assert cells(chart, FULL) == {"2020-01-01": (2, 0, 1), "2020-01-06": (0, 1, 2)}
    assert chart.data[FULL].hovertext[0][1] == "6 January 2020<br>2 articles"
    assert chart.data[FULL].text[0][1] == "2"


def test_a_click_selects_the_day_as_a_bar_of_the_timeline_does():
    assert draw("2020-01-01").data[FULL].customdata[2][0] == ["2020-01-01", "2020-01-01"]


def test_years_without_an_article_are_left_out():
    chart = draw("1999-12-31", "2005-01-01")
    assert cells(chart, FULL) == {"1999-12-31": (4, 52, 1), "2005-01-01": (8 + 5, 0, 1)}
    years = [name for name in chart.layout.yaxis.ticktext if name.startswith("<b>")]
    assert years == ["<b>1999</b> Mon", "<b>2005</b> Mon"]


def test_more_years_make_it_taller():
    heights = [draw(*(f"{2000 + n}-05-01" for n in range(years))).layout.height for years in (2, 9)]
    assert heights[0] < 400 < 1000 < heights[1]


def test_of_one_year_only_its_months_are_drawn():
    """March 2020 began on a Sunday, so its first week has one day."""
    chart = draw("2020-03-02", "2020-04-30")
    empty = chart.data[0].z
    assert [empty[row][0] for row in range(7)] == [None] * 6 + [0]
    assert sum(value == 0 for row in empty for value in row) == 31 + 30
    assert list(chart.layout.xaxis.ticktext) == ["March 2020", "April 2020"]


def test_days_that_are_not_selected_are_faint():
    chart = draw("2020-01-01", "2020-01-06", lit=[True, False])
    assert [*cells(chart, FULL)] == ["2020-01-01"]
    assert [*cells(chart, FAINT)] == ["2020-01-06"]
    assert chart.data[FAINT].opacity < chart.data[FULL].opacity
