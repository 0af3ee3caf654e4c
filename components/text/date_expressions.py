"""Date expressions: days, weeks, months and years that a text names, resolved to dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from components.text.date_words import LANGUAGES, NUMBERS, months, near_days, weekdays

_YEAR = r"(?P<year>(?:1\d|20|21)\d\d)\b(?![.,]\d)"
_LEADS = "(?i:in|since|until|by|early|late|mid|last|this|next|у|в|im|en)"
_BEFORE_YEARS = (
    "(?i:in|since|until|by|before|after|during|from|early|late|of|у|в|з|с|seit|im|en|depuis|desde"
    "|year|jahre?|рік|року|році|года|году)"
)
_COUNTS = "|".join(NUMBERS)
_HALF_YEAR = 183
_DAYS_IN_WEEK, _MONTHS_IN_YEAR = 7, 12


@cache
def written_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of dates with a day, month or year; with the group `lead` a month without a year."""
    names = sorted(months(language), key=len, reverse=True)
    if language == "en":  # in small letters may and march are verbs
        names = [name.capitalize() for name in names]
    month = rf"(?P<month>{'|'.join(names)})\b"
    flags = re.NOFLAG if language == "en" else re.IGNORECASE
    of = r"\.?,? ?(?:de |del |of )?"
    return (
        re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
        re.compile(
            r"(?<![\d./-])(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)"
            r"(?P<last>\d{4})(?![\d/-])"
        ),
        re.compile(
            rf"\b{month}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]?\d)(?:,? {_YEAR})?", flags
        ),
        re.compile(
            rf"(?<![\d.,:/])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.? (?:de |of )?{month}"
            rf"(?:{of}{_YEAR})?",
            flags,
        ),
        re.compile(rf"\b{month}{of}{_YEAR}", flags),
        re.compile(rf"\b(?P<lead>{_LEADS})[ -]{month}", flags),
        re.compile(rf"\b{_BEFORE_YEARS} {_YEAR}(?!\s?%)"),
    )


