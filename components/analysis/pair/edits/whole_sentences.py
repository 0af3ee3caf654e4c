"""What a sentence carries that stands in one version only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from components.analysis.entities.linking.name_forms import romanised
from components.analysis.entities.linking.person_names import (
    find_described_names,
    find_titled_names,
)
from components.analysis.pair.edits.change import Part, Side, Typed, shown
from components.analysis.pair.edits.changed_figures import plain_numbers
from components.analysis.pair.edits.edit import Reason
from components.analysis.pair.edits.edit_tables import weight, words
from components.analysis.pair.edits.numbers import read_numbers
from components.analysis.pair.edits.speech import is_verb_of_attribution
from components.analysis.tables import name_words, read_table
from components.text.normalisation import fold, without_insertions
from components.text.plural import agree
from components.text.segment import Span
from components.text.segment import words as word_spans
from components.text.stop_words import FUNCTION_WORDS

_FEWEST_QUOTED = 4
_LONGEST_LINE = 400
_MARKS = " '-*•>|([="
_INITIAL_INSIDE = re.compile(
    r"(?<!\w)[^\W\d_a-z][\w’'-]{1,30} (?:[^\W\d_a-z]\. ){1,2}[^\W\d_a-z][\w’'-]{1,30}"
)
_ABOUT_THE_AUTHOR = re.compile(
    r"[^.]{3,60} (?:covers [^.]{3,80} for |"
    r"is (?:an?|the|our) (?:[\w-]+ ){0,3}(?:editor|reporter|correspondent|writer|contributor)\b)"
)
_LONGEST_BYLINE = 12
_DIGITS = re.compile(r"\d+")
_SMALL = frozenset(map(str, range(11)))
_NO_PERSON = words("credit", "outlet_words") | name_words("generic_in_organisations")
_NO_PERSON_AFTER = frozenset({"told", "of", "for", "at", "in", "the", "and", "to", "from"})

SENTENCE_KINDS = ("quotation", "number", "person", "credit", "boilerplate", "sentence")


@dataclass(frozen=True)
class Version:
    """One text as a whole, to be asked whether something stands in it."""

    side: Side

    @cached_property
    def folded(self) -> str:
        """The text in the form for comparing."""
        return fold(self.side.text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The values of its figures, days and years included."""
        return frozenset(token for token in read_numbers(self.folded) if token[0] == "#")

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words with a capital, romanised."""
        text = self.side.text
        return frozenset(
            _name_key(text[a:b]) for a, b in word_spans(text) if text[a : a + 1].isupper()
        )

    @cached_property
    def persons(self) -> frozenset[str]:
        """The entities of its mentions of persons."""
        return frozenset(entity for _, _, kind, entity in self.side.names or () if kind == "PERSON")


@dataclass(frozen=True)
class Carried:
    """What one sentence carries that another version lacks, each as it is written there."""

    quotations: list[str]
    figures: list[str]
    persons: list[str]


def carried_alone(side: Side, span: Span, others: Version) -> Carried:
    """Quotations, figures and persons of a sentence that stand nowhere in another version."""
    part = Part(side, *span)
    return Carried(
        [
            text
            for text in quotations_in(side, span)
            if not others.side.spoken.holds(without_insertions(text))
        ],
        [
            _figure(value)
            for value in plain_numbers(part)
            if value not in others.numbers and _is_telling(value, part)
        ],
        _persons_alone(part, others),
    )


def _bare(quotation: str) -> str:
    return fold(quotation).strip(" ,.")


def _is_telling(value: str, part: Part) -> bool:
    """A figure in digits or above ten; small number words stand in every text."""
    if not value[1].isdigit():
        return False
    return value[1:] in _DIGITS.findall(part.folded) or value[1:] not in _SMALL


def _figure(value: str) -> str:
    whole, dot, rest = value[1:].partition(".")
    return (f"{int(whole):,}" if whole.isdigit() and len(whole) < 20 else whole) + dot + rest


def quotations_in(side: Side, span: Span) -> list[str]:
    """The quoted stretches of a sentence; a few words without stop or capital are no quotation."""
    cut = [
        side.text[max(start, span[0]) : min(end, span[1])]
        for start, end in side.quotations_in(*span)
    ]
    return [text for text in cut if not _is_scare(text)]


def _is_scare(text: str) -> bool:
    plain = text.strip()
    closed = plain[-1:] in tuple(".,!?…") or plain[:1].isupper()
    return len(word_spans(plain)) < (1 if closed else _FEWEST_QUOTED)


def _persons_alone(part: Part, others: Version) -> list[str]:
    if part.side.names is not None:
        found = part.side.names_in(part.start, part.end)
        names = {entity: part.side.text[a:b] for a, b, kind, entity in found if kind == "PERSON"}
        return [
            name
            for entity, name in names.items()
            if entity not in others.persons and not others.side.wording.holds(name)
        ]
    raw = part.raw
    spans = {*find_titled_names(raw), *find_described_names(raw), *_beside_a_verb(part)}
    spans |= {match.span() for match in _INITIAL_INSIDE.finditer(raw)}
    persons = {raw[a:b].strip(" .,") for a, b in spans}
    new = {_name_key(name.split()[-1]): name for name in sorted(persons, key=len)}
    return sorted(name for family, name in new.items() if family not in others.words)


def _beside_a_verb(part: Part) -> Iterator[Span]:
    """Names of two words or more that a verb of attribution, or `who`, stands beside."""
    found = part.words
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _goes_on(part, start, end):
            end += 1
        if end - start > 1 and _is_a_speaker(part, start, end):
            yield found[start][0] - part.start, found[end - 1][1] - part.start
        start = max(end, start + 1)


def _is_a_speaker(part: Part, start: int, end: int) -> bool:
    folded = [fold(word) for _, _, word in part.words[max(0, start - 1) : end + 1]]
    before = folded[0] if start else ""
    behind = folded[-1] if end < len(part.words) else ""
    said = behind == "who" or is_verb_of_attribution(before) or is_verb_of_attribution(behind)
    return said and before not in _NO_PERSON_AFTER and _NO_PERSON.isdisjoint(folded)


def _goes_on(part: Part, start: int, at: int) -> bool:
    begin, _, word = part.words[at]
    if not word[0].isupper() or (fold(word) in FUNCTION_WORDS and len(word) > 1):
        return False
    return at == start or part.side.text[part.words[at - 1][1] : begin] in (" ", "\xa0", ". ")


def _name_key(word: str) -> str:
    return romanised(word.replace("’", "'").removesuffix("'s"))


def type_sentence(
    side: Side,
    span: Span,
    others: Version,
    case: str,
    *,
    opening: str | None = None,
    elsewhere: str = "the other version",
) -> Typed:
    """What a sentence is that was dropped (`case` is "lost") or added ("gained").

    The reason begins with `opening`, or says that it was dropped or added; it calls `others`
    `elsewhere`.
    """
    line = fold(side.text[span[0] : span[1]][:_LONGEST_LINE]).lstrip(_MARKS)
    verb = {"lost": "dropped: ", "gained": "added: "}[case] if opening is None else opening
    raw = shown(side.text[slice(*span)])
    if is_boilerplate(line):
        reason = Reason(f"{verb}a line of boilerplate, ‘{raw}’")
        return Typed("boilerplate", weight("boilerplate", case), reason)
    if is_credit_line(side.text[slice(*span)]):
        return Typed("credit", weight("credit", case), Reason(f"{verb}a credit line, ‘{raw}’"))
    carried = carried_alone(side, span, others)
    said = _what(carried, elsewhere)
    if not said:
        return Typed("sentence", weight("sentence", case), Reason(f"{verb}‘{raw}’"))
    kind = said[0][0]
    told = min(1.0, round(weight(kind, case) + 0.05 * (len(said) - 1), 2))
    return Typed(kind, told, Reason(verb + "; ".join(words for _, words in said)))


def _what(carried: Carried, elsewhere: str) -> list[tuple[str, str]]:
    """Kinds of what a sentence carries, with the words for it, the most telling first."""
    said = []
    if carried.quotations:
        said.append(("quotation", f"the quotation ‘{shown(carried.quotations[0])}’"))
    if carried.figures:
        said.append(("number", f"{_listed(carried.figures)} in {elsewhere}"))
    if carried.persons:
        named = shown(", ".join(carried.persons[:3]))
        verb = agree(len(carried.persons), "is", "are")
        said.append(("person", f"{named} {verb} not named in {elsewhere}"))
    return said


def _listed(figures: list[str]) -> str:
    return agree(
        len(figures),
        f"the number {figures[0]} is nowhere",
        f"the numbers {', '.join(figures[:3])} are nowhere",
    )


def is_boilerplate(folded: str) -> bool:
    """Whether a folded line begins as lines of the page do: read also, subscribe, photo."""
    return folded.startswith(_openings())


@cache
def _openings() -> tuple[str, ...]:
    return tuple(read_table("pair/edits", "boilerplate")["openings"])


def is_credit_line(line: str) -> bool:
    """Whether a line says who wrote or first printed the article, and no more."""
    folded = fold(line[:_LONGEST_LINE])
    return (
        any(phrase in folded for phrase in words("boilerplate", "credits"))
        or is_byline(line)
        or _ABOUT_THE_AUTHOR.match(folded) is not None
    )


def is_byline(line: str) -> bool:
    """`By` and names, without a stop: By Imogen Harte and Tomas Lindqvist."""
    first, *rest = line[:_LONGEST_LINE].split() or [""]
    return (
        first.casefold() == "by"
        and 1 < len(rest) <= _LONGEST_BYLINE
        and not line.rstrip().endswith((".", "!", "?", "”", '"'))
        and all(word[0].isupper() or word.casefold() in ("and", "of", "in", "the") for word in rest)
    )
