"""Cut texts into pieces that a model reads one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from components.text.segment import Span, paragraphs

LONGEST = 20_000


def pieces(text: str) -> Iterator[Span]:
    """Paragraphs, and parts of those too long for a model, cut where a word ends."""
    for start, end in paragraphs(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1
            cut = cut if cut > start else start + LONGEST
            yield start, cut
            start = cut
        yield start, end
