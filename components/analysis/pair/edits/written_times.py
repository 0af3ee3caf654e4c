"""Days and hours as they are written: 9 May and May 9, 6pm and 18:00 are the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from components.analysis.pair.edits.edit import Typed, typed, values
from components.analysis.pair.edits.edit_context import Change, Piece, describe
from components.text.date_words import LANGUAGES, months
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.segment import Span

_REACH = 300  # letters around a change in which the other side's days are looked for
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = r"(?:,?\s+(?P<year>(?:1\d|20)\d\d)\b)?"
_DAY_MONTH = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<month>[^\W\d_]{3,10})\b\.?"
    + _YEAR
)
_MONTH_DAY = re.compile(
    r"\b(?P<month>[^\W\d_]{3,10})\.?\s+(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)"
    + _YEAR
)
_IN_FIGURES = re.compile(
    r"\b(?P<day>\d{1,2})(?P<sign>[./])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:1\d|20)\d\d)\b"
)
_ISO = re.compile(r"\b(?P<year>(?:1\d|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_WEEKDAY_AND_DATE = re.compile(
    r"\b(?P<weekday>[^\W\d_]{4,12}),?\s(?:the\s)?(?=(?P<date>[^\W_]+\.?\s[^\W_]+))"
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?:\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|\s?(?P<oclock>uhr|h)\b|(?<=[:.h]\d\d)(?![\d%]))",
    re.IGNORECASE,
)
_NAMED_HOUR = re.compile(r"\b(?P<named>noon|midday|midnight)\b", re.IGNORECASE)
_HOURS = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}


@dataclass(frozen=True)
class WrittenTime:
    """A day (day, month, year; 0 for no year) or an hour (hour, minute), and where it stands."""

    span: Span
    day: tuple[int, int, int] | None = None
    hour: tuple[int, int] | None = None

    def is_same(self, other: WrittenTime) -> bool:
        """Whether both are one day or one hour; a year may be left out on one side."""
        if self.hour is not None or self.day is None or other.day is None:
            return self.hour is not None and self.hour == other.hour
        (*one, year), (*too, other_year) = self.day, other.day
        return one == too and (year == other_year or not (year and other_year))

    @property
    def weekday(self) -> str:
        """The English name of the weekday of a day with a year; "" without one."""
        if self.day is None or not self.day[2]:
            return ""
        return _WEEKDAYS[date(self.day[2], self.day[1], self.day[0]).weekday()]


def by_written_time(change: Change) -> Typed | None:
    """The same day or hour in another form, or another part of a date beside its weekday."""
    if not any(map(_may_be_time, change.pieces)):
        return None
    pieces = _both(change)
    around = [_times_around(piece) for piece in pieces]
    held = [_held(piece, times) for piece, times in zip(pieces, around, strict=True)]
    if any(held) and all(_is_all_time(pieces[n], held[n]) for n in (0, 1) if pieces[n]):
        if all(_is_as_often(one, around) for one in [*held[0], *held[1]]):
            reason = describe(change, "the same time in another form: ")
            return typed("cosmetic", "changed", reason)
        if change.case != "gained" and (told := _by_other_time(change, around, held)):
            return told
    return _by_weekday(change, held)


def _is_as_often(one: WrittenTime, around: list[list[WrittenTime]]) -> bool:
    counts = [sum(one.is_same(other) for other in times) for times in around]
    return counts[0] == counts[1]


def _is_among(one: WrittenTime, times: Sequence[WrittenTime]) -> bool:
    return any(one.is_same(other) for other in times)


def _by_other_time(
    change: Change, around: list[list[WrittenTime]], held: list[list[WrittenTime]]
) -> Typed | None:
    """Another day or hour, told whole: 9 May, May 10."""
    new = [[one for one in around[n] if not _is_among(one, around[1 - n])] for n in (0, 1)]
    if len(new[0]) != 1 or len(new[1]) != 1 or not held[0]:
        return None
    before, after = new[0][0], new[1][0]
    if (before.hour is None) != (after.hour is None):
        return None
    whole = Piece(change.before.side, *before.span), Piece(change.after.side, *after.span)
    at = _place_of_difference(whole[0], before, after) if before.day else change.before.start
    # One date is told once, at the part of it that differs.
    case = "changed" if change.before.start <= at < change.before.end else "lost"
    return typed("date", case, describe(Change(*whole), "the date: "))


def _place_of_difference(piece: Piece, one: WrittenTime, other: WrittenTime) -> int:
    """Where the day, the month or the year stands by which two dates differ first."""
    if one.day is None or other.day is None:
        return piece.start
    day, month, _ = (a != b for a, b in zip(one.day, other.day, strict=True))
    pattern = rf"\b0?{one.day[0]}(?!\d)" if day else r"[^\W\d_]{3,}" if month else str(one.day[2])
    found = re.search(pattern, piece.raw)
    return piece.start + (found.start() if found else 0)


def _may_be_time(piece: Piece) -> bool:
    return any(sign.isdecimal() for sign in piece.raw) or any(
        word.casefold() in _months() or word.casefold() in _HOURS for _, _, word in piece.words
    )


def _by_weekday(change: Change, held: list[list[WrittenTime]]) -> Typed | None:
    """A weekday that became a date, or a date put beside its weekday."""
    named = [_names(piece) for piece in (change.before, change.after)]
    days = [[time for time in times if time.day] for times in held]
    for side, piece in enumerate(_both(change)):
        if len(days[side]) != 1 or not _is_all_time(piece, days[side]):
            continue
        beside = named[1 - side] if change.case == "changed" else _weekdays_beside(piece)
        if len(beside) != 1:
            continue
        known = days[side][0].weekday or _weekday_told(change, days[side][0])
        if known and known not in beside:
            return None
        if change.case != "changed":
            return typed("cosmetic", "changed", describe(change, "the date of a weekday: "))
        if known:
            return typed("cosmetic", "changed", describe(change, "the same day in another form: "))
        return typed("date", "perhaps", describe(change, "perhaps the same day: "))
    return None


def _weekday_told(change: Change, day: WrittenTime) -> str:
    """The weekday that either text puts beside a date, as in "Friday, 9 May"; "" without one."""
    for piece in _both(change):
        for found in _WEEKDAY_AND_DATE.finditer(piece.side.text):
            named = values("dates", "weekdays").get(fold(found["weekday"]), "")
            if named and any(day.is_same(one) for one in read_times(found["date"])):
                return named
    return ""


def _both(change: Change) -> tuple[Piece, Piece]:
    return change.before, change.after


def _names(piece: Piece) -> set[str]:
    """The weekdays in a piece, by their English names."""
    known = values("dates", "weekdays")
    return {known[fold(word)] for _, _, word in piece.words if fold(word) in known}


def _weekdays_beside(piece: Piece) -> set[str]:
    known = values("dates", "weekdays")
    near = [*piece.before[-2:], *piece.after[:2]]
    return {known[word] for word in near if word in known}


def _is_all_time(piece: Piece, times: list[WrittenTime]) -> bool:
    """Whether all the words of a piece but small ones belong to the times."""
    return bool(times) and all(
        fold(word) in FUNCTION_WORDS or any(a <= start < b for a, b in (t.span for t in times))
        for start, _, word in piece.words
    )


def _held(piece: Piece, times: list[WrittenTime]) -> list[WrittenTime]:
    return [t for t in times if t.span[0] < piece.end and piece.start < t.span[1]]


def _times_around(piece: Piece) -> list[WrittenTime]:
    text = piece.side.text
    start = max(0, piece.start - _REACH)
    return read_times(text[start : piece.end + _REACH], start)


def read_times(text: str, origin: int = 0) -> list[WrittenTime]:
    """The days and hours written in a text, none inside another; spans count from `origin`."""
    found = list(_find_times(text, origin))
    spans = {time.span for time in found}
    return [
        time
        for time in found
        if not any(a <= time.span[0] and time.span[1] <= b for a, b in spans - {time.span})
    ]


def _find_times(text: str, origin: int) -> Iterator[WrittenTime]:
    for pattern in (_DAY_MONTH, _MONTH_DAY, _IN_FIGURES, _ISO):
        for found in pattern.finditer(text):
            if day := _day(found):
                yield WrittenTime((found.start() + origin, found.end() + origin), day=day)
    for pattern in (_CLOCK, _NAMED_HOUR):
        for found in pattern.finditer(text):
            if hour := _hour(found):
                yield WrittenTime((found.start() + origin, found.end() + origin), hour=hour)


def _day(found: re.Match[str]) -> tuple[int, int, int] | None:
    written = found["month"]
    number = int(written) if written.isdecimal() else _months().get(written.casefold(), 0)
    day, year = int(found["day"]), int(found["year"] or 0)
    try:
        date(year or 2000, number, day)
    except ValueError:
        return None
    return day, number, year


@cache
def _months() -> dict[str, int]:
    return {name: number for one in LANGUAGES for name, number in months(one).items()}


def _hour(found: re.Match[str]) -> tuple[int, int] | None:
    if "named" in found.groupdict():
        return _HOURS[found["named"].lower()]
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if hour > (12 if half else 24) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return hour % 24, minute
