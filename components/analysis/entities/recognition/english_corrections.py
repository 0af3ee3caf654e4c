"""Corrections of what a model recognises in English news, by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from components.analysis.entities.recognition.corpus_evidence import CorpusEvidence
from components.analysis.entities.recognition.gazetteer import is_also_a_body, may_be_a_person
from components.analysis.entities.recognition.glued_words import (
    cut_glued_words,
    find_capitalised_words,
    find_explained_acronyms,
    is_common_word,
    is_explained_thing,
    is_full_name,
    looks_like_full_name,
    type_of_person,
)
from components.analysis.entities.recognition.lexicon import Lexicon
from components.analysis.entities.recognition.name_evidence import Clues
from components.analysis.entities.recognition.name_spans import (
    FoundName,
    TakenSpans,
)
from components.analysis.entities.recognition.person_signs import is_house, is_no_name, needs_signs

_HYPHEN = re.compile(r"[-–]")
_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
_NAMED_AFTER = re.compile(
    r"\s(?:[A-Z]\w+\s)?(?:Inc|Corp|Tower|Foundation|University|Organization|Cent(?:er|re)|Institute"
    r"|Hotel|Street|Avenue|School|Airport|Stadium|Prize|Act|Doctrine|Administration)\b"
)
_SPOKEN = re.compile(r"(?:speak|speaks|speaking|spoke|spoken|fluent)(?: in)? \Z")


def correct_english(clues: Clues, lexicon: Lexicon) -> list[FoundName]:
    """Names of one English text, in order, not overlapping.

    The spans of the model are corrected, then the names that it missed are added.
    """
    own = _own(clues)
    kept = TakenSpans(len(clues.text), (span[:2] for span in own))
    spans = [span for span in clues.spans if not own or kept.is_free(*span[:2])]
    found = [
        *own,
        *(corrected for span in spans for corrected in _correct_span(span, clues, lexicon)),
    ]
    languages = [span for span in clues.spans if span.type == "LANGUAGE"]
    room = TakenSpans(len(clues.text), (span[:2] for span in (*found, *languages)))
    for start, end in clues.not_read:
        room.take(start, end)
    for name in (*_missed(clues, lexicon), *clues.besides):
        if room.is_free(name.start, name.end):
            room.take(name.start, name.end)
            found.append(name)
    return sorted(found)


def _own(clues: Clues) -> list[FoundName]:
    """The names of the analyst's list, which overrule all others."""
    if not clues.gazetteer.names:
        return []
    return [
        FoundName(start, end, known.type)
        for start, end, known in clues.known
        if clues.gazetteer.own_name(clues.text[start:end])
    ]


def _correct_span(span: FoundName, clues: Clues, lexicon: Lexicon) -> Iterator[FoundName]:
    span = cut_glued_words(span, clues, lexicon.evidence)
    start, end, kind = span
    surface = clues.text[start:end]
    if kind == "LANGUAGE" or is_no_name(surface, kind) or is_explained_thing(surface, clues.text):
        return
    parts = list(_compound(span, clues, lexicon))
    if parts:
        yield from parts
        return
    known = clues.gazetteer.look_up(surface)
    if known and known.type == "NORP" and _is_language(clues.text, start):
        return
    if known and not _rather_a_person(surface, kind, clues.families, lexicon.evidence):
        yield FoundName(start, end, known.type)
    elif kind == "PERSON" and is_house(clues.text, start, end, family=surface in clues.families):
        yield FoundName(start, end, "ORG")
    elif not clues.in_headline(start) or lexicon.evidence.is_known(surface):
        kind = _choose_type(surface, lexicon.evidence.usual_type(surface) or kind, clues, lexicon)
        if kind:
            yield FoundName(start, end, kind)


