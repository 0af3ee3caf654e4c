"""Bodies and bearers of offices: who “it”, “the ministry” or “the minister” stands for."""

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
    names_role,
)
from components.analysis.quotations.speaker_phrases import find_unlisted_name
from components.analysis.word_lists import read_table, read_words
from components.text.segment import Span

FAR = 700
"""How many letters off a name is too far to be taken up without asking who else was named."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INDEFINITE = re.compile(r"(?:an?|another|one|his|her|their|.{2,40}[’']s)\s", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_CLAUSE_END = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[.;:!?,\n](?=\s)")
_PUNCTUATION = re.compile(r"[,.;:\n“\"]")
_TITLE_WORDS = 4
_BEFORE, _BEHIND = 60, 70
_SAME_STEM = 4
_CAPITALISED = re.compile(r"\b(?:U\.S\.|U\.K\.|(?!The\b|This\b|That\b)[A-Z]\w+)")
_DESCRIBES = re.compile(r"(?:an?|the|his|her|its|their|who|[A-Z][\w.]*[’']s)\s")
_IN_TITLES = frozenset(
    {"of", "the", "for", "and", "former", "then", "deputy", "prime", "foreign", "defence"}
)
_LOOK_BACK = 60
_EXPLAINING = frozenset({"appos", "compound"})
_ONE, _SEVERAL, _OTHER_STATE = 0.8, 0.6, 0.45


class Bearers:
    """The persons of a text with the words for their roles and the words of their names."""

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        self._bearers: defaultdict[str, list[Name]] = defaultdict(list)
        self._by_word: defaultdict[str, list[Name]] = defaultdict(list)
        persons = [name for name in names.listed if name[2] == "PERSON"]
        for person in persons:
            self._roles[person[3]] |= list_roles_beside(text, person)
        for person in persons:
            for role in self._roles[person[3]]:
                self._bearers[role].append(person)
            self.add(person)

    def add(self, person: Name) -> None:
        """Let each word of a person's name stand for the person from here on."""
        for word in self._text[person[0] : person[1]].split():
            self._by_word[word].append(person)

    def may_be(self, pronoun: str, person: Name) -> bool:
        """Whether neither the first name nor a title of a person speaks against “he” or “she”."""
        table = read_table("quotations", "persons")
        is_he = pronoun == "he"
        if person[3].lower() in ("he", "she"):
            return person[3].lower() == pronoun
        if person[3].lower().split()[-1] in list_kinds_of_bodies():
            return False
        if person[3].lower().split()[0] in table["feminine_names" if is_he else "masculine_names"]:
            return self.is_shown_as(pronoun, person)
        other = table["feminine" if is_he else "masculine"]
        return self.is_shown_as(pronoun, person) or not self._titles(person) & set(other)

    def is_shown_as(self, pronoun: str, person: Name) -> bool:
        """Whether a title shows that a person is “he” or “she”: a spokeswoman, Mr."""
        own = read_table("quotations", "persons")["masculine" if pronoun == "he" else "feminine"]
        return bool(self._titles(person) & set(own))

    def _titles(self, person: Name) -> set[str]:
        """The words for a person's roles, and those by which one without a name is called."""
        return self._roles[person[3]] | set(person[3].lower().split())

    def find_surname(self, speaker: Speaker) -> tuple[Name, float] | None:
        """The one person before who has a single capitalised word as a part of the name."""
        said = self._text[speaker.start : speaker.end]
        bearers = self._by_word.get(said, []) if said[:1].isupper() else []
        bearers = [person for person in bearers if person[0] < speaker.start]
        if not bearers or len({person[3] for person in bearers}) > 1:
            return None
        return bearers[-1], _ONE

    def find_role(self, speaker: Speaker) -> tuple[Name, float, bool] | None:
        """The person “the minister” stands for, how sure (0 to 1), and whether by the word alone.

        Not by the word alone is where both are of one state: “the British minister”.
        """
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
        state = list_state_stems(surface)
        own = {p[3] for p in bearers if state & list_state_stems(describe_person(self._text, p))}
        if own:
            last = next(person for person in reversed(bearers) if person[3] in own)
            return last, _ONE if len(own) == 1 else _SEVERAL, False
        several = len({person[3] for person in bearers}) > 1
        sure = _OTHER_STATE if several and state else _SEVERAL if several else _ONE
        return bearers[-1], sure, True


