"""Dates in metadata: the day each names, and the order of numbers that a column of them proves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from components.corpus.readers.analyst_answer import DAYS, answered
from components.corpus.readers.drafts import Note, Row, Rows

EARLIEST_YEAR = 1600
LONGEST = 80

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_NUMBERS = re.compile(r"\D{0,20}?(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_YEAR, _SHORT = re.compile(r"\d{4}"), re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# Each takes dateparser some 50 ms to learn, and it knows two hundred.
_FOREIGN = [
    *("en", "uk", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg"),
    *("sr", "hr", "sl", "el", "tr", "ar", "he", "fa", "zh", "ja", "ko", "sv", "da", "nb", "fi"),
    *("be", "lt", "lv", "et", "ka", "hy", "az", "kk", "hi", "id", "vi"),
]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_day(written: str, order: str = "") -> date | None:
    """Read a date of metadata as the day it names, or None when it does not name one for certain.

    Takes ISO 8601 and its near forms, RFC 2822, English dates with the month as a word, other
    languages through dateparser. `03/11/2025` is None, since it may be March or November, and so
    is a day without a year or after tomorrow. The day is the one written: no change of time zone.
    `order`, one of `dmy`, `mdy` and `ymd`, says how a day of three numbers is read; what an analyst
    answered goes before it.
    """
    text = " ".join(written[:LONGEST].split())
    if not any(map(str.isdigit, text)):
        return None
    if ways := possible_days(text):
        order = answered(DAYS) or order or ("dmy" if _has_points(text) else "")
        day = _choose_way(ways, order)
    else:
        day = _iso_day(text) or _english_day(text) or _mail_day(text) or _foreign_day(text)
    return day if day and is_plausible(day) else None


def load_month_names() -> None:
    """Load the names of months in every language that is known here: some 0.5 s."""
    for written in ("3 травня 2024", "31 of no month 2024"):
        _foreign_day(written)


def is_plausible(day: date) -> bool:
    """Whether something may have been published on that day: none after tomorrow."""
    return day.year >= EARLIEST_YEAR and day <= date.today() + timedelta(days=1)


def possible_days(written: str) -> dict[str, date]:
    """The days that three numbers may name, each by its order; none for a date of another form."""
    found = _NUMBERS.match(written.strip())
    if found is None or _ISO.match(written.strip()):
        return {}
    first, second, last = found[1], found[3], found[4]
    ways = {"dmy": _day(last, second, first), "mdy": _day(last, first, second)}
    if len(last) == 2:
        ways["ymd"] = _day(first, second, last) if len(first) == 2 else None
    return {order: day for order, day in ways.items() if day}


def _choose_way(ways: Mapping[str, date], order: str) -> date | None:
    """The day in that order, or the only one there is in any."""
    days = set(ways.values())
    return days.pop() if len(days) == 1 else ways.get(order)


def _has_points(text: str) -> bool:
    """Whether the numbers are parted by points: who writes them so writes the day first."""
    found = _NUMBERS.match(text)
    return found is not None and found[2] == "."


def _iso_day(text: str) -> date | None:
    found = _ISO.match(text)
    return _day(found[1], found[3], found[4]) if found else None


def _english_day(text: str) -> date | None:
    if found := _MONTH_FIRST.search(text):
        month, day = found[1], found[2]
    elif found := _DAY_FIRST.search(text):
        day, month = found[1], found[2]
    else:
        return None
    start = month[:3].lower()
    return _day(found[3], _MONTHS.index(start) + 1, day) if start in _MONTHS else None


def _mail_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def _foreign_day(text: str) -> date | None:
    # What names no day and no year is none, and dateparser takes seconds to find that out.
    if not any(map(str.isalpha, text)) or not (_YEAR.search(text) and _SHORT.search(text)):
        return None
    import dateparser  # type: ignore[import-untyped]

    # Without all three parts dateparser would fill the gaps from today.
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    found: datetime | None = dateparser.parse(text, languages=_FOREIGN, settings=settings)
    return found.date() if found else None


def _day(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(_full_year(year), int(month), int(day))
    except ValueError:
        return None


def _full_year(year: str) -> int:
    """Of two digits the year that was last: 24 is 2024, 98 is 1998."""
    if len(year) > 2:
        return int(year)
    this = date.today().year
    full = this - this % 100 + int(year)
    return full if full <= this + 1 else full - 100


OPEN = "open"
"""Of dates that prove both orders: none of those that can be read in two ways is read."""
_FIRST = {"dmy": "the day", "mdy": "the month", "ymd": "the year"}
_SHOWN = 20


@dataclass(frozen=True)
class Proof:
    """The order of a column's dates, "" if nothing tells it, and the dates it rests on.

    `reason` is the sentence to be told after an example, "" with nothing to tell.
    """

    order: str = ""
    reason: str = ""


@dataclass
class _Column:
    """What the dates seen so far leave possible."""

    possible: set[str] = field(default_factory=lambda: set(_FIRST))
    certain: dict[str, str] = field(default_factory=dict)
    firsts: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)

    def take(self, written: str, place: str) -> None:
        ways = possible_days(written)
        if not ways:
            return
        self.possible &= ways.keys()
        if len(ways) == 1:
            self.certain.setdefault(next(iter(ways)), f"“{written.strip()[:_SHOWN]}” ({place})")
        if "ymd" in ways:
            first, _, last, *_ = re.findall(r"\d+", written)
            self.firsts.add(first)
            self.lasts.add(last)


class ColumnDays:
    """The days of a table's columns.

    `read` gives its rows from the start; they are gone through, to their end, when the first date
    comes that can be read in two ways, since the one that tells may stand anywhere.
    """

    def __init__(self, read: Callable[[], Rows]) -> None:
        self._read = read
        self._proofs: dict[str, Proof] = {}
        self._notes: list[Note] = []

    def parse(self, name: str, written: str) -> date | None:
        """The day that is written in the column of that name."""
        if answered(DAYS) or len(set(possible_days(written).values())) < 2:
            return parse_day(written)
        if name not in self._proofs:
            self._proofs[name] = proof = find_order(_cells(self._read(), name))
            if proof.reason:
                shown = written.strip()[:_SHOWN]
                self._notes.append(Note(f"Dates such as “{shown}” are {proof.reason}"))
        return parse_day(written, self._proofs[name].order)

    def take_notes(self) -> Iterator[Note]:
        """What is to be told of columns that were looked at since this was asked."""
        notes, self._notes = self._notes, []
        yield from notes


def find_order(cells: Iterable[tuple[str, str]]) -> Proof:
    """The one order in which every date of a column names a day; each comes with its place."""
    column = _Column()
    for written, place in cells:
        column.take(written, place)
    if not column.possible:
        listed = [f"{shown} has {_FIRST[order]} first" for order, shown in column.certain.items()]
        told = " and ".join(listed) or "others have different numbers first"
        return Proof(OPEN, f"left empty, because {told}.")
    if len(column.possible) == 1:
        (order,) = column.possible
        shown = column.certain.get(order, "the others together")
        return Proof(
            order,
            f"read with {_FIRST[order]} first, because {shown} cannot be read in another way.",
        )
    return _by_spread(column)


def _by_spread(column: _Column) -> Proof:
    """Of years in two digits: the number that changes least is the year, if another is the day."""
    if column.possible != {"dmy", "ymd"} or len(column.firsts) == len(column.lasts):
        return Proof()
    order = "dmy" if len(column.firsts) > len(column.lasts) else "ymd"
    which = "last" if order == "dmy" else "first"
    reason = f"read with {_FIRST[order]} first, because the {which} number changes"
    return Proof(order, f"{reason} least and is therefore the year.")


def _cells(rows: Rows, name: str) -> Iterator[tuple[str, str]]:
    try:
        for one in rows:
            if isinstance(one, Row) and (written := one.values.get(name, "")):
                yield written, one.place
    except MemoryError:
        raise
    except Exception:  # noqa: S110 (what is wrong with the file shows when its rows come)
        pass
