"""Patterns of a query become the words of the library that fit them, and it is told which."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from components.corpus.search.query_tree import All, Either, Near, Not, Pattern, Query, Words
from components.corpus.search.vocabulary import Vocabulary

# Words of one pattern that are searched for, and those that are told.
MOST_WORDS = 200
MOST_TOLD = 12

Occurring = Callable[[list[str]], Collection[str]]


@dataclass(frozen=True)
class Expanded:
    """A query without patterns, and for each that it had a sentence about its words."""

    query: Query
    readings: tuple[str, ...] = ()


def expand(query: Query, vocabulary: Vocabulary, occurring: Occurring) -> Expanded:
    """Put in the place of each pattern the words that fit it, `MOST_WORDS` at most.

    `occurring` tells which of some words are in an article.
    """
    known: dict[Pattern, Query] = {}
    readings: dict[str, None] = {}

    def put(part: Query) -> Query:
        if isinstance(part, Pattern):
            if part not in known:
                fitting = vocabulary.fitting(part)
                first = fitting[:MOST_WORDS]
                there = occurring(first)
                words = [word for word in first if word in there]
                each = (Words((word,), exact=True, titled=part.titled) for word in words)
                known[part] = Either(tuple(each))
                readings[_tell(part.written, words, len(fitting))] = None
            return known[part]
        if isinstance(part, Near):
            return replace(part, one=put(part.one), other=put(part.other))
        if isinstance(part, All | Either):
            return replace(part, parts=tuple(map(put, part.parts)))
        return Not(put(part.part)) if isinstance(part, Not) else part

    return Expanded(put(query), tuple(readings))


def _tell(written: str, words: list[str], fitting: int) -> str:
    listed = ", ".join(words[:MOST_TOLD])
    if fitting > MOST_WORDS:
        return (
            f"“{written}” fits {fitting} words, of which the first {MOST_WORDS} are searched: "
            f"{listed} and so on. More letters fit fewer."
        )
    if not words:
        return f"“{written}” found no word."
    if len(words) > MOST_TOLD:
        listed += f" and {len(words) - MOST_TOLD} more"
    return f"“{written}” found {len(words)} word{'s' if len(words) > 1 else ''}: {listed}."
