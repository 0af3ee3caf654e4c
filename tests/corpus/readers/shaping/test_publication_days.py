from datetime import date, timedelta

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.shaping.publication_days import parse_day

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
    [
        "",
        "yesterday",
        "May 2025",
        "2025",
        "03/11/2025",
        "Tue 03/11/2025",
        "03-11-25",
        "2025-13-45",
        "31 February 2024",
        "12:30",
    ],
)
def test_what_names_no_certain_day_is_none(written):
    assert parse_day(written) is None


def test_the_order_of_day_and_month_is_taken_when_only_one_is_possible():
    assert parse_day("25/12/2024") == parse_day("12/25/2024") == date(2024, 12, 25)


def test_a_day_to_come_is_none():
    assert parse_day((date.today() + timedelta(days=30)).isoformat()) is None


# What the day of an article rests on


def read_day(text, name="a.txt"):
    (article,) = read_file(name, text.encode()).articles
    return article.published, article.basis


def test_metadata_goes_before_the_text():
    text = (
        "---\ndate: 2024-05-01\n---\nFerry late\n\nBy Ann Lee | 3 May 2024\n\nThe ferry was late."
    )
    assert read_day(text) == (date(2024, 5, 1), "metadata")


def test_a_byline_or_dateline_gives_the_day_where_no_metadata_does():
    line = "Ferry late\n\nBy Ann Lee | 3 May 2024\n\nThe ferry was late, as in June 2020."
    assert read_day(line) == (date(2024, 5, 3), "byline")
    assert read_day("OSLO, May 3, 2024 (Agency) — The ferry was late.") == (
        date(2024, 5, 3),
        "byline",
    )


def test_a_dateline_without_its_year_is_inferred_and_so_is_a_day_in_the_address():
    text = "OSLO, May 3 — The ferry was late for the first time in 2024."
    assert read_day(text) == (date(2024, 5, 3), "inferred")
    row = '{"text": "The ferry was late.", "url": "https://post.example/2024/05/03/ferry"}'
    assert read_day(row, "a.json") == (date(2024, 5, 3), "inferred")


def test_a_day_the_article_speaks_of_or_one_to_come_is_not_its_own():
    assert read_day("The bridge fell on 6 June 2023 at noon.") == (None, "unknown")
    assert read_day("Ferry\n\nPublished: 3 May 2124\n\nThe ferry is late.") == (None, "unknown")
