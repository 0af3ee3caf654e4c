"""What stands in quotation marks, by the marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.text.segment import Span, paragraphs

QUOTE_SIGNS = frozenset("\"“”„«»‘’'`")

_MARK = re.compile(r"[\"“”„«»]|‘(?=[^\W\d_])|(?<=[\w.,!?…])’(?!\w)")
_CLOSING = {"“": '”"»', "„": '“”"»', "«": '»"”', '"': '"”', "‘": "’", "”": "”"}


def quoted_spans(text: str) -> list[Span]:
    """Spans inside quotation marks, the marks outside, in order and not overlapping.

    A quotation that is not closed ends with its paragraph; one inside another is part of it.
    """
    return [span for start, end in paragraphs(text) for span in _quoted_in(text, start, end)]


def _quoted_in(text: str, start: int, end: int) -> Iterator[Span]:
    opened = -1
    closing = ""
    for mark in _MARK.finditer(text, start, end):
        sign = mark[0]
        if opened < 0:
            if sign in _CLOSING and _opens(text, mark.end(), end):
                opened, closing = mark.end(), _CLOSING[sign]
        elif sign in closing:
            if opened < mark.start():
                yield opened, mark.start()
            opened = -1
    if 0 <= opened < end:
        yield opened, end


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a mark may open: something follows it at once, a space only after a guillemet."""
    return at < end and (not text[at].isspace() or text[at - 1] == "«")
