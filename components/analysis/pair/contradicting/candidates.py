"""Candidates of contradictions: figures and dates of two texts that may be about one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from components.analysis.article.figures import Facts, Figure
from components.analysis.pair.contradicting.circumstances import (
    Sentence,
    places_and_days,
)
from components.analysis.pair.contradicting.statements import Told, tell
from components.analysis.pair.contradicting.values import are_equal, are_of_one_thing, things_of
from components.analysis.word_lists import read_words
from components.text.date_expressions import FoundDate
from components.text.digit_grouping import JOINT, join_groups
from components.text.normalisation import fold
from components.text.segment import Span, words

_PACKAGE = "pair/contradicting"
# Sentences that no link joins are alike when they share this many words, and this share of the
# words of the shorter one; or so many names, where both tell of one kind of event.
_FEWEST_SHARED, _LEAST_SHARED, _FEWEST_NAMES = 4, 0.5, 2
_MOST_FIGURES = 300
# With a larger share of numbers among its words, a sentence is a line of a table.
_MOST_NUMBERS = 0.2
_WORDS_BESIDE, _MOST_ALIKE = 40, 10
# "Portnov, 51, was", "33-year-old", "(2010-2014)": no count.
_ASIDE_BEFORE, _ASIDE_AFTER = re.compile(r"[,(]\s*\Z"), re.compile(r"[,)]")
_YEARS_OLD = re.compile(r"[- ]?(?:years?[- ]old|jährige|летн|річн)", re.I)
# "4,224,000 dlrs vs 73,000": two periods side by side.
_VERSUS = re.compile(r"(?<!\w)vs\.?(?!\w)[^.;]{0,20}\d|\d[^.;]{0,20}(?<!\w)vs\.?(?!\w)")


_Found = TypeVar("_Found", Figure, FoundDate)


class Side:
    """One text with its facts, and the sentences in which they stand."""

    def __init__(self, text: str, spans: Sequence[Span], facts: Facts, day: date | None) -> None:
        self.text, self.spans, self.facts, self.day = text, spans, facts, day
        self.figures = [
            one
            for one in facts.figures
            if not _is_in_address(text, one) and not _is_no_count(text, one)
        ]
        self.dates = [one for one in facts.dates if not _is_in_address(text, one)]
        self._sentences: dict[int, Sentence] = {}

    def tell(self, found: _Found) -> Told[_Found]:
        """A figure or a date of the text with its circumstances."""
        return tell(self.sentence(self.place(found)), found, self.day)

    def place(self, found: Figure | FoundDate) -> int:
        """The number of its sentence, -1 for what stands before all sentences."""
        return bisect_right(self.spans, (found.start, len(self.text))) - 1

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number, read once for all its figures and dates."""
        if number not in self._sentences:
            span = self.spans[number] if number >= 0 else (0, 0)
            figures, dates = within(self.facts.figures, [span]), within(self.facts.dates, [span])
            self._sentences[number] = Sentence(self.text, span, tuple(figures), tuple(dates))
        return self._sentences[number]


def _is_no_count(text: str, figure: Figure) -> bool:
    """Whether a figure is an age or stands apart from its sentence: "Lind, 51, was shot"."""
    before = text[max(0, figure.start - 3) : figure.start]
    if _YEARS_OLD.match(text, figure.end) or figure.counts.startswith("year-old"):
        return True
    aside = _ASIDE_BEFORE.search(before) and _ASIDE_AFTER.match(text, figure.end)
    return bool(aside) and not figure.counts and figure.unit in ("", "year")


def _is_in_address(text: str, found: Figure | FoundDate) -> bool:
    """Whether a figure or date is a part of the address of a page."""
    start = max(text.rfind(sign, 0, found.start) for sign in " \n\t") + 1
    return "://" in text[start : found.end] or text.startswith("www.", start)


