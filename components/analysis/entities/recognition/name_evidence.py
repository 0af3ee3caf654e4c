"""Evidence for types of names: clues of one text, and counts over the corpus.

The rules of `corrections` decide by them, for instance whether Jordan is a person here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple

from components.analysis.entities.linking.name_forms import acronym
from components.analysis.entities.linking.person_names import (
    find_described_names,
    find_titled_names,
    parse_person,
)
from components.analysis.entities.recognition.gazetteer import (
    TABLES_ALONE,
    Gazetteer,
    Known,
    may_be_a_person,
)
from components.analysis.entities.recognition.name_spans import (
    SECOND_TYPES,
    FoundName,
    TakenSpans,
    clean_spans,
    find_title_case_lines,
)
from components.analysis.entities.recognition.photo_credits import find_photo_credits
from components.analysis.word_lists import name_words

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_CERTAIN_SHARE = 0.6
_ENOUGH = 3
_FEWEST_LETTERS = 3
_MOSTLY = 0.8
_MOST_WORDS = 5
_SHORTEST_GIVEN = 4
_GLUED = re.compile(r"(?:[a-zß-ÿ]{2}[A-Z].*){2}")  # CarterShareReplyPaige
_SHIPS = frozenset({"USS", "HMS", "HMAS", "INS", "RMS"})


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


@dataclass
class CorpusEvidence:
    """Counts over the running text of all articles; `add` takes in one more."""

    types: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    families: Counter[str] = field(default_factory=Counter)
    """In how many texts a family name is part of a full name or follows a title."""
    full_names: Counter[str] = field(default_factory=Counter)
    """In how many texts a person's full name is found, as written."""

    def add(self, lesson: TextEvidence) -> None:
        """Add the evidence of one more text to the counts."""
        for surface, kind in lesson.types:
            self.types[surface][kind] += 1
        self.families.update(lesson.families)
        self.full_names.update(lesson.full_names)

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
    known = tuple(gazetteer.find_known(text))
    taken = TakenSpans(len(text), (*not_read, *(name[:2] for name in (*names, *known))))
    described = [span for span in find_described_names(text) if taken.is_free(*span)]
    titled = (*(span for span in find_titled_names(text) if outside.is_free(*span)), *described)
    headlines = tuple(find_title_case_lines(text))
    persons = [
        (start, end)
        for start, end, kind in names
        if kind == "PERSON" and not any(first <= start < last for first, last in headlines)
    ]
    full = [
        parse_person(text[start:end])
        for start, end in persons
        if 2 <= len(text[start:end].split()) <= _MOST_WORDS
        and not ends_as_organisation(text[start:end])
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


def collect_evidence(clues: Clues, found: Iterable[FoundName]) -> TextEvidence:
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
    return TextEvidence(tuple(types), clues.families, frozenset(full_names))


def is_no_name(surface: str, kind: str) -> bool:
    """Whether a model takes for a name what is none: products, ships, feasts, general words."""
    parts = surface.split()
    if kind == "PERSON" and len(parts) > 1:
        digit = any(sign.isdecimal() for sign in surface)
        if digit or _GLUED.search(surface) or parts[0] in _SHIPS or len(set(parts)) == 1:
            return True
    small = surface.casefold()
    return small in name_words("no_names_alone") or small.split(" ")[0] in name_words("not_names")


def _names_persons_bear(names: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """The words but for those that rather name a place or an office: Medieval Indonesia."""
    kept = set()
    for name in names:
        known = gazetteer.look_up(name)
        if known and known.type != "PERSON" and not may_be_a_person(name):
            continue
        if not ends_as_organisation(name) and not _is_no_family(name):
            kept.add(name)
    return kept


def _is_no_family(name: str) -> bool:
    """Whether what stands last in a person's span is an acronym, a pronoun or a common word."""
    small = name.lower()
    return (
        3 <= len(acronym(name)) <= 4
        or small in name_words("never_families")
        or small in name_words("pronouns")
        or small in name_words("offices_behind_places")
    )


def ends_as_organisation(name: str) -> bool:
    """Whether the last word of a name is a generic one of organisations: United, Foundry, Bank."""
    last = name.split()[-1].lower()
    return last in name_words("company_ends") or last in name_words("generic_in_organisations")


def _family(text: str, span: tuple[int, int]) -> str:
    return parse_person(text[slice(*span)]).family
