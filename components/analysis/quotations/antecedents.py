"""Antecedents: which person a pronoun or a role stands for, and which names a speaker has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from components.analysis.quotations.parsed_frame import (
    Name,
    NameIndex,
    ParsedFrame,
    Speaker,
)
from components.analysis.quotations.speaker_bodies import Bodies, list_kinds_of_bodies
from components.analysis.quotations.speaker_phrases import find_named_body
from components.analysis.word_lists import read_table

_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLAUSE_END = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[.;:!?,\n](?=\s)")
_PUNCTUATION = re.compile(r"[,.;:\n“\"]")
_DESCRIBES = re.compile(r"(?:an?|the|his|her|its|their|who|[A-Z][\w.]*[’']s)\s")
_CAPITALISED = re.compile(r"\b(?:U\.S\.|U\.K\.|(?!The\b|This\b|That\b)[A-Z]\w+)")
_TITLE_WORDS = 4
_BEFORE, _BEHIND = 60, 70
_PARAGRAPHS_BACK, _LOOK_BACK = 2, 60
# Pages read without paragraphs are one long line, so that letters tell how far a name is.
_NEAR, _FAR = 500, 1500
_SUBORDINATE = frozenset({"advcl", "relcl", "ccomp", "acl", "pcomp", "csubj"})
_SAME_STEM = 4
_IN_TITLES = frozenset(
    {"of", "the", "for", "and", "former", "then", "deputy", "prime", "foreign", "defence"}
)
_RIVALLED, _ONE_BODY = 0.45, 0.8
_REPORTING = frozenset({"say", "state", "according", "words"})


class Antecedents:
    """The persons that pronouns and roles may stand for, as known up to a frame of the article.

    Frames are to be read in order; a quotation is added once its speaker is known.
    """

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._names = names
        self._persons = [name for name in names.listed if name[2] == "PERSON"]
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        for person in self._persons:
            self._roles[person[3]] |= _roles_beside(text, person)
        self._bearers: defaultdict[str, list[Name]] = defaultdict(list)
        for person in self._persons:
            for role in self._roles[person[3]]:
                self._bearers[role].append(person)
        self._by_word: defaultdict[str, list[Name]] = defaultdict(list)
        for person in self._persons:
            for word in text[person[0] : person[1]].split():
                self._by_word[word].append(person)
        self._reporters: list[tuple[int, int, Name]] = []
        self._subjects: list[tuple[int, int, Name]] = []
        self._leading: list[tuple[int, int, Name]] = []
        self._bodies = Bodies(text, names)

    def read_frame(self, frame: ParsedFrame) -> None:
        """Add who reports and who is named with a verb in a frame."""
        seen = set()
        for report in sorted(frame.reports, key=lambda one: not _is_below(frame, one.cue)):
            name = self._name_of(frame, report.speaker)
            if name is None or report.cue < 0:
                continue
            if name[2] != "PERSON":
                speaks = report.kind in _REPORTING
                self._bodies.add(report.speaker.start, frame.paragraph, name, speaks)
                continue
            entry = (report.speaker.start, frame.paragraph, name)
            if report.kind in _REPORTING:
                self._reporters.append(entry)
            if entry not in seen:
                self._subjects.append(entry)
                seen.add(entry)
            if report.route == "subject" and not _is_below(frame, report.cue):
                self._leading.append(entry)
        self._add_first_name(frame)

    def _add_first_name(self, frame: ParsedFrame) -> None:
        """A sentence that begins with a name, “Marlow's answer …”, is about that person."""
        name = self._names.find(frame.start, frame.start + 1)
        if name and name[2] == "PERSON" and name[0] == frame.start:
            self._leading.append((name[0], frame.paragraph, name))

    def add_speaker(self, start: int, paragraph: int, name: Name) -> None:
        """Add that the quotation at an offset is a person's."""
        self._reporters.append((start, paragraph, name))

    def find(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        """The person a pronoun or role stands for, and the confidence, 0 to 1; else None."""
        if speaker.kind in ("he", "she"):
            return self._pronoun(speaker, paragraph)
        if speaker.kind == "it":
            return self._bodies.find_it(speaker.start, paragraph)
        if speaker.kind == "role":
            return self._role(speaker) or self._bodies.find_the(speaker)
        if speaker.kind in ("noun", "title"):
            return self._surname(speaker) or self._bodies.find_the(speaker)
        return None

    def _surname(self, speaker: Speaker) -> tuple[Name, float] | None:
        """The one person before who has a single capitalised word as a part of the name."""
        said = self._text[speaker.start : speaker.end]
        bearers = self._by_word.get(said, []) if said[:1].isupper() else []
        bearers = [person for person in bearers if person[0] < speaker.start]
        if not bearers or len({person[3] for person in bearers}) > 1:
            return None
        return bearers[-1], _ONE_BODY

    def _name_of(self, frame: ParsedFrame, speaker: Speaker) -> Name | None:
        if speaker.kind in ("person", "org", "place"):
            return frame.names.find(speaker.start, speaker.end)
        body = find_named_body(frame, speaker)
        if body:
            return *body, "ORG", " ".join(self._text[slice(*body)].split())
        found = self.find(speaker, frame.paragraph)
        return found[0] if found else None

    def _pronoun(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        for back in range(_PARAGRAPHS_BACK + 1):
            for far, less in ((_NEAR, 0.0), (_FAR, 0.25), (None, 0.45)):
                for entries, sure in ((self._reporters, 0.9), (self._subjects, 0.7)):
                    first = speaker.start - far if far else 0
                    for name in _latest(entries, first, speaker.start, paragraph - back):
                        if self._may_be(speaker.kind, name):
                            sure = max(0.1, sure - less - 0.15 * back)
                            return name, min(sure, self._doubt(speaker, name))
        return None

    def _doubt(self, speaker: Speaker, chosen: Name) -> float:
        """At most how sure a pronoun is: less where a sentence since then is led by another."""
        last = max(
            (start for entries in (self._reporters, self._subjects)
             for start, _, name in entries[-_LOOK_BACK:]
             if name[3] == chosen[3] and start < speaker.start),
            default=chosen[0],
        )  # fmt: skip
        rivals = (
            name
            for start, _, name in self._leading[-_LOOK_BACK:]
            if last < start < speaker.start and not _shares_word(name[3], chosen[3])
        )
        return _RIVALLED if any(self._may_be(speaker.kind, name) for name in rivals) else 1.0

    def _may_be(self, pronoun: str, person: Name) -> bool:
        table = read_table("quotations", "persons")
        other = table["feminine" if pronoun == "he" else "masculine"]
        own = table["masculine" if pronoun == "he" else "feminine"]
        roles = self._roles[person[3]]
        named = person[3].lower().split()
        if named[-1] in list_kinds_of_bodies():
            return False
        first = named[0]
        if first in table["feminine_names" if pronoun == "he" else "masculine_names"]:
            return bool(roles & set(own))
        return bool(roles & set(own)) or not roles & set(other)

    def _role(self, speaker: Speaker) -> tuple[Name, float] | None:
        surface = self._text[speaker.start : speaker.end]
        if not _DEFINITE.match(surface):
            return None
        role = (_WORD.findall(surface.lower()) or [""])[-1]
        if role in read_table("quotations", "persons")["unnamed_things"]:
            return None
        all_bearers = self._bearers.get(role, [])
        before = bisect_right(all_bearers, speaker.start, key=lambda person: person[1])
        bearers = all_bearers[max(0, before - _LOOK_BACK) : before]
        if not bearers:
            return None
        several = len({person[3] for person in bearers}) > 1
        state = _state_stems(surface)
        own = {p[3] for p in bearers if state & _state_stems(self._beside(p))}
        if own:
            return next(p for p in reversed(bearers) if p[3] in own), 0.8 if len(own) == 1 else 0.6
        return bearers[-1], 0.45 if several and state else 0.6 if several else 0.8

    def _beside(self, person: Name) -> str:
        """The words before a name in its clause, and the name of an office behind it."""
        start, end = person[:2]
        clause = _CLAUSE_END.split(self._text[max(0, start - _BEFORE) : start].rstrip(", "))[-1]
        before = " ".join(clause.split()[-_TITLE_WORDS:])
        behind = self._text[end : end + _BEHIND]
        return f"{before} {_PUNCTUATION.split(behind[2:])[0] if behind.startswith(', ') else ''}"


def _latest(
    entries: Sequence[tuple[int, int, Name]], first: int, before: int, paragraph: int
) -> Iterator[Name]:
    for start, inside, name in reversed(entries[-_LOOK_BACK:]):
        if inside < paragraph:
            return
        if inside == paragraph and first <= start < before:
            yield name


def _shares_word(one: str, other: str) -> bool:
    """Whether two names may be one person's: “Stevens” and “T. Chaz Stevens”."""
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _is_below(frame: ParsedFrame, cue: int) -> bool:
    """Whether a verb is in a subordinate clause, whose subject is not taken up by a pronoun."""
    return cue >= 0 and frame.tokens[cue].relation in _SUBORDINATE


def _state_stems(phrase: str) -> set[str]:
    """What tells the state or body in a phrase: its capitalised words, peoples as their states."""
    peoples = read_table("quotations", "persons")["states_of_peoples"]
    named = [word.replace(".", "").lower() for word in _CAPITALISED.findall(phrase)]
    return {peoples.get(word, word)[:_SAME_STEM] for word in named}


def _roles_beside(text: str, person: Name) -> set[str]:
    """Words for a person's role right before the name, or after the name and a comma."""
    start, end = person[:2]
    found: set[str] = set()
    before = _CLAUSE_END.split(text[max(0, start - _BEFORE) : start].rstrip(", "))
    found |= set(_words_of_title(before[-1].split()[-_TITLE_WORDS:]))
    behind = text[end : end + _BEHIND]
    if behind.startswith(", "):
        clause = _PUNCTUATION.split(behind[2:])[0]
        if _DESCRIBES.match(clause):
            found |= {word.lower() for word in _WORD.findall(clause)[: 2 * _TITLE_WORDS]}
    table = read_table("quotations", "persons")
    known = {*table["roles"], *table["masculine"], *table["feminine"]}
    return found & known


def _words_of_title(before: Sequence[str]) -> Iterator[str]:
    """The words before a name that belong to its title; others end it: “the lawmaker wants Ann”."""
    known = read_table("quotations", "persons")
    for word in reversed(before):
        plain = word.strip(".,’'\"“").lower()
        yield plain
        is_title = word[:1].isupper() or plain in _IN_TITLES or plain in known["roles"]
        if not is_title and plain not in known["masculine"] and plain not in known["feminine"]:
            return
