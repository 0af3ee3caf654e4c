"""Which press database a file was exported from, and its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from components.corpus.readers.analyst_answer import ONE, PARTS, answered
from components.corpus.readers.drafts import Draft, Kind, Results
from components.corpus.readers.formats.press import apa, integrum, lexisnexis, mediargus, proquest
from components.corpus.readers.formats.press.europresse import is_europresse, split_europresse
from components.corpus.readers.formats.press.export_documents import tell_copies
from components.corpus.readers.formats.press.factiva.factiva_page import is_factiva, split_factiva
from components.corpus.readers.formats.press.factiva.factiva_text import (
    is_coded,
    is_laid_out,
    split_coded,
    split_laid_out,
)
from components.corpus.readers.formats.press.japanese_archives import ARCHIVES
from components.corpus.readers.formats.press.nexis import is_nexis, split_nexis

_OF_PAGES: tuple[tuple[str, Callable[[str], bool], Callable[[str], Results]], ...] = (
    ("Factiva", is_factiva, split_factiva),
    ("LexisNexis", lexisnexis.is_lexisnexis_page, lexisnexis.split_lexisnexis_page),
    ("Europresse", is_europresse, split_europresse),
    ("Integrum", integrum.is_integrum, integrum.split_integrum),
    *(("a Japanese archive", *one) for one in ARCHIVES),
    ("APA DeFacto", apa.is_defacto, apa.split_defacto),
    ("ProQuest", proquest.is_proquest_page, proquest.split_proquest_page),
)
_OF_LINES: tuple[
    tuple[str, Callable[[Sequence[str]], bool], Callable[[Sequence[str]], Results]], ...
] = (
    ("Nexis Uni", is_nexis, split_nexis),
    ("LexisNexis", lexisnexis.is_lexisnexis, lexisnexis.split_lexisnexis),
    ("Factiva", is_coded, split_coded),
    ("Factiva", is_laid_out, split_laid_out),
    ("ProQuest", proquest.is_proquest, proquest.split_proquest),
    ("Mediargus", mediargus.is_mediargus, mediargus.split_mediargus),
    ("GoPress", mediargus.is_gopress, mediargus.split_gopress),
    ("APA", apa.is_apa, apa.split_apa),
    ("APA", apa.is_apa_wire, apa.split_apa_wire),
    ("Integrum", integrum.is_integrum_text, integrum.split_integrum_text),
)
"""Whose export it is, how it is told, and its reader."""


def split_page(markup: str) -> Results | None:
    """The articles of a page that a press database made, or None for any other page.

    None as well when an analyst says that the file is one article.
    """
    if answered(PARTS) == ONE:
        return None
    name, found = next(((n, split) for n, is_one, split in _OF_PAGES if is_one(markup)), ("", None))
    results = [*tell_copies(found(markup))] if found else []
    # A page may look like one by chance: then its article is not among them.
    if not any(isinstance(one, Draft) for one in results):
        return None
    return chain([Kind(f"an export of {name}, HTML")], results)


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines are those of an export that `split_lines` splits."""
    return any(is_one(lines) for _, is_one, _ in _OF_LINES)


def split_lines(lines: Sequence[str]) -> Results | None:
    """The articles of an export as text, RTF, Word or PDF; None for any other document.

    `lines` are its lines or paragraphs in their order. Blank ones among them part the paragraphs;
    where there are none, each line is a paragraph. None as well when an analyst says that the file
    is one article.
    """
    if answered(PARTS) == ONE:
        return None
    name, found = next(((n, split) for n, is_one, split in _OF_LINES if is_one(lines)), ("", None))
    return chain([Kind(f"an export of {name}")], tell_copies(found(lines))) if found else None
