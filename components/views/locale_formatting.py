"""Numbers, days and labels in the reader's locale, for charts, rows and tables.

The locale is that of the browser (`set_locale_provider`), British English where it is not known and
in everything that is exported (`in_british_english`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

import pandas as pd
from babel import Locale, UnknownLocaleError, dates, numbers

from components.text.plural import agree

BRITISH = "en-GB"
_BRITISH = Locale.parse(BRITISH, sep="-")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
# Date fields of a CLDR pattern and what plotly (d3-time-format) writes for them.
_PLOTLY_FIELDS = {
    "d": "%-d",
    "dd": "%d",
    "M": "%-m",
    "MM": "%m",
    "y": "%Y",
    "yy": "%y",
    "yyyy": "%Y",
}
# The orders of st.date_input, by the first field of the CLDR pattern.
_DAY_ORDERS = {"d": "DD/MM/YYYY", "M": "MM/DD/YYYY", "y": "YYYY/MM/DD"}

_in_british: ContextVar[bool] = ContextVar("in_british", default=False)
_providers: list[Callable[[], str | None]] = []


def set_locale_provider(provide: Callable[[], str | None]) -> None:
    """Set the function that gives the language tag of the current session, None outside of one."""
    _providers[:] = [provide]


@contextmanager
def in_british_english() -> Iterator[None]:
    """Format in British English within the block, whatever the reader's locale: for exports."""
    token = _in_british.set(True)
    try:
        yield
    finally:
        _in_british.reset(token)


def reader_language() -> str:
    """The language tag of the reader's locale, such as `de-DE`; `en-GB` when it is not known."""
    return str(_locale()).replace("_", "-")


def _locale() -> Locale:
    if _in_british.get() or not _providers:
        return _BRITISH
    return find_locale(_providers[0]() or "")


