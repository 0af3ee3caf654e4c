"""Search on SQLite: FTS5 finds and ranks by its BM25, in several threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from itertools import pairwise
from typing import Any, TypeVar

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    select,
    text,
)

from components.corpus.database.tables import article
from components.corpus.search.engines.fts5_queries import (
    Best,
    Numbers,
    best_of,
    bm25,
    count_found,
    find_rows,
    in_fts5,
    index,
    is_about_words,
    is_beyond_fts5,
    near_in_fts5,
    needed,
    plain_rowid,
    without_near,
)
from components.corpus.search.engines.sqlite_places import read_places
from components.corpus.search.nearness import articles_of, by_length, near
from components.corpus.search.query_tree import (
    All,
    Either,
    Near,
    Not,
    Query,
    Words,
    leaves,
    with_all,
)
from components.corpus.search.ranking import Engine, Phrase, Ranked, phrases_of

# Articles for each thread, and the most threads for one query.
PART = 20_000
MOST_PARTS = 4

Seen = TypeVar("Seen")
Look = Callable[[Connection, Numbers], Seen]


# One question for all, because each would cost more than its answer.
_OCCURRING = (
    "SELECT value FROM json_each(:words) WHERE EXISTS (SELECT 1 FROM article_search"
    " WHERE article_search MATCH '{title body} : \"' || value || '\"')"
)


class Sqlite(Engine):
    """Queries about words alone are one FTS5 expression; others combine several."""

    def occurring(self, words: list[str]) -> set[str]:
        """As the base says."""
        asked = {"words": orjson.dumps(words).decode()}
        return set(self.connection.execute(text(_OCCURRING), asked).scalars())

    def has_words(self, query: Words | Near) -> ColumnElement[bool]:
        """Whether the article is one of those that have the parts close together."""
        assert isinstance(query, Near), "words are an expression"
        return article.c.number.in_(self.near(query))

    def near(self, query: Near) -> Select[Any]:
        """The articles that have two parts close together, as rows."""
        one, other = self.phrases(query.one), self.phrases(query.other)
        if expression := near_in_fts5(one, other, query.between):
            return find_rows(expression)
        if query not in self._near:
            self._near[query] = self.near_ones(one, other, query.between)
        listed = func.json_each(self._near[query]).table_valued("value")
        return select(listed.c.value)

    def near_ones(self, one: list[Phrase], other: list[Phrase], between: int) -> str:
        """The articles that have a phrase of either part close together, as JSON."""
        first, second = (
            by_length((len(phrase.words), read_places(self.connection, phrase)) for phrase in part)
            for part in (one, other)
        )
        return orjson.dumps(articles_of(near(first, second, between)).tolist()).decode()

    @cached_property
    def _near(self) -> dict[Near, str]:
        return {}

    def condition(self, query: Query) -> ColumnElement[bool]:
        """The query as a condition on `article`, as much as can be in one search of the index."""
        expression = self.expression(query)
        if expression:
            return article.c.number.in_(find_rows(expression))
        return super().condition(query)

    def expression(self, query: Query) -> str | None:
        """The query in the language of FTS5; None when it is not about words alone."""
        if isinstance(query, Words):
            return f"({' OR '.join(map(in_fts5, phrases_of(query, self.languages)))})"
        if isinstance(query, Either) and query.parts:
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
        total = sum(self.look(partial(count_found, some), parts))
        page = best[offset:wanted]
        return Ranked([number for _, number in page], [-score for score, _ in page], total)

    def best(self, found: Select[Any], most: int, parts: list[Numbers]) -> Best:
        """The best of what is found in all parts."""
        of_parts = self.look(partial(best_of, found, most), parts)
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
        parts = tuple(needed(query))
        about_words = tuple(part for part in parts if is_about_words(part))
        others = [part for part in parts if not is_about_words(part)]
        if any(True for part in others for _ in leaves(part)):
            return None
        nears = [part for part in about_words if isinstance(part, Near)]
        expression = self.expression(All(tuple(map(without_near, about_words))))
        if not expression or any(map(is_beyond_fts5, about_words)):
            return None
        binned = select(article.c.number).where(article.c.removed.is_not(None))
        found = find_rows(expression).where(index.c.rowid.not_in(binned))
        for part in nears:
            found = found.where(plain_rowid().in_(self.near(part)))
        if others:
            fields = and_(*map(self.condition, others))
            found = found.where(plain_rowid().in_(select(article.c.number).where(fields)))
        return found.add_columns(bm25().label("score"))

    def around(self, query: Query, phrases: list[Phrase], strict: Query) -> Select[Any]:
        """Articles that fit, the strict query first, by the score of whatever words they have."""
        scored = find_rows(" OR ".join(map(in_fts5, phrases))).add_columns(bm25().label("score"))
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
