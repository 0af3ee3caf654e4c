"""Moments that wire formats state: the day of each as written, and which of two is later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from components.corpus.readers.shaping.publication_days import is_plausible, parse_day

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?\s?(Z|[+-]\d\d:?\d\d)?(?!\d)"
)
_LONGEST_EMBARGO = timedelta(days=366)
"""Beyond it an embargo is a mistake, or says how long something may be used."""


@dataclass(frozen=True)
class Moment:
    """A day, and the time of it where one is stated, with or without its zone."""

    day: date
    at: datetime | None = None

    def is_after(self, other: Moment) -> bool:
        """Whether it is later; without both times, or both zones, as they are written."""
        if self.at is None or other.at is None:
            return self.day > other.day
        if self.at.tzinfo is None or other.at.tzinfo is None:
            return self.at.replace(tzinfo=None) > other.at.replace(tzinfo=None)
        return self.at > other.at


def read_moment(written: str) -> Moment | None:
    """ISO 8601 and its near forms, else any day; None for what names none.

    Zones may lack their colon, dates their hyphens and the time its T.
    """
    text = " ".join(written.split())
    found = _ISO.match(text)
    if found is None:
        day = parse_day(text)
        return Moment(day) if day else None
    year, month, on, hour, minute, second, zone = found.groups()
    try:
        day = date(int(year), int(month), int(on))
        if hour is None:
            return Moment(day)
        time = f"{day.isoformat()}T{hour}:{minute}:{second or '00'}"
        return Moment(day, datetime.fromisoformat(time + (zone or "").replace("Z", "+00:00")))
    except ValueError:
        return None


@dataclass(frozen=True)
class StatedDay:
    """The day of publication with what it rests on; whether an embargo sets it; another day.

    `other` is the day that the embargo, or one that contradicts it, stands beside: the day in ISO
    8601 with its field in brackets. `changed` is the day of `find_last_change`.
    """

    day: date | None = None
    basis: str = ""
    is_embargoed: bool = False
    other: str = ""
    changed: str = ""


# Moments of a change, or of a version that another may stand before.
_CHANGES = frozenset(("contentModified", "change.date", "versionCreated", "ThisRevisionCreated"))


def find_last_change(read: Sequence[tuple[str, Moment]]) -> str:
    """The day of the latest change, if another moment is of an earlier day; else ""."""
    days = [moment.day for name, moment in read if name in _CHANGES]
    first = min((moment.day for _, moment in read), default=None)
    last = max(days, default=None)
    return last.isoformat() if last and first and first < last else ""


def find_stated_moment(stated: Sequence[tuple[str, str]], embargo: str = "") -> StatedDay:
    """The day of the first of the moments, given with their fields, or the end of an embargo.

    An embargo counts when it ends later than that moment. What ends more than a year later is kept
    as an embargo, but names no day of publication.
    """
    read = [(name, moment) for name, written in stated if (moment := read_moment(written))]
    read = [(name, moment) for name, moment in read if is_plausible(moment.day)]
    until = read_moment(embargo) if embargo.strip() else None
    changed = find_last_change(read)
    if not read:
        basis = "the end of its embargo" if until else ""
        return StatedDay(until.day if until else None, basis, bool(embargo.strip()))
    name, moment = read[0]
    if until is None:
        later = next((one for one in read[1:] if one[1].day > moment.day), None)
        other = f"{later[1].day.isoformat()} ({later[0]})" if later else ""
        return StatedDay(moment.day, f"{name} of the item", bool(embargo.strip()), other, changed)
    is_later = until.is_after(moment)
    if not is_later or until.day - moment.day > _LONGEST_EMBARGO:
        return StatedDay(moment.day, f"{name} of the item", is_later, "", changed)
    other = f"{moment.day.isoformat()} ({name})" if moment.day != until.day else ""
    return StatedDay(until.day, "the end of its embargo", True, other, changed)
