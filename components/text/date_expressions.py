"""Date expressions: days, weeks, months and years that a text names, resolved to dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from components.text.date_words import LANGUAGES, read_table, weekday_pattern, with_plain_signs
from components.text.dates.calendar_days import (
    Reading,
    day_of,
    match_all,
    name_period,
    weekday_beside,
)
from components.text.dates.relative_dates import read_relative
from components.text.dates.written_dates import read_written

__all__ = ["FoundDate", "day_of", "find_dates"]

# How far before “the following Monday” the day may stand that it follows, and how far before a name
# the word that shows it to be a date, in characters.
_REACH, _BEHIND = 200, 20
# Names whose last word alone stands for their bearer further on, and what shows it to be a date.
_BEARER = re.compile(r"Sheffield|(?:Theresa|Brian|James|Elaine|Philip|Mrs|Mr|Ms|Lady|Baroness) ")
_TOLD = re.compile(
    r"(?i)(?:,|\b(?:on|in|last|next|this|since|until|early|late|mid|every|(?:end|start) of)) \Z"
)


@dataclass(frozen=True)
class FoundDate:
    """A day, week, month or year that a text names, at the span from `start` to `end`.

    `period` is day, week, month or year; `value` is "2025-05-14", "2025-W20", "2025-05" or "2025",
    None if not known. `basis` says how it is known: `written` in full, `relative` to the day of the
    article, or `open` if it is not.
    """

    start: int
    end: int
    text: str
    value: str | None
    period: str
    basis: str


def find_dates(text: str, published: date | None = None, language: str = "en") -> list[FoundDate]:
    """Dates that a text names, in order, not overlapping; none for an unknown language.

    Relative ones ("last Monday", "May 5" without a year) are resolved by `published` and by the
    verb ("will meet on Monday"), and are open without that day. What may be one of two days is open
    as well: "03/11/2025", "next Friday", "was due on Friday" before a Friday. Names that hold a day
    ("Black Friday") are no dates.
    """
    if language not in LANGUAGES:
        return []
    plain = with_plain_signs(text)
    names = match_all(_names(language), plain)
    named = [found.span() for found in names]
    namesakes = {found[0].rpartition(" ")[2] for found in names if _BEARER.match(found[0])}
    chosen: list[Reading] = []
    readings = [
        *read_written(plain, published, language),
        *read_relative(plain, published, language),
    ]
    for one in sorted(readings, key=lambda one: (one.start, -one.end)):
        if chosen and one.start < chosen[-1].end:
            continue
        if plain[one.start : one.end] in namesakes and not _TOLD.search(
            plain, max(0, one.start - _BEHIND), one.start
        ):
            continue
        if not any(start < one.end and one.start < end for start, end in named):
            chosen.append(_beside(one, chosen))
    return [_found(text, one) for one in chosen]


def _beside(one: Reading, earlier: list[Reading]) -> Reading:
    """“The following Monday” by the day that stands before it; others as they are."""
    if one.weekday is None:
        return one
    days = [
        found
        for found in earlier[-3:]
        if found.period == "day" and found.value and one.start - found.end < _REACH
    ]
    if not days:
        return one
    day = weekday_beside(date.fromisoformat(days[-1].value or ""), one.weekday, one.ahead)
    return one._replace(value=name_period(day, "day"))


def _found(text: str, one: Reading) -> FoundDate:
    basis = "open" if one.value is None else "written" if one.is_written else "relative"
    return FoundDate(one.start, one.end, text[one.start : one.end], one.value, one.period, basis)


@cache
def _names(language: str) -> re.Pattern[str]:
    """Names that hold a day or a month: “Good Friday”, “Sunday Times”."""
    try:
        listed = read_table("date_names", language)
    except KeyError:
        return re.compile("(?!)")
    weekday = weekday_pattern(language)
    if language in ("en", "de"):  # names are capitalised
        weekday = "|".join(one.capitalize() for one in weekday.split("|") if one.isalpha())
    pattern = "|".join(f"(?:{one})" for one in listed).replace("WEEKDAY", f"(?:{weekday})")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


# Before the day, or the number of the day, to which a report goes.
_PERIOD_ENDS = re.compile(
    r"\b(?:weeks?|fortnight|months?|quarter|half|years?|period|days)\s(?:that\s)?"
    r"(?:end(?:ed|ing|s)|to|through|until)\s(?:on\s)?(?:\w+day,?\s)?(?:[A-Z][a-z]{2,8}\.?\s)?$"
)
_BEFORE_DAY = 50


def ends_period(text: str, start: int) -> bool:
    """Whether the day at `start` ends the time that is reported on: “in the week ended May 1”."""
    before = " ".join(text[max(0, start - _BEFORE_DAY) : start].split()) + " "
    return _PERIOD_ENDS.search(before) is not None
