"""Antecedents: which person a pronoun or a role stands for, and which names a speaker has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from components.analysis.quotations.parsed_frame import (
    Name,
    NameIndex,
    ParsedFrame,
    Report,
    Speaker,
)
from components.analysis.quotations.speaker_bodies import (
    FAR,
    Bearers,
    Bodies,
    find_explained_name,
    is_unlisted_person,
)
from components.analysis.quotations.speaker_phrases import find_named_body

_PARAGRAPHS_BACK, _LOOK_BACK = 2, 60
# Pages read without paragraphs are one long line, so that letters tell how far a name is.
_NEAR, _FAR = 500, 1500
# Outlets mostly relay the statements of others.
_MEDIA = re.compile(r"\b(?:Times|Post|News|Journal|Press|Reuters|BBC|CNN|TASS|Telegraph|Herald)\b")
# By reading, pronouns that are less sure are right in two of three cases only.
_LEAST_SURE = 0.66
_RIVALLED, _LEADS = 0.45, 0.75
_SEXED = frozenset({"he", "she"})
_REPORTING = frozenset({"say", "state", "according"})


class Antecedents:
    """The persons that pronouns and roles may stand for, as known up to a frame of the article.

    Frames are to be read in order; a quotation is added once its speaker is known.
    """

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._names = names
        self._bearers = Bearers(text, names)
        self._reporters: list[tuple[int, int, Name]] = []
        self._subjects: list[tuple[int, int, Name]] = []
        self._leading: list[tuple[int, int, Name]] = []
        self._mentioned: list[tuple[int, int, Name]] = []
        self._genders: dict[str, str] = {}
        self._known = {name for name in names.listed if name[2] == "PERSON"}
        self._frames: list[int] = []
        self._bodies = Bodies(text, names)

    def read_frame(self, frame: ParsedFrame) -> None:
        """Add who reports and who is named with a verb in a frame."""
        self._frames.append(frame.start)
        seen = set()
        # “James said Archie was” and “told Ann that” are no reports of Archie and of Ann.
        with_subject = {one.cue for one in frame.reports if one.route == "subject"}
        # Names before the pronouns that may be theirs, and who leads the sentence last.
        for report in sorted(
            frame.reports,
            key=lambda one: (one.speaker.kind in _SEXED, not frame.is_subordinate(one.cue)),
        ):
            if report.route == "after" and frame.has_parse and report.cue in with_subject:
                continue
            name = self._name_of(frame, report.speaker)
            if name is None and report.route == "subject" and report.cue >= 0:
                self._add_stranger(frame, report)
            if name is None or report.cue < 0:
                self._add_mention(frame, report, name)
                continue
            if name[2] != "PERSON":
                speaks = report.kind in _REPORTING
                self._bodies.add(report.speaker.start, frame.paragraph, name, speaks)
                continue
            self._known.add(name)
            entry = (report.speaker.start, frame.paragraph, name)
            below = frame.is_subordinate(report.cue)
            is_pronoun = report.speaker.kind in _SEXED
            if is_pronoun and not below:
                self._genders.setdefault(name[3], report.speaker.kind)
            if report.kind in _REPORTING and not (below and is_pronoun):
                self._reporters.append(entry)
            if entry not in seen:
                self._subjects.append(entry)
                seen.add(entry)
            if report.route == "subject" and not below:
                self._leading.append(entry)
        self._add_first_name(frame)

    def _add_mention(self, frame: ParsedFrame, report: Report, name: Name | None) -> None:
        """A person in a sentence of which the parser has found no subject."""
        missed = all(one.cue < 0 for one in frame.reports)
        if missed and name and name[2] == "PERSON" and report.route != "poss":
            self._mentioned.append((report.speaker.start, frame.paragraph, name))

    def _add_stranger(self, frame: ParsedFrame, report: Report) -> None:
        """A person without a listed name who leads a sentence, or a pronoun that may be anybody."""
        speaker = report.speaker
        near = [one[2][3] for one in self._reporters[-_LOOK_BACK:] if speaker.start - one[0] < _FAR]
        is_open = speaker.kind in _SEXED or is_unlisted_person(frame, speaker, len(set(near)) > 1)
        if is_open and not frame.is_subordinate(report.cue):
            said = self._text[speaker.start : speaker.end]
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
        if speaker.kind in _SEXED:
            return self._pronoun(speaker, paragraph)
        if speaker.kind == "it":
            return self._bodies.find_it(speaker.start, paragraph)
        if self._text[speaker.start : speaker.end].lower() == "the statement":
            found = self._bodies.find_it(speaker.start, paragraph)
            return None if found and _MEDIA.search(found[0][3]) else found
        if speaker.kind == "role":
            return self._role(speaker) or self._bodies.find_the(speaker)
        if speaker.kind in ("noun", "title"):
            return self._bearers.find_surname(speaker) or self._bodies.find_the(speaker)
        return None

    def _name_of(self, frame: ParsedFrame, speaker: Speaker) -> Name | None:
        if speaker.kind in ("person", "org", "place"):
            return frame.names.find(speaker.start, speaker.end)
        body = find_named_body(frame, speaker)
        if body:
            return *body, "ORG", " ".join(self._text[slice(*body)].split())
        unlisted = find_explained_name(frame, speaker)
        if unlisted:
            name = (*unlisted, "PERSON", self._text[slice(*unlisted)])
            self._bearers.add(name)
            return name
        found = self.find(speaker, frame.paragraph)
        is_open = found and found[1] <= _RIVALLED and self._doubt(speaker, found[0]) < 1
        return found[0] if found and not is_open else None

    def _pronoun(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        # How far a name is does not depend on the length of the quotation between.
        own = self._sentence_of(speaker.start)
        for back in range(_PARAGRAPHS_BACK + 1):
            for far, less in ((_NEAR, 0.0), (_FAR, 0.25), (None, 0.45)):
                for entries, sure in ((self._reporters, 0.9), (self._subjects, 0.7)):
                    first = own - far if far else 0
                    for name in _latest(entries, first, speaker.start, paragraph - back):
                        if self._may_be(speaker.kind, name):
                            sure = max(0.1, sure - less - 0.15 * back)
                            doubt = self._doubt(speaker, name) < 1
                            if sure > _LEAST_SURE and not doubt:
                                return name, sure
                            led = self._leader(speaker, name)
                            if led and (doubt or led[0] == name):
                                return led
                            return name, min(sure, _RIVALLED)
        return None

    def _leader(self, speaker: Speaker, other: Name) -> tuple[Name, float] | None:
        """The only person who leads the sentence before a pronoun, where that is near it.

        None where the text shows that the other is “he” or “she”, and of the leader it does not.
        """
        own = self._sentence_of(speaker.start)
        before = [entry for entry in self._leading[-_LOOK_BACK:] if entry[0] < speaker.start]
        if not before or own - before[-1][0] > _NEAR:
            return None
        sentence = self._sentence_of(before[-1][0])
        last = [name for start, _, name in before if self._sentence_of(start) == sentence]
        one = len({name[3] for name in last}) == 1 and self._may_be(speaker.kind, last[0])
        later = self._list_rivals(speaker, last[0], sentence)
        if not one or last[0] not in self._known or later:
            return None
        is_shown = self._bearers.is_shown_as
        shown = is_shown(speaker.kind, last[0]) or self._genders.get(last[0][3]) == speaker.kind
        if shown or sentence == own:
            return last[0], _LEADS
        known = is_shown(speaker.kind, other) or self._genders.get(other[3]) == speaker.kind
        return None if known else (last[0], _LEADS)

    def _doubt(self, speaker: Speaker, chosen: Name) -> float:
        """At most how sure a pronoun is: less where a sentence since then is led by another."""
        last = max(
            (start for entries in (self._reporters, self._subjects)
             for start, _, name in entries[-_LOOK_BACK:]
             if name[3] == chosen[3] and start < speaker.start),
            default=chosen[0],
        )  # fmt: skip
        led = [one[2] for one in self._leading[-_LOOK_BACK:] if last < one[0] < speaker.start]
        before = self._sentence_of(self._sentence_of(speaker.start) - 1)
        if last < before:
            named = [one[2] for one in self._mentioned[-_LOOK_BACK:] if before <= one[0]]
            led += [name for name in named if name[0] < speaker.start]
        others = [name for name in _others(led, chosen) if self._may_be(speaker.kind, name)]
        return _RIVALLED if others or self._list_rivals(speaker, chosen, last) else 1.0

    def _list_rivals(self, speaker: Speaker, chosen: Name, last: int) -> list[Name]:
        """Who else is a subject in a sentence that begins behind an offset, before a pronoun."""
        later = [
            name
            for start, _, name in self._subjects[-_LOOK_BACK:]
            if last < start < speaker.start and self._sentence_of(start) > last
        ]
        return [name for name in _others(later, chosen) if self._may_be(speaker.kind, name)]

    def _sentence_of(self, start: int) -> int:
        """Where the sentence begins in which an offset is."""
        number = bisect_right(self._frames, start) - 1
        return self._frames[number] if number >= 0 else 0

    def _may_be(self, pronoun: str, person: Name) -> bool:
        if pronoun not in _SEXED:
            return True
        known = self._genders.get(person[3], pronoun) == pronoun
        return known and self._bearers.may_be(pronoun, person)

    def _role(self, speaker: Speaker) -> tuple[Name, float] | None:
        found = self._bearers.find_role(speaker)
        if found is None:
            return None
        person, sure, is_alone = found
        far = is_alone and speaker.start - person[1] > FAR
        return person, min(sure, self._doubt(speaker, person)) if far else sure


def _latest(
    entries: Sequence[tuple[int, int, Name]], first: int, before: int, paragraph: int
) -> Iterator[Name]:
    for start, inside, name in reversed(entries[-_LOOK_BACK:]):
        if inside < paragraph:
            return
        if inside == paragraph and first <= start < before:
            yield name


def _others(names: Sequence[Name], chosen: Name) -> list[Name]:
    """The names that are surely of another; “Stevens” may be “T. Chaz Stevens”."""
    own = set(chosen[3].lower().split())
    return [name for name in names if not own & set(name[3].lower().split())]
