"""Which press database a file was exported from, and its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.corpus.readers.drafts import Draft, Results
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

_OF_PAGES: tuple[tuple[Callable[[str], bool], Callable[[str], Results]], ...] = (
    (is_factiva, split_factiva),
    (lexisnexis.is_lexisnexis_page, lexisnexis.split_lexisnexis_page),
    (is_europresse, split_europresse),
    (integrum.is_integrum, integrum.split_integrum),
    *ARCHIVES,
    (apa.is_defacto, apa.split_defacto),
    (proquest.is_proquest_page, proquest.split_proquest_page),
)
_OF_LINES: tuple[
    tuple[Callable[[Sequence[str]], bool], Callable[[Sequence[str]], Results]], ...
] = (
    (is_nexis, split_nexis),
    (lexisnexis.is_lexisnexis, lexisnexis.split_lexisnexis),
    (is_coded, split_coded),
    (is_laid_out, split_laid_out),
    (proquest.is_proquest, proquest.split_proquest),
    (mediargus.is_mediargus, mediargus.split_mediargus),
    (mediargus.is_gopress, mediargus.split_gopress),
    (apa.is_apa, apa.split_apa),
    (integrum.is_integrum_text, integrum.split_integrum_text),
)


def split_page(markup: str) -> Results | None:
    """The articles of a page that a press database made, or None for any other page."""
    found = next((split for is_one, split in _OF_PAGES if is_one(markup)), None)
    results = [*tell_copies(found(markup))] if found else []
    # A page may look like one by chance: then its article is not among them.
    return iter(results) if any(isinstance(one, Draft) for one in results) else None


def split_lines(lines: Sequence[str]) -> Results | None:
    """The articles of an export as text, RTF, Word or PDF; None for any other document.

    `lines` are its lines or paragraphs in their order. Blank ones among them part the paragraphs;
    where there are none, each line is a paragraph.
    """
    found = next((split for is_one, split in _OF_LINES if is_one(lines)), None)
    return tell_copies(found(lines)) if found else None
