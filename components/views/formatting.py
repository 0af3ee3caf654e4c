"""Text as it stands in figures and rows: escaped, shortened, counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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
# Of the tokens of CLDR those that days are written with, in plotly's language.
_FOR_AXES = {"d": "%-d", "dd": "%d", "M": "%-m", "MM": "%m", "y": "%Y", "yy": "%y", "yyyy": "%Y"}

# By the letter of CLDR that comes first.
_ORDERS = {"d": "DD/MM/YYYY", "M": "MM/DD/YYYY", "y": "YYYY/MM/DD"}

_plain: ContextVar[bool] = ContextVar("plain", default=False)
_asked: list[Callable[[], str | None]] = []


def listen_to(ask: Callable[[], str | None]) -> None:
    """Have `ask` tell the language tag of whoever is reading just now, None when nobody is."""
    _asked[:] = [ask]


@contextmanager
def plainly() -> Iterator[None]:
    """Write what is made inside in British English, whoever reads: for what leaves the house."""
    token = _plain.set(True)
    try:
        yield
    finally:
        _plain.reset(token)


def reader() -> str:
    """The reader's language tag, such as `de-DE`; `en-GB` when it is not known or unheard of."""
    return str(_locale()).replace("_", "-")


def _locale() -> Locale:
    if _plain.get() or not _asked:
        return _BRITISH
    return find_locale(_asked[0]() or "")


@lru_cache(maxsize=256)
def find_locale(tag: str) -> Locale:
    """What is known of a language tag, which may be anything: its locale, its language, British."""
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
    """A whole number with its thousands set apart."""
    return _write(_locale(), Decimal(int(number)), 0, 0)


def count_of(number: int, one: str, several: str) -> str:
    """A number with its noun in the form that agrees: “1 article”, “1,200 articles”."""
    return f"{format_count(number)} {agree(int(number), one, several)}"


def format_decimal(
    number: float, places: int, *, least: int | None = None, sign: bool = False
) -> str:
    """A number with so many figures after the mark, or from `least` to `places` of them."""
    if not isfinite(number):
        return str(number)
    locale, exact = _locale(), Decimal(f"{number:.{places}f}")
    plus = numbers.get_plus_sign_symbol(locale) if sign and exact >= 0 else ""
    return plus + _write(locale, exact, places if least is None else least, places)


@lru_cache(maxsize=8192)
def _write(locale: Locale, number: Decimal, least: int, most: int) -> str:
    whole = locale.decimal_formats[None].pattern.partition(";")[0].partition(".")[0]
    pattern = f"{whole}.{'0' * least}{'#' * (most - least)}" if most else whole
    return numbers.format_decimal(number, format=pattern, locale=locale)


def format_score(score: float) -> str:
    """A score from 0 to 1 with two figures; in English without the nought before them."""
    written = format_decimal(score, 2)
    return written.removeprefix("0") if _locale().language == "en" else written


def format_share(share: float) -> str:
    """A share from 0 to 1 in whole per cent."""
    if not isfinite(share):
        return str(share)
    return numbers.format_percent(Decimal(f"{100 * share:.0f}") / 100, locale=_locale())


def format_day(day: date) -> str:
    """A day with the month in full: “18 March 2024”."""
    return _write_day(_locale(), "long", day.toordinal())


def format_short_day(day: date) -> str:
    """A day with its month cut short: “18 Mar 2024”."""
    return _write_day(_locale(), "medium", day.toordinal())


@lru_cache(maxsize=8192)
def _write_day(locale: Locale, length: Any, ordinal: int) -> str:
    return dates.format_date(date.fromordinal(ordinal), length, locale)


def day_order() -> str:
    """The order in which a day is typed in figures, in the letters of Streamlit's fields.

    These know three: the day, the month or the year first.
    """
    pattern = _locale().date_formats["short"].pattern
    first = next(letter for letter in pattern if letter in _ORDERS)
    mark = next((sign for sign in pattern if sign in "./-"), "-")
    return _ORDERS[first].replace("/", mark)


def format_month(day: date) -> str:
    """The month of a day: “March 2024”."""
    return dates.format_skeleton("yMMMM", day, locale=_locale())


def format_moment(moment: datetime) -> str:
    """A day and a time of it, in the time zone that it is in: “18 Mar 2024, 14:05”."""
    locale = _locale()
    joined = str(locale.datetime_formats["medium"])
    time = dates.format_time(moment.time(), "short", locale=locale)
    return joined.replace("{1}", format_short_day(moment)).replace("{0}", time)


def separators() -> str:
    """What plotly writes within numbers: the decimal mark, and what parts the thousands."""
    locale = _locale()
    return numbers.get_decimal_symbol(locale) + numbers.get_group_symbol(locale)


def axis_locale() -> dict[str, Any]:
    """How plotly writes the days on an axis, as a module of its own."""
    locale = _locale()
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
            "month": _as_plotly(locale.datetime_skeletons["yMMM"].pattern),
            "dayMonth": _as_plotly(day),
            "dayMonthYear": _as_plotly(whole),
        },
    }


def _as_plotly(pattern: str) -> str:
    """A pattern of CLDR in the language of d3; what is quoted stands for itself."""

    def write(found: re.Match[str]) -> str:
        quoted, token = found.groups()
        if quoted is not None:
            return quoted.replace("%", "%%") or "'"
        return _FOR_AXES.get(token, "%b" if token[0] in "ML" else "")

    return re.sub(r"'([^']*)'|([A-Za-z]+)", write, pattern)


def escape(text: str) -> str:
    """Article text for a plotly label: plotly reads a small HTML dialect, links included."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most: int) -> str:
    """The text cut at a word to at most `most` characters, with an ellipsis when cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:–—-") + "…"


def format_number(number: float) -> str:
    """A count with its thousands set apart, or a rate with two figures after the point."""
    return format_decimal(number, 2) if isinstance(number, float) else format_count(number)


def format_when(moment: Any, zone: str) -> str:
    """A moment in UTC as a day and a time in the reader's time zone."""
    return format_moment(pd.Timestamp(moment).tz_localize("UTC").tz_convert(zone))


def sign(who: str, moment: Any, zone: str) -> str:
    """Who wrote something, and when."""
    return f"{who or 'somebody'} · {format_when(moment, zone)}"


def figures_line(figures: Sequence[tuple[str, str, int | str, str]]) -> str:
    """Counts with their names, for one and for several, as HTML; each is explained on hover.

    Names, explanations and figures in words are ours, never an article's.
    """
    cells = "".join(
        f"<div title='{about}'><dt>{one if figure == 1 else several}</dt>"
        f"<dd>{figure if isinstance(figure, str) else format_count(figure)}</dd></div>"
        for one, several, figure, about in figures
    )
    return f"<dl class='figures'>{cells}</dl>"
