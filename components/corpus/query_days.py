"""The days that a query asks for."""

from __future__ import annotations

import calendar
import re
from datetime import date

from components.corpus.query import Days, QueryUnclear

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def read_days(written: str, place: int) -> Days:
    """A year, month or day, or two with .. between; `place` is where it stands in the query.

    Raises QueryUnclear.
    """
    first, dots, last = written.partition("..")
    if written == "..":
        raise QueryUnclear("Write a date on at least one side of the dots.", place)
    begin = _day(first, place, last_of_all=False) if first else None
    if not dots:
        return Days(begin, _day(first, place, last_of_all=True))
    end = _day(last, place + len(first) + 2, last_of_all=True) if last else None
    if begin and end and begin > end:
        raise QueryUnclear("The first date is later than the last.", place)
    return Days(begin, end)


def _day(written: str, place: int, last_of_all: bool) -> date:
    """The first or last day of a year or a month, or the day itself."""
    found = _DAY.match(written)
    try:
        year, month, day = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
        month = month or (12 if last_of_all else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last_of_all else 1))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise QueryUnclear(
            f"“{written}” is not a date; write 2019, 2019-11, 2019-11-05 or 2019-11..2019-12.",
            place,
        ) from error
