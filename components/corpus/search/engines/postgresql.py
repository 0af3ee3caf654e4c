"""Search on PostgreSQL, which has no BM25: it is computed from our index, in arrays by slot.

The formula is that of FTS5: Robertson and Zaragoza, doi.org/10.1561/1500000019.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, INTEGER

from components.corpus.database.tables import article
from components.corpus.search.engines.postings import Fitting, Postings, numbers_of
from components.corpus.search.query_tree import (
    All,
    Either,
    Near,
    Not,
    Query,
    Words,
    asks_words,
    with_all,
)
from components.corpus.search.ranking import GRAIN, Engine, Phrase, Ranked, phrases_of

# As FTS5 has them.
K, B = 1.2, 0.75
LEAST_IDF = 1e-6

Scores = NDArray[np.float64]
Slots = NDArray[np.intp]


class Postgresql(Engine):
    """Makes several queries, so its connection must be a snapshot."""

    @cached_property
    def index(self) -> Postings:
        """What the index says."""
        return Postings(self.connection)

    def has_words(self, query: Words | Near) -> ColumnElement[bool]:
        """Whether the article is one of those that the index names."""
        return article.c.number.in_(_listed(self.index.numbers[self.fits(query)]))

    def occurring(self, words: list[str]) -> set[str]:
        """As the base says."""
        phrases = {word: Phrase((word,), stemmed=False) for word in words}
        self.index.load(phrases.values())
        return {
            word
            for word, phrase in phrases.items()
            if self.index.taken[self.index.counts(phrase).slots].any()
        }

    def match(self, query: Query) -> list[str]:
        """As the base says, asked by numbers, because they may be most of the library."""
        self.index.load(self.phrases(query))
        fitting = self.index.numbers[self.fits(query) & ~self.in_bin]
        found = select(article.c.id).where(article.c.number.in_(_listed(fitting)))
        return list(self.connection.execute(found.order_by(article.c.number)).scalars())

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """By BM25 of all that fit."""
        phrases = self.phrases(query)
        if not phrases:
            return self.by_day(query, limit, offset)
        self.index.load(phrases)
        fitting = self.fits(query) & ~self.in_bin
        strict = with_all(query)
        first = fitting if strict == query else fitting & self.fits(strict)
        scores, wanted = self.scores(phrases), offset + limit
        numbers = self.index.numbers
        best = _best_of(np.flatnonzero(first), scores, numbers, wanted)
        others = np.flatnonzero(fitting & ~first)
        best = np.append(best, _best_of(others, scores, numbers, wanted - len(best)))
        shown = best[offset:]
        total = int(np.count_nonzero(fitting))
        return Ranked(numbers[shown].tolist(), scores[shown].tolist(), total)

    def fits(self, query: Query) -> Fitting:
        """Which slots hold an article that fits, be it in the bin or not."""
        if isinstance(query, Words):
            fitting = np.zeros(self.index.size, dtype=bool)
            for phrase in phrases_of(query, self.languages):
                fitting[self.index.counts(phrase).slots] = True
            return self.index.taken & fitting
        if isinstance(query, Near):
            both = self.phrases(query.one), self.phrases(query.other)
            return self.index.near(both, query.between)
        if isinstance(query, All | Either):
            # What is not about words goes into one question to the database.
            worded = [part for part in query.parts if asks_words(part)]
            others = tuple(part for part in query.parts if not asks_words(part))
            if not worded:
                return self.holding(select(article.c.number).where(self.condition(query)))
            found = [self.fits(part) for part in worded]
            found += [self.fits(replace(query, parts=others))] if others else []
            join = np.logical_and if isinstance(query, All) else np.logical_or
            return np.asarray(join.reduce(found))
        if isinstance(query, Not):
            return self.index.taken & ~self.fits(query.part)
        return self.holding(select(article.c.number).where(self.condition(query)))

    def holding(self, numbers: Select[Any]) -> Fitting:
        """Which slots hold one of these articles."""
        (asked,) = numbers.selected_columns
        joined = func.string_agg(func.int4send(asked), as_type(literal(b""), BYTEA))
        found = numbers_of(self.connection.execute(numbers.with_only_columns(joined)).scalar())
        of_slots = self.index.numbers
        wanted = np.zeros(max(of_slots.max(initial=0), found.max(initial=0)) + 1, dtype=bool)
        wanted[found] = True
        return self.index.taken & wanted[of_slots]

    def scores(self, phrases: list[Phrase]) -> Scores:
        """The BM25 of each slot."""
        lengths, taken = self.index.lengths, self.index.taken
        count = np.count_nonzero(taken)
        mean = lengths.sum() / max(count, 1) or 1.0
        long = K * (1 - B + B * lengths / mean)
        scores = np.zeros(len(lengths))
        for phrase in phrases:
            found = self.index.counts(phrase)
            holding = np.count_nonzero(taken[found.slots])
            rare = max(math.log((count - holding + 0.5) / (holding + 0.5)), LEAST_IDF)
            scores[found.slots] += rare * found.times * (K + 1) / (found.times + long[found.slots])
        return np.floor(0.5 + scores / GRAIN) * GRAIN

    @cached_property
    def in_bin(self) -> Fitting:
        """Which slots have an article that lies in the bin."""
        return self.holding(select(article.c.number).where(article.c.removed.is_not(None)))


def _best_of(slots: Slots, scores: Scores, numbers: NDArray[np.int64], most: int) -> Slots:
    """So many of the slots, the best first, among equals by the number of the article."""
    if 0 < most < len(slots):
        own = -scores[slots]
        slots = slots[own <= np.partition(own, most - 1)[most - 1]]
    return slots[np.lexsort((numbers[slots], -scores[slots]))][:most]


def _listed(numbers: NDArray[np.int64]) -> Select[Any]:
    """Numbers as rows."""
    return select(func.unnest(as_type(literal(numbers.tolist()), ARRAY(INTEGER))))
