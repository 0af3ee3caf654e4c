"""Days in the head of a document of a press database, in the languages of the interfaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.corpus.readers.shaping.publication_days import is_plausible
from components.text.dates.full_days import find_full_days
from components.text.dates.month_words import month_of

LONGEST = 200
_MONTH_ALONE = re.compile(r"([^\W\d_]{3,12})\.?,? (\d{4})")
_AROUND = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\b(?:[ap]\.?m\.?|uhr|gmt|utc|cet|est|edt|et)\b|[+-]\d{1,2}",
    re.IGNORECASE,
)
MOST_AROUND = 45
"""Letters that may stand beside the day in a line of its own: weekday, time, edition."""


@dataclass(frozen=True)
class FoundDay:
    """A day and the span of it in the line."""

    day: date
    start: int
    end: int


def find_day(line: str, order: str = "dmy") -> FoundDay | None:
    """The first day that a line of the head names, None when it names none for certain.

    `order` is that of three numbers with points or hyphens between them; with slashes they count
    only when no other order is possible.
    """
    for one in find_full_days(line[:LONGEST]):
        has_slashes = "/" in line[one.start : one.end]
        day = one.choose("" if has_slashes else order)
        if day and is_plausible(day):
            return FoundDay(day, one.start, one.end)
    return None


def is_day_line(line: str) -> bool:
    """Whether a line holds a day, or a month of a year, and little else."""
    if len(line) > LONGEST or not any(map(str.isdigit, line)):
        return False
    found = find_day(line)
    if found is None:
        alone = _MONTH_ALONE.fullmatch(line.strip())
        return alone is not None and month_of(alone[1]) is not None
    rest = _AROUND.sub("", line[: found.start] + line[found.end :])
    return found.start < MOST_AROUND and sum(map(str.isalnum, rest)) <= MOST_AROUND
