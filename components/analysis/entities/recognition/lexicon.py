"""Lexicon of a corpus: its names as phrases that can be searched for, and the facts about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from components.analysis.entities.recognition.corpus_evidence import CorpusEvidence
from components.analysis.entities.recognition.name_evidence import Clues
from components.analysis.entities.recognition.name_spans import Phrases
from components.analysis.word_lists import name_words

_COMMON_FAMILY = 2

NameFacts = tuple[Any, ...]
"""All that the rules may ask of one name: its types, and whether it is a person's."""


@dataclass(frozen=True)
class Lexicon:
    """The evidence of the corpus, with its names as phrases that can be searched for.

    `place` brings it up to date when the evidence of some names has changed.
    """

    evidence: CorpusEvidence = field(default_factory=CorpusEvidence)
    persons: Phrases = field(default_factory=Phrases)
    headline_names: Phrases = field(default_factory=Phrases)
    others: Phrases = field(default_factory=Phrases)
    families: set[str] = field(default_factory=set)
    _placed: dict[str, tuple[bool, ...]] = field(default_factory=dict)

    def has_family(self, word: str, clues: Clues) -> bool:
        """Whether a word is a family name in this text or in the corpus."""
        return word in clues.families or word in self.families

    def place(self, names: Iterable[str]) -> None:
        """Put names among the phrases and families where they belong by the evidence of now."""
        for name in names:
            belongs, before = self._belongs(name), self._placed.get(name, (False,) * 3)
            every = (self.persons, self.headline_names, self.others)
            for phrases, now, then in zip(every, belongs, before, strict=True):
                if now and not then:
                    phrases.add(name)
                elif then and not now:
                    phrases.remove(name)
            if any(belongs):
                self._placed[name] = belongs
            else:
                self._placed.pop(name, None)
            if self._is_family(name):
                self.families.add(name)
            else:
                self.families.discard(name)

    def _belongs(self, name: str) -> tuple[bool, ...]:
        """Whether a name is a person's, has several words, and is surely no person's."""
        evidence = self.evidence
        person = name in evidence.full_names and evidence.is_mostly_person(name)
        return (
            person and not evidence.type_by_signs(name),
            name in evidence.types and " " in name,
            evidence.is_surely_no_person(name),
        )

    def _is_family(self, name: str) -> bool:
        """Whether a word is a family name in any text of the corpus, wherever it stands."""
        if self.evidence.families[name] < _COMMON_FAMILY or len(name) <= 3:
            return False
        common = name.lower() in name_words("common_words_as_families")
        return self.evidence.is_mostly_person(name) and not common

    def facts(self, name: str) -> NameFacts | None:
        """The facts on which `correct_english` decides about a name, None of one never seen.

        With equal facts about all its names an article has equal names.
        """
        evidence = self.evidence
        counts = evidence.types.get(name)
        if not (counts or name in evidence.families or name in evidence.signs):
            return None
        return (
            counts.most_common(1)[0][0] if counts else "",
            evidence.usual_type(name),
            evidence.is_mostly_person(name),
            evidence.is_surely_no_person(name),
            evidence.type_by_signs(name),
            counts is not None and evidence.is_told_person(name),
            name in self.families,
            name in evidence.full_names,
            evidence.is_known(name),
        )


def build_lexicon(evidence: CorpusEvidence) -> Lexicon:
    """The lexicon of a corpus: its persons, names of several words, others, and family names."""
    lexicon = Lexicon(evidence)
    lexicon.place(evidence.types.keys() | evidence.families.keys())
    return lexicon
