"""Statements: a figure or a date as its sentence tells it, and when two are one statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Generic, TypeVar

from components.analysis.article.figures import Figure
from components.analysis.pair.contradicting.circumstances import (
    Circumstances,
    Sentence,
    describe,
)
from components.analysis.pair.contradicting.subjects import are_of_one_poll, share_subject
from components.analysis.word_lists import read_words
from components.text.date_expressions import FoundDate
from components.text.normalisation import fold

Found = TypeVar("Found", Figure, FoundDate)
# How two sentences are joined: by a link, in nearly equal texts, copies, versions or others; or by
# words.
TWINS, COPIES, VERSIONS, LINKED, ALIKE = "twins", "copies", "versions", "linked", "alike"
# The share of the words of two sentences, all together, that make them one statement.
LIKE_STATEMENT = 0.7
_MOST_DAYS_OF_VERSIONS = 2
# Two articles speak of one day when they are of the same or of neighbouring days.
_MOST_DAYS = 1
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True)
class Told(Generic[Found]):
    """A figure or a date in its sentence, with its circumstances and the day of its article."""

    found: Found
    sentence: Sentence
    about: Circumstances
    published: date | None


def tell(sentence: Sentence, found: Found, published: date | None) -> Told[Found]:
    """A figure or a date with its circumstances."""
    return Told(found, sentence, describe(sentence, found), published)


def is_one_statement(one: Told[Found], other: Told[Found], joined: str) -> bool:
    """Whether two versions of a text say one thing in nearly the same words, some days apart.

    In copies the sentences may be without a name; in others that share less a name is in common.
    The other figures and days of the sentences are the same, or the texts are equal but for these.
    Twins with a name in common need no days. What is left of something, or is of a day or week,
    may be another on another day.
    """
    if (one.about.quantity | other.about.quantity) & {"rest", "period"}:
        return False
    if not agree_beside(one, other) and not (joined == TWINS and days_between(one, other) == 0):
        return False
    if joined not in (TWINS, COPIES, VERSIONS) or overlap(one.about, other.about) < LIKE_STATEMENT:
        return False
    if not share_subject(one.about, other.about):
        return False
    days, grounded = days_between(one, other), has_ground(one.about, other.about)
    if days == inf:
        return joined == TWINS and grounded
    return days <= _MOST_DAYS_OF_VERSIONS and (joined in (TWINS, COPIES) or grounded)


def agree_beside(one: Told[Found], other: Told[Found]) -> bool:
    """Whether the other figures, days and numbers are the same, or one sentence has some more."""
    sides = zip(_told_beside(one), _told_beside(other), strict=True)
    return not any(own - others and others - own for own, others in sides)


def _told_beside(told: Told[Found]) -> tuple[set[object], set[object], set[object]]:
    sentence: Sentence = told.sentence
    found: Figure | FoundDate = told.found
    figures = [one for one in sentence.figures if one.start != found.start]
    dates = [one for one in sentence.dates if one.start != found.start and one.value]
    own = found.value if isinstance(found, FoundDate) else ""
    taken = [(one.start, one.end) for one in sentence.figures]
    taken += [(one.start, one.end) for one in sentence.dates]
    numbers = [
        one[0]
        for one in _NUMBER.finditer(sentence.text, *sentence.span)
        if not any(start <= one.start() < end for start, end in taken)
    ]
    return (
        {(one.value, one.unit) for one in figures},
        {one.value for one in dates if one.value != own},
        set(numbers),
    )


def is_later_too(one: Told[FoundDate], other: Told[FoundDate]) -> bool:
    """Whether the later article has the later day, as a report that comes every day has."""
    if one.published is None or other.published is None or one.published == other.published:
        return False
    here, there = one.found.value or "", other.found.value or ""
    return (here < there) == (one.published < other.published)


def days_between(one: Told[Found], other: Told[Found]) -> float:
    """The days from one article to the other, infinite where they are not known."""
    return days_apart(one.published, other.published)


def days_apart(one: date | None, other: date | None) -> float:
    """The days from one to the other, infinite where they are not known."""
    return inf if one is None or other is None else abs((one - other).days)


def has_ground(a: Circumstances, b: Circumstances) -> bool:
    """Whether two sentences have a name or a place in common."""
    return bool(a.names & b.names or a.places & b.places)


def overlap(a: Circumstances, b: Circumstances) -> float:
    """The share of the words of two sentences that both have, from 0 to 1."""
    return len(a.words & b.words) / len(a.words | b.words) if a.words | b.words else 0.0


def is_one_day(one: Told[Found], other: Told[Found], *, told: bool = True) -> bool:
    """Whether both speak of one day: both name it, or the days of the articles are neighbours."""
    if told and one.about.days & other.about.days:
        return True
    return days_between(one, other) <= _MOST_DAYS


def is_of_one_poll(one: Told[Figure], other: Told[Figure]) -> bool:
    """Whether two shares of one day are told with the same names, as those of one poll are."""
    share = one.found.unit == "%" == other.found.unit
    return share and is_one_day(one, other) and are_of_one_poll(one.about, other.about)


def is_of_one_named(one: Told[Figure], other: Told[Figure]) -> bool:
    """Whether a sum is told with a name in common, not that which begins the sentence, or alike."""
    a, b = one.about, other.about
    if a.event not in read_words("pair/contradicting", "subjects", "settled"):
        return True
    first = {fold(side.sentence.written.split()[0]) for side in (one, other)}
    return bool(a.names & b.names - first) or overlap(a, b) >= LIKE_STATEMENT
