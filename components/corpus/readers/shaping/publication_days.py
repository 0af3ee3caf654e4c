"""Dates in metadata: the day that each names."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from components.text.dates.full_days import make_plain
from components.text.dates.month_words import load_names
from components.text.dates.said_days import SaidDay, choose_published, find_said_days

EARLIEST_YEAR = 1600
LONGEST = 200
_LONGEST_FOREIGN = 80

_YEAR, _SHORT = re.compile(r"\d{4}"), re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# Each takes dateparser some 50 ms to learn, and it knows two hundred.
_FOREIGN = [
    *("en", "uk", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg"),
    *("sr", "hr", "sl", "el", "tr", "ar", "he", "fa", "zh", "ja", "ko", "sv", "da", "nb", "fi"),
    *("be", "lt", "lv", "et", "ka", "hy", "az", "kk", "hi", "id", "vi"),
]


def parse_day(written: str, order: str = "") -> date | None:
    """Read a date of metadata as the day it names, or None when it does not name one for certain.

    Takes ISO 8601 and its near forms, RFC 2822, three numbers and a month by its name in some forty
    languages, a few more forms through dateparser. `03/11/2025` is None, since it may be March or
    November, and so is a day without a year, before 1600 or after tomorrow. Of several days it is
    that of publication; one of an update alone is none. The day is the one written: no change of
    time zone. `order`, one of `dmy`, `mdy` and `ymd`, says how a day of three numbers is read.
    """
    said, one = _read(written[:LONGEST])
    if said:
        day = one.choose(order) if one else None
    else:
        day = _foreign_day(make_plain(" ".join(written[:LONGEST].split())))
    return day if day and is_plausible(day) else None


def load_month_names() -> None:
    """Load the names of months in every language that is known here: some 0.5 s."""
    load_names()
    for written in ("3 травня 2024", "31 of no month 2024"):
        _foreign_day(written)


def is_plausible(day: date) -> bool:
    """Whether something may have been published on that day: none after tomorrow."""
    return day.year >= EARLIEST_YEAR and day <= date.today() + timedelta(days=1)


def possible_days(written: str) -> dict[str, date]:
    """The days that three numbers may name, each by its order; none for a date of another form."""
    _, one = _read(written[:LONGEST])
    if one is None or "" in one.day.ways:
        return {}
    day = one.day.ways.get(one.order)
    return {one.order: day} if day else dict(one.day.ways)


# The same words are asked about several times, and come again in a table.
@lru_cache(maxsize=4096)
def _read(written: str) -> tuple[bool, SaidDay | None]:
    """Whether there is any day, and the one of publication."""
    said = find_said_days(" ".join(written.split()))
    return bool(said), choose_published(said)


@lru_cache(maxsize=4096)
def _foreign_day(text: str) -> date | None:
    # What names no day and no year is none, and dateparser takes seconds to find that out.
    if len(text) > _LONGEST_FOREIGN or not any(map(str.isalpha, text)):
        return None
    if not (_YEAR.search(text) and _SHORT.search(text)):
        return None
    import dateparser  # type: ignore[import-untyped]

    # Without all three parts dateparser would fill the gaps from today.
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    found: datetime | None = dateparser.parse(text, languages=_FOREIGN, settings=settings)
    return found.date() if found else None
