"""Days written with a year, in numbers or in some forty languages: 2/5/15, 2. Mai 2015."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from components.text.dates.calendar_days import day_of
from components.text.dates.month_words import JOINTS, month_of

_EARLIEST, _LATEST = 1600, 2200
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_BLANKS = dict.fromkeys(map(ord, "\xa0\u202f\u2007\u2009\u200a\u3000\t\n\r"), " ")
_WIDE = {ord(wide): plain for wide, plain in zip("／．：，", "/.:,", strict=True)}
_PLAIN = {**_DASHES, **_BLANKS, **_WIDE}
_ISO = re.compile(r"(?<![\d.,/-])(\d{4}) ?([-/._]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<![\w.,/-])(\d{4})(\d\d)(\d\d)(?=T\d|Z|[ ,;]|\Z)")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_EAST_ASIAN = re.compile(
    rf"(?:(?<!\d)(?P<year>\d{{4}})|(?P<era>{'|'.join(_ERAS)}) ?(?P<count>\d{{1,2}}|元)) ?[年년] ?"
    r"(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일号號]?"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2}),? (?:năm )?(\d{4})(?!\d)")
_NUMBERS = re.compile(
    r"(?<![\d/:-])(?<!\d[.,])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?"
    # Behind a year of two digits its time may stand without a blank: 28.09.1912:44
    r"(\d\d(?=[0-2]\d:[0-5]\d(?![\d:]))|\d{4}(?!\d|\2\d)|\d\d(?!\d|\2\d))"
)
# Times would pass for days and years of two digits.
_TIME = re.compile(
    r"(?i)(?<![\d/.-])T?\d{1,2}(?::\d\d){1,2}(?:[.,]\d+)?(?: ?[ap]\.?m\b\.?)?(?: ?(?:Z|GMT|UTC))?"
    r"(?: ?[+-]\d\d:?\d\d)?(?: (?:GMT|UTC|[A-Z]{2,3}T)\b)?|(?<![\d/.-])\d{1,2} ?h ?\d\d\b"
    r"|(?<![\d/.-])\d{1,2} ?[ap]\.?m\b\.?"
)
_MAY_BE_TIME = re.compile(r"\d ?[:HhAaPp]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(
    r"\d+|(?:[^\W\d_][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e]*)+"
)
_GAP = re.compile(r"[ .,'’/\-ºª°)]{0,5}")


@dataclass(frozen=True)
class FullDay:
    """A day at the span from `start` to `end`; `ways` has each that may be meant, by its order.

    The order is `dmy`, `mdy` or `ymd` for three numbers that may stand for day, month and year in
    more than one; else the only key is "". `has_points` when points part the numbers.
    """

    start: int
    end: int
    ways: Mapping[str, date]
    has_points: bool = False

    def choose(self, order: str = "") -> date | None:
        """The only day there is, or the one in that order; without one, after points, day first."""
        days = set(self.ways.values())
        if len(days) == 1:
            return days.pop()
        return self.ways.get(order or ("dmy" if self.has_points else ""))


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def is_day(self) -> bool:
        return len(self.text) <= 2 and self.text.isdecimal()

    @property
    def is_year(self) -> bool:
        return (
            len(self.text) == 4 and self.text.isdecimal() and _EARLIEST <= int(self.text) < _LATEST
        )


def find_full_days(text: str) -> list[FullDay]:
    """The days that a short text names in full, in order, not overlapping; [] for none.

    Takes ISO 8601 and its near forms, three numbers, East Asian dates, and a month by its name in
    any language of `month_words`, each before or behind weekdays, times and zones, which do not
    change it. A year of two digits is the last that ends so, at most one year ahead.
    """
    plain = make_plain(text)
    # Only the first year of an era has fewer than three digits, and is not written in ASCII.
    if len(_DIGIT.findall(plain)) < (3 if plain.isascii() else 1):
        return []
    found: list[FullDay] = []
    for one in (*_in_numbers(plain), *_with_words(blank_times(plain))):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def make_plain(text: str) -> str:
    """The text, of the same length, with plain blanks, hyphens and the digits 0 to 9."""
    plain = text.translate(_PLAIN)
    if plain.isascii():
        return plain
    return "".join(
        str(unicodedata.decimal(one)) if one.isdecimal() and not one.isascii() else one
        for one in plain
    )


def blank_times(plain: str) -> str:
    """The text, of the same length, with blanks for times of the day and their zones."""
    if _MAY_BE_TIME.search(plain) is None:
        return plain
    return _TIME.sub(lambda found: " " * len(found[0]), plain)


def _in_numbers(text: str) -> Iterator[FullDay]:
    for found in _EAST_ASIAN.finditer(text):
        count = 1 if found["count"] == "元" else int(found["count"] or 0)
        year = int(found["year"]) if found["year"] else _ERAS[found["era"]] + count
        if day := day_of(year, int(found["month"]), int(found["day"])):
            yield FullDay(*found.span(), {"": day})
    for pattern in (_ISO, _COMPACT):
        for found in pattern.finditer(text):
            year, *rest = (int(part) for part in found.groups() if part.isdecimal())
            if _EARLIEST <= year < _LATEST and (day := day_of(year, *rest)):
                yield FullDay(*found.span(), {"": day})
    for found in _VIETNAMESE.finditer(text.casefold()):
        if named := _day(found[3], found[2], found[1]):
            yield FullDay(*found.span(), {"": named})
    for found in _NUMBERS.finditer(text):
        if ways := _ways(found):
            yield FullDay(*found.span(), ways, found[2] == ".")


def _ways(found: re.Match[str]) -> dict[str, date]:
    first, second, last = found[1], found[3], found[4]
    ways = {"dmy": _day(last, second, first), "mdy": _day(last, first, second)}
    if len(last) == 2:
        ways["ymd"] = _day(first, second, last) if len(first) == 2 else None
    return {order: day for order, day in ways.items() if day}


def _with_words(text: str) -> Iterator[FullDay]:
    tokens = [_Token(one[0], *one.span()) for one in _WORD.finditer(text)]
    for at, token in enumerate(tokens):
        if token.text.isdecimal():
            continue
        for length in (2, 1):
            parts = tokens[at : at + length]
            name = " ".join(one.text for one in parts)
            if len(parts) == length and (month := month_of(name)):
                before, after = _beside(text, tokens, at, -1), _beside(text, tokens, at + length, 1)
                if one := _around(text, month, before, after, parts):
                    yield one
                break


def _beside(text: str, tokens: list[_Token], at: int, step: int) -> list[_Token]:
    """The one or two numbers next to a month, on one side, as far as only joints part them."""
    found: list[_Token] = []
    index, edge = (at - 1, tokens[at].start) if step < 0 else (at, tokens[at - 1].end)
    skipped = 0
    while 0 <= index < len(tokens) and len(found) < 2 and skipped < 4:
        token = tokens[index]
        gap = text[token.end : edge] if step < 0 else text[edge : token.start]
        if not _GAP.fullmatch(gap.strip()):
            break
        if token.text.isdecimal():
            found.append(token)
        elif token.text.casefold() in JOINTS or ("/" in gap and month_of(token.text)):
            skipped += 1
        else:
            break
        index, edge = index + step, (token.start if step < 0 else token.end)
    return found


def _around(
    text: str, named: int | tuple[int, int], before: list[_Token], after: list[_Token],
    name: list[_Token],
) -> FullDay | None:  # fmt: skip
    """The day around a month: 2 May 2015, May 2, 2015, 2015 May 2, 2-May-15."""
    ahead, behind = before[0] if before else None, after[0] if after else None
    later = after[1] if len(after) > 1 else None
    parts: tuple[_Token, _Token] | None = None
    if ahead and behind and ahead.is_day and behind.is_year:
        parts = ahead, behind
    elif behind and later and behind.is_day and later.is_year:
        parts = behind, later
    elif ahead and behind and ahead.is_year and behind.is_day:
        parts = behind, ahead
    elif ahead and ahead.is_day and len(before) > 1 and before[1].is_year:
        parts = ahead, before[1]
    elif ahead and behind and ahead.is_day and _is_short_year(text, behind):
        parts = ahead, behind
    elif behind and later and behind.is_day and _is_short_year(text, later):
        parts = behind, later
    if parts is None:
        return None
    day_token, year_token = parts
    month = named
    if isinstance(month, tuple):
        has_point = text[day_token.end : day_token.end + 1] == "."
        month = month[has_point]
    day = _day(year_token.text, month, day_token.text)
    spans = [*parts, *name]
    start, end = min(one.start for one in spans), max(one.end for one in spans)
    return FullDay(start, end, {"": day}) if day else None


def _is_short_year(text: str, token: _Token) -> bool:
    """Whether two digits behind a day and month are its year, and no time or other number."""
    return token.is_day and len(token.text) == 2 and not re.match(r"[.:]?\d|%", text[token.end :])


def _day(year: str, month: str | int, day: str | int) -> date | None:
    return day_of(_full_year(year), int(month), int(day))


def _full_year(year: str) -> int:
    """Of two digits the year that was last: 24 is 2024, 98 is 1998."""
    if len(year) > 2:
        return int(year)
    this = date.today().year
    full = this - this % 100 + int(year)
    return full if full <= this + 1 else full - 100
