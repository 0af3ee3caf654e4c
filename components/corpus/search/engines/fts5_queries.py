"""Queries in the language of FTS5: expressions, their scores, and the best and number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, starmap
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from components.corpus.search.query_tree import All, Either, Near, Not, Query, Words
from components.corpus.search.ranking import GRAIN, TITLE, Phrase

index = table("article_search", column("rowid"))

# Pairs of phrases near one another in one expression; more are faster found by their places.
MOST_PAIRS = 64

# First and last number of a stretch of articles.
Numbers = tuple[int, int]
# Scores, the lowest best, and numbers.
Best = list[tuple[float, int]]


def plain_rowid() -> ColumnElement[int]:
    """The number of a row, for a condition that is looked at once.

    Without the sign SQLite would search the index once for each article that fits.
    """
    return literal_column("+article_search.rowid")


def needed(query: Query) -> Iterator[Query]:
    """The parts of a query that must all fit."""
    if isinstance(query, All):
        for part in query.parts:
            yield from needed(part)
    else:
        yield query


def without_near(query: Query) -> Query:
    """Both parts, wherever they are."""
    return All((query.one, query.other)) if isinstance(query, Near) else query


def is_about_words(query: Query) -> bool:
    """Whether all of a query is about the words of an article."""
    if isinstance(query, Not):
        return is_about_words(query.part)
    if isinstance(query, All | Either):
        return all(map(is_about_words, query.parts))
    return isinstance(query, Words | Near)


def is_beyond_fts5(query: Query) -> bool:
    """Whether an expression of the index would score it wrongly, or could not say it."""
    if isinstance(query, Either):
        return not all(_is_simple(part) for part in query.parts)
    if isinstance(query, All):
        return any(map(is_beyond_fts5, query.parts))
    return False


def _is_simple(query: Query) -> bool:
    if isinstance(query, Either):
        return bool(query.parts) and all(map(_is_simple, query.parts))
    return isinstance(query, Words)


def best_of(found: Select[Any], most: int, connection: Connection, numbers: Numbers) -> Best:
    """The best of the rows found in a stretch of articles."""
    number, score = found.selected_columns
    inside = found.where(index.c.rowid.between(*numbers))
    rows = connection.execute(inside.order_by(score, number).limit(most))
    return [(row[1], row[0]) for row in rows]


def count_found(found: Select[Any], connection: Connection, numbers: Numbers) -> int:
    """The number of rows found in a stretch of articles."""
    # FTS5 cannot score and count at once.
    inside = found.where(index.c.rowid.between(*numbers))
    every = inside.with_only_columns(index.c.rowid).subquery()
    counted: int = connection.execute(select(func.count()).select_from(every)).scalar_one()
    return counted


def find_rows(expression: str) -> Select[Any]:
    """The rows that fit an expression."""
    fits = literal_column("article_search").op("MATCH")(literal(expression))
    return select(index.c.rowid).where(fits)


def bm25() -> ColumnElement[float]:
    """The score of a row that was found."""
    # Lower is better here: FTS5 gives it the other way round.
    weights = [TITLE, 1.0, TITLE, 1.0]
    score = func.bm25(literal_column("article_search"), *map(literal, weights), type_=Float)
    # As a whole number, since `round` writes each as text.
    return cast(cast(score / GRAIN - 0.5, Integer), Float) * GRAIN


def in_fts5(phrase: Phrase) -> str:
    """A phrase as an expression."""
    return f"{_columns(phrase)} : {_words(phrase)}"


def near_in_fts5(one: Sequence[Phrase], other: Sequence[Phrase], between: int) -> str:
    """Phrases close to others as an expression; "" where FTS5 cannot say it, or not as we mean it.

    It looks in one column at a time, and has a phrase be near itself.
    """
    pairs = list(product(one, other))
    if len(pairs) > MOST_PAIRS or not all(starmap(_can_be_told_apart, pairs)):
        return ""
    return " OR ".join(
        f"{_columns(a)} : NEAR({_words(a)} {_words(b)}, {between})" for a, b in pairs
    )


def _can_be_told_apart(one: Phrase, other: Phrase) -> bool:
    if _columns(one) != _columns(other):
        return False
    return not any(
        _may_be(one, a, word) or _may_be(other, b, own)
        for a, own in enumerate(one.words)
        for b, word in enumerate(other.words)
    )


def _may_be(phrase: Phrase, place: int, word: str) -> bool:
    """Whether a word of a phrase is this one, or may go on to be it."""
    own = phrase.words[place]
    goes_on = phrase.prefix and place == len(phrase.words) - 1
    return word.startswith(own) if goes_on else word == own


def _columns(phrase: Phrase) -> str:
    kind = "_stems" if phrase.stemmed else ""
    return f"title{kind}" if phrase.titled else f"{{title{kind} body{kind}}}"


def _words(phrase: Phrase) -> str:
    words = " + ".join(f'"{word}"' for word in phrase.words)
    return f"{words}{' *' if phrase.prefix else ''}"