def within(found: Sequence[_Found], spans: Sequence[Span]) -> list[_Found]:
    """What begins within the spans, in the order of the text."""
    starts = [one.start for one in found]
    return [
        one
        for start, end in spans
        for one in found[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
    ]


def differing_pairs(
    first: Sequence[Told[Figure]], second: Sequence[Told[Figure]]
) -> Iterator[tuple[Told[Figure], Told[Figure]]]:
    """Figures of the same thing that differ, those in the most alike words first.

    One that has an equal figure is in no pair.
    """
    free = list(second)
    left = []
    for one in first:
        fitting = (other for other in free if _is_one_thing(one, other))
        same = next((other for other in fitting if not difference(one.found, other.found)), None)
        if same:
            free.remove(same)
        else:
            left.append(one)
    pairs = [(one, other) for one in left for other in free if _is_one_thing(one, other)]
    for one, other in sorted(pairs, key=lambda pair: -_similarity(*pair)):
        if one in left and other in free:
            left.remove(one)
            free.remove(other)
            yield one, other


def _similarity(one: Told[Figure], other: Told[Figure]) -> int:
    """How many words before and behind two figures are the same, those next to it twice.

    The same value counts more than all words.
    """
    if are_equal(one.found, other.found):
        return _MOST_ALIKE
    pairs = zip(_beside(one), _beside(other), strict=True)
    return sum(len(set(own) & set(others)) + (own[:1] == others[:1] != []) for own, others in pairs)


def _beside(told: Told[Figure]) -> tuple[list[str], list[str]]:
    start, end = told.sentence.span
    found, text = told.found, told.sentence.text
    before = fold(text[max(start, found.start - _WORDS_BESIDE) : found.start]).split()[::-1]
    return before[:3], fold(text[found.end : min(end, found.end + _WORDS_BESIDE)]).split()[:3]


def _is_one_thing(one: Told[Figure], other: Told[Figure]) -> bool:
    same_event = bool(one.about.event) and one.about.event == other.about.event
    return are_of_one_thing(one.found, other.found, same_event)


def difference(one: Figure, other: Figure) -> str:
    """Whether two figures differ in their `value` or only in their `qualifier`; "" if in none."""
    if (one.value, one.high) != (other.value, other.high):
        return "value"
    return "qualifier" if one.qualifier != other.qualifier else ""


def is_tabular(sentence: str) -> bool:
    """Whether a sentence is a line of a table; in two articles these seldom count the same."""
    if _VERSUS.search(sentence):
        return True
    joined = join_groups(sentence).replace(JOINT, "")
    found = [joined[slice(*word)] for word in words(joined)]
    return sum(word[:1].isdecimal() for word in found) > _MOST_NUMBERS * len(found)


def without_same(dates: Sequence[FoundDate], others: Sequence[FoundDate]) -> list[FoundDate]:
    """The dates that only one side has; “Monday, May 5” is one date written twice."""
    values = {one.value for one in others if one.value}
    written = {fold(one.text) for one in others}
    own = [one for one in dates if one.value not in values and fold(one.text) not in written]
    longest = sorted(own, key=lambda one: len(one.text), reverse=True)
    return list({one.value or one.start: one for one in reversed(longest)}.values())


def differ(one: FoundDate, other: FoundDate) -> bool:
    """Whether two dates are known, and neither is only less exact than the other.

    The same day of a month is less exact without its year, which the article's day gave it.
    """
    if not one.value or not other.value or "W" in one.value + other.value:
        return False
    if one.value[4:] == other.value[4:] and one.basis != other.basis and one.period == "day":
        return False
    return not one.value.startswith(other.value) and not other.value.startswith(one.value)


def list_told(
    sides: tuple[Side, Side], without: tuple[set[int], set[int]]
) -> Iterator[list[Told[Figure]]]:
    """Of either side the figures with their circumstances that may be of one thing with another's.

    Left out are those of some sentences, by number, and those in lines of tables.
    """
    listed = [
        [
            (one, number)
            for one in side.figures[:_MOST_FIGURES]
            if (number := side.place(one)) >= 0 and number not in linked
        ]
        for side, linked in zip(sides, without, strict=True)
    ]
    things = [[things_of(one) for one, _ in own] for own in listed]
    # To describe a figure costs more than all else.
    shared = set.intersection(*(set().union(*own) for own in things))
    for side, own, about in zip(sides, listed, things, strict=True):
        yield [
            _with_lead(tell(side.sentence(number), one, side.day), side, number)
            for (one, number), named in zip(own, about, strict=True)
            if named & shared and not is_tabular(side.sentence(number).written)
        ]


def _with_lead(told: Told[Figure], side: Side, number: int) -> Told[Figure]:
    """With place and day of the sentence before, where its own tells none: "Nine were killed"."""
    about = told.about
    if about.places or about.days or about.names or number < 1:
        return told
    places, days = places_and_days(side.sentence(number - 1))
    return replace(told, about=replace(about, places=places, days=days))


def tell_of_the_same(one: Told[Figure], other: Told[Figure]) -> bool:
    """Whether two figures count one thing in sentences that share words, or event and names.

    Or event, day and a place with a name.
    """
    a, b = one.about, other.about
    same_event = bool(a.event) and a.event == b.event
    if not _is_one_thing(one, other):
        return False
    shared = len(a.words & b.words)
    alike = shared >= max(_FEWEST_SHARED, _LEAST_SHARED * min(len(a.words), len(b.words)))
    if alike or not same_event:
        return alike
    named = a.places & (b.places | b.names) | b.places & a.names
    of_one_day = bool(a.days & b.days) and bool(named - read_words(_PACKAGE, "places", "common"))
    return of_one_day or len(a.names & b.names) >= _FEWEST_NAMES
