import threading
from datetime import UTC, date, datetime

import pytest

from components.views import locale_formatting
from components.views.theme import ChartBuilder

DAY = date(2024, 3, 18)


@pytest.fixture
def read_in(monkeypatch):
    """Let the reader's browser tell this language."""

    def read(tag: str | None) -> None:
        monkeypatch.setattr(locale_formatting, "_providers", [lambda: tag])

    return read


@pytest.mark.parametrize(
    ("tag", "count", "rate", "share", "score"),
    [
        ("en-GB", "1,234,567", "1,234.5", "84%", ".84"),
        ("en-US", "1,234,567", "1,234.5", "84%", ".84"),
        ("de-DE", "1.234.567", "1.234,5", "84\N{NO-BREAK SPACE}%", "0,84"),
        (
            "fr-FR",
            "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567",
            "1\N{NARROW NO-BREAK SPACE}234,5",
            "84\N{NO-BREAK SPACE}%",
            "0,84",
        ),
        ("en-IN", "12,34,567", "1,234.5", "84%", ".84"),
        (
            "uk",
            "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567",
            "1\N{NO-BREAK SPACE}234,5",
            "84%",
            "0,84",
        ),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(read_in, tag, count, rate, share, score):
    read_in(tag)
    assert locale_formatting.format_count(1_234_567) == count
    assert locale_formatting.format_decimal(1234.5, 1) == rate
    assert locale_formatting.format_share(0.84) == share
    assert locale_formatting.format_score(0.84) == score


def test_a_share_that_is_not_nought_is_not_written_as_nought():
    written = [locale_formatting.format_share(share) for share in (0, 0.0001, 0.0049, 0.0051)]
    assert written == ["0%", "under 1%", "under 1%", "1%"]


@pytest.mark.parametrize(
    ("tag", "day", "short", "month", "moment"),
    [
        ("en-GB", "18 March 2024", "18 Mar 2024", "March 2024", "18 Mar 2024, 14:05"),
        (
            "en-US",
            "March 18, 2024",
            "Mar 18, 2024",
            "March 2024",
            "Mar 18, 2024, 2:05\N{NARROW NO-BREAK SPACE}PM",
        ),
        ("de-DE", "18. März 2024", "18.03.2024", "März 2024", "18.03.2024, 14:05"),
        ("ja", "2024年3月18日", "2024/03/18", "2024年3月", "2024/03/18 14:05"),
    ],
)
def test_days_are_written_as_the_reader_writes_them(read_in, tag, day, short, month, moment):
    read_in(tag)
    assert locale_formatting.format_day(DAY) == day
    assert locale_formatting.format_short_day(DAY) == short
    assert locale_formatting.format_month(DAY) == month
    assert locale_formatting.format_moment(datetime(2024, 3, 18, 14, 5, tzinfo=UTC)) == moment


@pytest.mark.parametrize(
    "tag",
    [None, "", "xx-YY", "../../etc/passwd", "de_DE\0", "x" * 10_000, "-", "q=0.8, *", "root", "çş"],
)
def test_a_language_that_is_missing_or_unheard_of_is_british(read_in, tag):
    read_in(tag)
    assert locale_formatting.reader_language() == "en-GB"
    assert locale_formatting.format_day(DAY) == "18 March 2024"


def test_an_unknown_country_keeps_its_language_and_an_extension_changes_nothing(read_in):
    read_in("de-XX")
    assert locale_formatting.format_count(1234) == "1.234"
    read_in("en-US-u-hc-h12")
    assert locale_formatting.reader_language() == "en-US"


def test_what_leaves_the_house_is_british_whoever_reads(read_in):
    read_in("de-DE")
    with locale_formatting.in_british_english():
        assert locale_formatting.format_decimal(0.5, 2) == "0.50"
    assert locale_formatting.format_decimal(0.5, 2) == "0,50"


def test_plainness_is_of_one_thread_only(read_in):
    read_in("de-DE")
    heard = []
    with locale_formatting.in_british_english():
        other = threading.Thread(target=lambda: heard.append(locale_formatting.reader_language()))
        other.start()
        other.join()
    assert heard == ["de-DE"]


def test_figures_are_rounded_as_before_and_only_as_long_as_asked(read_in):
    read_in("en-GB")
    assert locale_formatting.format_decimal(0.575, 2) == f"{0.575:.2f}"
    assert locale_formatting.format_decimal(-1.25, 1, sign=True) == "-1.2"
    assert locale_formatting.format_decimal(1.5, 1, sign=True) == "+1.5"
    assert locale_formatting.format_decimal(-0.04, 1, sign=True) == "+0.0"
    assert locale_formatting.format_decimal(-0.04, 1) == "0.0"
    assert locale_formatting.format_decimal(2.5, 4, least=0) == "2.5"
    assert locale_formatting.format_decimal(3.0, 4, least=0) == "3"
    assert locale_formatting.format_decimal(float("nan"), 2) == "nan"


def test_a_figure_has_the_marks_of_the_reader(read_in):
    read_in("de-DE")
    assert ChartBuilder("light", 100).build().layout.separators == ",."
    read_in("en-GB")
    assert ChartBuilder("light", 100).build().layout.separators == ".,"


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("en-GB", "%-d %b", "%b %Y"),
        ("en-US", "%b %-d", "%b %Y"),
        ("de", "%-d. %b", "%b %Y"),
        ("pt-BR", "%-d de %b", "%b de %Y"),
        ("zh-TW", "%-m月%-d日", "%Y年%-m月"),
    ],
)
def test_an_axis_names_days_in_the_order_of_the_reader(read_in, tag, day, month):
    read_in(tag)
    told = locale_formatting.axis_locale()["format"]
    assert (told["dayMonth"], told["month"]) == (day, month)
    assert len(told["shortMonths"]) == len(told["months"]) == 12


