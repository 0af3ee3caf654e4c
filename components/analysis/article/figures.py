"""Figures: the numbers of a text with value, unit and what they count; the facts of an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from itertools import accumulate
from typing import Any

import pandas as pd

from components.analysis.article.dates import stack_found
from components.analysis.article.figure_reader import Figure, FigureReader, needs_thing
from components.analysis.article.number_lexicon import lexicon_of
from components.analysis.article.number_places import addresses, word_before
from components.analysis.article.number_words import fold_word
from components.text.date_expressions import FoundDate, find_dates

__all__ = [
    "VERSION", "Facts", "Figure", "facts_of", "figure_table", "find_figures", "read_facts",
]  # fmt: skip

VERSION = "facts 9"
_TYPES = {
    "start": "int64",
    "end": "int64",
    "text": "str",
    "value": "float64",
    "high": "float64",
    "unit": "str",
    "counts": "str",
    "qualifier": "str",
}
_CANDIDATE = re.compile(
    r"(?:(?<!\w)|(?<=\b[A-Z]{3})(?=\d)|(?<=\bRs)(?=\d))(?:\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)"
)
_ELIDED = re.compile(r"[dl]['’](?=\w)", re.IGNORECASE)
_SPANS = frozenset({"to", "and", "-", "–", "—", "bis", "до", "по"})
_LAST_DAY = 31
_NEAR = 60


def find_figures(text: str, language: str = "en") -> list[Figure]:
    """Find the figures of a text, in order, not overlapping; in digits or in words.

    Dates, hours, years, ordinals and numbers in names are none, nor are small numbers that tell
    which and not how many (the two men). “One” without a person or a harm, and numbers below ten
    with neither a unit nor a thing counted are left out, for they seldom tell how many. Words are
    read in English, German, French, Spanish, Ukrainian and Russian. Linear in the length of the
    text.
    """
    reader = FigureReader(text, language)
    taken = sorted([*_dates(text, language), *addresses(text)])
    starts = [start for start, _ in taken]
    ends = list(accumulate((end for _, end in taken), max))
    words = lexicon_of(language).starts
    found: list[Figure] = []
    behind = 0
    for one in _CANDIDATE.finditer(reader.joined):
        start, word = one.start(), one[0]
        if language == "fr" and _ELIDED.match(word):  # d’un million
            start, word = start + 2, word[2:]
        if start < behind or (word[0].isalpha() and fold_word(word) not in words):
            continue
        place = bisect_right(starts, start) - 1
        if place >= 0 and ends[place] > start:
            continue
        reading = reader.read(start)
        behind = reading.end if reading else behind
        if reading is None or reading.figure is None:
            continue
        if found and reading.figure.start < found[-1].end:
            continue  # "5$ 10": the sign is the first one's
        if place < 0 or not _is_day(text[ends[place] : start], reading.figure):
            found.append(_joined(text, reading.figure, found))
    return found


def _dates(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The spans of dates; a bare number behind “of” or “by” may be no year: the loss of 1200."""
    for one in find_dates(text, None, language):
        bare = one.period == "year" and one.text.isdecimal()
        if not bare or word_before(text, one.start).lower() not in ("of", "by"):
            yield one.start, one.end


def _is_day(between: str, figure: Figure) -> bool:
    """Whether a bare number ends a span of days whose first one was a date: May 13 to 19."""
    bare = not figure.unit and not figure.counts
    return bare and figure.value <= _LAST_DAY and between.strip() in _SPANS


def _joined(text: str, figure: Figure, found: list[Figure]) -> Figure:
    """A figure whose thing was told with the one before: killed one person and wounded 22."""
    if not found or figure.unit or not needs_thing(text, figure) or not found[-1].counts:
        return figure
    last = found[-1]
    between = text[last.end : figure.start]
    if last.unit or len(between) > _NEAR or any(mark in between for mark in ".;:!?\n"):
        return figure
    return replace(figure, counts=last.counts)


@dataclass(frozen=True)
class Facts:
    """The figures and dates of one article, each in the order of the text."""

    figures: tuple[Figure, ...]
    dates: tuple[FoundDate, ...]


def read_facts(text: str, published: date | None, language: str = "en") -> dict[str, Any]:
    """The facts of one article ready for JSON: lists of the fields of `Figure` and `FoundDate`.

    Keys `figures` and `dates`. `published` is the day from which "on Monday" is counted.
    """
    return {
        "figures": [astuple(one) for one in find_figures(text, language)],
        "dates": [astuple(one) for one in find_dates(text, published, language)],
    }


def facts_of(found: Mapping[str, Any]) -> Facts:
    """The facts that `read_facts` wrote."""
    return Facts(
        tuple(Figure(*one) for one in found["figures"]),
        tuple(FoundDate(*one) for one in found["dates"]),
    )


def figure_table(facts: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """One row for each figure: `article` and the fields of `Figure` (`high` is NaN for none).

    `facts` are results of `read_facts` by article id. Without figures the table has no rows.
    """
    return stack_found(facts, "figures", [field.name for field in fields(Figure)], _TYPES)
