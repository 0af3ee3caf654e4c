"""Headlines of two articles as an alignment of one sentence each, so that edits have types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.edits import Mention
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


def names_in_headline(headline: str, text: str, names: Sequence[Mention]) -> list[Mention]:
    """The places in a headline of the names that are known in the text below it, in order.

    In a headline every word may have a capital, so that names cannot be told by it. Of two that
    overlap the longer counts.
    """
    forms = {text[start:end]: (type, entity) for start, end, type, entity in names}
    found: list[Mention] = []
    for form in sorted(forms, key=lambda one: (-len(one), one)):
        for place in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", headline):
            if all(place.end() <= start or end <= place.start() for start, end, *_ in found):
                found.append((*place.span(), *forms[form]))
    return sorted(found)
