"""Evidence for types of names: clues of one text, and counts over the corpus.

The rules of `corrections` decide by them, for instance whether Jordan is a person here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from sys import intern
from typing import NamedTuple

from components.analysis.article.captions import find_photo_credits
from components.analysis.entities.linking.name_forms import (
    acronym,
    ends_as_organisation,
    is_no_family,
)
from components.analysis.entities.linking.person_names import (
    find_described_names,
    find_ministers,
    find_titled_names,
    parse_person,
)
from components.analysis.entities.recognition.gazetteer import (
    TABLES_ALONE,
    Gazetteer,
    Known,
)
from components.analysis.entities.recognition.name_spans import (
    SECOND_TYPES,
    FoundName,
    TakenSpans,
    clean_spans,
    find_title_case_lines,
)
from components.analysis.entities.recognition.person_signs import (
    is_no_name,
    needs_signs,
    read_sign,
    restore_given_names,
    type_by_signs,
)

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_CERTAIN_SHARE = 0.6
_ENOUGH = 3
_FEWEST_LETTERS = 3
_MOSTLY = 0.8
_MOST_WORDS = 5
_SHORTEST_GIVEN = 4


@dataclass(frozen=True)
class Clues:
    """What one text shows before any rule decides; all spans are offsets in it, in order."""

    text: str
    spans: tuple[FoundName, ...]
    """What the model found, trimmed, outside web addresses and credits of photographs."""
    headlines: tuple[tuple[int, int], ...]
    """Lines in Title Case or capitals."""
    known: tuple[tuple[int, int, Known], ...]
    """Names of the gazetteer."""
    titled: tuple[tuple[int, int], ...]
    """Names after a title, and names with a description that were not found otherwise."""
    families: frozenset[str]
    """Family names that this text gives with a given name or after a title."""
    given: frozenset[str]
    """First given names of the persons whom this text names in full."""
    not_read: tuple[tuple[int, int], ...]
    """Web addresses and credits of photographs, in which no name is looked for."""
    gazetteer: Gazetteer
    besides: tuple[FoundName, ...] = ()
    """What the model found that is no name: dates, sums, laws."""

    def in_headline(self, at: int) -> bool:
        """Whether an offset lies in a Title Case line."""
        return any(start <= at < end for start, end in self.headlines)


class TextEvidence(NamedTuple):
    """What the running text of one article shows of names; headlines are left out."""

    types: tuple[tuple[str, str], ...]
    """Each name with its type, once for each mention."""
    families: frozenset[str]
    full_names: frozenset[str]
    signs: tuple[tuple[str, str], ...] = ()
    """Names that a model calls persons and the types for which signs beside them speak."""


@dataclass
class CorpusEvidence:
    """Counts over the running text of all articles; `add` takes in one more."""

    types: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    families: Counter[str] = field(default_factory=Counter)
    """In how many texts a family name is part of a full name or follows a title."""
    full_names: Counter[str] = field(default_factory=Counter)
    """In how many texts a person's full name is found, as written."""
    signs: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, lesson: TextEvidence) -> None:
        """Add the evidence of one more text to the counts."""
        for surface, kind in lesson.types:
            self.types[surface][kind] += 1
        self.families.update(lesson.families)
        self.full_names.update(lesson.full_names)
        for surface, kind in lesson.signs:
            self.signs[surface][kind] += 1

    def type_by_signs(self, surface: str) -> str:
        """The type for which the signs beside a name speak, '' where there are none."""
        types, family = self.types.get(surface, Counter()), surface in self.families
        return type_by_signs(surface, self.signs, types, family=family)

    def is_told_person(self, surface: str) -> bool:
        """Whether the last of two or three words is alone told to be a person, and nothing else."""
        given, _, last = surface.rpartition(" ")
        told = self.signs.get(last, Counter()) if given and given.count(" ") < 2 else Counter[str]()
        return told["PERSON"] > 0 and not (told["ORG"] or told["GPE"])

    def usual_type(self, surface: str) -> str | None:
        """The type of 60% or more of a name's mentions, three at least; else None."""
        counts = self.types.get(surface)
        if not counts:
            return None
        total = sum(counts.values())
        kind, count = counts.most_common(1)[0]
        return kind if total >= _ENOUGH and count >= _CERTAIN_SHARE * total else None

    def is_known(self, surface: str) -> bool:
        """Whether the name was seen in running text at all."""
        return surface in self.types or surface in self.families or surface in self.full_names

    def is_surely_no_person(self, surface: str) -> bool:
        """Whether every mention of a name is an organisation, and the name is no ordinary word."""
        counts = self.types.get(surface)
        if counts is None or not _is_distinct(surface):
            return False
        kind, count = counts.most_common(1)[0]
        return kind == "ORG" and count == sum(counts.values())

    def is_mostly_person(self, surface: str) -> bool:
        """Whether at least 80% of a name's mentions are a person."""
        counts = self.types.get(surface)
        return counts is not None and counts["PERSON"] >= _MOSTLY * sum(counts.values())


