"""Headlines of two articles as an alignment of one sentence each, so that edits have types."""

from __future__ import annotations

from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.sentence_normalisation import find_tokens


def align_headlines(first: str, second: str) -> Alignment:
    """Link two headlines, whatever they have in common: they stand in the same place.

    The link is `same` when their words are equal but for case, space and punctuation style, else
    `edited`. A headline of white space is none: then there is no link, and the other headline is
    dropped or added.
    """
    spans = _whole(first), _whole(second)
    links = []
    if all(spans):
        changed = find_tokens(first, spans[0]).keys != find_tokens(second, spans[1]).keys
        links = [Link((0,), (0,), "edited" if changed else "same", changed)]
    return Alignment(first, second, *spans, links)


def _whole(headline: str) -> list[tuple[int, int]]:
    words = headline.strip()
    start = headline.index(words)
    return [(start, start + len(words))] if words else []
