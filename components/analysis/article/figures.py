"""Numbers in texts: how many of what, how much money, what share; and where two texts differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd
from babel import Locale, UnknownLocaleError, numbers

from components.analysis.article.dates import find_dates
from components.analysis.article.figure_words import (
    ACTIONS,
    CURRENCIES,
    MEASURES,
    PERCENTS,
    SCALES,
    TENS,
    UNITS,
    qualifier_before,
)
from components.analysis.pair.alignment import Alignment
from components.text.digit_grouping import join_groups
from components.text.normalisation import fold
from components.text.segment import Span
from components.text.stop_words import FUNCTION_WORDS

# 1,200.5 or 1 200,5 (as `join_groups` writes it) or 3.5; no number is longer than this.
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,3}(?:[\xa0\u202f]\d{3}){1,4}(?:[.,]\d{1,4})?"
    r"|DOTS\d{1,15}(?:[.,]\d{1,4})?)(?!\d)"
)
_WITH_DOTS = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?|"
_MOST_COUNTED = 3
_LONGEST_NUMBER = 20
_NEXT_WORD = re.compile(r"[ \xa0-]([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_SYMBOL = re.compile(r"(?:US)?([$€£₴₽¥])", re.IGNORECASE)
_UNIT = re.compile(r"[ \xa0-]?(%|per cent\b|[^\W\d_]+)")
_OF = re.compile(r" of (?:the |all |its |their |his |her )?")
_NOT_COUNTED = frozenset({"killed", "wounded", "injured", "dead", "missing"})
_COLUMNS = ["first", "second", "counts", "unit", "difference", "first_sentence", "second_sentence"]


@dataclass(frozen=True)
class Figure:
    """A number in a text: `value` in whole units (2.5 million is 2500000.0), `high` for a range.

    `unit` is a currency (USD), `%`, a measure (km) or '' for a count; `counts` the words for what
    is counted ('' when they are not plain). `qualifier` is one of `>`, `>=`, `<`, `<=`, `~` or ''.
    The span covers the number with its sign, scale and unit, not its qualifier.
    """

    start: int
    end: int
    text: str
    value: float
    high: float | None
    unit: str
    counts: str
    qualifier: str


def find_figures(text: str, language: str = "en") -> list[Figure]:
    """Numbers in order, in digits or in English words; no dates, times, ordinals or parts of names.

    “One” in words and single figures without anything counted are left out: they are seldom
    figures. Linear in the length of the text.
    """
    taken = [(one.start, one.end) for one in find_dates(text, None, language)]
    starts = [start for start, _ in taken]
    found: list[Figure] = []
    for number in _pattern(language).finditer(join_groups(text)):
        place = bisect_right(starts, number.end() - 1) - 1
        if place >= 0 and taken[place][1] > number.start():
            continue
        if found and number.start() < found[-1].end:
            continue
        figure = _figure(text, number, language)
        if figure:
            found.append(figure)
    return found


def contradictions(
    alignment: Alignment,
    language: str = "en",
    figures: tuple[Sequence[Figure], Sequence[Figure]] | None = None,
) -> pd.DataFrame:
    """Figures in linked sentences that count the same and differ, side by side.

    Columns: `first`, `second` (the figures), `counts`, `unit`, `difference` (`value`, or
    `qualifier` where only “more than” and the like differ) and the spans `first_sentence`,
    `second_sentence`. A figure that only one side has is no contradiction. `figures` are those of
    both texts where they are known already.
    """
    first, second = figures or (
        find_figures(alignment.first_text, language),
        find_figures(alignment.second_text, language),
    )
    rows = []
    for link in alignment.links:
        spans = [alignment.first[number] for number in link.first]
        other_spans = [alignment.second[number] for number in link.second]
        pairs = _pairs(_within(first, spans), _within(second, other_spans))
        for one, other in pairs:
            difference = _difference(one, other)
            if difference:
                sentences = (_around(one, spans), _around(other, other_spans))
                counts = one.counts or other.counts
                rows.append((one, other, counts, one.unit, difference, *sentences))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _within(figures: Sequence[Figure], spans: Sequence[Span]) -> list[Figure]:
    starts = [figure.start for figure in figures]
    return [
        figure
        for start, end in spans
        for figure in figures[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
    ]


def _around(figure: Figure, spans: Sequence[Span]) -> Span:
    return next(span for span in spans if span[0] <= figure.start < span[1])


def _pairs(first: Sequence[Figure], second: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Figures of the same unit and the same thing; equal ones are paired before others."""
    free = list(second)
    left = []
    for one in first:
        fitting = (other for other in free if _is_same_thing(one, other))
        same = next((other for other in fitting if not _difference(one, other)), None)
        if same:
            free.remove(same)
        else:
            left.append(one)
    for one in left:
        best = next((other for other in free if _is_same_thing(one, other)), None)
        if best:
            free.remove(best)
            yield one, best


