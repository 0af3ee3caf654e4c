"""Nearness: which places of words have others close to them, in sorted arrays of places.

A place is a number: its article, whether it is in the title, and which word of that part it is.
Title and body are far apart, and so are articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.corpus.search.index import LAST_PLACE

# Above the bits of a place in its part are one that says "in the title", one that keeps the next
# article away, and the article.
TITLE_BIT, ARTICLE_BITS = 16, 18

Places = NDArray[np.int64]
# Places of phrases, sorted, by the number of words of the phrase.
ByLength = dict[int, Places]


def as_places(articles: NDArray[Any], titled: NDArray[Any], words: NDArray[Any]) -> Places:
    """Places, from arrays of equal length.

    What lies so far back that the index keeps no order of it has none.
    """
    kept = words < LAST_PLACE
    above = articles[kept].astype(np.int64) << ARTICLE_BITS
    return above | (titled[kept].astype(np.int64) << TITLE_BIT) | words[kept].astype(np.int64)


def by_length(phrases: Iterable[tuple[int, Places]]) -> ByLength:
    """Places of phrases, each with its number of words."""
    groups: defaultdict[int, list[Places]] = defaultdict(list)
    for length, places in phrases:
        groups[length].append(places)
    # Stable is fast on what comes in sorted runs.
    return {
        length: np.sort(np.concatenate(places), kind="stable") for length, places in groups.items()
    }


def near(one: ByLength, other: ByLength, between: int) -> ByLength:
    """Those of `one` that have one of the other before or behind them, without overlap.

    At most so many words stand between the two.
    """
    return {
        length: starts[_has_neighbour(starts, length, other, between)]
        for length, starts in one.items()
    }


def _has_neighbour(
    starts: Places, length: int, others: ByLength, between: int
) -> NDArray[np.bool_]:
    found = np.zeros(len(starts), dtype=bool)
    for size, places in others.items():
        if not len(places):
            continue
        behind = np.searchsorted(places, starts + length)
        gaps = places[np.minimum(behind, len(places) - 1)] - (starts + length)
        found |= (behind < len(places)) & (gaps <= between)
        before = np.searchsorted(places, starts - size, side="right") - 1
        gaps = starts - size - places[np.maximum(before, 0)]
        found |= (before >= 0) & (gaps <= between)
    return found


def articles_of(places: ByLength) -> Places:
    """The articles of places, each once, in order."""
    every = [np.zeros(0, np.int64), *(one >> ARTICLE_BITS for one in places.values())]
    return np.unique(np.concatenate(every))
