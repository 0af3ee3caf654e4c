from datetime import date, timedelta

import pytest

from components.corpus.readers.days import parse_day

MAY_5 = date(2025, 5, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2025-05-05",
        "2025-05-05T23:30:00Z",
        "2025-05-05 10:00:00+03:00",
        "2025/5/5",
        "20250505",
        "20250505T101500",
        "5.5.2025",
        "05/05/2025",
        "Mon, 05 May 2025 23:30:00 +0300",
        "May 5, 2025",
        "May 5th, 2025 at 4:00 p.m. ET",
        "5 May 2025",
        "Published 5 May 2025",
        "5 травня 2025",
        "5 мая 2025 г.",
        "5. Mai 2025",
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert parse_day(written) == MAY_5


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "May 2025", "2025", "03/11/2025", "2025-13-45", "31 February 2024", "12:30"],
)
def test_what_names_no_certain_day_is_none(written):
    assert parse_day(written) is None


def test_the_order_of_day_and_month_is_taken_when_only_one_is_possible():
    assert parse_day("25/12/2024") == parse_day("12/25/2024") == date(2024, 12, 25)


def test_a_day_to_come_is_none():
    assert parse_day((date.today() + timedelta(days=30)).isoformat()) is None