def _is_distinct(name: str) -> bool:
    """Whether a name has several words or is an acronym of three letters or more."""
    return " " in name or len(acronym(name)) >= _FEWEST_LETTERS


def read_clues(
    text: str, spans: Sequence[tuple[int, int, str]], gazetteer: Gazetteer = TABLES_ALONE
) -> Clues:
    """Read the clues of one text; `spans` are those of the model."""
    addresses = (match.span() for match in _ADDRESS.finditer(text))
    not_read = (*addresses, *find_photo_credits(text))
    outside = TakenSpans(len(text), not_read)
    names = tuple(
        span
        for span in clean_spans(text, spans)
        if outside.is_free(*span[:2]) and not is_no_name(text[span.start : span.end], span.type)
    )
    names = tuple(restore_given_names(text, names))
    known = tuple(gazetteer.find_known(text))
    taken = TakenSpans(len(text), (*not_read, *(name[:2] for name in (*names, *known))))
    told = chain(find_described_names(text), find_ministers(text))
    described = [span for span in told if taken.is_free(*span)]
    titled = (*(span for span in find_titled_names(text) if outside.is_free(*span)), *described)
    headlines = tuple(find_title_case_lines(text))
    full = [
        parse_person(text[start:end])
        for start, end, kind in names
        if kind == "PERSON" and not any(first <= start < last for first, last in headlines)
        if _is_full_name(text, start, end, gazetteer)
    ]
    given = {name.given[0] for name in full if name.given and len(name.given[0]) >= _SHORTEST_GIVEN}
    families = {name.family for name in full} | {_family(text, span) for span in titled}
    families = _names_persons_bear(families, gazetteer)
    given = _names_persons_bear(given - families, gazetteer)
    return Clues(
        text,
        names,
        headlines,
        known,
        titled,
        frozenset(families),
        frozenset(given),
        not_read,
        gazetteer,
        tuple(clean_spans(text, spans, SECOND_TYPES)),
    )


def _is_full_name(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether what a model calls a person is a person's full name, by its form and its signs."""
    name = text[start:end]
    if not 2 <= len(name.split()) <= _MOST_WORDS:
        return False
    if ends_as_organisation(name) or gazetteer.knows_otherwise(name):
        return False
    return not needs_signs(name) or read_sign(text, start, end) not in ("ORG", "GPE")


def collect_evidence(clues: Clues, found: Sequence[FoundName]) -> TextEvidence:
    """The evidence of one text whose names were found; names in headlines are none."""
    types = []
    full_names = set()
    for start, end, kind in found:
        if kind == "LANGUAGE" or kind in SECOND_TYPES or clues.in_headline(start):
            continue
        surface = intern(clues.text[start:end])
        types.append((surface, kind))
        of_several = 2 <= len(surface.split()) <= _MOST_WORDS
        if kind == "PERSON" and of_several and not ends_as_organisation(surface):
            full_names.add(surface)
    signs = tuple(_signs(clues, {*found, *clues.spans}))
    return TextEvidence(tuple(types), clues.families, frozenset(full_names), signs)


def _signs(clues: Clues, names: Iterable[FoundName]) -> Iterator[tuple[str, str]]:
    for start, end in {name[:2] for name in names if name.type == "PERSON"}:
        surface = clues.text[start:end]
        if needs_signs(surface):
            yield intern(surface), read_sign(clues.text, start, end)


def _names_persons_bear(names: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """The words but for those that rather name a place or an office: Medieval Indonesia."""
    return {
        name
        for name in names
        if not (gazetteer.knows_otherwise(name) or ends_as_organisation(name) or is_no_family(name))
    }


def _family(text: str, span: tuple[int, int]) -> str:
    return parse_person(text[slice(*span)]).family
