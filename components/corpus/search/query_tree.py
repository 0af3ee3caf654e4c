"""Query tree: what a query is made of once it has been parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from components.corpus.database.errors import LibraryError

# ruff: noqa: N818 (QueryUnclear is named by what a person is told, as the errors of a library are)


class QueryUnclear(LibraryError):
    """A query that cannot be read: `str()` says why, `place` is the character where."""

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.args = (sentence, place)
        self.place = place

    def __str__(self) -> str:
        return self.where


@dataclass(frozen=True)
class Words:
    """Words that stand next to one another.

    `words` are those of `bare_terms`. `exact` ones are found as they are written, others in every
    inflected form; with `prefix` the last one may go on. `titled` ones stand in the title.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False
    titled: bool = False


@dataclass(frozen=True)
class Pattern:
    """Stands for all words of the library that fit it, see `match_words`.

    A word with `gaps` has * and ? in it, one that is `alike` differs from `text` by so many
    `changes` at most, a `regex` is a regular expression over plain words. `written` is as typed.
    """

    kind: Literal["gaps", "alike", "regex"]
    text: str
    written: str
    changes: int = 0
    titled: bool = False


@dataclass(frozen=True)
class Near:
    """Two parts with at most `between` words between them, in either order.

    Each part is words, a pattern, or one of several of these.
    """

    one: Query
    other: Query
    between: int


@dataclass(frozen=True)
class Named:
    """Source, author, language or tag; `words` are those of its name, as of `Words`."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Days:
    """Published between two days, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class Not:
    """Everything but."""

    part: Query


@dataclass(frozen=True)
class All:
    """Every one of two parts or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Either:
    """At least one of its parts; none at all fits nothing."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Some(Either):
    """Words side by side: at least one of them, and articles with all of them first."""


Query = Words | Pattern | Near | Named | Days | Not | All | Either


def leaves(query: Query) -> Iterator[Words]:
    """The words whose presence speaks for an article: all but those under NOT.

    A pattern has none before its words are known.
    """
    if isinstance(query, Words):
        yield query
    elif isinstance(query, Near):
        yield from leaves(query.one)
        yield from leaves(query.other)
    elif isinstance(query, All | Either):
        for part in query.parts:
            yield from leaves(part)


def has_patterns(query: Query) -> bool:
    """Whether a query has a pattern anywhere."""
    if isinstance(query, All | Either):
        return any(map(has_patterns, query.parts))
    if isinstance(query, Near):
        return has_patterns(query.one) or has_patterns(query.other)
    return has_patterns(query.part) if isinstance(query, Not) else isinstance(query, Pattern)


def asks_words(query: Query) -> bool:
    """Whether any part of a query is about the words of an article."""
    if isinstance(query, Not):
        return asks_words(query.part)
    if isinstance(query, All | Either):
        return any(map(asks_words, query.parts))
    return isinstance(query, Words | Near)


def with_all(query: Query) -> Query:
    """The query that asks for all of the words side by side; itself when there are none such."""
    if isinstance(query, Some):
        return All(query.parts)
    if isinstance(query, All):
        return All(tuple(map(with_all, query.parts)))
    return query


def in_title(query: Query) -> Query:
    """The query with its words in the title only."""
    if isinstance(query, Words | Pattern):
        return replace(query, titled=True)
    if isinstance(query, Near):
        return replace(query, one=in_title(query.one), other=in_title(query.other))
    if isinstance(query, All | Either):
        return replace(query, parts=tuple(map(in_title, query.parts)))
    return Not(in_title(query.part)) if isinstance(query, Not) else query
