"""Dropped and added sentences: their kind, by what they say that the other text does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from components.analysis.entities.linking.name_forms import romanised
from components.analysis.entities.linking.person_names import (
    find_described_names,
    find_titled_names,
)
from components.analysis.pair.edits.changed_credits import (
    LONGEST_LINE,
    is_boilerplate,
    is_credit_line,
)
from components.analysis.pair.edits.changed_figures import plain_numbers
from components.analysis.pair.edits.changed_quotations import (
    is_quoted_in,
    is_verb_of_attribution,
    quotations_in,
    read_quoted,
)
from components.analysis.pair.edits.edit import Reason, Typed, typed, weight, words
from components.analysis.pair.edits.edit_context import Piece, Side, shorten
from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.word_lists import name_words
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold, without_insertions
from components.text.plural import agree
from components.text.segment import Span
from components.text.segment import words as word_spans

if TYPE_CHECKING:
    from components.analysis.quotations.utterances import Utterance

_SHORT, _STEM = 2, 6  # words of meaning in a sentence that tells little; letters of a stem
_RESTATED = 0.5  # share of its words of meaning above which another text says it too
_MARKS = " '-*•>|([="
_INITIAL_INSIDE = re.compile(
    r"(?<!\w)[^\W\d_a-z][\w’'-]{1,30} (?:[^\W\d_a-z]\. ){1,2}[^\W\d_a-z][\w’'-]{1,30}"
)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_DIGITS = re.compile(r"(?<![^\W\d_])\d+")
_SMALL = frozenset(map(str, range(11)))
_NO_PERSON = words("credit", "outlet_words") | name_words("generic_in_organisations")
_NO_PERSON_AFTER = frozenset({"told", "of", "for", "at", "in", "the", "and", "to", "from"})

SENTENCE_KINDS = ("quotation", "number", "person", "credit", "boilerplate", "sentence")


@dataclass(frozen=True)
class WholeText:
    """A whole text, to ask whether it contains a quotation, a figure or a person."""

    side: Side

    @cached_property
    def folded(self) -> str:
        """The text in its normal form."""
        return fold(self.side.text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The values of its numbers, those of days and years included."""
        return frozenset(token for token in read_numbers(self.folded) if token[0] == "#")

    @cached_property
    def _quotations(self) -> list[Utterance]:
        return read_quoted(self.side)

    def quotes(self, text: str) -> bool:
        """Whether it has the words of a quotation, or quotes them cut or with other words."""
        held = self.side.spoken.holds(without_insertions(text))
        return held or is_quoted_in(text, self._quotations)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words with a capital, romanised."""
        text = self.side.text
        found = word_spans(text)
        return frozenset(_name_key(text[a:b]) for a, b in found if text[a : a + 1].isupper())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words."""
        return frozenset(token[:_STEM] for token in Piece(self.side, 0, len(self.side.text)).tokens)

    @cached_property
    def persons(self) -> frozenset[str]:
        """The entities of the persons it mentions; empty where nobody looked for names."""
        return frozenset(entity for _, _, kind, entity in self.side.names or () if kind == "PERSON")


@dataclass(frozen=True)
class Unshared:
    """What a sentence says that the other text does not, each as it is written there."""

    quotations: list[str]
    figures: list[str]
    persons: list[str]


def find_unshared(side: Side, span: Span, others: WholeText) -> Unshared:
    """Find the quotations, figures and persons of a sentence that another text lacks."""
    piece = Piece(side, *span)
    return Unshared(
        [text for text in quotations_in(side, span) if not others.quotes(text)],
        [
            _figure(value)
            for value in plain_numbers(piece)
            if value not in others.numbers and _is_telling(value, piece)
        ],
        _persons_alone(piece, others),
    )


def _is_telling(value: str, piece: Piece) -> bool:
    """Whether a number is in digits or above ten, and no year nor part of a code: KX3318054."""
    number = value[1:]
    if number in _DIGITS.findall(piece.folded):
        return not _YEAR.fullmatch(number)
    return number[0].isdecimal() and number not in _SMALL and number not in piece.folded


def _figure(value: str) -> str:
    whole, dot, rest = value[1:].partition(".")
    return (f"{int(whole):,}" if whole.isdecimal() and len(whole) < 20 else whole) + dot + rest


def _persons_alone(piece: Piece, others: WholeText) -> list[str]:
    if piece.side.names is not None:
        found = piece.side.names_in(piece.start, piece.end)
        names = {entity: piece.side.text[a:b] for a, b, kind, entity in found if kind == "PERSON"}
        return [
            name
            for entity, name in names.items()
            if entity not in others.persons and not _is_named(name, others)
        ]
    raw = piece.raw
    spans = {*find_titled_names(raw), *find_described_names(raw), *_beside_a_verb(piece)}
    spans |= {match.span() for match in _INITIAL_INSIDE.finditer(raw)}
    persons = {raw[a:b].strip(" .,") for a, b in spans}
    new = {_name_key(name.split()[-1]): name for name in sorted(persons, key=len)}
    return sorted(name for family, name in new.items() if family not in others.words)


