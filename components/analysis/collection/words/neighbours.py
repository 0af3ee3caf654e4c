"""Neighbours of a term (collocates): the words that stand near its places more than elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.concordance import Places, articles_of
from components.analysis.collection.word_index import WordTable

WITHIN, MOST_WITHIN = 5, 10
# With fewer places than this the measures say little.
ENOUGH_PLACES = 10
_BEFORE, _AFTER, _OWN = 1, 2, 3

Marks = NDArray[np.int8]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of a term.

    `words` has a row for each term of the word table that stands near: `term` (its number), `word`
    (its most frequent form), `common` (a stop word), `before` and `after` (how often on either
    side), `together` (their sum), `everywhere` (in all words that count), `log_likelihood`,
    `log_dice`. `places` is the number of places of the term, `near` that of words near them.
    """

    words: pd.DataFrame
    places: int
    near: int


def find_neighbours(
    table: WordTable, counted: NDArray[np.bool_], places: Places, within: int = WITHIN
) -> Neighbours:
    """Count the words up to `within` words before and after the places of a term.

    `counted` says which words of the table count, those of articles that are left out must not.
    Nothing beyond the end of the article is near. A word near two places of the term is counted
    once, with the nearer one, or the one before it when both are as near. Rows are those with the
    largest `log_likelihood` first, of words that are nearer than chance would have it:

    - `log_likelihood`: G2 = 2 sum O ln(O / E) over the four cells of near or not, this word or not
      (T. Dunning 1993; S. Evert, "Corpora and collocations", 2008): the evidence.
    - `log_dice`: 14 + log2(2 f(xy) / (f(x) + f(y))), where f(xy) is `together`, f(x) the places of
      the term and f(y) `everywhere` (P. Rychlý 2008): the strength, which does not grow with the
      size of the library; at most 14.
    """
    own = places.take(counted[places.first])
    marks = mark_near(table, own, within)
    size = len(table.labels)
    sides = [_count(table, (marks == side) & counted, size) for side in (_BEFORE, _AFTER)]
    everywhere = _count(table, (marks != _OWN) & counted, size)
    together = sides[0] + sides[1]
    terms = np.flatnonzero(together)
    near, total = int(together.sum()), int(everywhere.sum())
    both, all_of = together[terms].astype(float), everywhere[terms].astype(float)
    words = pd.DataFrame(
        {
            "term": terms,
            "word": table.labels[terms],
            "common": table.common[terms],
            "before": sides[0][terms],
            "after": sides[1][terms],
            "together": together[terms],
            "everywhere": everywhere[terms],
            "log_likelihood": _log_likelihood(both, all_of, near, total),
            "log_dice": 14 + np.log2(2 * both / (len(own) + all_of)),
        }
    )
    words = words[both * total > all_of * near] if near < total else words
    ordered = words.sort_values(
        ["log_likelihood", "together", "term"], ascending=[False, False, True], ignore_index=True
    )
    return Neighbours(ordered, len(own), near)


def mark_near(table: WordTable, places: Places, within: int) -> Marks:
    """For each word of the table: 1 before a place, 2 after one, 3 in one of them, 0 elsewhere."""
    marks = np.zeros(len(table.forms), dtype=np.int8)
    longest = int((places.last - places.first).max(initial=-1))
    for step in range(longest + 1):
        own = places.first + step
        marks[own[own <= places.last]] = _OWN
    rows = articles_of(table, places)
    begins, ends = table.bounds[rows], table.bounds[rows + 1]
    for step in range(1, within + 1):
        for there, side in ((places.last + step, _AFTER), (places.first - step, _BEFORE)):
            inside = there[(there >= begins) & (there < ends)]
            marks[inside[marks[inside] == 0]] = side
    return marks


def keep_with(table: WordTable, places: Places, others: Places, within: int) -> Places:
    """The places that have one of the other ones within so many words, in the same article."""
    is_other = np.zeros(len(table.forms) + 1, dtype=np.int64)
    is_other[others.first + 1] = 1
    before = np.cumsum(is_other)
    rows = articles_of(table, places)
    start = np.maximum(places.first - within, table.bounds[rows])
    end = np.minimum(places.last + within + 1, table.bounds[rows + 1])
    return places.take(before[end] > before[start])


def _count(table: WordTable, which: NDArray[np.bool_], size: int) -> NDArray[np.int64]:
    counts = np.bincount(table.term_of[table.forms[which]], minlength=size)
    return counts.astype(np.int64)


def _log_likelihood(both: Floats, all_of: Floats, near: int, total: int) -> Floats:
    far = total - near
    cells = [both, near - both, all_of - both, far - (all_of - both)]
    sums = [(near, all_of), (near, total - all_of), (far, all_of), (far, total - all_of)]
    evidence = np.zeros(len(both))
    for seen, (row, column) in zip(cells, sums, strict=True):
        expected = row * column / max(total, 1)
        ratio = np.divide(seen, expected, out=np.ones_like(seen), where=(seen > 0) & (expected > 0))
        evidence += 2 * seen * np.log(ratio)
    return np.maximum(evidence, 0.0)
