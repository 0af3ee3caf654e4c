"""Calendar arithmetic for dates that words name: near days, months in or out of the past, steps."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_HALF_YEAR = 183
# From how many days on a verb in the past, or one ahead, moves a day to another year.
_FAR = {"past": 150, "ahead": 120}
# So many days ahead a day is left open when the verb is in the past, and so many back when it is
# ahead.
_SOON, _LATE = 30, 90
_DAYS_IN_WEEK, _MONTHS_IN_YEAR = 7, 12
_MONTHS_SOON, _MONTHS_FAR = 2, 9
# Of a month that no verb places, one that began longer ago than this is left open.
_MONTHS_BACK = 7


class Reading(NamedTuple):
    """What a span was read as; the fields of `FoundDate`, and what an earlier day may decide.

    With `weekday` it is that day of the week next after (`ahead`) or before the day named earlier
    in the sentence, and `value` only where none is named.
    """

    start: int
    end: int
    value: str | None
    period: str
    is_written: bool = False
    weekday: int | None = None
    ahead: bool = True


# The dates of a text are looked for twice in a row: for its figures, and by its day.
@lru_cache(maxsize=64)
def match_all(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All matches of a pattern, in order; those of the latest texts are known."""
    return tuple(pattern.finditer(text))


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, unit: str, steps: int) -> date | None:
    """The day so many days, weeks, months or years from a day; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=steps * (_DAYS_IN_WEEK if unit == "week" else 1))
        months = steps * (_MONTHS_IN_YEAR if unit == "year" else 1)
        year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + months, _MONTHS_IN_YEAR)
        first = date(year, month + 1, 1)
    except (OverflowError, ValueError):
        return None
    fitting = (day_of(first.year, first.month, number) for number in range(day.day, 0, -1))
    return next((found for found in fitting if found), None)


def name_period(day: date | None, unit: str) -> str | None:
    """The day, or the week, month or year that it is in, as `FoundDate.value` has it."""
    if day is None:
        return None
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def weekday_near(day: date, wanted: int, which: str, tense: str) -> date | None:
    """The day of the week that is meant on a day; None where two may be.

    `which` is last, this, next, coming or "", `tense` as of `find_tense`. “Last Friday” on a Friday
    is a week ago, “next Friday” may be one of two.
    """
    back = (day.weekday() - wanted) % _DAYS_IN_WEEK
    before, after = timedelta(days=-back), timedelta(days=-back % _DAYS_IN_WEEK)
    week = timedelta(days=_DAYS_IN_WEEK)
    if which == "last":
        return _moved(day, before if back else -week)
    if which == "coming":
        return _moved(day, after or week)
    if which == "next":
        return None
    if which == "this" and (wanted >= day.weekday() or not tense):
        return _moved(day, after) if wanted >= day.weekday() else None
    if tense == "ahead":
        return _moved(day, after)
    return None if tense == "either" and back else _moved(day, before)


def weekday_of_week(day: date, wanted: int, steps: int) -> date | None:
    """The day of the week in the week that is so many weeks from that of a day."""
    return _moved(day, timedelta(days=wanted - day.weekday() + steps * _DAYS_IN_WEEK))


def weekday_beside(day: date, wanted: int, ahead: bool) -> date | None:
    """The day of the week next after a day, or next before it."""
    steps = (wanted - day.weekday()) if ahead else (day.weekday() - wanted)
    steps = (steps - 1) % _DAYS_IN_WEEK + 1
    return _moved(day, timedelta(days=steps if ahead else -steps))


def weekday_of_month(year: int, month: int, wanted: int, number: int) -> date | None:
    """The first (1), second, … or last (-1) such day of the week in a month; None without one."""
    days = [day for one in range(1, 32) if (day := day_of(year, month, one))]
    fitting = [day for day in days if day.weekday() == wanted]
    place = number - 1 if number > 0 else number
    return fitting[place] if -len(fitting) <= place < len(fitting) else None


def day_near(
    month: int, day: int, published: date | None, tense: str = "", weekday: int | None = None
) -> date | None:
    """The day, in whichever year, that is nearest to the day of the article.

    One that is far is moved to where the verb has it; one that is ahead by some weeks, against a
    verb in the past, is left open. With a day of the week it is in the nearest
    year in which the day falls on it, within two years, if there is one.
    """
    if published is None:
        return None
    years = range(published.year - 2, published.year + 3)
    near = [found for year in years if (found := day_of(year, month, day))]
    near.sort(key=lambda found: abs((found - published).days))
    if weekday is not None:
        near.sort(key=lambda found: found.weekday() != weekday)
        if near and near[0].weekday() == weekday:
            return near[0]
    if tense in _FAR and near and abs((near[0] - published).days) > _FAR[tense]:
        fitting = [found for found in near if (found > published) == (tense == "ahead")]
        return fitting[0] if fitting else None
    if near and _is_against(tense, (near[0] - published).days):
        return None
    return near[0] if near and abs((near[0] - published).days) <= _HALF_YEAR else None


def month_near(month: int, published: date | None, which: str, tense: str) -> str | None:
    """The month that is meant on a day; None where two may be.

    `which` is last, this, next, to (“by May”), since or "". Without a verb that tells, it is one of
    the two months to come or of the last seven that have begun. A month that is to come and was
    here less than four months ago is left open.
    """
    if published is None:
        return None
    year, ahead = published.year, (month - published.month) % _MONTHS_IN_YEAR
    if which == "next":
        year += month <= published.month
    elif which == "last":
        year -= month >= published.month
    elif which == "this":
        pass
    elif tense == "ahead" or (which == "to" and tense != "past"):
        if ahead >= _MONTHS_FAR:
            return None
        year += month < published.month
    elif _is_unsure(ahead, which, tense):
        return None
    elif tense != "past" and which != "since" and ahead <= _MONTHS_SOON + (tense == "either"):
        year += month < published.month
    else:
        year -= month > published.month
    return f"{year:04}-{month:02}"


def _is_against(tense: str, days: int) -> bool:
    """Whether a day so many days after the article's is on the other side than the verb has it."""
    return days > _SOON if tense == "past" else tense == "ahead" and days < -_LATE


def _is_unsure(ahead: int, which: str, tense: str) -> bool:
    """Whether a month so many months ahead may as well be that of the year before."""
    if tense == "either":
        return _MONTHS_SOON + 1 < ahead < _MONTHS_FAR
    return not tense and not which and _MONTHS_SOON < ahead < _MONTHS_IN_YEAR - _MONTHS_BACK


def _moved(day: date, by: timedelta) -> date | None:
    try:
        return day + by
    except OverflowError:
        return None
