"""What an analyst types into the search box, as a tree."""

# ruff: noqa: N818 (QueryUnclear is named by what a person is told, as the errors of a library are)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from components.corpus.errors import LibraryError


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
    inflected form; with `prefix` the last one may go on.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False


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
    """At least one of two parts or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Some(Either):
    """Words side by side: at least one of them, and articles with all of them first."""


Query = Words | Named | Days | Not | All | Either


def leaves(query: Query) -> Iterator[Words]:
    """The words whose presence speaks for an article: all but those under NOT."""
    if isinstance(query, Words):
        yield query
    elif isinstance(query, All | Either):
        for part in query.parts:
            yield from leaves(part)


def with_all(query: Query) -> Query:
    """The query that asks for all of the words side by side; itself when there are none such."""
    if isinstance(query, Some):
        return All(query.parts)
    if isinstance(query, All):
        return All(tuple(map(with_all, query.parts)))
    return query
