"""Days in the head of a document of a press database, in the languages of the interfaces."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from components.corpus.readers.shaping.publication_days import is_plausible, parse_day
from components.text.date_words import LANGUAGES, months

LONGEST = 200
_OTHER_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april mai juni juli august september oktober november desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
    "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",
    "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november"
    " december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie"
    " decembrie",
    "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "jan feb mrz apr mai juni juli aug sept okt nov dez",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
)
_WORD = r"([^\W\d_]{3,12})"
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4}) ?(?:[-/.]|年|년) ?(\d{1,2}) ?(?:[-/.]|月|월) ?(\d{1,2})(?!\d)(?: ?[日일])?"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\.|er|º|°|st|nd|rd|th)?(?: de | of |[ -]){_WORD}\.?,?"
    r"(?: del? |[ -])(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"{_WORD}\.? (\d{{1,2}})(?:st|nd|rd|th|er)?,? (\d{{4}})(?!\d)")
_YEAR_AND_WORD = re.compile(rf"(?<!\d)(\d{{4}})\.? {_WORD} (\d{{1,2}})(?!\d)\.?")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_MONTH_ALONE = re.compile(rf"{_WORD}\.?,? (\d{{4}})")
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
    text = line[:LONGEST].replace("\xa0", " ").replace("\u202f", " ")
    if not any(map(str.isdigit, text)):
        return None
    found = (
        *_in_numbers(text, order),
        *_named(_DAY_FIRST, text, (3, 2, 1)),
        *_named(_MONTH_FIRST, text, (3, 1, 2)),
        *_named(_YEAR_AND_WORD, text, (1, 2, 3)),
    )
    if found:
        return min(found, key=lambda one: one.start)
    day = parse_day(text) if len(text) <= 60 else None
    return FoundDay(day, 0, len(text)) if day else None


def is_day_line(line: str) -> bool:
    """Whether a line holds a day, or a month of a year, and little else."""
    if len(line) > LONGEST or not any(map(str.isdigit, line)):
        return False
    found = find_day(line)
    if found is None:
        alone = _MONTH_ALONE.fullmatch(line.strip())
        return alone is not None and _fold(alone[1]) in _NAMES
    rest = _AROUND.sub("", line[: found.start] + line[found.end :])
    return found.start < MOST_AROUND and sum(map(str.isalnum, rest)) <= MOST_AROUND


def _in_numbers(text: str, order: str) -> list[FoundDay]:
    found = []
    for one in _YEAR_FIRST.finditer(text):
        found += _at(one, one[1], one[2], one[3])
    for one in _NUMBERS.finditer(text):
        first, second = (one[1], one[3]) if order == "dmy" else (one[3], one[1])
        is_open = one[2] == "/" and int(one[1]) <= 12 and int(one[3]) <= 12 and one[1] != one[3]
        if not is_open:
            found += _at(one, one[4], second, first) or _at(one, one[4], first, second)
    return found


def _named(pattern: re.Pattern[str], text: str, parts: tuple[int, int, int]) -> list[FoundDay]:
    found = []
    for one in pattern.finditer(text):
        year, month, day = (one[part] for part in parts)
        if number := _NAMES.get(_fold(month)):
            found += _at(one, year, number, day)
    return found


def _at(found: re.Match[str], year: str, month: str | int, day: str) -> list[FoundDay]:
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return []
    return [FoundDay(read, found.start(), found.end())] if is_plausible(read) else []


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _list_names() -> dict[str, int]:
    """Numbers of months by their names without accents; a name of two months is the first's."""
    names: dict[str, int] = {}
    for language in ("en", *sorted(LANGUAGES - {"en"})):
        for name, number in months(language).items():
            names.setdefault(_fold(name), number)
    for row in _OTHER_MONTHS:
        for number, name in enumerate(row.split(), 1):
            names.setdefault(name, number)
    return names


_NAMES = _list_names()
