"""Relative dates: days, weeks, months and years that words count from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from components.text.date_words import (
    counts_of,
    read_table,
    words_of,
)
from components.text.dates.calendar_days import (
    Reading,
    match_all,
    name_period,
    shift,
)
from components.text.dates.tense import find_tense
from components.text.dates.weekdays import (
    STEPS,
    kind_of,
    read_days_of_months,
    read_weekdays,
    which_pattern,
)

_UNITS = ("year", "month", "week", "day")


def read_relative(text: str, published: date | None, language: str) -> Iterator[Reading]:
    """All relative dates of a text with plain signs, in no order and overlapping."""
    words = read_table("date_words", language)
    if words["weekdays"]:
        yield from _near_days(text, published, language)
        yield from read_weekdays(text, published, language)
        yield from read_days_of_months(text, published, language)
        yield from _counted(text, published, language)
        yield from _periods(text, published, language)


def _near_days(text: str, published: date | None, language: str) -> Iterator[Reading]:
    words = read_table("date_words", language)
    for found in match_all(_near_pattern(language), text):
        if found["not_near"]:
            continue
        steps = words["near"][found["near"].lower()]
        day = shift(published, "day", steps) if published else None
        yield Reading(*found.span(), name_period(day, "day"), "day")


@cache
def _near_pattern(language: str) -> re.Pattern[str]:
    words = read_table("date_words", language)
    near = "|".join(sorted(words["near"], key=len, reverse=True))
    return re.compile(
        rf"(?i)(?<!\w)(?:(?P<not_near>{words['not_near'] or '(?!)'})|(?P<near>{near}))(?!\w)"
    )


@cache
def _counted_pattern(language: str) -> re.Pattern[str]:
    words = read_table("date_words", language)
    units = words["units"]
    counts = "|".join(sorted(counts_of(language), key=len, reverse=True))

    def amount(mark: str) -> str:
        unit = "|".join(f"(?P<{name}_{mark}>{units[name]})" for name in _UNITS)
        alone = "?" if language in ("uk", "ru") else ""
        return rf"(?:(?P<count_{mark}>\d{{1,3}}|{counts}) ){alone}(?:{unit})"

    def both(mark: str) -> str:
        return rf"{amount(mark)}(?:{words['and']}{amount(f'{mark}{mark}')})?"

    ways = [
        f"(?P<ago_before>{words['ago_before']}) {both('p')}" if words["ago_before"] else "",
        f"(?P<in>{words['ahead_before']}) {both('f')}(?P<time>s?'s? time)?",
        f"{both('r')} (?:{'|'.join(_after_counts(words))})(?P<today> today)?",
    ]
    return re.compile(rf"(?i)(?<![\w.,-])(?:{'|'.join(way for way in ways if way)})(?!\w)")


def _after_counts(words: dict[str, str]) -> list[str]:
    names = {"ago": "ago_after", "from_now": "ahead_after", "other": "other_after"}
    return [f"(?P<{group}>{words[name]})" for group, name in names.items() if words[name]]


def _counted(text: str, published: date | None, language: str) -> Iterator[Reading]:
    """“Two weeks ago”, “in three days”, “2 weeks and 2 days ago”, “two days later”."""
    for found in match_all(_counted_pattern(language), text):
        parts = found.groupdict()
        is_ahead = bool(parts.get("from_now") or parts.get("time"))
        if parts.get("in") and not is_ahead:
            # “In three days” may be how long it took.
            if (
                language not in ("fr", "es")
                and find_tense(text, *found.span(), language) != "ahead"
            ):
                continue
            is_ahead = True
        unit, day = "", published
        for mark in ("p", "pp", "f", "ff", "r", "rr"):
            named = next((name for name in _UNITS if parts.get(f"{name}_{mark}")), None)
            if named is None:
                continue
            count = (parts[f"count_{mark}"] or "1").lower()
            number = counts_of(language).get(count) or int(count)
            number *= 2 if parts[f"{named}_{mark}"].lower().startswith("fortnight") else 1
            day = shift(day, named, number if is_ahead else -number) if day else None
            unit = max(unit or named, named, key=_UNITS.index)
        unit = "day" if parts.get("today") else unit
        value = None if parts.get("other") else name_period(day, unit)
        yield Reading(*found.span(), value, unit)


@cache
def _period_pattern(language: str) -> re.Pattern[str]:
    words = read_table("date_words", language)
    before = which_pattern(language, "before", "b", tuple(STEPS))
    after = which_pattern(language, "after", "a", tuple(STEPS))
    units = {name: words["units"][name] for name in ("week", "month", "year")}
    first, second = (
        "|".join(f"(?P<{name}_{mark}>{unit})" for name, unit in units.items()) for mark in "xy"
    )
    alone = "|".join(words["said_alone"]) or "(?!)"
    no_before = rf"(?<!\b{words['no_period_before']} )" if words["no_period_before"] else ""
    no_after = words["no_period_after"]
    return re.compile(
        rf"(?i)(?<!\w)(?:(?P<alone>{alone})|{no_before}{before} "
        rf"(?:{first})|(?:{second}) {after})(?!\w)"
        + (rf"(?! (?:{no_after})\b)" if no_after else "")
    )


def _periods(text: str, published: date | None, language: str) -> Iterator[Reading]:
    """“Last week”, “this month”, “next year”."""
    alone = words_of(language, "said_alone")
    for found in match_all(_period_pattern(language), text):
        if found["alone"]:
            unit, steps = alone[found["alone"].lower()]
        else:
            parts = found.groupdict()
            marked = (f"{name}_{mark}" for mark in "xy" for name in ("week", "month", "year"))
            unit = next(name for name in marked if parts[name]).partition("_")[0]
            if unit == "year" and language == "en" and found[0].lower().startswith("past"):
                continue
            steps = STEPS[kind_of(found)]
        day = shift(published, unit, steps) if published else None
        yield Reading(*found.span(), name_period(day, unit), unit)