def _choose_type(surface: str, kind: str, clues: Clues, lexicon: Lexicon) -> str:
    """The type of a name that no table knows; '' for a word that is no name here."""
    is_family = partial(lexicon.has_family, clues=clues)
    is_person = surface in lexicon.evidence.full_names
    if is_family(surface) or surface in clues.given:
        return "PERSON"
    if kind == "PERSON":
        if is_common_word(surface, clues.text):
            return ""
        form = type_of_person(surface, clues)
        told = form == "PERSON" and needs_signs(surface)
        return (told and lexicon.evidence.type_by_signs(surface)) or form
    told = kind == "ORG" and lexicon.evidence.is_told_person(surface)
    if told and looks_like_full_name(surface, clues.gazetteer):
        return "PERSON"
    shouted = surface.isupper() and len(surface) > 3 and is_family(surface.capitalize())
    return "PERSON" if shouted or is_full_name(surface, is_family, is_person) else kind


def _is_language(text: str, start: int) -> bool:
    return bool(_SPOKEN.search(text[max(0, start - 12) : start]))


def _rather_a_person(
    surface: str, kind: str, families: frozenset[str], evidence: CorpusEvidence
) -> bool:
    if surface in families and (kind == "PERSON" or not is_also_a_body(surface)):
        return True
    return kind == "PERSON" and may_be_a_person(surface) and evidence.is_mostly_person(surface)


def _compound(span: FoundName, clues: Clues, lexicon: Lexicon) -> Iterator[FoundName]:
    """The names in `Putin-Zelensky` or `U.S.-mediated`; none for names that are one (Al-Qaeda)."""
    start, end, _ = span
    surface = clues.text[start:end]
    hyphens = [match.start() for match in _HYPHEN.finditer(surface)]
    if len(hyphens) != 1 or clues.gazetteer.look_up(surface):
        return
    at = hyphens[0]
    head, tail = surface[:at], surface[at + 1 :]
    first = _type_of(head, clues, lexicon)
    second = _type_of(tail, clues, lexicon)
    if first and second:
        yield FoundName(start, start + at, first)
        yield FoundName(start + at + 1, end, second)
    elif first and tail[:1].islower():
        yield FoundName(start, start + at, first)
    elif second and head in ("pro", "anti", "non"):
        yield FoundName(start + at + 1, end, second)


def _type_of(surface: str, clues: Clues, lexicon: Lexicon) -> str | None:
    if lexicon.has_family(surface, clues):
        return "PERSON"
    known = clues.gazetteer.look_up(surface)
    return known.type if known else None


def _missed(clues: Clues, lexicon: Lexicon) -> Iterator[FoundName]:
    """Names the rules know, best founded first; some overlap names already found."""
    text = clues.text
    for start, end in clues.titled:
        yield FoundName(start, end, "PERSON")
    for start, end in lexicon.persons.find(text):
        yield FoundName(start, end, "PERSON")
    for line_start, line_end in clues.headlines:
        for start, end in lexicon.headline_names.find(text, line_start, line_end):
            kind = lexicon.evidence.types[text[start:end]].most_common(1)[0][0]
            yield FoundName(start, end, kind)
    for start, end in lexicon.others.find(text):
        kind = lexicon.evidence.types[text[start:end]].most_common(1)[0][0]
        if not is_explained_thing(text[start:end], text):
            yield FoundName(start, end, kind)
    yield from _lone_families(clues, lexicon)
    yield from (FoundName(*span, "ORG") for span in find_explained_acronyms(text))
    for start, end, known in clues.known:
        if known.type != "NORP" or not _is_language(text, start):
            yield FoundName(start, end, known.type)


def _lone_families(clues: Clues, lexicon: Lexicon) -> Iterator[FoundName]:
    text = clues.text
    lower: set[str] | None = None
    for start, end in find_capitalised_words(text):
        name = text[start:end]
        if not lexicon.has_family(name, clues):
            continue
        lower = set(_LOWER_WORD.findall(text)) if lower is None else lower
        if name.lower() in lower or clues.gazetteer.look_up(name) or _NAMED_AFTER.match(text, end):
            continue
        if is_house(text, start, end, family=name in clues.families):
            continue
        yield FoundName(start, end, "PERSON")
