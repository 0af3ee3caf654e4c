"""Mend what a statistical model gets wrong about names in the news, by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from components.analysis.entities.linking.name_parts import acronym
from components.analysis.entities.name_tables import words
from components.analysis.entities.recognition.gazetteer import may_be_a_person
from components.analysis.entities.recognition.name_evidence import Draft, Evidence
from components.analysis.entities.recognition.spans import Found, Phrases, Room, known_phrases

_HYPHEN = re.compile(r"[-–]")
_JOIN = re.compile(r"([-’'])")
_CAPITAL_WORD = re.compile(r"(?<![\w@#])[^\W\d_a-z][\w]*(?:[-’'][^\W\d_a-z]\w+)*")
_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
_NAMED_AFTER = re.compile(
    r"\s(?:[A-Z]\w+\s)?(?:Inc|Corp|Tower|Foundation|University|Organization|Cent(?:er|re)|Institute"
    r"|Hotel|Street|Avenue|School|Airport|Stadium|Prize|Act|Doctrine|Administration)\b"
)
_SPOKEN = re.compile(r"(?:speak|speaks|speaking|spoke|spoken|fluent)(?: in)? \Z")
_COMMON_FAMILY = 2


Facts = tuple[Any, ...]
"""All that the rules may ask of one name: its types, and whether persons are called so."""


@dataclass(frozen=True)
class Lexicon:
    """What the corpus knows, with its names ready to be searched for."""

    evidence: Evidence
    persons: Phrases
    headline_names: Phrases
    others: Phrases
    families: frozenset[str]

    def has_family(self, word: str, draft: Draft) -> bool:
        """Whether a word is a family name in this text, or all over the corpus."""
        return word in draft.families or word in self.families


def lexicon_of(evidence: Evidence) -> Lexicon:
    """Prepare the names of the evidence for searching."""
    persons = [name for name in evidence.full_names if evidence.is_mostly_person(name)]
    several = [name for name in evidence.types if " " in name]
    others = [name for name in evidence.types if evidence.is_surely_no_person(name)]
    strong = {
        family
        for family, texts in evidence.families.items()
        if texts >= _COMMON_FAMILY and len(family) > 3 and evidence.is_mostly_person(family)
    }
    return Lexicon(
        evidence,
        known_phrases(persons),
        known_phrases(several),
        known_phrases(others),
        frozenset(strong),
    )


def facts_of(lexicon: Lexicon) -> dict[str, Facts]:
    """All that the rules may ask of each name the corpus knows."""
    evidence = lexicon.evidence
    facts: dict[str, Facts] = {}
    for name, counts in evidence.types.items():
        most = counts.most_common(1)[0][0]
        usual = evidence.usual_type(name)
        sure = evidence.is_mostly_person(name), evidence.is_surely_no_person(name)
        facts[name] = (most, usual, *sure)
    for name in evidence.families.keys() - facts.keys():
        facts[name] = ("", None, False, False)
    return {
        name: (*known, name in lexicon.families, name in evidence.full_names)
        for name, known in facts.items()
    }


def mend(draft: Draft, lexicon: Lexicon) -> list[Found]:
    """Names of one text: the model's spans mended, then the names it missed put back."""
    own = _own(draft)
    kept = Room(len(draft.text), (span[:2] for span in own))
    spans = [span for span in draft.spans if not own or kept.is_free(*span[:2])]
    found = [*own, *(mended for span in spans for mended in _mend_span(span, draft, lexicon))]
    languages = [span for span in draft.spans if span.type == "LANGUAGE"]
    room = Room(len(draft.text), (span[:2] for span in (*found, *languages)))
    for start, end in draft.addresses:
        room.take(start, end)
    for name in (*_missed(draft, lexicon), *draft.besides):
        if room.is_free(name.start, name.end):
            room.take(name.start, name.end)
            found.append(name)
    return sorted(found)


def _own(draft: Draft) -> list[Found]:
    """The names of the analyst's list, which win over all else."""
    if not draft.gazetteer.names:
        return []
    return [
        Found(start, end, known.type)
        for start, end, known in draft.known
        if draft.gazetteer.own_name(draft.text[start:end])
    ]


