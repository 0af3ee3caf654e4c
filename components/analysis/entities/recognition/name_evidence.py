"""Evidence for types of names in one text: its clues, and what it shows of them to the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern

from components.analysis.article.captions import find_photo_credits
from components.analysis.entities.linking.name_forms import (
    ends_as_organisation,
    is_no_family,
)
from components.analysis.entities.linking.person_names import (
    find_described_names,
    find_ministers,
    find_titled_names,
    parse_person,
)
from components.analysis.entities.recognition.corpus_evidence import TextEvidence
from components.analysis.entities.recognition.gazetteer import (
    TABLES_ALONE,
    Gazetteer,
    Known,
)
from components.analysis.entities.recognition.name_spans import (
    SECOND_TYPES,
    FoundName,
    TakenSpans,
    clean_spans,
    find_title_case_lines,
)
from components.analysis.entities.recognition.person_signs import (
    is_no_name,
    needs_signs,
    read_sign,
    restore_given_names,
)

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_MOST_WORDS = 5
_SHORTEST_GIVEN = 4


@dataclass(frozen=True)
class Clues:
    """What one text shows before any rule decides; all spans are offsets in it, in order."""

    text: str
    spans: tuple[FoundName, ...]
    """What the model found, trimmed, outside web addresses and credits of photographs."""
    headlines: tuple[tuple[int, int], ...]
    """Lines in Title Case or capitals."""
    known: tuple[tuple[int, int, Known], ...]
    """Names of the gazetteer."""
    titled: tuple[tuple[int, int], ...]
    """Names after a title, and names with a description that were not found otherwise."""
    families: frozenset[str]
    """Family names that this text gives with a given name or after a title."""
    given: frozenset[str]
    """First given names of the persons whom this text names in full."""
    not_read: tuple[tuple[int, int], ...]
    """Web addresses and credits of photographs, in which no name is looked for."""
    gazetteer: Gazetteer
    besides: tuple[FoundName, ...] = ()
    """What the model found that is no name: dates, sums, laws."""

    def in_headline(self, at: int) -> bool:
        """Whether an offset lies in a Title Case line."""
        return any(start <= at < end for start, end in self.headlines)


def read_clues(
    text: str, spans: Sequence[tuple[int, int, str]], gazetteer: Gazetteer = TABLES_ALONE
) -> Clues:
    """Read the clues of one text; `spans` are those of the model."""
    addresses = (match.span() for match in _ADDRESS.finditer(text))
    not_read = (*addresses, *find_photo_credits(text))
    outside = TakenSpans(len(text), not_read)
    names = tuple(
        span
        for span in clean_spans(text, spans)
        if outside.is_free(*span[:2]) and not is_no_name(text[span.start : span.end], span.type)
    )
    names = tuple(restore_given_names(text, names))
    known = tuple(gazetteer.find_known(text))
    taken = TakenSpans(len(text), (*not_read, *(name[:2] for name in (*names, *known))))
    told = chain(find_described_names(text), find_ministers(text))
    described = [span for span in told if taken.is_free(*span)]
    titled = (*(span for span in find_titled_names(text) if outside.is_free(*span)), *described)
    headlines = tuple(find_title_case_lines(text))
    full = [
        parse_person(text[start:end])
        for start, end, kind in names
        if kind == "PERSON" and not any(first <= start < last for first, last in headlines)
        if _is_full_name(text, start, end, gazetteer)
    ]
    given = {name.given[0] for name in full if name.given and len(name.given[0]) >= _SHORTEST_GIVEN}
    families = {name.family for name in full} | {_family(text, span) for span in titled}
    families = _names_persons_bear(families, gazetteer)
    given = _names_persons_bear(given - families, gazetteer)
    return Clues(
        text,
        names,
        headlines,
        known,
        titled,
        frozenset(families),
        frozenset(given),
        not_read,
        gazetteer,
        tuple(clean_spans(text, spans, SECOND_TYPES)),
    )


def _is_full_name(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether what a model calls a person is a person's full name, by its form and its signs."""
    name = text[start:end]
    if not 2 <= len(name.split()) <= _MOST_WORDS:
        return False
    if ends_as_organisation(name) or gazetteer.knows_otherwise(name):
        return False
    return not needs_signs(name) or read_sign(text, start, end) not in ("ORG", "GPE")


def collect_evidence(clues: Clues, found: Sequence[FoundName]) -> TextEvidence:
    """The evidence of one text whose names were found; names in headlines are none."""
    types = []
    full_names = set()
    for start, end, kind in found:
        if kind == "LANGUAGE" or kind in SECOND_TYPES or clues.in_headline(start):
            continue
        surface = intern(clues.text[start:end])
        types.append((surface, kind))
        of_several = 2 <= len(surface.split()) <= _MOST_WORDS
        if kind == "PERSON" and of_several and not ends_as_organisation(surface):
            full_names.add(surface)
    signs = tuple(_signs(clues, {*found, *clues.spans}))
    return TextEvidence(tuple(types), clues.families, frozenset(full_names), signs)


def _signs(clues: Clues, names: Iterable[FoundName]) -> Iterator[tuple[str, str]]:
    for start, end in {name[:2] for name in names if name.type == "PERSON"}:
        surface = clues.text[start:end]
        if needs_signs(surface):
            yield intern(surface), read_sign(clues.text, start, end)


def _names_persons_bear(names: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """The words but for those that rather name a place or an office: Medieval Indonesia."""
    return {
        name
        for name in names
        if not (gazetteer.knows_otherwise(name) or ends_as_organisation(name) or is_no_family(name))
    }


def _family(text: str, span: tuple[int, int]) -> str:
    return parse_person(text[slice(*span)]).family