@pytest.mark.parametrize(
    ("tag", "order"),
    [
        ("en-GB", "DD/MM/YYYY"),
        ("en-US", "MM/DD/YYYY"),
        ("de-DE", "DD.MM.YYYY"),
        ("nl-NL", "DD-MM-YYYY"),
        ("sv-SE", "YYYY-MM-DD"),
        ("ja-JP", "YYYY/MM/DD"),
        ("ko-KR", "YYYY.MM.DD"),
        ("ar-EG", "DD/MM/YYYY"),
    ],
)
def test_a_day_is_typed_in_the_order_of_the_reader(read_in, tag, order):
    read_in(tag)
    assert locale_formatting.day_order() == order


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 families"), (1, "1 family"), (1200, "1,200 families")]
)
def test_a_number_and_its_noun_agree(number, words):
    assert locale_formatting.count_of(number, "family", "families") == words


def test_a_count_is_written_as_the_reader_writes_it_and_its_noun_is_english(read_in):
    read_in("de-DE")
    assert locale_formatting.count_of(1200, "family", "families") == "1.200 families"


def test_a_text_is_cut_at_a_word():
    assert locale_formatting.shorten("The bridge in Oslo", 14) == "The bridge in…"
    assert locale_formatting.shorten("Short", 14) == "Short"
    assert len(locale_formatting.shorten("x" * 40, 14)) == 14


def test_what_is_left_is_told_in_tens_of_seconds_then_in_minutes():
    assert locale_formatting.describe_remaining(-1.0) == ""
    assert locale_formatting.describe_remaining(9.9) == ""
    assert locale_formatting.describe_remaining(44.0) == ", about 40 seconds left"
    assert locale_formatting.describe_remaining(89.0) == ", about 90 seconds left"
    assert locale_formatting.describe_remaining(95.0) == ", about 2 minutes left"
    assert locale_formatting.describe_remaining(3600.0) == ", about 60 minutes left"