def _mend_span(span: Found, draft: Draft, lexicon: Lexicon) -> Iterator[Found]:
    start, end, kind = span
    surface = draft.text[start:end]
    if kind == "LANGUAGE" or _is_no_name(surface):
        return
    parts = list(_compound(span, draft, lexicon))
    if parts:
        yield from parts
        return
    known = draft.gazetteer.look_up(surface)
    if known and known.type == "NORP" and _is_language(draft.text, start):
        return
    if known and not _rather_a_person(surface, kind, draft.families, lexicon.evidence):
        yield Found(start, end, known.type)
    elif not draft.in_headline(start) or lexicon.evidence.is_known(surface):
        person = lexicon.has_family(surface, draft) or surface in draft.given
        usual = lexicon.evidence.usual_type(surface) or kind
        yield Found(start, end, "PERSON" if person else _unlike_a_person(surface, usual))


def _is_no_name(surface: str) -> bool:
    small = surface.casefold()
    return small in words("no_names_alone") or small.split(" ")[0] in words("not_names")


def _unlike_a_person(surface: str, kind: str) -> str:
    """The type, but acronyms and names that end in Station, Port or Holdings are no persons."""
    if kind != "PERSON":
        return kind
    last = surface.split()[-1].lower()
    if " " in surface and last in words("company_ends") | words("generic_in_organisations"):
        return "ORG"
    if surface.split()[-1].lower() in words("facilities"):
        return "FAC"
    return "ORG" if acronym(surface) and "." not in surface else kind


def _is_language(text: str, start: int) -> bool:
    return bool(_SPOKEN.search(text[max(0, start - 12) : start]))


def _rather_a_person(surface: str, kind: str, families: frozenset[str], evidence: Evidence) -> bool:
    if surface in families:
        return True
    return kind == "PERSON" and may_be_a_person(surface) and evidence.is_mostly_person(surface)


def _compound(span: Found, draft: Draft, lexicon: Lexicon) -> Iterator[Found]:
    """The names in `Putin-Zelensky` or `U.S.-mediated`; none for names that are one (Al-Qaeda)."""
    start, end, _ = span
    surface = draft.text[start:end]
    hyphens = [match.start() for match in _HYPHEN.finditer(surface)]
    if len(hyphens) != 1 or draft.gazetteer.look_up(surface):
        return
    at = hyphens[0]
    head, tail = surface[:at], surface[at + 1 :]
    first = _type_of(head, draft, lexicon)
    second = _type_of(tail, draft, lexicon)
    if first and second:
        yield Found(start, start + at, first)
        yield Found(start + at + 1, end, second)
    elif first and tail[:1].islower():
        yield Found(start, start + at, first)
    elif second and head in ("pro", "anti", "non"):
        yield Found(start + at + 1, end, second)


def _type_of(surface: str, draft: Draft, lexicon: Lexicon) -> str | None:
    if lexicon.has_family(surface, draft):
        return "PERSON"
    known = draft.gazetteer.look_up(surface)
    return known.type if known else None


def _missed(draft: Draft, lexicon: Lexicon) -> Iterator[Found]:
    """Names the rules know, best founded first; some overlap names already found."""
    text = draft.text
    for start, end in draft.titled:
        yield Found(start, end, "PERSON")
    for start, end in lexicon.persons.find(text):
        yield Found(start, end, "PERSON")
    for line_start, line_end in draft.headlines:
        for start, end in lexicon.headline_names.find(text, line_start, line_end):
            kind = lexicon.evidence.types[text[start:end]].most_common(1)[0][0]
            yield Found(start, end, kind)
    for start, end in lexicon.others.find(text):
        kind = lexicon.evidence.types[text[start:end]].most_common(1)[0][0]
        yield Found(start, end, kind)
    yield from _lone_families(draft, lexicon)
    for start, end, known in draft.known:
        if known.type != "NORP" or not _is_language(text, start):
            yield Found(start, end, known.type)


def _lone_families(draft: Draft, lexicon: Lexicon) -> Iterator[Found]:
    text = draft.text
    lower: set[str] | None = None
    for start, end in _words(text):
        name = text[start:end]
        if not lexicon.has_family(name, draft):
            continue
        lower = set(_LOWER_WORD.findall(text)) if lower is None else lower
        if name.lower() in lower or draft.gazetteer.look_up(name) or _NAMED_AFTER.match(text, end):
            continue
        yield Found(start, end, "PERSON")


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Capitalised words, each whole and, when it is joined (Putin-Zelensky), in its parts."""
    for match in _CAPITAL_WORD.finditer(text):
        yield match.span()
        if not match.group().isalnum():
            at = match.start()
            for part in _JOIN.split(match.group()):
                yield at, at + len(part)
                at += len(part)