def _is_named(name: str, others: WholeText) -> bool:
    """Whether the other text has a name, or its family name with no other first name."""
    family, given = _name_key(name.split()[-1]), _name_key(name.split()[0])
    if others.side.wording.holds(name) or family not in others.words:
        return family in others.words
    bearers = [one.split() for one in others.persons if _name_key(one.split()[-1]) == family]
    firsts = {_name_key(parts[0]) for parts in bearers}
    return given == family or not firsts or bool(firsts & {given, family})


def _beside_a_verb(piece: Piece) -> Iterator[Span]:
    """Names of two words or more next to a verb of attribution, or to `who`."""
    found = piece.words
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _goes_on(piece, start, end):
            end += 1
        if end - start > 1 and _is_a_speaker(piece, start, end):
            yield found[start][0] - piece.start, found[end - 1][1] - piece.start
        start = max(end, start + 1)


def _is_a_speaker(piece: Piece, start: int, end: int) -> bool:
    folded = [fold(word) for _, _, word in piece.words[max(0, start - 1) : end + 1]]
    before = folded[0] if start else ""
    behind = folded[-1] if end < len(piece.words) else ""
    said = behind == "who" or is_verb_of_attribution(before) or is_verb_of_attribution(behind)
    return said and before not in _NO_PERSON_AFTER and _NO_PERSON.isdisjoint(folded)


def _goes_on(piece: Piece, start: int, at: int) -> bool:
    begin, _, word = piece.words[at]
    if not word[0].isupper() or (fold(word) in FUNCTION_WORDS and len(word) > 1):
        return False
    return at == start or piece.side.text[piece.words[at - 1][1] : begin] in (" ", "\xa0", ". ")


def _name_key(word: str) -> str:
    return romanised(word.replace("’", "'").removesuffix("'s"))


def type_sentence(
    side: Side,
    span: Span,
    others: WholeText,
    case: str,
    *,
    opening: str | None = None,
    elsewhere: str = "the other version",
) -> Typed:
    """Type a sentence that was dropped (`case` "lost") or added ("gained").

    The kind is one of `SENTENCE_KINDS`. `side` and `span` say where the sentence is, `others` is
    the other text. The reason begins with `opening`, by default "dropped: " or "added: ", and calls
    the other text `elsewhere`.
    """
    line = fold(side.text[slice(*span)][:LONGEST_LINE]).lstrip(_MARKS)
    verb = {"lost": "dropped: ", "gained": "added: "}[case] if opening is None else opening
    raw = shorten(side.text[slice(*span)])
    if is_boilerplate(line):
        return typed("boilerplate", case, Reason(f"{verb}a line of boilerplate, ‘{raw}’"))
    if is_credit_line(side.text[slice(*span)]):
        return typed("credit", case, Reason(f"{verb}a credit line, ‘{raw}’"))
    carried = find_unshared(side, span, others)
    said = _what(carried, elsewhere)
    if not said:
        alone = _case_alone(Piece(side, *span), others)
        return typed("sentence", alone or case, Reason(f"{verb}‘{raw}’"))
    kind = said[0][0]
    told = min(1.0, round(weight(kind, "sentence") + 0.05 * (len(said) - 1), 2))
    return Typed(kind, told, Reason(verb + "; ".join(words for _, words in said)))


def _case_alone(piece: Piece, others: WholeText) -> str:
    """Whether a sentence is short, or says in other order what the other text says; else ""."""
    if len(piece.content) <= _SHORT:
        return "short"
    known = sum(token[:_STEM] in others.stems for token in piece.content)
    return "restated" if known > _RESTATED * len(piece.content) else ""


def _what(carried: Unshared, elsewhere: str) -> list[tuple[str, str]]:
    """The kinds of what only this sentence has, each with its words; the most telling first."""
    said = []
    if carried.quotations:
        said.append(("quotation", f"the quotation ‘{shorten(carried.quotations[0])}’"))
    if carried.figures:
        said.append(("number", f"{_listed(carried.figures)} in {elsewhere}"))
    if carried.persons:
        named = shorten(", ".join(carried.persons[:3]))
        verb = agree(len(carried.persons), "is", "are")
        said.append(("person", f"{named} {verb} not named in {elsewhere}"))
    return said


def _listed(figures: list[str]) -> str:
    several = f"the numbers {', '.join(figures[:3])} are nowhere"
    return agree(len(figures), f"the number {figures[0]} is nowhere", several)
