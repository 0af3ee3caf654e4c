import pandas as pd

from components.views.overview.timeline import axis_range, bar_positions

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
