"""Search on PostgreSQL, which has no BM25: it is computed from our index, in arrays by slot.

The formula is that of FTS5: Robertson and Zaragoza, doi.org/10.1561/1500000019.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Row, Select, func, literal, select, text
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, INTEGER

from components.corpus.database.tables import article
from components.corpus.search.index import IN_TITLE, MEMBER, PLACE, POSTING
from components.corpus.search.query_tree import All, Either, Not, Query, Words, with_all
from components.corpus.search.ranking import GRAIN, TITLE, Engine, Phrase, Ranked, phrases_of

# As FTS5 has them.
K, B = 1.2, 0.75
LEAST_IDF = 1e-6
LAST_CHARACTER = "\U0010ffff"

_SEGMENTS = "SELECT segment, members FROM article_search_segment"
_GONE = "SELECT string_agg(int4send(slot), ''::bytea) FROM article_search_gone"
# In the order of the index, which is the same for both columns.
_WORDS = {
    column: f"SELECT {column} FROM article_search_posting"  # noqa: S608 (constants)
    " WHERE segment = ANY(CAST(:segments AS int[])) AND stemmed = :stemmed"
    " AND term >= :first AND term <= :last ORDER BY segment, term"
    for column in ("postings", "places")
}
# A place is kept below its slot.
BITS = 8 * PLACE.itemsize

Fitting = NDArray[np.bool_]
Often = NDArray[np.float64]
Slots = NDArray[np.intp]


class Postgresql(Engine):
    """Makes several queries, so its connection must be a snapshot."""

    def has_words(self, words: Words) -> ColumnElement[bool]:
        """Whether the article is one of those that the index names."""
        return article.c.number.in_(_listed(self.numbers[self.fits(words)]))

    def match(self, query: Query) -> list[str]:
        """As the base says, asked by numbers, because they may be most of the library."""
        fitting = self.numbers[self.fits(query) & ~self.in_bin]
        found = select(article.c.id).where(article.c.number.in_(_listed(fitting)))
        return list(self.connection.execute(found.order_by(article.c.number)).scalars())

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """By BM25 of all that fit."""
        phrases = self.phrases(query)
        if not phrases:
            return self.by_day(query, limit, offset)
        fitting = self.fits(query) & ~self.in_bin
        strict = with_all(query)
        first = fitting if strict == query else fitting & self.fits(strict)
        scores, wanted = self.scores(phrases), offset + limit
        best = _best_of(np.flatnonzero(first), scores, self.numbers, wanted)
        others = np.flatnonzero(fitting & ~first)
        best = np.append(best, _best_of(others, scores, self.numbers, wanted - len(best)))
        shown = best[offset:]
        total = int(np.count_nonzero(fitting))
        return Ranked(self.numbers[shown].tolist(), scores[shown].tolist(), total)

    def fits(self, query: Query) -> Fitting:
        """Which slots hold an article that fits, be it in the bin or not."""
        if isinstance(query, Words):
            found = [self.often(one) > 0 for one in phrases_of(query, self.languages)]
            return self.taken & np.logical_or.reduce(found)
        if isinstance(query, All | Either):
            # What is not about words goes into one question to the database.
            worded = [part for part in query.parts if _asks_words(part)]
            others = tuple(part for part in query.parts if not _asks_words(part))
            if not worded:
                return self.holding(select(article.c.number).where(self.condition(query)))
            found = [self.fits(part) for part in worded]
            found += [self.fits(replace(query, parts=others))] if others else []
            join = np.logical_and if isinstance(query, All) else np.logical_or
            return np.asarray(join.reduce(found))
        if isinstance(query, Not):
            return self.taken & ~self.fits(query.part)
        return self.holding(select(article.c.number).where(self.condition(query)))

    def holding(self, numbers: Select[Any]) -> Fitting:
        """Which slots hold one of these articles."""
        (asked,) = numbers.selected_columns
        joined = func.string_agg(func.int4send(asked), as_type(literal(b""), BYTEA))
        found = _numbers(self.connection.execute(numbers.with_only_columns(joined)).scalar())
        wanted = np.zeros(max(self.numbers.max(initial=0), found.max(initial=0)) + 1, dtype=bool)
        wanted[found] = True
        return self.taken & wanted[self.numbers]

    def scores(self, phrases: list[Phrase]) -> Often:
        """The BM25 of each slot."""
        count = np.count_nonzero(self.taken)
        mean = self.lengths.sum() / max(count, 1) or 1.0
        long = K * (1 - B + B * self.lengths / mean)
        scores = np.zeros(len(self.lengths))
        for phrase in phrases:
            often = self.often(phrase)
            holding = np.count_nonzero(often[self.taken])
            rare = max(math.log((count - holding + 0.5) / (holding + 0.5)), LEAST_IDF)
            scores += rare * often * (K + 1) / (often + long)
        return np.floor(0.5 + scores / GRAIN) * GRAIN

    def often(self, phrase: Phrase) -> Often:
        """How often a phrase stands in the article of each slot, more in the title."""
        if phrase not in self._often:
            self._often[phrase] = self._count(phrase)
        return self._often[phrase]

    def _count(self, phrase: Phrase) -> Often:
        size = len(self.numbers)
        if len(phrase.words) == 1:
            found = self._read_postings(phrase, 0)
            times = found["times"] + (TITLE - 1) * found["titled"]
            return np.bincount(found["slot"], times, size).astype(float, copy=False)
        starts = self._read_places(phrase, 0)
        for step in range(1, len(phrase.words)):
            starts = starts[np.isin(starts + step, self._read_places(phrase, step))]
        times = np.where(starts & IN_TITLE, TITLE, 1.0)
        return np.bincount(starts >> BITS, times, size).astype(float, copy=False)

    def _read_places(self, phrase: Phrase, word: int) -> NDArray[np.int64]:
        """Where a word of a phrase stands: its place, and above that the slot."""
        postings = self._read_postings(phrase, word)
        slots = np.repeat(postings["slot"].astype(np.int64), postings["times"])
        return slots << BITS | np.frombuffer(self._read("places", phrase, word), PLACE)

    def _read_postings(self, phrase: Phrase, word: int) -> NDArray[np.void]:
        return np.frombuffer(self._read("postings", phrase, word), POSTING)

    def _read(self, column: str, phrase: Phrase, word: int) -> bytes:
        """One column of the rows of a word, or of all words that begin so."""
        first = phrase.words[word]
        open_ended = phrase.prefix and word == len(phrase.words) - 1
        last = first + LAST_CHARACTER if open_ended else first
        asked = {"stemmed": phrase.stemmed, "first": first, "last": last}
        segments = [row.segment for row in self._segments]
        rows = self.connection.execute(text(_WORDS[column]), {"segments": segments, **asked})
        return b"".join(rows.scalars())

    @cached_property
    def members(self) -> NDArray[np.void]:
        """What each slot holds; a slot of nothing, or of words since edited, has the number 0."""
        found = np.frombuffer(b"".join(row.members for row in self._segments), MEMBER)
        by_slot = np.zeros(found["slot"].max(initial=0) + 1, dtype=MEMBER)
        by_slot[found["slot"]] = found
        by_slot[_numbers(self.connection.execute(text(_GONE)).scalar())] = 0
        return by_slot

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """The article of each slot, 0 when it has none."""
        return self.members["number"].astype(np.int64)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """The words of the article of each slot."""
        return self.members["length"].astype(np.int64)

    @cached_property
    def taken(self) -> Fitting:
        """Which slots have an article."""
        return self.numbers > 0

    @cached_property
    def in_bin(self) -> Fitting:
        """Which slots have an article that lies in the bin."""
        return self.holding(select(article.c.number).where(article.c.removed.is_not(None)))

    @cached_property
    def _segments(self) -> Sequence[Row[Any]]:
        return self.connection.execute(text(_SEGMENTS)).all()

    @cached_property
    def _often(self) -> dict[Phrase, Often]:
        return {}


def _best_of(slots: Slots, scores: Often, numbers: NDArray[np.int64], most: int) -> Slots:
    """So many of the slots, the best first, among equals by the number of the article."""
    if 0 < most < len(slots):
        own = -scores[slots]
        slots = slots[own <= np.partition(own, most - 1)[most - 1]]
    return slots[np.lexsort((numbers[slots], -scores[slots]))][:most]


def _asks_words(query: Query) -> bool:
    if isinstance(query, Not):
        return _asks_words(query.part)
    if isinstance(query, All | Either):
        return any(map(_asks_words, query.parts))
    return isinstance(query, Words)


def _numbers(joined: bytes | None) -> NDArray[np.signedinteger[Any]]:
    """Numbers that the database put side by side."""
    return np.frombuffer(joined or b"", ">i4")


def _listed(numbers: NDArray[np.int64]) -> Select[Any]:
    """Numbers as rows."""
    return select(func.unnest(as_type(literal(numbers.tolist()), ARRAY(INTEGER))))