@lru_cache(maxsize=256)
def find_locale(tag: str) -> Locale:
    """The locale of a language tag: the tag's own, else that of its language, else British English.

    The tag comes from the browser and may be any string.
    """
    known = tag.partition("-u-")[0]
    if not _TAG.fullmatch(known):
        return _BRITISH
    for one in (known, known.partition("-")[0]):
        try:
            return Locale.parse(one, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return _BRITISH


def format_count(number: int) -> str:
    """A whole number with group separators: “1,200”."""
    return _write(_locale(), Decimal(int(number)), 0, 0)


def describe_remaining(seconds: float) -> str:
    """How long something will take yet, after a comma; "" below ten seconds and for not known."""
    if seconds < 10:
        return ""
    if seconds < 90:
        return f", about {count_of(10 * round(seconds / 10), 'second', 'seconds')} left"
    return f", about {count_of(round(seconds / 60), 'minute', 'minutes')} left"


def count_of(number: int, one: str, several: str) -> str:
    """A number with its noun in the form that agrees: “1 article”, “1,200 articles”."""
    return f"{format_count(number)} {agree(int(number), one, several)}"


def format_decimal(
    number: float, places: int, *, least: int | None = None, sign: bool = False
) -> str:
    """A number with `places` decimals, or with `least` to `places` of them; `sign` writes the plus.

    Infinity and NaN are written as Python does.
    """
    if not isfinite(number):
        return str(number)
    # Nothing added makes a nought that was rounded from below a plain one, without a minus.
    locale, exact = _locale(), Decimal(f"{number:.{places}f}") + 0
    plus = numbers.get_plus_sign_symbol(locale) if sign and exact >= 0 else ""
    return plus + _write(locale, exact, places if least is None else least, places)


@lru_cache(maxsize=8192)
def _write(locale: Locale, number: Decimal, least: int, most: int) -> str:
    whole = locale.decimal_formats[None].pattern.partition(";")[0].partition(".")[0]
    pattern = f"{whole}.{'0' * least}{'#' * (most - least)}" if most else whole
    return numbers.format_decimal(number, format=pattern, locale=locale)


def format_number(number: float) -> str:
    """A count (int) with group separators, or a rate (float) with two decimals."""
    return format_decimal(number, 2) if isinstance(number, float) else format_count(number)


def format_score(score: float) -> str:
    """A score from 0 to 1 with two decimals; in English without the zero before the point."""
    written = format_decimal(score, 2)
    return written.removeprefix("0") if _locale().language == "en" else written


def format_share(share: float) -> str:
    """A share from 0 to 1 as a whole percentage; one that is not 0 is never written as 0."""
    if not isfinite(share):
        return str(share)
    if 0 < share < 0.005:
        return f"under {format_share(0.01)}"
    return numbers.format_percent(Decimal(f"{100 * share:.0f}") / 100, locale=_locale())


def format_day(day: date) -> str:
    """A day with the full name of the month: “18 March 2024”."""
    return _write_day(_locale(), "long", day.toordinal())


def format_short_day(day: date) -> str:
    """A day with the abbreviated month: “18 Mar 2024”."""
    return _write_day(_locale(), "medium", day.toordinal())


@lru_cache(maxsize=8192)
def _write_day(locale: Locale, length: Any, ordinal: int) -> str:
    return dates.format_date(date.fromordinal(ordinal), length, locale)


def day_order() -> str:
    """The `format` of `st.date_input` for this locale: day, month or year first."""
    pattern = _locale().date_formats["short"].pattern
    first = next(letter for letter in pattern if letter in _DAY_ORDERS)
    mark = next((sign for sign in pattern if sign in "./-"), "-")
    return _DAY_ORDERS[first].replace("/", mark)


def format_month(day: date) -> str:
    """The month of a day: “March 2024”."""
    return dates.format_skeleton("yMMMM", day, locale=_locale())


def format_moment(moment: datetime) -> str:
    """A day and a time, in the time zone of the moment: “18 Mar 2024, 14:05”."""
    locale = _locale()
    joined = str(locale.datetime_formats["medium"])
    time = dates.format_time(moment.time(), "short", locale=locale)
    return joined.replace("{1}", format_short_day(moment)).replace("{0}", time)


def format_when(moment: Any, zone: str) -> str:
    """A moment in UTC (naive) as day and time in the reader's `zone`, an IANA name."""
    return format_moment(pd.Timestamp(moment).tz_localize("UTC").tz_convert(zone))


def format_signature(who: str, moment: Any, zone: str) -> str:
    """Who wrote something, and when (UTC): “Ann · 18 Mar 2024, 14:05”."""
    return f"{who or 'somebody'} · {format_when(moment, zone)}"


def number_separators() -> str:
    """Plotly's `separators`: the decimal sign and the group separator, in one string."""
    locale = _locale()
    return numbers.get_decimal_symbol(locale) + numbers.get_group_symbol(locale)


def axis_locale() -> dict[str, Any]:
    """The locale module that plotly.js registers to write the days on an axis."""
    return _axis_locale(_locale())


@lru_cache(maxsize=64)
def _axis_locale(locale: Locale) -> dict[str, Any]:
    day, whole = (locale.datetime_skeletons[one].pattern for one in ("MMMd", "yMMMd"))
    months = {width: locale.months["format"][width] for width in ("wide", "abbreviated")}
    return {
        "moduleType": "locale",
        "name": "reader",
        "dictionary": {},
        "format": {
            "months": [months["wide"][month] for month in range(1, 13)],
            "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
            "year": "%Y",
            "month": _plotly_pattern(locale.datetime_skeletons["yMMM"].pattern),
            "dayMonth": _plotly_pattern(day),
            "dayMonthYear": _plotly_pattern(whole),
        },
    }


def _plotly_pattern(pattern: str) -> str:
    """A CLDR date pattern in the syntax of d3-time-format; quoted parts are literal."""

    def write(found: re.Match[str]) -> str:
        quoted, token = found.groups()
        if quoted is not None:
            return quoted.replace("%", "%%") or "'"
        return _PLOTLY_FIELDS.get(token, "%b" if token[0] in "ML" else "")

    return re.sub(r"'([^']*)'|([A-Za-z]+)", write, pattern)


def escape(text: str) -> str:
    """Escape article text for a plotly label, which is read as HTML, links included."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most: int) -> str:
    """The text cut at a word to at most `most` characters, with an ellipsis when cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:–—-") + "…"
