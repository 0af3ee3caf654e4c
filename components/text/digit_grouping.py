"""Digit grouping: numbers with a space or an apostrophe between thousands (40 000, 1'000)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from components.text.date_words import LANGUAGES, months

# Between the groups of a joined number: no word or number is split at it.
JOINT = "\u202f"

_GROUPED = re.compile(
    r"(?<![\w.,:/#@+])(?P<number>[1-9]\d{0,2}(?P<sign>[ \xa0\u2009\u202f'’])\d{3}"
    r"(?:(?P=sign)\d{3}){0,4})"
    r"(?!\d|['’]\d|[ \xa0\u2009\u202f]\d|[:/]\d|-\d(?!\d{0,2}[ \xa0\u2009\u202f'’]\d{3}(?!\d)))"
)
_MAYBE = re.compile(r"\d[ \xa0\u2009\u202f'’]\d{3}")
_BEFORE = re.compile(
    r"(?:([^\W\d_]+)\.?[ \xa0-]|([№§#])[ \xa0]?|(?<!\d)(\d{1,2}[–—])|(\+?\(?\d[\d()-]*)[ \xa0-])\Z"
)
_REACH = 24
_GROUP = 3
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# Words whose number is a name and stands alone: Route 66, Room 12.
_NAMED_WORDS = (
    "route road highway motorway interstate page pages room flight line bus tram train gate no nr"
    " number channel chapter article section paragraph platform district ward school unit brigade"
    " regiment battalion house flat apartment box step stage phase level version apollo psalm row"
    " seat aged age tel phone маршрут траса стор сторінка кімната рейс школа будинок стаття розділ"
    " бригада тел трасса стр страница комната дом статья глава автобус вул ул seite zimmer linie"
    " artikel kapitel chambre ligne chapitre"
)
_NAMED = frozenset(_NAMED_WORDS.split(" "))


def join_groups(text: str) -> str:
    """The text, of the same length, with `JOINT` for the space or apostrophe within a number.

    A group has three digits, the first one to three without a leading zero. Not joined are a year
    and a number after it, a number that belongs to a word before it (Route 66 200 metres, May 5 300
    people), telephone numbers, and rows of numbers.
    """
    if not _MAYBE.search(text):
        return text
    pieces, behind = [], 0
    for start, end in _grouped(text):
        joined = re.sub(r"\D", JOINT, text[start:end])
        pieces += [text[behind:start], joined]
        behind = end
    return "".join([*pieces, text[behind:]])


def _grouped(text: str) -> Iterator[tuple[int, int]]:
    for found in _GROUPED.finditer(text):
        if not _stands_apart(text, found):
            yield found.span("number")


def _stands_apart(text: str, found: re.Match[str]) -> bool:
    """Whether the first digits belong to what precedes them, or all numbers are a row."""
    before = _BEFORE.search(text[max(0, found.start() - _REACH) : found.start()])
    if before is None:
        return False
    word, sign, score, figure = before.groups()
    if figure:
        is_range = before[0].endswith("-") and len(figure) == _GROUP
        return not is_range and _YEAR.fullmatch(figure) is None
    certain = re.search(r"\D0", found["number"])  # nothing is counted from 000 on
    named = sign or score or word.casefold() in _NAMED or word.casefold() in _months()
    return bool(named) and not certain


@cache
def _months() -> frozenset[str]:
    return frozenset(name for language in LANGUAGES for name in months(language))
