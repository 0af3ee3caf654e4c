"""Evidence for types of names: what one text shows, and counts over the corpus.

The rules of `english_corrections` decide by it, for instance whether Jordan is a person here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from components.analysis.entities.linking.name_forms import acronym
from components.analysis.entities.recognition.person_signs import type_by_signs

_CERTAIN_SHARE = 0.6
_ENOUGH = 3
_FEWEST_LETTERS = 3
_MOSTLY = 0.8


class TextEvidence(NamedTuple):
    """What the running text of one article shows of names; headlines are left out."""

    types: tuple[tuple[str, str], ...]
    """Each name with its type, once for each mention."""
    families: frozenset[str]
    full_names: frozenset[str]
    signs: tuple[tuple[str, str], ...] = ()
    """Names that a model calls persons and the types for which signs beside them speak."""

    def names(self) -> set[str]:
        """All names of which it shows something."""
        return {*dict(self.types), *self.families, *dict(self.signs)}


@dataclass
class CorpusEvidence:
    """Counts over the running text of all articles, to which a text is added or taken from."""

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

    def remove(self, lesson: TextEvidence) -> None:
        """Take the evidence of one text from the counts; a name of no other text is not known."""
        for counted, told in ((self.types, lesson.types), (self.signs, lesson.signs)):
            for surface, kind in told:
                _take(counted[surface], kind)
                if not counted[surface]:
                    del counted[surface]
        for family in lesson.families:
            _take(self.families, family)
        for name in lesson.full_names:
            _take(self.full_names, name)

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


def _take(counts: Counter[str], one: str) -> None:
    counts[one] -= 1
    if not counts[one]:
        del counts[one]


def _is_distinct(name: str) -> bool:
    """Whether a name has several words or is an acronym of three letters or more."""
    return " " in name or len(acronym(name)) >= _FEWEST_LETTERS
