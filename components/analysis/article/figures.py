"""Figures: the numbers of a text with value, unit and what they count; the facts of an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from babel import Locale, UnknownLocaleError, numbers

from components.analysis.article.dates import stack_found
from components.analysis.article.figure_words import (
    ACTIONS,
    CURRENCIES,
    MEASURES,
    PERCENTS,
    SCALES,
    TENS,
    UNITS,
    qualifier_before,
)
from components.text.date_expressions import FoundDate, find_dates
from components.text.digit_grouping import join_groups
from components.text.language import FUNCTION_WORDS

VERSION = "facts 4"
_TYPES = {
    "start": "int64",
    "end": "int64",
    "text": "str",
    "value": "float64",
    "high": "float64",
    "unit": "str",
    "counts": "str",
    "qualifier": "str",
}

# 1,200.5 or 1 200,5 (as `join_groups` writes it) or 3.5; no number is longer than this.
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,3}(?:[\xa0\u202f]\d{3}){1,4}(?:[.,]\d{1,4})?"
    r"|DOTS\d{1,15}(?:[.,]\d{1,4})?)(?!\d)"
)
_WITH_DOTS = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?|"
_MOST_COUNTED = 3
_LONGEST_NUMBER = 20
_NEXT_WORD = re.compile(r"[ \xa0-]([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_SYMBOL = re.compile(r"(?:US)?([$€£₴₽¥])", re.IGNORECASE)
_UNIT = re.compile(r"[ \xa0-]?(%|per cent\b|[^\W\d_]+)")
_OF = re.compile(r" of (?:the |all |its |their |his |her )?")
_NOT_COUNTED = frozenset({"killed", "wounded", "injured", "dead", "missing"})


@dataclass(frozen=True)
class Figure:
    """A number in a text.

    `start` and `end` span the number with its sign, scale and unit, without its qualifier; `text`
    is what stands there. `value` is in whole units (2.5 million is 2500000.0), `high` the other end
    of a range. `unit` is a currency (`USD`), `%`, a measure (`km`) or "" for a count; `counts` up
    to three words for what is counted, "" where that is not plain. `qualifier` is `>`, `>=`, `<`,
    `<=`, `~` or "".
    """

    start: int
    end: int
    text: str
    value: float
    high: float | None
    unit: str
    counts: str
    qualifier: str


def find_figures(text: str, language: str = "en") -> list[Figure]:
    """Find the figures of a text, in order, not overlapping; in digits or in English words.

    Dates, times, ordinals and numbers in names are none. “One” in words and numbers below ten with
    neither a unit nor a thing counted are left out, for they seldom tell how many. Linear in the
    length of the text.
    """
    taken = [(one.start, one.end) for one in find_dates(text, None, language)]
    starts = [start for start, _ in taken]
    found: list[Figure] = []
    for number in _pattern(language).finditer(join_groups(text)):
        place = bisect_right(starts, number.end() - 1) - 1
        if place >= 0 and taken[place][1] > number.start():
            continue
        if found and number.start() < found[-1].end:
            continue
        figure = _figure(text, number, language)
        if figure:
            found.append(figure)
    return found


@dataclass(frozen=True)
class Facts:
    """The figures and dates of one article, each in the order of the text."""

    figures: tuple[Figure, ...]
    dates: tuple[FoundDate, ...]


def read_facts(text: str, published: date | None, language: str = "en") -> dict[str, Any]:
    """The facts of one article ready for JSON: lists of the fields of `Figure` and `FoundDate`.

    Keys `figures` and `dates`. `published` is the day from which "on Monday" is counted.
    """
    return {
        "figures": [astuple(one) for one in find_figures(text, language)],
        "dates": [astuple(one) for one in find_dates(text, published, language)],
    }


def facts_of(found: Mapping[str, Any]) -> Facts:
    """The facts that `read_facts` wrote."""
    return Facts(
        tuple(Figure(*one) for one in found["figures"]),
        tuple(FoundDate(*one) for one in found["dates"]),
    )


def figure_table(facts: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """One row for each figure: `article` and the fields of `Figure` (`high` is NaN for none).

    `facts` are results of `read_facts` by article id. Without figures the table has no rows.
    """
    return stack_found(facts, "figures", [field.name for field in fields(Figure)], _TYPES)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    scales = "|".join(sorted(SCALES.get(language, {}), key=len, reverse=True)) or "(?!)"
    number = _NUMBER.replace("DOTS", _WITH_DOTS if _grouping(language) == "." else "")
    tens, units = "|".join(TENS), "|".join(UNITS)
    scaled = rf"(?:half an?|an?)(?= (?:{scales})\b)"
    in_words = rf"(?:(?:{tens})(?:-(?:{units}))?|{units}|{scaled})"
    worded = rf"|(?P<word>{in_words})" if language == "en" else ""
    return re.compile(
        rf"(?<![\w.,:/#@-])(?:US)?[$€£₴₽¥]?"
        rf"(?:(?P<low>{number})(?:(?:[–—-]| to )[$€£]?(?P<high>{number}))?{worded})"
        rf"(?:[ \xa0-]?(?P<scale>{scales})\b\.?)?(?:[ \xa0](?P<again>{scales})\b)?(?![\w/:])",
        re.IGNORECASE,
    )


def _figure(text: str, found: re.Match[str], language: str) -> Figure | None:
    start, end = found.span()
    worded = found.groupdict().get("word")
    if end - start > 3 * _LONGEST_NUMBER:
        return None
    scales = SCALES.get(language, {})
    scale = 1.0
    for part in ("scale", "again"):
        scale *= scales.get((found[part] or "").lower(), 1)
    value = (_worded(worded) if worded else _digits(found["low"], language)) * scale
    high = _digits(found["high"], language) * scale if found["high"] else None
    if text.startswith(".", end - 1) and language == "en":
        end -= 1  # the stop of the sentence, not that of an abbreviation
    unit, at = _unit(text, start, end)
    end = max(end, at)
    counts = _counted(text, at, unit)
    if not unit and not counts and scale == 1 and (worded or value < 10):
        return None
    if worded and worded.lower() == "one" and scale == 1:
        return None
    _, qualifier = qualifier_before(text, start, language or "und")
    return Figure(start, end, text[start:end], value, high, unit, counts, qualifier)


def _digits(written: str, language: str) -> float:
    """The value of a number in digits: 1,200 is 1200 in English and 1.2 in Russian."""
    plain = written.replace("\u202f", "").replace("\xa0", "")
    marks = [sign for sign in plain if sign in ",."]
    grouped = marks[:1] == [_grouping(language)] and re.fullmatch(r"\d{1,3}[,.]\d{3}", plain)
    if len(marks) < 2 and not grouped:
        return float(plain.replace(",", "."))
    # Of two different marks the last one is that of decimals.
    whole, _, decimals = plain.rpartition(marks[-1]) if len({*marks}) > 1 else (plain, "", "0")
    return float(f"{re.sub('[,.]', '', whole)}.{decimals}")


@cache
def _grouping(language: str) -> str:
    """The sign between thousands in this language, by Unicode CLDR; "" when it is not known."""
    try:
        return numbers.get_group_symbol(Locale.parse(language))
    except (ValueError, UnknownLocaleError):
        return ""


def _worded(written: str) -> float:
    if written.lower().startswith("half"):
        return 0.5
    parts = written.lower().split("-")
    return float(sum(TENS.get(part, UNITS.get(part, 1)) for part in parts))


def _unit(text: str, start: int, end: int) -> tuple[str, int]:
    """The unit, and the offset from which the words for what is counted are read."""
    symbol = _SYMBOL.match(text, start)
    if symbol:
        return CURRENCIES[symbol[1]], end
    following = _UNIT.match(text, end)
    word = following[1].lower() if following else ""
    if following and (word in PERCENTS or word == "per cent"):
        return "%", following.end()
    if following and word in CURRENCIES:
        return CURRENCIES[word], following.end()
    if following and word in MEASURES:
        return MEASURES[word], following.end()
    return "", end


def _counted(text: str, at: int, unit: str) -> str:
    """Up to three words for what is counted; after a unit, those that follow “of”."""
    if unit or text.startswith(" of ", at):
        leads = _OF.match(text, at)
        if not leads:
            return ""
        at = leads.end() - 1
    named: list[str] = []
    while len(named) < _MOST_COUNTED:
        following = _NEXT_WORD.match(text, at)
        word = following[1].lower() if following else ""
        if not following or word in FUNCTION_WORDS or (word in ACTIONS and named):
            break
        named.append(following[1])
        at = following.end()
        if following[1].lower() in _NOT_COUNTED:
            break
    return " ".join(named)
