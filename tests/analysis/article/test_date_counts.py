import pandas as pd

from components.analysis.article.dates import count_days


def dates(*rows):
    table = pd.DataFrame(rows, columns=["first", "period"])
    table["first"] = pd.to_datetime(table["first"])
    return table.assign(last=table["first"])


def days(*written):
    return pd.Series(pd.to_datetime(list(written)))


def test_named_and_published_days_share_their_bins_with_the_empty_ones_between():
    found = dates(("2025-05-01", "day"), ("2025-05-01", "day"), ("2025-05-03", "day"))
    counted = count_days(found, days("2025-05-02"))
    assert counted.step == "day"
    assert counted.bins["named"].tolist() == [2, 0, 1]
    assert counted.bins["published"].tolist() == [0, 1, 0]


def test_what_is_far_from_all_publication_or_open_is_counted_apart():
    found = dates(("1945-05-08", "day"), ("2025-05-01", "day"), (None, "day"))
    counted = count_days(found, days("2025-05-02"))
    assert (counted.outside, counted.open, counted.bins["named"].sum()) == (1, 1, 1)


def test_a_date_vaguer_than_a_bin_is_counted_apart():
    counted = count_days(dates(("2025-05-01", "month"), ("2025-05-02", "day")), days("2025-05-02"))
    assert (counted.vague, counted.bins["named"].sum()) == (1, 1)


def test_long_spans_are_counted_in_months():
    counted = count_days(dates(("2023-01-31", "day")), days("2025-12-01"))
    assert counted.step == "month" or counted.outside == 1
    counted = count_days(dates(("2024-01-31", "day"), ("2026-11-02", "day")), days("2025-12-01"))
    assert counted.step == "month"
    assert len(counted.bins) == 35


def test_nothing_gives_no_bins():
    assert count_days(dates(), days()).bins.empty
