"""Who stands in a frame and may be speaking, and which verbs would say so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import NamedTuple

from components.analysis.quotations.frames import Frame, Token
from components.analysis.tables import read_table, read_words

_VOWELS = "aeiou"


@cache
def reporting_verbs(
    extra: tuple[str, ...] = (), language: str = "en"
) -> Mapping[str, tuple[str, str]]:
    """Each form of a reporting verb with its verb and class: say, state, judge or think.

    `extra` are verbs that the analyst adds, in the base form ("opine") in English, as they stand in
    the text in other languages; they count as `state`.
    """
    if language != "en":
        listed = read_table("quotations", "verbs_by_language").get(language, [])
        return MappingProxyType(dict.fromkeys([*listed, *extra], ("say", "say")))
    forms: dict[str, tuple[str, str]] = {}
    for kind, verbs in read_table("quotations", "verbs").items():
        for verb in verbs:
            for form in forms_of(verb):
                forms.setdefault(form, (verb, kind))
    for verb in extra:
        for form in forms_of(verb.strip().lower()):
            forms[form] = (verb, "state")
    return MappingProxyType(forms)


def forms_of(verb: str) -> Iterable[str]:
    """The forms of an English verb: irregular ones by the table, the rest by rule."""
    irregular = read_table("quotations", "forms")["irregular"].get(verb, [])
    stem = verb[:-1] if verb.endswith("e") else verb
    ends_in_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    hissing = verb.endswith(("s", "sh", "ch", "x", "z"))
    third = verb[:-1] + "ies" if ends_in_y else verb + ("es" if hissing else "s")
    past = verb[:-1] + "ied" if ends_in_y else stem + "ed"
    return dict.fromkeys([verb, third, past, stem + "ing", *irregular])


def noun_forms() -> frozenset[str]:
    """Forms of reporting verbs that are nouns as often as not (claims, a report)."""
    return read_words("quotations", "forms", "nouns")


def words(kind: str) -> frozenset[str]:
    """One list of `tables/words.json`."""
    return read_words("quotations", "words", kind)


SUBJECTS = frozenset({"nsubj", "nsubjpass"})
KINDS = {"PERSON": "person", "ORG": "org", "GPE": "place", "NORP": "group"}
_NOMINAL = frozenset({"dobj", "pobj", "poss", "compound", "attr", "amod", *SUBJECTS})

Name = tuple[int, int, str, str]
"""Start, end, type and entity of a name in the text."""


class Speaker(NamedTuple):
    """A name, pronoun or noun that may be the speaker: where, of what kind, at which token."""

    start: int
    end: int
    kind: str
    token: int


class Report(NamedTuple):
    """That somebody may be reported to speak: by which token (-1: none), verb and class of verb."""

    speaker: Speaker
    cue: int
    verb: str
    kind: str
    route: str


class Names:
    """The names of a text, to be looked up by place."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.listed = [name for name in names if name[2] in KINDS]
        self._starts = [name[0] for name in self.listed]

    def at(self, start: int, end: int) -> Name | None:
        """The name that overlaps a span."""
        place = bisect_right(self._starts, end - 1) - 1
        if place >= 0 and self.listed[place][1] > start:
            return self.listed[place]
        return None

    def between(self, start: int, end: int) -> Iterator[Name]:
        """The names that begin in a span."""
        for place in range(bisect_right(self._starts, start - 1), len(self.listed)):
            if self.listed[place][0] >= end:
                return
            yield self.listed[place]


@dataclass(frozen=True)
class ParsedFrame:
    """A frame with its words: speakers and reports are found when they are asked for."""

    text: str
    frame: Frame
    tokens: Sequence[Token]
    names: Names
    verbs: Mapping[str, tuple[str, str]]
    find: Callable[[ParsedFrame], Sequence[Report]]

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token, those that hang on it."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if 0 <= token.head != number:
                found[token.head].append(number)
        return found

    @cached_property
    def has_parse(self) -> bool:
        """Whether a parser told how the words hang together."""
        return any(token.relation for token in self.tokens)

    @cached_property
    def token_starts(self) -> list[int]:
        """Where the tokens begin, to look them up by place."""
        return [token.start for token in self.tokens]

    @cached_property
    def quoted_starts(self) -> list[int]:
        """Where the quoted strings begin."""
        return [one.start for one in self.quoted]

    @cached_property
    def is_all_quoted(self) -> bool:
        """Whether nothing is said outside quotations."""
        return not any(not t.quoted and any(map(str.isalnum, t.word)) for t in self.tokens)

    def person_explained_by(self, number: int) -> Name | None:
        """The person whom a token describes after a comma: “Ann Lee, a lawyer, said”."""
        token = self.tokens[number]
        if token.relation != "appos":
            return None
        head = self.tokens[token.head]
        name = self.names.at(head.start, head.end)
        return name if name and name[2] == "PERSON" and not head.quoted else None

    def verb_at(self, number: int) -> tuple[str, str] | None:
        """Verb and class where a reporting verb stands as a verb, outside quotations."""
        token = self.tokens[number]
        known = self.verbs.get(token.word)
        if known is None or token.quoted:
            return None
        if token.relation in _NOMINAL and token.relation != "amod":
            return None
        before = self.tokens[number - 1].word if number else ""
        if before in words("not_before_verbs") and (
            token.word in noun_forms() or token.relation == "amod"
        ):
            return None
        if not self.has_parse and token.word in noun_forms():
            return None
        return known

    @cached_property
    def reports(self) -> Sequence[Report]:
        """Everybody who may speak here, with the verb that would say so."""
        return self.find(self)


@cache
def _roles() -> frozenset[str]:
    return frozenset(read_table("quotations", "persons")["roles"])


def names_role(named: Sequence[str]) -> bool:
    """Whether one of the words names a role, a trade or a kind of person."""
    endings = tuple(read_table("quotations", "persons")["endings"])
    return any(
        word in _roles()
        or word.removesuffix("s") in _roles()
        or (len(word) > 5 and word.endswith(endings))
        for word in named
    )
