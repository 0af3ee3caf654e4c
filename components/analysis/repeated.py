"""What a corpus repeats from article to article without its being of their story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from components.analysis.boilerplate import Boilerplate
from components.analysis.shingle_index import (
    STOCK,
    Rules,
    index_shingles,
    stock_shingles,
    stock_words,
)
from components.analysis.shingles import (
    Keys,
    Mask,
    word_keys,
)
from components.analysis.similarity import Run
from components.text.segment import words

# As STOCK, within one source: a desk repeats its footer in three articles already.
_OF_ONE_SOURCE: Rules = ((3, 0.2), (6, 0.4), (8, 0.6))

_AT_HOME = "repeated in unrelated articles of its source"
_ANYWHERE = "repeated in many unrelated articles"


def find_repeated(
    texts: Sequence[str], sources: Sequence[str] | None = None, *, run: Run = map
) -> list[list[Boilerplate]]:
    """For each text the blocks of fifteen words or more that others repeat, in order.

    A block is one when articles hold it that have little else in common: three of one source that
    share less than a fifth of their words (more, where more of them hold it), or eight of any
    sources; so the versions of one story are no boilerplate of each other. `sources` names that of
    each text, "" when it is unknown.
    """
    keys = list(run(word_keys, texts))
    anywhere = _stock_words(keys, STOCK)
    at_home = [np.zeros(len(own), dtype=bool) for own in keys]
    for rows in _rows_by_source(sources or []):
        for row, mask in zip(
            rows, _stock_words([keys[r] for r in rows], _OF_ONE_SOURCE), strict=True
        ):
            at_home[row] = mask
    return [
        _spans(text, everywhere, home)
        for text, everywhere, home in zip(texts, anywhere, at_home, strict=True)
    ]


def _rows_by_source(sources: Sequence[str]) -> list[list[int]]:
    rows = defaultdict(list)
    for row, source in enumerate(sources):
        if source:
            rows[source].append(row)
    return [own for own in rows.values() if len(own) >= _OF_ONE_SOURCE[0][0]]


def _stock_words(keys: Sequence[Keys], rules: Rules) -> list[Mask]:
    stock = stock_shingles(index_shingles(keys), rules)
    return [stock_words(own, stock)[1] for own in keys]


def _spans(text: str, anywhere: Mask, at_home: Mask) -> list[Boilerplate]:
    """One span for each unbroken block, to the end of its last word and the stop behind it."""
    if not (anywhere.any() or at_home.any()):
        return []
    places = words(text)
    found = []
    edges = np.flatnonzero(np.diff(np.concatenate([[0], anywhere | at_home, [0]])))
    for first, behind in edges.reshape(-1, 2).tolist():
        end = places[behind - 1][1]
        while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
            end += 1
        reason = _AT_HOME if at_home[first:behind].any() else _ANYWHERE
        found.append(Boilerplate(places[first][0], end, reason))
    return found
