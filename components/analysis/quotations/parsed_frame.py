"""Parsed frames: the words of a frame with its names, reporting verbs and possible speakers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import NamedTuple

from components.analysis.quotations.sentence_frames import Frame, Token
from components.analysis.word_lists import read_table, read_words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
KINDS = {"PERSON": "person", "ORG": "org", "GPE": "place", "NORP": "group"}
_NOMINAL = frozenset({"dobj", "pobj", "poss", "compound", "attr", "amod", *SUBJECTS})
_SUBORDINATE = frozenset({"advcl", "relcl", "ccomp", "acl", "pcomp", "csubj"})
_VOWELS = "aeiou"
_INVERTED = ("-il", "-elle", "-ils", "-elles")
Name = tuple[int, int, str, str]
"""Start, end, type and entity of a name in the text."""


class Speaker(NamedTuple):
    """A name, pronoun or noun that may be the speaker: its span, kind and token number.

    `kind` is `person`, `org`, `place`, `group` (names), `he`, `she`, `they`, `it`, `we`, `i`,
    `you`, `who` (pronouns), `role`, `title` or `noun`.
    """

    start: int
    end: int
    kind: str
    token: int


class Report(NamedTuple):
    """One reading of who reports: `cue` is the number of the verb's token, -1 where there is none.

    `verb` is its base form, `kind` its class (`say`, `state`, `judge`, `think`, `other`) or another
    kind of cue (`according`, `words`, `dash`, `none`), `route` how the speaker is bound to it.
    """

    speaker: Speaker
    cue: int
    verb: str
    kind: str
    route: str


class NameIndex:
    """The names of a text (persons, organisations, places, peoples), looked up by span."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.listed = [name for name in names if name[2] in KINDS]
        self._starts = [name[0] for name in self.listed]

    def find(self, start: int, end: int) -> Name | None:
        """The last name that overlaps a span, None where none does."""
        number = bisect_right(self._starts, end - 1) - 1
        if number >= 0 and self.listed[number][1] > start:
            return self.listed[number]
        return None

    def find_only(self, start: int, end: int) -> Name | None:
        """The name that overlaps a span, None where none or several do."""
        name = self.find(start, end)
        first = self.find(start, start + 1)
        return name if name and (first is None or first == name) else None


@dataclass(frozen=True)
class ParsedFrame(Frame):
    """A frame with its words and the names of its text.

    `find_reports` is called when `reports` is first read; it is a field because its module imports
    this one.
    """

    text: str
    tokens: Sequence[Token]
    names: NameIndex
    verbs: Mapping[str, tuple[str, str]]
    find_reports: Callable[[ParsedFrame], Sequence[Report]]

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the numbers of those whose head it is."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if 0 <= token.head != number:
                found[token.head].append(number)
        return found

    @cached_property
    def has_parse(self) -> bool:
        """Whether the words have heads and relations."""
        return any(token.relation for token in self.tokens)

    @cached_property
    def token_starts(self) -> list[int]:
        """Start offsets of the tokens, for bisection."""
        return [token.start for token in self.tokens]

    @cached_property
    def quoted_starts(self) -> list[int]:
        """Start offsets of the quoted strings, for bisection."""
        return [one.start for one in self.quoted]

    @cached_property
    def is_all_quoted(self) -> bool:
        """Whether the frame has no word outside quotation marks."""
        return not any(not t.quoted and any(map(str.isalnum, t.word)) for t in self.tokens)

    def person_explained_by(self, number: int) -> Name | None:
        """The person that a token is in apposition to: “Ann Lee, a lawyer, said”; else None."""
        token = self.tokens[number]
        if token.relation != "appos":
            return None
        head = self.tokens[token.head]
        name = self.names.find(head.start, head.end)
        return name if name and name[2] == "PERSON" and not head.quoted else None

    def pronoun_at(self, number: int) -> str | None:
        """The kind of a personal pronoun; without a parser in other languages too."""
        word = self.tokens[number].word
        kind: str | None = read_table("quotations", "persons")["pronouns"].get(word)
        if kind or self.has_parse:
            return kind
        if word.endswith(_INVERTED):
            word = word.rpartition("-")[2]
        table = read_table("quotations", "persons_by_language")
        return next((kind for kind in ("he", "she", "they") if word in table[kind]), None)

    def is_office_at(self, number: int) -> bool:
        """Whether, without a parser, a word names an office or a trade in any language."""
        word = self.tokens[number].word
        return not self.has_parse and (names_role([word]) or word in _offices())

    def verb_at(self, number: int) -> tuple[str, str] | None:
        """Verb and class of a token that is a reporting verb outside quotations; else None."""
        token = self.tokens[number]
        known = self.verbs.get(token.word)
        if known is None and not self.has_parse and token.word.endswith(_INVERTED):
            known = self.verbs.get(token.word.rpartition("-")[0].removesuffix("-t"))
        if known is None or token.quoted:
            return None
        if token.relation in _NOMINAL and token.relation != "amod":
            return None
        before = self.tokens[number - 1].word if number else ""
        if before in words("not_before_verbs") and (
            token.word in list_noun_forms() or token.relation == "amod"
        ):
            return None
        if not self.has_parse and token.word in list_noun_forms():
            return None
        return known

    def is_subordinate(self, cue: int) -> bool:
        """Whether a verb is in a clause whose subject is not taken up by a pronoun."""
        return cue >= 0 and self.tokens[cue].relation in _SUBORDINATE

    def looks_named(self, number: int) -> bool:
        """Whether, without a parser, a capital marks a token as a name that no table has."""
        token = self.tokens[number]
        if self.has_parse or token.quoted or token.word in words("never_names"):
            return False
        return self.text[token.start].isupper() and not self.is_office_at(number)

    def capitals_around(self, number: int) -> tuple[int, int]:
        """The span of the run of words that look named around a word."""
        first = last = number
        while first and self.looks_named(first - 1):
            first -= 1
        while last + 1 < len(self.tokens) and self.looks_named(last + 1):
            last += 1
        return self.tokens[first].start, self.tokens[last].end

    @cached_property
    def reports(self) -> Sequence[Report]:
        """All possible speakers of the frame, each with the verb that would report the speech."""
        return self.find_reports(self)


