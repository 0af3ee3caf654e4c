"""The day of publication: of all that a file, its text and its address state, the best founded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from components.corpus.readers.shaping.publication_days import (
    is_plausible,
    parse_day,
    possible_days,
)
from components.text.address_days import day_in_address
from components.text.dateline import StatedDays, read_stated_days
from components.text.segment import Span

WEEKS = 14
"""Days from which on the day in the address of a page is believed against the page's own."""
BY_FILE = "stated by the file"
ADDRESS = "the address of the page"
LAST_CHANGE = "last change"
OPEN = "day or month first?"


@dataclass(frozen=True)
class SettledDay:
    """A day, its basis as `Article.basis` has it and in plain words, and its span in the text.

    `other` is another day that is stated, as `details` keep it, or the words of a day that may be
    one of two; `sentence` tells a person of it. `written` are the words of a day in three numbers.
    """

    date: date | None
    basis: str
    told: str = ""
    span: Span | None = None
    other: str = ""
    sentence: str = ""
    written: str = ""


@dataclass(frozen=True)
class Stated:
    """What a file states of an article's day beside its text; `Draft` says what each part is."""

    day: date | None = None
    told: str = ""
    written: str = ""
    made: date | None = None
    modified: date | None = None
    address: str = ""


def settle_day(text: str, stated: Stated) -> SettledDay:
    """The day that the file states, else its text, else its address, else that of its making.

    A day in the address that is more than `WEEKS` days off goes before the file's own and its
    text's; a lesser difference is told. A day that may be one of two is none, and one of a last
    change is none: both are told.
    """
    own = _own_day(text, stated)
    if stated.address:
        own = weigh_address(own, stated.address)
    if own.date or own.other:
        return own
    if stated.made and is_plausible(stated.made):
        told = "file made: the day is that on which the file was made"
        return SettledDay(stated.made, "file", told)
    return own


def weigh_address(own: SettledDay, address: str) -> SettledDay:
    """The day as it is after a look at the address of the page."""
    day = day_in_address(address)
    if day is None or not is_plausible(day) or day == own.date:
        return own
    if own.date is None or own.basis == "file":
        is_one = day in possible_days(own.written).values()
        other = "" if is_one or own.date else own.other
        return replace(own, date=day, basis="inferred", told=ADDRESS, other=other, sentence="")
    apart = abs((own.date - day).days)
    field = own.told or BY_FILE
    if apart > WEEKS:
        return replace(
            own,
            date=day,
            basis="inferred",
            told=f"{ADDRESS}: the other day that is stated, {own.date}, is {apart:,} days off",
            span=None,
            other=f"{own.date} ({field})",
            sentence=f"the day {own.date} ({field}) is {apart:,} days from the one in the address "
            f"of the page: {day} was taken",
        )
    told = f"the address of the page has the day {day}, not {own.date} ({field})"
    # A day's difference is that of time zones, or of the paper and its site.
    return replace(own, other=f"{day} (address)", sentence=told if apart > 1 else "")


def _own_day(text: str, stated: Stated) -> SettledDay:
    """The day that the file or its text states, without its address and its making."""
    day = stated.day or (parse_day(stated.written) if stated.written else None)
    if day and is_plausible(day):
        return SettledDay(day, "metadata", stated.told or BY_FILE, written=stated.written)
    lines = read_stated_days(text)
    found = lines.published
    if found and is_plausible(found.date):
        basis, told = "byline", "a line of the text"
        if found.is_inferred:
            basis, told = "inferred", "a dateline, its year from elsewhere in the text"
        return SettledDay(found.date, basis, told, found.span, written=lines.written)
    # What an analyst answered of the order of three numbers is known to parse_day.
    if found is None and (answered := parse_day(lines.written)):
        return SettledDay(answered, "byline", "a line of the text", written=lines.written)
    written = stated.written if len(set(possible_days(stated.written).values())) > 1 else ""
    return _no_day(written or ("" if found else lines.written), lines, stated)


def _no_day(written: str, lines: StatedDays, stated: Stated) -> SettledDay:
    none = SettledDay(None, "unknown", written=written)
    if written:
        shown = " ".join(written.split())[:40]
        return replace(none, other=f"{shown} ({OPEN})")
    changed = stated.modified or lines.changed
    if changed and is_plausible(changed):
        sentence = (
            f"only the day of the last change is stated, {changed}; the day of publication is left "
            "empty"
        )
        return replace(none, other=f"{changed} ({LAST_CHANGE})", sentence=sentence)
    return none
