"""Search on SQLite: FTS5 finds and ranks by its BM25, in several threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from components.corpus.database.tables import article
from components.corpus.search.query_tree import All, Either, Not, Query, Words, leaves, with_all
from components.corpus.search.ranking import GRAIN, TITLE, Engine, Phrase, Ranked, phrases_of

index = table(
    "article_search",
    column("number"),
    column("rowid"),
    column("words"),
    column("stems"),
    column("length"),
)


# Articles for each thread, and the most threads for one query.
PART = 20_000
MOST_PARTS = 4

Numbers = tuple[int, int]
# Scores, the lowest best, and numbers.
Best = list[tuple[float, int]]
Seen = TypeVar("Seen")
Look = Callable[[Connection, Numbers], Seen]


class Sqlite(Engine):
    """Queries about words alone are one FTS5 expression; others combine several."""

    def condition(self, query: Query) -> ColumnElement[bool]:
        """The query as a condition on `article`, as much as can be in one search of the index."""
        expression = self.expression(query)
        if expression:
            return article.c.number.in_(_find(expression))
        return super().condition(query)

    def expression(self, query: Query) -> str | None:
        """The query in the language of FTS5; None when it is not about words alone."""
        if isinstance(query, Words):
            return f"({' OR '.join(map(_fts5, phrases_of(query, self.languages)))})"
        if isinstance(query, Either):
            parts = [self.expression(part) for part in query.parts]
            return f"({' OR '.join(map(str, parts))})" if all(parts) else None
        if isinstance(query, All):
            wanted = [self.expression(part) for part in query.parts if not isinstance(part, Not)]
            others = [self.expression(part.part) for part in query.parts if isinstance(part, Not)]
            if wanted and all(wanted) and all(others):
                both = " AND ".join(map(str, wanted))
                return f"({' NOT '.join([f'({both})', *map(str, others)])})"
        return None

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """By the function bm25 of FTS5, in parts of the library side by side.

        A part may see what was changed since this connection began to read.
        """
        phrases = self.phrases(query)
        if not phrases:
            return self.by_day(query, limit, offset)
        strict = with_all(query)
        all_words, some = self.within(strict), self.within(query)
        if all_words is None or some is None:
            return self.page(self.around(query, phrases, strict), limit, offset)
        wanted, parts = offset + limit, self.parts()
        best = self.best(all_words, wanted, parts)
        if strict != query and len(best) < wanted:
            # Most of the library may have one of the words: scored only for places that are left.
            found = all_words.with_only_columns(index.c.rowid).correlate(None)
            others = some.where(index.c.rowid.not_in(found))
            best += self.best(others, wanted - len(best), parts)
        total = sum(self.look(partial(_count, some), parts))
        page = best[offset:wanted]
        return Ranked([number for _, number in page], [-score for score, _ in page], total)

    def best(self, found: Select[Any], most: int, parts: list[Numbers]) -> Best:
        """The best of what is found in all parts."""
        of_parts = self.look(partial(_best_of, found, most), parts)
        return sorted(one for best in of_parts for one in best)[:most]

    def look(self, look: Look[Seen], parts: list[Numbers]) -> list[Seen]:
        """Look through the parts of the library side by side."""
        first, *others = parts
        with ThreadPoolExecutor(MOST_PARTS) as pool:
            # The threads have begun before this one looks through its own part.
            elsewhere = pool.map(partial(self.look_elsewhere, look), others)
            return [look(self.connection, first), *elsewhere]

    def parts(self) -> list[Numbers]:
        """The numbers of articles, first and last, in as many stretches as can be read at once.

        They end with the last article that this connection sees, for others may see newer ones.
        """
        last = self.connection.execute(select(func.max(article.c.number))).scalar_one() or 0
        many = max(1, min(last // PART, os.cpu_count() or 1, MOST_PARTS))
        ends = [last * part // many for part in range(many + 1)]
        return [(before + 1, end) for before, end in pairwise(ends)]

    def look_elsewhere(self, look: Look[Seen], numbers: Numbers) -> Seen:
        """On a connection of its own, which a thread needs."""
        with self.connection.engine.connect() as connection:
            return look(connection, numbers)

    def within(self, query: Query) -> Select[Any] | None:
        """Articles that fit and their scores, when all must fit an expression of the index.

        FTS5 counts a word of A AND B in A AND B OR C now and then although the other is missing,
        so such queries are none of this kind.
        """
        parts = query.parts if isinstance(query, All) else (query,)
        about_words = tuple(part for part in parts if _is_about_words(part))
        others = [part for part in parts if not _is_about_words(part)]
        if any(True for part in others for _ in leaves(part)):
            return None
        expression = self.expression(All(about_words))
        if not expression or any(map(_has_all_in_either, about_words)):
            return None
        binned = select(article.c.number).where(article.c.removed.is_not(None))
        found = _find(expression).where(index.c.rowid.not_in(binned))
        if others:
            fields = and_(*map(self.condition, others))
            # With a plain rowid SQLite would search the index once for each article that fits.
            rowid: ColumnElement[int] = literal_column("+article_search.rowid")
            found = found.where(rowid.in_(select(article.c.number).where(fields)))
        return found.add_columns(_bm25().label("score"))

    def around(self, query: Query, phrases: list[Phrase], strict: Query) -> Select[Any]:
        """Articles that fit, the strict query first, by the score of whatever words they have."""
        scored = _find(" OR ".join(map(_fts5, phrases))).add_columns(_bm25().label("score"))
        # Searched once; joined as it is, it would be searched once for each article.
        scores = scored.cte("scores").prefix_with("MATERIALIZED")
        score = func.coalesce(-scores.c.score, 0.0)
        return (
            select(article.c.number, score)
            .outerjoin(scores, scores.c.rowid == article.c.number)
            .where(article.c.removed.is_(None), self.condition(query))
            .order_by(*self.first(query, strict), score.desc(), article.c.number)
        )

    def first(self, query: Query, strict: Query) -> list[ColumnElement[int]]:
        """What brings those that fit the strict query to the front."""
        return [] if strict == query else [case((self.condition(strict), 0), else_=1)]


def _is_about_words(query: Query) -> bool:
    if isinstance(query, Not):
        return _is_about_words(query.part)
    if isinstance(query, All | Either):
        return all(map(_is_about_words, query.parts))
    return isinstance(query, Words)


def _has_all_in_either(query: Query) -> bool:
    if isinstance(query, Either):
        return not all(isinstance(part, Words) for part in query.parts)
    if isinstance(query, All):
        return any(map(_has_all_in_either, query.parts))
    return False


def _best_of(found: Select[Any], most: int, connection: Connection, numbers: Numbers) -> Best:
    number, score = found.selected_columns
    inside = found.where(index.c.rowid.between(*numbers))
    rows = connection.execute(inside.order_by(score, number).limit(most))
    return [(row[1], row[0]) for row in rows]


def _count(found: Select[Any], connection: Connection, numbers: Numbers) -> int:
    # FTS5 cannot score and count at once.
    inside = found.where(index.c.rowid.between(*numbers))
    every = inside.with_only_columns(index.c.rowid).subquery()
    counted: int = connection.execute(select(func.count()).select_from(every)).scalar_one()
    return counted


def _find(expression: str) -> Select[Any]:
    fits = literal_column("article_search").op("MATCH")(literal(expression))
    return select(index.c.rowid).where(fits)


def _bm25() -> ColumnElement[float]:
    # Lower is better here: FTS5 gives it the other way round.
    weights = [TITLE, 1.0, TITLE, 1.0]
    score = func.bm25(literal_column("article_search"), *map(literal, weights), type_=Float)
    # As a whole number, since `round` writes each as text.
    return cast(cast(score / GRAIN - 0.5, Integer), Float) * GRAIN


def _fts5(phrase: Phrase) -> str:
    columns = "{title_stems body_stems}" if phrase.stemmed else "{title body}"
    words = " + ".join(f'"{word}"' for word in phrase.words)
    return f"{columns} : {words}{' *' if phrase.prefix else ''}"
