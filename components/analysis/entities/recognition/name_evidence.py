"""What an article, or the whole corpus, is known to hold: the ground on which rules decide."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple

from components.analysis.entities.linking.name_parts import acronym, parse_person
from components.analysis.entities.linking.titles import described_names, titled_names
from components.analysis.entities.name_tables import words
from components.analysis.entities.recognition.gazetteer import (
    TABLES_ALONE,
    Gazetteer,
    Known,
    may_be_a_person,
)
from components.analysis.entities.recognition.spans import (
    SECOND_TYPES,
    Found,
    Room,
    title_case_lines,
    usable,
)

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_CERTAIN_SHARE = 0.6
_ENOUGH = 3
_FEWEST_LETTERS = 3
_MOSTLY = 0.8
_MOST_WORDS = 5
_SHORTEST_GIVEN = 4


@dataclass(frozen=True)
class Draft:
    """One text with all that is read off it once, before any rule decides."""

    text: str
    spans: tuple[Found, ...]
    headlines: tuple[tuple[int, int], ...]
    known: tuple[tuple[int, int, Known], ...]
    titled: tuple[tuple[int, int], ...]
    families: frozenset[str]
    """Family names that this text gives with a given name or after a title."""
    given: frozenset[str]
    """First given names of the persons whom this text names in full."""
    addresses: tuple[tuple[int, int], ...]
    """Web addresses, in which no name is looked for."""
    gazetteer: Gazetteer
    besides: tuple[Found, ...] = ()
    """What the model found that is no name: dates, sums, laws."""

    def in_headline(self, at: int) -> bool:
        """Whether a place in the text lies in a Title Case line."""
        return any(start <= at < end for start, end in self.headlines)


class Lesson(NamedTuple):
    """What one text tells of names."""

    types: tuple[tuple[str, str], ...]
    """Each name in running text with its type, as often as it stands there."""
    families: frozenset[str]
    full_names: frozenset[str]


@dataclass
class Evidence:
    """Counts over running text, headlines left out; grows while texts are read."""

    types: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    families: Counter[str] = field(default_factory=Counter)
    """In how many texts a family name stands in a full name or after a title."""
    full_names: Counter[str] = field(default_factory=Counter)
    """In how many texts a person's full name stands, as written."""

    def add(self, lesson: Lesson) -> None:
        """Count what one more text tells."""
        for surface, kind in lesson.types:
            self.types[surface][kind] += 1
        self.families.update(lesson.families)
        self.full_names.update(lesson.full_names)

    def usual_type(self, surface: str) -> str | None:
        """The type that a name has in most places, once it was seen often enough."""
        counts = self.types.get(surface)
        if not counts:
            return None
        total = sum(counts.values())
        kind, count = counts.most_common(1)[0]
        return kind if total >= _ENOUGH and count >= _CERTAIN_SHARE * total else None

    def is_known(self, surface: str) -> bool:
        """Whether the name was seen at all in running text."""
        return surface in self.types or surface in self.families or surface in self.full_names

    def is_surely_no_person(self, surface: str) -> bool:
        """Whether an organisation or place is named so wherever the name was recognised."""
        counts = self.types.get(surface)
        if counts is None or not _is_distinct(surface):
            return False
        kind, count = counts.most_common(1)[0]
        return kind == "ORG" and count == sum(counts.values())

    def is_mostly_person(self, surface: str) -> bool:
        """Whether a name stands for a person in nearly all places where it was recognised."""
        counts = self.types.get(surface)
        return counts is not None and counts["PERSON"] >= _MOSTLY * sum(counts.values())


def _is_distinct(name: str) -> bool:
    """Whether a name is more than a word that may stand for anything: several words, or letters."""
    return " " in name or len(acronym(name)) >= _FEWEST_LETTERS


def draft(
    text: str, spans: Sequence[tuple[int, int, str]], gazetteer: Gazetteer = TABLES_ALONE
) -> Draft:
    """Read off one text what the rules need."""
    addresses = tuple(match.span() for match in _ADDRESS.finditer(text))
    outside = Room(len(text), addresses)
    names = tuple(span for span in usable(text, spans) if outside.is_free(*span[:2]))
    known = tuple(gazetteer.find_known(text))
    taken = Room(len(text), (*addresses, *(name[:2] for name in (*names, *known))))
    described = [span for span in described_names(text) if taken.is_free(*span)]
    titled = (*titled_names(text), *described)
    headlines = tuple(title_case_lines(text))
    persons = [
        (start, end)
        for start, end, kind in names
        if kind == "PERSON" and not any(first <= start < last for first, last in headlines)
    ]
    full = [
        parse_person(text[start:end])
        for start, end in persons
        if 2 <= len(text[start:end].split()) <= _MOST_WORDS
    ]
    given = {name.given[0] for name in full if name.given and len(name.given[0]) >= _SHORTEST_GIVEN}
    families = {name.family for name in full} | {_family(text, span) for span in titled}
    families = _names_persons_bear(families, gazetteer)
    given = _names_persons_bear(given - families, gazetteer)
    return Draft(
        text,
        names,
        headlines,
        known,
        titled,
        frozenset(families),
        frozenset(given),
        addresses,
        gazetteer,
        tuple(usable(text, spans, SECOND_TYPES)),
    )


def learn(draft: Draft, found: Iterable[Found]) -> Lesson:
    """What one text's names tell; names in headlines tell nothing."""
    types = []
    full_names = set()
    for start, end, kind in found:
        if kind == "LANGUAGE" or kind in SECOND_TYPES or draft.in_headline(start):
            continue
        surface = intern(draft.text[start:end])
        types.append((surface, kind))
        if kind == "PERSON" and 2 <= len(surface.split()) <= _MOST_WORDS:
            full_names.add(surface)
    return Lesson(tuple(types), draft.families, frozenset(full_names))


def _names_persons_bear(names: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """The words without those that are sooner a place's or an office's: Medieval Indonesia."""
    kept = set()
    for name in names:
        known = gazetteer.look_up(name)
        if known and known.type != "PERSON" and not may_be_a_person(name):
            continue
        if name.lower() not in words("generic_in_organisations") | words("company_ends"):
            kept.add(name)
    return kept


def _family(text: str, span: tuple[int, int]) -> str:
    return parse_person(text[slice(*span)]).family
