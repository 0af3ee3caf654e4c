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
    Report,
    Speaker,
)
from components.analysis.quotations.speaker_bodies import Bodies, list_kinds_of_bodies
from components.analysis.quotations.speaker_phrases import (
    describe_person,
    find_named_body,
    list_roles_beside,
    list_state_stems,
)
from components.analysis.word_lists import read_table

_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARAGRAPHS_BACK, _LOOK_BACK = 2, 60
# Pages read without paragraphs are one long line, so that letters tell how far a name is.
_NEAR, _FAR = 500, 1500
_SUBORDINATE = frozenset({"advcl", "relcl", "ccomp", "acl", "pcomp", "csubj"})
_FAR_ROLE = 700
# Outlets mostly relay the statements of others.
_MEDIA = re.compile(r"\b(?:Times|Post|News|Journal|Press|Reuters|BBC|CNN|TASS|Telegraph|Herald)\b")
# By reading, pronouns that are less sure are right in two of three cases only.
_LEAST_SURE = 0.66
_INDEFINITE = re.compile(r"(?:an?|another|one)\s", re.IGNORECASE)
_RIVALLED, _LEADS, _ONE_BODY = 0.45, 0.75, 0.8
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
            self._roles[person[3]] |= list_roles_beside(text, person)
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
        self._listed = set(self._persons)
        self._frames: list[int] = []
        self._bodies = Bodies(text, names)

    def read_frame(self, frame: ParsedFrame) -> None:
        """Add who reports and who is named with a verb in a frame."""
        seen = set()
        for report in sorted(frame.reports, key=lambda one: not _is_below(frame, one.cue)):
            name = self._name_of(frame, report.speaker)
            if name is None and report.route == "subject" and report.cue >= 0:
                self._add_stranger(frame, report)
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
        self._frames.append(frame.start)

    def _add_stranger(self, frame: ParsedFrame, report: Report) -> None:
        """A person without a listed name who leads a sentence: “a former minister”, “Han”."""
        speaker = report.speaker
        said = self._text[speaker.start : speaker.end]
        is_new = speaker.kind == "role" and _INDEFINITE.match(said) is not None
        is_named = speaker.kind in ("noun", "title") and said.istitle()
        known = said.split()[-1].lower() in list_kinds_of_bodies() or _is_below(frame, report.cue)
        if not known and (is_new or is_named):
            self._leading.append((speaker.start, frame.paragraph, (*speaker[:2], "PERSON", said)))

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
        if self._text[speaker.start : speaker.end].lower() == "the statement":
            found = self._bodies.find_it(speaker.start, paragraph)
            return None if found and _MEDIA.search(found[0][3]) else found
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
                            if self._doubt(speaker, name) < 1:
                                return self._leader(speaker) or (name, min(sure, _RIVALLED))
                            return name, sure if sure > _LEAST_SURE else min(sure, _RIVALLED)
        return None

    def _leader(self, speaker: Speaker) -> tuple[Name, float] | None:
        """The only person who leads the sentence before a pronoun, where that is near it."""
        before = [entry for entry in self._leading[-_LOOK_BACK:] if entry[0] < speaker.start]
        if not before or speaker.start - before[-1][0] > _NEAR:
            return None
        sentence = self._sentence_of(before[-1][0])
        last = [name for start, _, name in before if self._sentence_of(start) == sentence]
        one = len({name[3] for name in last}) == 1 and self._may_be(speaker.kind, last[0])
        return (last[0], _LEADS) if one and last[0] in self._listed else None

    def _doubt(self, speaker: Speaker, chosen: Name) -> float:
        """At most how sure a pronoun is: less where a sentence since then is led by another."""
        last = max(
            (start for entries in (self._reporters, self._subjects)
             for start, _, name in entries[-_LOOK_BACK:]
             if name[3] == chosen[3] and start < speaker.start),
            default=chosen[0],
        )  # fmt: skip
        rivals = [entry for entry in self._leading[-_LOOK_BACK:] if last < entry[0] < speaker.start]
        rivals += [
            entry
            for entry in self._subjects[-_LOOK_BACK:]
            if last < entry[0] < speaker.start and self._sentence_of(entry[0]) > last
        ]
        others = [name for _, _, name in rivals if not _shares_word(name[3], chosen[3])]
        return _RIVALLED if any(self._may_be(speaker.kind, name) for name in others) else 1.0

    def _sentence_of(self, start: int) -> int:
        """Where the sentence begins in which an offset is."""
        number = bisect_right(self._frames, start) - 1
        return self._frames[number] if number >= 0 else 0

    def _may_be(self, pronoun: str, person: Name) -> bool:
        table = read_table("quotations", "persons")
        if pronoun not in ("he", "she"):
            return True
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
        state = list_state_stems(surface)
        own = {p[3] for p in bearers if state & list_state_stems(describe_person(self._text, p))}
        if own:
            return next(p for p in reversed(bearers) if p[3] in own), 0.8 if len(own) == 1 else 0.6
        sure = 0.45 if several and state else 0.6 if several else 0.8
        far = speaker.start - bearers[-1][1] > _FAR_ROLE
        return bearers[-1], min(sure, self._doubt(speaker, bearers[-1])) if far else sure


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