@cache
def list_reporting_verbs(
    extra: tuple[str, ...] = (), language: str = "en"
) -> Mapping[str, tuple[str, str]]:
    """Each form of a reporting verb with its base form and class: say, state, judge or think.

    `extra` are verbs that the analyst adds, in the base form ("opine") in English, as the text
    has them in other languages; they count as `state`.
    """
    if language != "en":
        listed = read_table("quotations", "verbs_by_language").get(language, [])
        return MappingProxyType(dict.fromkeys([*listed, *extra], ("say", "say")))
    forms: dict[str, tuple[str, str]] = {}
    for kind, verbs in read_table("quotations", "verbs").items():
        for verb in verbs:
            for form in inflect_verb(verb):
                forms.setdefault(form, (verb, kind))
    for verb in extra:
        for form in inflect_verb(verb.strip().lower()):
            forms[form] = (verb, "state")
    return MappingProxyType(forms)


def inflect_verb(verb: str) -> Iterable[str]:
    """The forms of an English verb: irregular ones by the table, the rest by rule."""
    irregular = read_table("quotations", "forms")["irregular"].get(verb, [])
    stem = verb[:-1] if verb.endswith("e") else verb
    ends_in_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    hissing = verb.endswith(("s", "sh", "ch", "x", "z"))
    third = verb[:-1] + "ies" if ends_in_y else verb + ("es" if hissing else "s")
    past = verb[:-1] + "ied" if ends_in_y else stem + "ed"
    return dict.fromkeys([verb, third, past, stem + "ing", *irregular])


def list_noun_forms() -> frozenset[str]:
    """Forms of reporting verbs that are often nouns (claims, report)."""
    return read_words("quotations", "forms", "nouns")


def words(kind: str) -> frozenset[str]:
    """One list of `tables/words.json`."""
    return read_words("quotations", "words", kind)


def names_role(named: Sequence[str]) -> bool:
    """Whether one of the words (lower case) is a role, a trade or a kind of person."""
    endings = tuple(read_table("quotations", "persons")["endings"])
    return any(
        word in _roles()
        or word.removesuffix("s") in _roles()
        or (len(word) > 5 and word.endswith(endings))
        for word in named
    )


@cache
def _offices() -> frozenset[str]:
    return read_words("quotations", "persons_by_language", "roles")


@cache
def _roles() -> frozenset[str]:
    return frozenset(read_table("quotations", "persons")["roles"])
