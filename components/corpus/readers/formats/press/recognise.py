"""Which press database a file was exported from, and its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.corpus.readers.analyst_answer import ONE, PARTS, answered
from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.factiva import is_factiva, split_factiva
from components.corpus.readers.formats.press.nexis import is_nexis, split_nexis

_OF_PAGES: tuple[tuple[Callable[[str], bool], Callable[[str], Results]], ...] = (
    (is_factiva, split_factiva),
)
_OF_LINES: tuple[
    tuple[Callable[[Sequence[str]], bool], Callable[[Sequence[str]], Results]], ...
] = ((is_nexis, split_nexis),)


def split_page(markup: str) -> Results | None:
    """The articles of a page that a press database made, or None for any other page.

    None as well when an analyst says that the file is one article.
    """
    if answered(PARTS) == ONE:
        return None
    return next((split(markup) for is_one, split in _OF_PAGES if is_one(markup)), None)


def split_lines(lines: Sequence[str]) -> Results | None:
    """The articles of an export as text, RTF, Word or PDF; None for any other document.

    `lines` are its lines or paragraphs, without blank ones. None as well when an analyst says that
    the file is one article.
    """
    if answered(PARTS) == ONE:
        return None
    return next((split(lines) for is_one, split in _OF_LINES if is_one(lines)), None)
