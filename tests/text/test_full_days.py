"""Days with a year, as the world writes them."""

import time
from datetime import date

import pytest

from components.text.dates.full_days import find_full_days
from components.text.dates.said_days import choose_published, find_said_days

MAY_2 = date(2015, 5, 2)


def days(text):
    return [one.choose() for one in find_full_days(text)]


@pytest.mark.parametrize(
    "written",
    [
        "2015-05-02",
        "2015-05-02T10:30:00+0100",
        "20150502T132446+0100",
        "20150502",
        "2015.05.02",
        "2015. 5. 2.",
        "2015–05–02",
        "2. 5. 2015",
        "2.5.2015",
        "Saturday, May 2, 2015",
        "Sat May 2 2015",
        "Sat May  2 10:30:00 +0000 2015",
        "Sat May 02 2015 10:30:00 GMT+0100 (CET)",
        "Saturday, 02-May-15 08:49:37 GMT",
        "2-May-15",
        "02MAY2015",
        "May 2nd, 2015 at 4:00 p.m. ET",
        "10:30, 2 May 2015",
        "2\xa0May\u202f2015",
        "2 mai 2015",
        "2 MAI 2015 À 17 h 04",
        "Samstag, 2. Mai 2015, 10.30 Uhr",
        "2 de mayo de 2015",
        "2 травня 2015 року",
        "2 мая 2015 г.",
        "2 maja 2015 r.",
        "2. května 2015",
        "2. svibnja 2015.",
        "2015. május 2.",
        "2015 m. gegužės 2 d.",
        "2015. gada 2. maijs",
        "2. toukokuuta 2015",
        "2 Mayıs 2015 Cumartesi",
        "2 MAYIS 2015",
        "2 Μαΐου 2015",
        "2 במאי 2015",
        "2 مايو 2015",
        "2 أيار/مايو 2015",
        "٢ أيار ٢٠١٥",
        "2 मई 2015",
        "ngày 2 tháng 5 năm 2015",
        "2015年5月2日",
        "2015 年 5 月 2 日 17:04",
        "平成27年5月2日",
        "2015년 5월 2일",
        "2 V 2015",
    ],
)
def test_a_day_is_found_in_many_languages(written):
    assert days(written) == [MAY_2]


@pytest.mark.parametrize(
    "written",
    [
        "May 2015",
        "2 May",
        "May 2 10:30",
        "31 February 2015",
        "2015-13-45",
        "YYYYMMDD000000-HHMM",
        "131137 GMT Nov 13",
        "99/99/2015",
        "1.2.3.2015",
        "4711",
        "",
    ],
)
def test_what_is_no_full_day_is_none(written):
    assert days(written) == []


def test_old_days_and_years_of_two_digits():
    assert days("1985-04-11 and JUNE 4, 1913") == [date(1985, 4, 11), date(1913, 6, 4)]
    assert days("25-Apr-24") == [date(2024, 4, 25)]
    assert days("25.04.98") == [date(1998, 4, 25)]


def test_numbers_that_may_be_two_days_are_both():
    (one,) = find_full_days("03/05/2024")
    assert one.ways == {"dmy": date(2024, 5, 3), "mdy": date(2024, 3, 5)}
    assert (one.choose(), one.choose("mdy")) == (None, date(2024, 3, 5))
    assert days("03.05.2024") == [date(2024, 5, 3)]


def test_polish_november_is_croatian_october_with_a_point():
    assert days("5 listopada 2015") == [date(2015, 11, 5)]
    assert days("5. listopada 2015.") == [date(2015, 10, 5)]


def test_the_span_is_that_of_the_day_in_the_text():
    text = "Середа,\xa02 травня\xa02015, 10:30"
    (one,) = find_full_days(text)
    assert text[one.start : one.end] == "2 травня\xa02015"


@pytest.mark.parametrize(
    "line",
    [
        "Updated: June 5, 2013 | Published: June 4, 2013",
        "Published June 4, 2013, last updated on June 5, 2013",
        "First published on 4 June 2013; modified 5 June 2013 at 10:30",
        "4 June 2013 – Updated: 5 June 2013",
        "Mis à jour le 5 juin 2013, publié le 4 juin 2013",
        "Aktualisiert: 05.06.2013 — Veröffentlicht: 04.06.2013",
        "Оновлено 5 червня 2013, опубліковано 4 червня 2013",
        "更新 2013年6月5日 発行 2013年6月4日",
        "2013年6月4日 公開 2013年6月5日 更新",
        "4 June 2013, updated 10:30",
        "5 June 2013 (updated), 4 June 2013 (published)",
    ],
)
def test_of_several_days_that_of_publication_counts(line):
    one = choose_published(find_said_days(line))
    assert one is not None
    assert one.choose() == date(2013, 6, 4)


def test_a_time_that_touches_a_year_of_two_digits_is_no_part_of_it():
    (day,) = find_full_days("28.09.1912:44")
    assert day.choose() == date(2019, 9, 28)
    (day,) = find_full_days("28.09.2019:12:44")
    assert day.choose() == date(2019, 9, 28)


@pytest.mark.parametrize("word", ["Updated", "Last modified:", "Aktualisiert", "Accessed", "©"])
def test_a_day_of_change_or_of_a_look_is_no_day_of_publication(word):
    assert choose_published(find_said_days(f"{word} 5 June 2013")) is None


def test_a_stamp_in_a_language_with_the_day_first_settles_its_order_and_english_does_not():
    def read(line):
        one = choose_published(find_said_days(line))
        return one and one.choose()

    assert read("Publié le 03/05/2024 à 10h30") == date(2024, 5, 3)
    assert read("Опубліковано 03/05/2024") == date(2024, 5, 3)
    assert read("Published 03/05/2024") is None


@pytest.mark.parametrize("piece", ["1 ", "May 1 ", "1:", "1-", "1.", "a", "年1", "May ", "1st of "])
def test_time_grows_with_the_length_alone(piece):
    began = time.process_time()
    find_full_days(piece * 20_000)
    assert time.process_time() - began < 5
