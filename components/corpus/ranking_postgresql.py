"""The order of found articles on PostgreSQL, which finds words but has no BM25.

Its index finds the articles, an estimate in the database picks the best of them, and those are
ranked by the formula that FTS5 has: Robertson and Zaragoza, doi.org/10.1561/1500000019.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, and_, desc, func, literal, or_, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from components.corpus.query import Query, Words
from components.corpus.ranking import TITLE, Engine, Phrase, Ranked, index, phrases_of
from components.corpus.schema import article, library

# As FTS5 has them.
K, B = 1.2, 0.75
LEAST_IDF = 1e-6
# As many articles are ranked exactly; the others follow in the order of the estimate.
EXACT = 200
# ts_rank of a word that comes n times is the sum of 1/j² for j to n, divided by this.
ALL_SQUARES = 1.64493406685

Rarity = list[tuple[Phrase, float]]


class Postgresql(Engine):
    """Conditions on the index are ordinary SQL here."""

    source = article.join(index, index.c.number == article.c.number)

    def has_words(self, words: Words) -> ColumnElement[bool]:
        """Whether the words are in a vector, in any form they may have."""
        return or_(*[_has(phrase) for phrase in phrases_of(words, self.languages)])

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """All in the order of the estimate, the best of them in the order of BM25."""
        phrases = self.phrases(query)
        if not phrases:
            return self.by_day(query, limit, offset)
        rarity, mean = self.measure(phrases)
        estimate = self.estimate(query, rarity, mean, max(EXACT, offset + limit))
        best = self.rank_exactly([row.number for row in estimate[:EXACT]], rarity, mean)
        order = [*best, *((row.number, row.estimate) for row in estimate[EXACT:])]
        shown = order[offset : offset + limit]
        total = estimate[0].total if estimate else 0
        return Ranked([number for number, _ in shown], [score for _, score in shown], total)

    def measure(self, phrases: list[Phrase]) -> tuple[Rarity, float]:
        """The inverse document frequency of each phrase, and the mean length of an article."""
        counts = [
            select(func.count()).select_from(index).where(_has(phrase)).scalar_subquery()
            for phrase in phrases
        ]
        every = select(func.count()).select_from(article).scalar_subquery()
        words = select(library.c.value).where(library.c.name == "terms").scalar_subquery()
        total, length, *found = self.connection.execute(select(every, words, *counts)).one()
        idf = [math.log((total - count + 0.5) / (count + 0.5)) for count in found]
        rarity = [(one, max(rare, LEAST_IDF)) for one, rare in zip(phrases, idf, strict=True)]
        return rarity, length / max(total, 1)

    def estimate(self, query: Query, rarity: Rarity, mean: float, limit: int) -> Sequence[Row[Any]]:
        """Rows of `number`, `estimate` and the `total` of all that fit."""
        score = sum((_estimate(*one, mean) for one in rarity), literal(0.0))
        columns = article.c.number, score.label("estimate"), func.count().over().label("total")
        fits = and_(article.c.removed.is_(None), self.condition(query))
        found = select(*columns).select_from(self.source).where(fits)
        best = found.order_by(desc("estimate"), article.c.number).limit(limit)
        return self.connection.execute(best).all()

    def rank_exactly(
        self, numbers: list[int], rarity: Rarity, mean: float
    ) -> list[tuple[int, float]]:
        """Articles with their BM25, the highest first."""
        needed = {"stems" if phrase.stemmed else "words" for phrase, _ in rarity}
        vectors = [as_type(index.c[name], Text).label(name) for name in sorted(needed)]
        query = select(index.c.number, index.c.length, *vectors).where(index.c.number.in_(numbers))
        scores = [(row.number, _bm25(row, rarity, mean)) for row in self.connection.execute(query)]
        return sorted(scores, key=lambda scored: (-scored[1], scored[0]))


def _has(phrase: Phrase) -> ColumnElement[bool]:
    return _vector(phrase).op("@@", is_comparison=True)(_tsquery(phrase))


def _vector(phrase: Phrase) -> ColumnElement[str]:
    return index.c.stems if phrase.stemmed else index.c.words


def _tsquery(phrase: Phrase) -> ColumnElement[str]:
    words = " <-> ".join(f"'{word}'" for word in phrase.words)
    return as_type(literal(f"{words}{':*' if phrase.prefix else ''}"), TSQUERY)


def _estimate(phrase: Phrase, rarity: float, mean: float) -> ColumnElement[Any]:
    """BM25 of a word that is not in the title; of others, what comes near it."""
    equal = as_type(literal("{1,1,1,1}"), ARRAY(REAL))
    rank = func.least(func.ts_rank(equal, _vector(phrase), _tsquery(phrase)), 0.999)
    often = func.greatest(1 / (ALL_SQUARES * (1 - rank)) - 0.5, 0.0)
    length = 1 - B + B * index.c.length / mean
    return rarity * often * (K + 1) / (often + K * length)


def _bm25(row: Row[Any], rarity: Rarity, mean: float) -> float:
    score = 0.0
    length = K * (1 - B + B * row.length / mean)
    for phrase, rare in rarity:
        often = _frequency(phrase, row.stems if phrase.stemmed else row.words)
        score += rare * often * (K + 1) / (often + length)
    return score


def _frequency(phrase: Phrase, vector: str) -> float:
    """How often the words stand side by side in a tsvector as text."""
    *begin, last = phrase.words
    places = [_places(vector, f"'{word}':") for word in begin]
    places.append(_places(vector, f"'{last}" if phrase.prefix else f"'{last}':"))
    starts = places[0]
    return sum(
        TITLE if in_title else 1.0
        for place, in_title in starts.items()
        if all(place + step in other for step, other in enumerate(places))
    )


def _places(vector: str, opening: str) -> dict[int, bool]:
    """Where words that begin so stand, and whether that is in the title."""
    found: dict[int, bool] = {}
    start = vector.find(opening)
    while start >= 0:
        colon = vector.index("':", start + len(opening) - 2)
        end = vector.find(" ", colon)
        for place in vector[colon + 2 : end if end >= 0 else None].split(","):
            found[int(place.rstrip("A"))] = place.endswith("A")
        start = vector.find(opening, colon)
    return found