def _is_same_thing(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit:
        return False
    if not one.counts and not other.counts:
        return one.unit != ""
    return bool(_heads(one.counts) & _heads(other.counts))


def _heads(counts: str) -> set[str]:
    return {fold(word).removesuffix("s") for word in counts.split()}


def _difference(one: Figure, other: Figure) -> str:
    if (one.value, one.high) != (other.value, other.high):
        return "value"
    return "qualifier" if one.qualifier != other.qualifier else ""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    scales = "|".join(sorted(SCALES.get(language, {}), key=len, reverse=True)) or "(?!)"
    number = _NUMBER.replace("DOTS", _WITH_DOTS if _grouping(language) == "." else "")
    tens, units = "|".join(TENS), "|".join(UNITS)
    scaled = rf"(?:half an?|an?)(?= (?:{scales})\b)"
    in_words = rf"(?:(?:{tens})(?:-(?:{units}))?|{units}|{scaled})"
    worded = rf"|(?P<word>{in_words})" if language == "en" else ""
    return re.compile(
        rf"(?<![\w.,:/#@-])(?:US)?[$€£₴₽¥]?"
        rf"(?:(?P<low>{number})(?:(?:[–—-]| to )[$€£]?(?P<high>{number}))?{worded})"
        rf"(?:[ \xa0-]?(?P<scale>{scales})\b\.?)?(?:[ \xa0](?P<again>{scales})\b)?(?![\w/:])",
        re.IGNORECASE,
    )


def _figure(text: str, found: re.Match[str], language: str) -> Figure | None:
    start, end = found.span()
    worded = found.groupdict().get("word")
    if end - start > 3 * _LONGEST_NUMBER:
        return None
    scales = SCALES.get(language, {})
    scale = 1.0
    for part in ("scale", "again"):
        scale *= scales.get((found[part] or "").lower(), 1)
    value = (_worded(worded) if worded else _digits(found["low"], language)) * scale
    high = _digits(found["high"], language) * scale if found["high"] else None
    if text.startswith(".", end - 1) and language == "en":
        end -= 1  # the stop of the sentence, not that of an abbreviation
    unit, at = _unit(text, start, end)
    end = max(end, at)
    counts = _counted(text, at, unit)
    if not unit and not counts and scale == 1 and (worded or value < 10):
        return None
    if worded and worded.lower() == "one" and scale == 1:
        return None
    _, qualifier = qualifier_before(text, start, language or "und")
    return Figure(start, end, text[start:end], value, high, unit, counts, qualifier)


def _digits(written: str, language: str) -> float:
    """The value of a number: 1,200 has a mark of thousands in English, of decimals in Russian."""
    plain = written.replace("\u202f", "").replace("\xa0", "")
    marks = [sign for sign in plain if sign in ",."]
    grouped = marks[:1] == [_grouping(language)] and re.fullmatch(r"\d{1,3}[,.]\d{3}", plain)
    if len(marks) < 2 and not grouped:
        return float(plain.replace(",", "."))
    # Of two different marks the last one is that of decimals.
    whole, _, decimals = plain.rpartition(marks[-1]) if len({*marks}) > 1 else (plain, "", "0")
    return float(f"{re.sub('[,.]', '', whole)}.{decimals}")


@cache
def _grouping(language: str) -> str:
    """What parts the thousands in this language, by CLDR; "" when it is not known."""
    try:
        return numbers.get_group_symbol(Locale.parse(language))
    except (ValueError, UnknownLocaleError):
        return ""


def _worded(written: str) -> float:
    if written.lower().startswith("half"):
        return 0.5
    parts = written.lower().split("-")
    return float(sum(TENS.get(part, UNITS.get(part, 1)) for part in parts))


def _unit(text: str, start: int, end: int) -> tuple[str, int]:
    """The unit, and where the words for what is counted begin."""
    symbol = _SYMBOL.match(text, start)
    if symbol:
        return CURRENCIES[symbol[1]], end
    following = _UNIT.match(text, end)
    word = following[1].lower() if following else ""
    if following and (word in PERCENTS or word == "per cent"):
        return "%", following.end()
    if following and word in CURRENCIES:
        return CURRENCIES[word], following.end()
    if following and word in MEASURES:
        return MEASURES[word], following.end()
    return "", end


def _counted(text: str, at: int, unit: str) -> str:
    """Up to three words for what is counted; after a unit those that “of” leads to."""
    if unit or text.startswith(" of ", at):
        leads = _OF.match(text, at)
        if not leads:
            return ""
        at = leads.end() - 1
    named: list[str] = []
    while len(named) < _MOST_COUNTED:
        following = _NEXT_WORD.match(text, at)
        word = following[1].lower() if following else ""
        if not following or word in FUNCTION_WORDS or (word in ACTIONS and named):
            break
        named.append(following[1])
        at = following.end()
        if following[1].lower() in _NOT_COUNTED:
            break
    return " ".join(named)