class Bodies:
    """The bodies named in a text, and those that have reported, in order."""

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._named = [
            name
            for name in names.listed
            if name[2] == "ORG" and self._ends(name) & list_kinds_of_bodies()
        ]
        self._reporters: list[tuple[int, int, Name]] = []
        self._subjects: list[tuple[int, Name]] = []

    def add(self, start: int, paragraph: int, name: Name, speaks: bool) -> None:
        """Add that a body or a state does something at an offset, or `speaks` there."""
        self._subjects.append((start, name))
        if speaks:
            self._reporters.append((start, paragraph, name))

    def find_it(self, start: int, paragraph: int) -> tuple[Name, float] | None:
        """The body that spoke last before an “it” that speaks, in this paragraph or the one before.

        None where another body or a state spoke or did something near it.
        """
        near = [
            name
            for at, inside, name in self._reporters[-_LOOK_BACK:]
            if at < start and paragraph - inside <= 1 and start - at <= FAR
        ]
        if not near or near[-1][2] != "ORG":
            return None
        acting = [name for at, name in self._subjects[-_LOOK_BACK:] if start - FAR <= at < start]
        return (near[-1], _ONE) if len({name[3] for name in near + acting}) == 1 else None

    def find_the(self, speaker: Speaker) -> tuple[Name, float] | None:
        """The body that “the ministry” stands for: the only one of its kind named before."""
        said = self._text[speaker.start : speaker.end].lower().split()
        if len(said) != 2 or said[0] != "the" or said[1] not in list_kinds_of_bodies():
            return None
        end = bisect_right(self._named, speaker.start, key=lambda name: name[0])
        reported = [name for at, _, name in self._reporters[-_LOOK_BACK:] if at < speaker.start]
        before = [
            name
            for name in sorted({*self._named[max(0, end - _LOOK_BACK) : end], *reported})
            if said[1] in self._ends(name)
        ]
        return (before[-1], _ONE) if len({name[3] for name in before}) == 1 else None

    def _ends(self, name: Name) -> set[str]:
        """The first and the last word of a name, one of which may say what kind of body it is."""
        found = _WORD.findall(self._text[name[0] : name[1]].lower())
        return {*found[:1], *found[-1:]}


def is_unlisted_person(frame: ParsedFrame, speaker: Speaker, several: bool) -> bool:
    """Whether a noun is a person whom no listed name tells: “a former minister”, “Han”.

    So is somebody's mother, and “the commander” where `several` persons have spoken.
    """
    said = frame.text[speaker.start : speaker.end]
    last = said.split()[-1].lower()
    table = read_table("quotations", "persons")
    if last in list_kinds_of_bodies() or last in table["unnamed_things"]:
        return False
    if speaker.kind in ("noun", "title"):
        return said.istitle()
    if speaker.kind != "role" or (last in table["pronouns"] and last not in ("one", "another")):
        return False
    is_definite = said.lower().startswith(("the ", "these ", "those "))
    is_one = _INDEFINITE.match(said) is not None or not (is_definite or last.endswith("s"))
    return is_one or (several and is_definite)


def find_explained_name(frame: ParsedFrame, speaker: Speaker) -> Span | None:
    """The name of a person that no table has, by a trade beside it: “Bo Qu, an expert, says”."""
    token = frame.tokens[speaker.token]
    beside = (
        child
        for child in frame.children[speaker.token]
        if frame.tokens[child].relation in _EXPLAINING and names_role([frame.tokens[child].word])
    )
    if token.word in list_kinds_of_bodies() or next(beside, None) is None:
        return None
    return find_unlisted_name(frame, speaker)


def list_kinds_of_bodies() -> frozenset[str]:
    """Words for kinds of bodies that speak: ministry, army, council."""
    return read_words("quotations", "persons", "bodies")


def describe_person(text: str, person: Name) -> str:
    """The words before a name in its clause, and the name of an office behind it."""
    start, end = person[:2]
    clause = _CLAUSE_END.split(text[max(0, start - _BEFORE) : start].rstrip(", "))[-1]
    before = " ".join(clause.split()[-_TITLE_WORDS:])
    behind = text[end : end + _BEHIND]
    return f"{before} {_PUNCTUATION.split(behind[2:])[0] if behind.startswith(', ') else ''}"


def list_state_stems(phrase: str) -> set[str]:
    """What tells the state or body in a phrase: its capitalised words, peoples as their states."""
    peoples = read_table("quotations", "persons")["states_of_peoples"]
    named = [word.replace(".", "").lower() for word in _CAPITALISED.findall(phrase)]
    return {peoples.get(word, word)[:_SAME_STEM] for word in named}


def list_roles_beside(text: str, person: Name) -> set[str]:
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