@cache
def relative_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of days and periods that are relative to the day of the article."""
    found = []
    if near_days(language):
        near = "|".join(near_days(language))
        found.append(re.compile(rf"\b(?P<near>{near})(?!\w)", re.IGNORECASE))
    if weekdays(language):
        days = "|".join(weekdays(language))
        which = "last|next|this|past|coming"
        found.append(
            re.compile(rf"\b(?:(?P<which>{which}) )?(?P<weekday>{days})(?!\w)", re.IGNORECASE)
        )
    if language == "en":
        found.append(
            re.compile(
                rf"\b(?P<count>\d{{1,3}}|{_COUNTS}) (?P<unit>day|week|month|year)s? "
                r"(?P<where>ago|earlier|before|later)\b",
                re.IGNORECASE,
            )
        )
        found.append(
            re.compile(r"\b(?P<which>last|this|next) (?P<unit>week|month|year)\b", re.IGNORECASE)
        )
    return tuple(found)


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

    Relative ones ("last Monday", "May 5" without a year) are resolved by `published`, and are open
    without it. "03/11/2025" is open as well: it may be a day in March or in November.
    """
    if language not in LANGUAGES:
        return []
    found: list[FoundDate] = []
    for one in sorted(_find_all(text, published, language), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _find_all(text: str, published: date | None, language: str) -> Iterator[FoundDate]:
    for pattern in written_patterns(language):
        for found in pattern.finditer(text):
            yield from _written(text, found, published, language)
    for pattern in relative_patterns(language):
        for found in pattern.finditer(text):
            value, period = _relative(found, published, language)
            basis = "relative" if value else "open"
            yield FoundDate(*found.span(), found[0], value, period, basis)


def _written(
    text: str, found: re.Match[str], published: date | None, language: str
) -> Iterator[FoundDate]:
    parts = found.groupdict()
    span = found.span("month") if "lead" in parts else found.span()
    span = found.span("year") if list(parts) == ["year"] else span
    named = parts.get("month") or ""
    month = int(named) if named.isdigit() else months(language).get(named.lower())
    year, day = parts.get("year"), parts.get("day")
    surface = text[slice(*span)]
    if "lead" in parts and month:
        value = _month_near(month, parts["lead"].lower(), published)
        yield FoundDate(*span, surface, value, "month", "relative" if value else "open")
    elif day and month and year:
        known = day_of(int(year), month, int(day))
        if known:
            yield FoundDate(*span, surface, known.isoformat(), "day", "written")
    elif day and month:
        near = _day_near(month, int(day), published)
        if near or (published is None and day_of(2024, month, int(day))):
            value = near.isoformat() if near else None
            yield FoundDate(*span, surface, value, "day", "relative" if near else "open")
    elif month and year:
        yield FoundDate(*span, surface, f"{int(year):04}-{month:02}", "month", "written")
    elif year:
        yield FoundDate(*span, surface, f"{int(year):04}", "year", "written")
    elif "first" in parts:
        yield from _numeric(found)


def _numeric(found: re.Match[str]) -> Iterator[FoundDate]:
    first, second, year = (int(found[part]) for part in ("first", "second", "last"))
    dotted = found["sign"] == "."
    ways = {day_of(year, second, first), None if dotted else day_of(year, first, second)} - {None}
    if ways:
        known = ways.pop() if len(ways) == 1 else None
        value = known.isoformat() if known else None
        yield FoundDate(*found.span(), found[0], value, "day", "written" if value else "open")


def _relative(
    found: re.Match[str], published: date | None, language: str
) -> tuple[str | None, str]:
    parts = found.groupdict()
    if parts.get("near"):
        shift = timedelta(days=near_days(language)[parts["near"].lower().replace("’", "'")])
        return _iso(published and published + shift), "day"
    if parts.get("weekday"):
        return _iso(_weekday(found, published, language)), "day"
    unit = parts["unit"].lower()
    steps = {"last": -1, "this": 0, "next": 1}.get((parts.get("which") or "").lower())
    if steps is None:
        if parts["where"].lower() != "ago":
            return None, unit  # before or after some other day that the sentence may not name
        count = parts["count"].lower()
        steps = -(NUMBERS.get(count) or int(count))
    return (_shifted(published, unit, steps) if published else None), unit


def _shifted(day: date, unit: str, steps: int) -> str | None:
    """The day, week, month or year that many steps from a day; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            moved = day + timedelta(days=steps * (_DAYS_IN_WEEK if unit == "week" else 1))
            year, week, _ = moved.isocalendar()
            return moved.isoformat() if unit == "day" else f"{year}-W{week:02}"
    except OverflowError:
        return None
    if unit == "year":
        return f"{day.year + steps:04}"
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + steps, _MONTHS_IN_YEAR)
    return f"{year:04}-{month + 1:02}"


def _weekday(found: re.Match[str], published: date | None, language: str) -> date | None:
    """The last such day up to the day of the article, or the next after it if the words say so.

    “Last Friday” on a Friday is a week ago. “Next Friday” may be one of two: None.
    """
    which = (found["which"] or "").lower()
    if published is None or which == "next":
        return None
    wanted = weekdays(language)[found["weekday"].lower().replace("’", "'")]
    back = (published.weekday() - wanted) % _DAYS_IN_WEEK
    if which in ("this", "coming"):
        return published + timedelta(days=-back % _DAYS_IN_WEEK) if which == "coming" else None
    if which in ("last", "past") and back == 0:
        back = _DAYS_IN_WEEK
    return published - timedelta(days=back)


def _day_near(month: int, day: int, published: date | None) -> date | None:
    """The day, in whichever year, that is nearest to the day of the article."""
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    near = [found for year in years if (found := day_of(year, month, day))]
    close = [found for found in near if abs((found - published).days) <= _HALF_YEAR]
    return min(close, key=lambda found: abs((found - published).days), default=None)


def _month_near(month: int, lead: str, published: date | None) -> str | None:
    """“In May” is the last May that has begun; “next May” and “by May” are the next to come."""
    if published is None:
        return None
    year = published.year
    if lead in ("next", "by", "until"):
        year += month < published.month or (lead == "next" and month == published.month)
    else:
        year -= month > published.month or (lead == "last" and month == published.month)
    return f"{year:04}-{month:02}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
