from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.article.dates import count_days, published
from components.text.date_expressions import find_dates

WEDNESDAY = date(2025, 5, 14)


def values(text, day=WEDNESDAY, language="en"):
    return {one.text: one.value for one in find_dates(text, day, language)}


def test_days_months_and_years_keep_what_is_known_of_them():
    found = find_dates("On May 5, 2025, in June 2024 and since 2014.")
    assert [(one.value, one.period, one.basis) for one in found] == [
        ("2025-05-05", "day", "written"),
        ("2024-06", "month", "written"),
        ("2014", "year", "written"),
    ]


@pytest.mark.parametrize(
    "written",
    ["May 5, 2025", "May 5th, 2025", "5 May 2025", "5th of May 2025", "2025-05-05", "5.5.2025"],
)
def test_a_day_is_read_however_it_is_written(written):
    assert values(f"It rained on {written}, they say.") == {written: "2025-05-05"}


def test_relative_days_rest_on_the_day_of_the_article():
    assert values("On Monday, yesterday and last Friday it rained; two weeks ago it did not.") == {
        "Monday": "2025-05-12",
        "yesterday": "2025-05-13",
        "last Friday": "2025-05-09",
        "two weeks ago": "2025-W18",
    }


def test_without_the_day_of_the_article_they_stay_open():
    found = find_dates("On Monday and on May 5 and last month it rained.")
    assert {one.value for one in found} == {None}
    assert {one.basis for one in found} == {"open"}


def test_a_month_never_becomes_a_day():
    assert values("In May and in November it rains.") == {"May": "2025-05", "November": "2024-11"}


def test_a_day_without_a_year_is_the_nearest_one():
    assert values("On December 30 it rained.", date(2025, 1, 4)) == {"December 30": "2024-12-30"}


def test_what_may_mean_two_days_stays_open():
    assert values("On 03/11/2025 and next Tuesday.") == {"03/11/2025": None, "next Tuesday": None}


def test_verbs_numbers_and_days_that_do_not_exist_are_no_dates():
    assert values("They may march in room 2014 on February 30, 2025 with 300 men.") == {}


def test_ukrainian_russian_and_german_dates_are_read():
    assert values("12 травня 2025 року і вчора", language="uk") == {
        "12 травня 2025": "2025-05-12",
        "вчора": "2025-05-13",
    }
    assert values("9 мая 2024 года", language="ru") == {"9 мая 2024": "2024-05-09"}
    assert values("am 3. März 2024", language="de") == {"3. März 2024": "2024-03-03"}
    assert find_dates("May 5, 2025", language="xx") == []


def test_metadata_goes_first():
    guess = published("Published May 5, 2025\n\nText.", date(2024, 1, 1))
    assert (guess.date, guess.basis, guess.span) == (date(2024, 1, 1), "metadata", None)
    assert published("", "2024-01-01T10:00:00Z").date == date(2024, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\nBy Ann Lee\nMay 5, 2025\n\nIt rained on 3 June 2020.",
        "By Ann Lee | May 5, 2025\n\nIt rained.",
        "Updated: 7 May 2025\nPublished: 5 May 2025 10:00\n\nIt rained.",
        "OSLO, Norway, May 5, 2025 (Agency) — It rained.",
        "Дощ\n\n5 травня 2025, 10:12\n\nПішов дощ.",
    ],
)
def test_a_line_that_gives_the_date_is_believed(text):
    guess = published(text)
    assert (guess.date, guess.basis) == (date(2025, 5, 5), "byline")
    assert text[slice(*guess.span)].startswith(("May 5", "5 "))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("JUNE 4, 1913", date(1913, 6, 4)),
        ("04 JUN 2013", date(2013, 6, 4)),
        ("Wick Courier (1901-1959); Jun 4, 1913;", date(1913, 6, 4)),
        ("Wick Courier, Wednesday 4 June 1913; pg. 4", date(1913, 6, 4)),
        ("Wick Courier, June 4, 2013 Tuesday, Late Edition", date(2013, 6, 4)),
        ("Wicker Allgemeine, 04.06.2013, Nr. 126, S. 9", date(2013, 6, 4)),
        ("Le Monde de Wick, mardi 4 juin 2013, p. 3", date(2013, 6, 4)),
        ("Wicker Zeitung | 4. Juni 2013, 10:30 Uhr", date(2013, 6, 4)),
        ("4. Juni 2013, 10.30 Uhr – Aktualisiert am 5. Juni 2013", date(2013, 6, 4)),
        ("First published: 4 June 2013. Last updated: 5 June 2013.", date(2013, 6, 4)),
        ("2013年6月4日 10時30分", date(2013, 6, 4)),
        ("wtorek, 4 czerwca 2013", date(2013, 6, 4)),
        ("4 Haziran 2013 Salı", date(2013, 6, 4)),
        ("الثلاثاء 4 يونيو 2013", date(2013, 6, 4)),
        ("2. 5. 2024", date(2024, 5, 2)),
        ("Published: 03/05/2024", None),
        ("04/06/2013 - 10:30", None),
        ("Load-Date: June 5, 2013", None),
        ("Page last updated at 10:00 GMT, Tuesday, 4 June 2013", None),
        ("The battle for the old bridge ended on 4 June 1913.", None),
        ("Published: 4 June 2113", None),
    ],
)
def test_a_line_is_read_in_the_forms_of_newspapers(line, day):
    assert published(line).date == day
    assert published(f"{line}\n\nThe council met and agreed to keep the ferry.").date == day


def test_an_address_goes_first_where_it_is_weeks_from_the_line():
    guess = published("Published: 1 March 2024\n\nIt rained.", "https://paper.example/2015/05/02/a")
    assert (guess.date, guess.basis) == (date(2015, 5, 2), "inferred")


def test_a_dateline_takes_its_year_from_the_only_one_in_the_text():
    guess = published("OSLO, May 5 — It rained as never before in 2025.")
    assert (guess.date, guess.basis) == (date(2025, 5, 5), "inferred")
    assert published("OSLO, May 5 — It rained in 2025 and in 2024.").basis == "unknown"


def test_an_address_may_hold_the_day():
    guess = published("It rained.", "https://paper.example/2025/05/05/rain")
    assert (guess.date, guess.basis) == (date(2025, 5, 5), "inferred")


def test_days_the_article_speaks_of_are_not_its_own():
    guess = published("The bridge fell on 6 June 2023. It was rebuilt by May 5, 2025.")
    assert (guess.date, guess.basis, guess.span) == (None, "unknown", None)


@given(st.text("May 5, 2025 Monday./-0123456789\n", max_size=80), st.dates())
def test_found_dates_are_apart_and_never_more_exact_than_written(text, day):
    at = 0
    for one in find_dates(text, day):
        assert at <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert (one.value is None) == (one.basis == "open")
        assert one.value is None or len(one.value.split("-")) <= 3
        at = one.end
    published(text)


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
