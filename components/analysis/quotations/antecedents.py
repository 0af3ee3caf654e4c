"""Antecedents: which person a pronoun or a role stands for, and which names a speaker has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from components.analysis.quotations.parsed_frame import (
    KINDS,
    SUBJECTS,
    Name,
    NameIndex,
    ParsedFrame,
    Speaker,
    names_role,
    words,
)
from components.analysis.word_lists import read_table
from components.text.segment import Span

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
_SPEAKING = frozenset({"PERSON", "ORG", "GPE"})
_SUBJECT_LIKE = SUBJECTS | {"pobj"}
_ARTICLE = re.compile(r"(?:the|a|an|this|that|his|her|its|their)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
# Two words in capitals or more, and then a word that is not.
_HEADLINE = re.compile(r"(?:[A-Z0-9][A-Z0-9.,’'&-]+\s+){2,}(?=[A-Z][a-z])")
_MOST_WORDS = 4
_SHORTEST = 3


class Antecedents:
    """The persons that pronouns and roles may stand for, as known up to a frame of the article.

    Frames are to be read in order; a quotation is added once its speaker is known.
    """

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._persons = [name for name in names.listed if name[2] == "PERSON"]
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        for person in self._persons:
            self._roles[person[3]] |= _roles_beside(text, person)
        self._bearers: defaultdict[str, list[Name]] = defaultdict(list)
        for person in self._persons:
            for role in self._roles[person[3]]:
                self._bearers[role].append(person)
        self._reporters: list[tuple[int, int, Name]] = []
        self._subjects: list[tuple[int, int, Name]] = []

    def read_frame(self, frame: ParsedFrame) -> None:
        """Add who reports and who is named with a verb in a frame."""
        seen = set()
        for report in sorted(frame.reports, key=lambda one: not _is_below(frame, one.cue)):
            name = self._name_of(frame, report.speaker)
            if name is None or report.cue < 0:
                continue
            entry = (report.speaker.start, frame.paragraph, name)
            if report.kind in ("say", "state", "according", "words"):
                self._reporters.append(entry)
            if entry not in seen:
                self._subjects.append(entry)
                seen.add(entry)

    def add_speaker(self, start: int, paragraph: int, name: Name) -> None:
        """Add that the quotation at an offset is a person's."""
        self._reporters.append((start, paragraph, name))

    def find(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        """The person a pronoun or role stands for, and the confidence, 0 to 1; else None."""
        if speaker.kind in ("he", "she"):
            return self._pronoun(speaker, paragraph)
        if speaker.kind == "role":
            return self._role(speaker)
        return None

    def _name_of(self, frame: ParsedFrame, speaker: Speaker) -> Name | None:
        if speaker.kind == "person":
            return frame.names.find(speaker.start, speaker.end)
        found = self.find(speaker, frame.paragraph)
        return found[0] if found else None

    def _pronoun(self, speaker: Speaker, paragraph: int) -> tuple[Name, float] | None:
        for back in range(_PARAGRAPHS_BACK + 1):
            for far, less in ((_NEAR, 0.0), (_FAR, 0.25), (None, 0.45)):
                for entries, sure in ((self._reporters, 0.9), (self._subjects, 0.7)):
                    first = speaker.start - far if far else 0
                    for name in _latest(entries, first, speaker.start, paragraph - back):
                        if self._may_be(speaker.kind, name):
                            return name, max(0.1, sure - less - 0.15 * back)
        return None

    def _may_be(self, pronoun: str, person: Name) -> bool:
        table = read_table("quotations", "persons")
        other = table["feminine" if pronoun == "he" else "masculine"]
        own = table["masculine" if pronoun == "he" else "feminine"]
        roles = self._roles[person[3]]
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
    near = before[-1].split()[-_TITLE_WORDS:]
    found |= {word.strip(".,’'\"“").lower() for word in near}
    behind = text[end : end + _BEHIND]
    if behind.startswith(", "):
        clause = _PUNCTUATION.split(behind[2:])[0]
        if _DESCRIBES.match(clause):
            found |= {word.lower() for word in _WORD.findall(clause)[: 2 * _TITLE_WORDS]}
    table = read_table("quotations", "persons")
    known = {*table["roles"], *table["masculine"], *table["feminine"]}
    return found & known


def find_joint_speakers(frame: ParsedFrame, speaker: Speaker) -> Span | None:
    """From the first to the last name of subjects that “and” joins; None where there is one."""
    token = frame.tokens[speaker.token]
    if token.relation not in _SUBJECT_LIKE:
        return None
    last = speaker.end
    at: int | None = speaker.token
    while at is not None:
        children = frame.children[at]
        at = next((n for n in children if frame.tokens[n].relation == "conj"), None)
        if at is None or not any(frame.tokens[n].word in ("and", "&", ",") for n in children):
            break
        name = frame.names.find(frame.tokens[at].start, frame.tokens[at].end)
        if name is None or name[2] not in _SPEAKING or frame.tokens[at].quoted:
            break
        last = name[1]
    return (speaker.start, last) if last > speaker.end else None


def find_unlisted_name(frame: ParsedFrame, speaker: Speaker) -> Span | None:
    """The span of a name that the tables of names do not have: all its words begin with capitals.

    A single word at the start of a sentence must stand with a capital elsewhere in the text, inside
    a sentence, and never without one.
    """
    if speaker.kind not in ("title", "noun") or not frame.has_parse:
        return None
    said = frame.text[speaker.start : speaker.end]
    article = _ARTICLE.match(said)
    start = speaker.start + (article.end() if article else 0)
    named = _NAME_WORD.findall(frame.text[start : speaker.end])
    plain = " ".join(named) != frame.text[start : speaker.end]
    if plain or not 0 < len(named) <= _MOST_WORDS or not all(w[0].isupper() for w in named):
        return None
    name = frame.names.find(start, speaker.end)
    if (name and name[2] not in KINDS) or names_role([word.lower() for word in named]):
        return None
    if len(named[-1]) < _SHORTEST or named[0].lower() in words("never_names"):
        return None
    if len(named) == 1 and not _is_name_elsewhere(frame.text, named[0]):
        return None
    return start, speaker.end


def _is_name_elsewhere(text: str, word: str) -> bool:
    if re.search(rf"\b{re.escape(word.lower())}\b", text):
        return False
    return bool(re.search(rf"[a-z,] {re.escape(word)}\b", text))


def cut_headline(frame: ParsedFrame, speaker: Speaker) -> Speaker:
    """The speaker without the words in capitals of a headline that stands glued before the name."""
    said = frame.text[speaker.start : speaker.end]
    glued = _HEADLINE.match(said)
    return speaker._replace(start=speaker.start + glued.end()) if glued else speaker
