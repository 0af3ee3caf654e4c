"""Written dates: days, months and years with their numbers, as 5 May 2025, 14.05.25 or in May."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from components.text.date_words import (
    month_names,
    months,
    read_table,
    weekday_of,
    weekday_pattern,
    words_of,
)
from components.text.dates.calendar_days import Reading, day_near, day_of, match_all, month_near
from components.text.dates.tense import find_tense
from components.text.dates.written_patterns import written_patterns

# Days that stand without a year for what happened on them: month and day. Which year is meant
# nobody can tell from the day alone, so far from it they are left open.
_BYWORDS = frozenset({(10, 7), (1, 6), (9, 11)})
_NEAR_A_BYWORD = 45
_SHORT_YEAR, _YEARS_AHEAD = 2, 10
_VERSION = re.compile(r"(?i)\b(?:version|v|release|build|section|chapter|ip|no)\.? ?\Z")
# "Usually in March": of no one year.
_USUAL = re.compile(
    r"(?i)\b(?:usually|typically|normally|generally|annually|(?:every|each) year|peak season"
    r"|season (?:is|runs|lasts))\b"
)
_NEAR = 80
_SURNAME = re.compile(r" [A-Z][a-z]+")
_BEHIND = 24
# “May/July shipment”, “June bonds”: months of contracts, in whichever year.
_CONTRACT = re.compile(
    r"/[A-Z]| (?:bonds?|futures|contracts?|delivery|deliveries|shipments?|T-bonds|expiry|cargoes)\b"
)


def read_written(text: str, published: date | None, language: str) -> Iterator[Reading]:
    """All written dates of a text with plain signs, in no order and overlapping."""
    for pattern in written_patterns(language):
        for found in match_all(pattern, text):
            yield from _read(text, found, published, language)


def _read(
    text: str, found: re.Match[str], published: date | None, language: str
) -> Iterator[Reading]:
    parts = found.groupdict()
    named = parts.get("month") or ""
    month = int(named) if named.isdecimal() else months(language).get(named.lower())
    if "first" in parts:
        yield from _numeric(found, published, language)
    elif "decade" in parts:
        yield Reading(*found.span(), None, "year")
    elif "lead" in parts and month:
        if not _is_person(found, language):
            yield _month(text, found, month, published, language)
    elif parts.get("day") and month:
        yield from _days(text, found, month, published, language)
    elif month and parts["year"]:
        yield Reading(*found.span(), f"{int(parts['year']):04}-{month:02}", "month", True)
    elif parts["year"]:
        yield Reading(*found.span("year"), f"{int(parts['year']):04}", "year", True)
        if second := parts.get("second"):
            yield Reading(*found.span("second"), second, "year", True)


def _days(
    text: str, found: re.Match[str], month: int, published: date | None, language: str
) -> Iterator[Reading]:
    """The day, and beside it the other end of a span within the month."""
    parts = found.groupdict()
    written = parts.get("year") or parts.get("joined") or parts.get("later")
    start, end = found.span()
    year = int(written) if written else None
    if parts.get("later") and year and _ends_earlier(text, end, month, language):
        year -= 1
    if not year:
        end, year = _year_behind(text, end, published, language)
    since, until = parts.get("since"), parts.get("until")
    if since:
        middle = found.start("day")
        yield from _day(text, (start, found.end("since")), month, since, year, published, language)
        yield from _day(text, (middle, end), month, parts["day"], year, published, language, False)
    elif until:
        first_end, middle = found.end("day"), found.start("until")
        yield from _day(text, (start, first_end), month, parts["day"], year, published, language)
        yield from _day(text, (middle, end), month, until, year, published, language, False)
    else:
        yield from _day(text, (start, end), month, parts["day"], year, published, language)


def _day(
    text: str, span: tuple[int, int], month: int, day: str, year: int | None,
    published: date | None, language: str, may_be_named: bool = True,
) -> Iterator[Reading]:  # fmt: skip
    start, end = span
    named = _weekday_before(language).search(text[max(0, start - 24) : start])
    weekday = weekday_of(named["name"], language) if named and may_be_named else None
    is_written = year is not None
    if year:
        near = day_of(year, month, int(day))
    else:
        near = _without_year(text, span, month, int(day), weekday, published, language)
    if near is None and (is_written or published or not day_of(2024, month, int(day))):
        return
    value = near.isoformat() if near else None
    yield Reading(start, end, value, "day", is_written)
    if named and weekday is not None:
        at = start - len(named[0])
        yield Reading(at, at + len(named["name"]), value, "day", is_written)


def _without_year(
    text: str, span: tuple[int, int], month: int, day: int, weekday: int | None,
    published: date | None, language: str,
) -> date | None:  # fmt: skip
    start, end = span
    tense = find_tense(text, start, end, language) if published else ""
    near = day_near(month, day, published, tense, weekday)
    is_byword = (month, day) in _BYWORDS and language == "en" and weekday is None
    if is_byword and published and near and tense != "ahead":
        return near if abs((near - published).days) <= _NEAR_A_BYWORD else None
    return near


@cache
def _weekday_before(language: str) -> re.Pattern[str]:
    short = "|".join(words_of(language, "short"))
    names = weekday_pattern(language) + (rf"|(?:{short})(?=[., ])" if short else "")
    return re.compile(
        rf"(?<!\w)(?P<name>{names})[.]?,?(?: | \()(?:{words_of(language, 'day_lead')})\Z",
        re.IGNORECASE,
    )


@cache
def _this_year(language: str) -> re.Pattern[str]:
    words = read_table("date_words", language)
    unit = words["units"].get("year", "(?!)")
    kinds = {"last": -1, "this": 0, "next": 1, "coming": 1}
    ways = [
        rf"(?P<{kind}_before>{words['before'][kind]}) (?:{unit})"
        for kind in kinds
        if words["before"].get(kind)
    ] + [
        rf"(?:{unit}) (?P<{kind}_after>{words['after'][kind]})"
        for kind in kinds
        if words["after"].get(kind)
    ]
    joint = r",? (?:of |in |de |del |des )?(?:l'|le |la |el )?"
    return re.compile(rf"{joint}(?:{'|'.join(ways) or '(?!)'})(?!\w)", re.IGNORECASE)


def _year_behind(
    text: str, end: int, published: date | None, language: str
) -> tuple[int, int | None]:
    """Where “last year” behind a day or month ends, and which year it is; None without one."""
    found = _this_year(language).match(text, end)
    if not found or published is None:
        return end, None
    kind = next(name for name, words in found.groupdict().items() if words).partition("_")[0]
    return found.end(), published.year + {"last": -1, "this": 0, "next": 1, "coming": 1}[kind]


def _ends_earlier(text: str, end: int, month: int, language: str) -> bool:
    """Whether the span that goes on behind a day ends in a month before its own."""
    other = re.search(rf"(?i)\b(?:{month_names(language)})\b", text[end : end + _BEHIND])
    return bool(other) and months(language)[other[0].lower()] < month if other else False


def _is_person(found: re.Match[str], language: str) -> bool:
    """Whether “to June Carter” has a name of a person and no month."""
    if language != "en" or found["month"] not in ("April", "May", "June", "August", "Jan"):
        return False
    is_time = found["lead"].lower() in ("in", "since", "until", "early", "late", "mid", "this")
    return not is_time and bool(_SURNAME.match(found.string, found.end("month")))


def _month(
    text: str, found: re.Match[str], month: int, published: date | None, language: str
) -> Reading:
    start, end = found.span("month")
    if found["lead"] and (later := found.groupdict().get("later")):
        year = int(later) - _ends_earlier(text, end, month, language)
        return Reading(start, end, f"{year:04}-{month:02}", "month", True)
    if language == "en" and (_CONTRACT.match(text, end) or text[start - 1 : start] == "/"):
        return Reading(start, end, None, "month")
    end, told = _year_behind(text, end, published, language)
    if told:
        return Reading(start, end, f"{told:04}-{month:02}", "month")
    words = read_table("date_words", language)
    lead = found["lead"].lower()
    kinds = {"next_months": "next", "last_months": "last", "months_to": "to"}
    kinds |= {"months_since": "since"}
    which = next(
        (kind for name, kind in kinds.items() if words[name] and re.fullmatch(words[name], lead)),
        "this" if lead in ("this", "diesen", "цього", "этого") else "",
    )
    tense = find_tense(text, start, end, language, True) if published else ""
    if (
        not which
        and tense in ("", "either")
        and _USUAL.search(text, max(0, start - _NEAR), end + _NEAR // 2)
    ):
        return Reading(start, end, None, "month")
    return Reading(start, end, month_near(month, published, which, tense), "month")


def _numeric(found: re.Match[str], published: date | None, language: str) -> Iterator[Reading]:
    """A day in numbers; open where it may be one of two, none where its century is not known."""
    first, second, year = (int(found[part]) for part in ("first", "second", "last"))
    if len(found["last"]) == _SHORT_YEAR:
        is_other = _VERSION.search(found.string, max(0, found.start() - 12), found.start())
        if found["sign"] not in "./" or published is None or is_other:
            return
        year += published.year // 100 * 100
        year -= 100 * (year > published.year + _YEARS_AHEAD)
    ways = {day_of(year, second, first)}
    if language == "en" and found["sign"] in "/-":
        ways.add(day_of(year, first, second))
    days = [day for day in ways if day]
    if days:
        value = days[0].isoformat() if len(days) == 1 else None
        yield Reading(*found.span(), value, "day", bool(value))
