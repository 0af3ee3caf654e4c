"""Postings on PostgreSQL, read into arrays: where words stand, and what each slot holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, text

from components.corpus.search.index import IN_TITLE, MEMBER, PLACE, POSTING
from components.corpus.search.nearness import Places, articles_of, as_places, by_length, near
from components.corpus.search.ranking import TITLE, Phrase

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
_MANY_WORDS = (
    "SELECT term, string_agg(postings, ''::bytea) FROM article_search_posting"
    " WHERE segment = ANY(CAST(:segments AS int[])) AND stemmed = :stemmed"
    " AND term = ANY(CAST(:terms AS text[])) GROUP BY term"
)
_MANY_PLACES = (
    "SELECT term, string_agg(postings, ''::bytea ORDER BY segment) AS postings,"
    " string_agg(places, ''::bytea ORDER BY segment) AS places FROM article_search_posting"
    " WHERE segment = ANY(CAST(:segments AS int[])) AND stemmed = :stemmed"
    " AND term = ANY(CAST(:terms AS text[])) GROUP BY term"
)
# A place is kept below its slot.
BITS = 8 * PLACE.itemsize

Fitting = NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """Slots that have a phrase, each once, and how often, more in the title."""

    slots: NDArray[np.int64]
    times: NDArray[np.float64]


_NONE = np.zeros(0, dtype=POSTING)


class Postings:
    """The index as one snapshot has it; what was read is kept."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._counts: dict[Phrase, Counts] = {}
        # By whether it is a stem, and the word.
        self._words: dict[tuple[bool, str], dict[str, bytes]] = {}

    def load(self, phrases: Iterable[Phrase]) -> None:
        """Read those of one word at once, which is faster than one by one."""
        wanted: defaultdict[bool, dict[str, list[Phrase]]] = defaultdict(dict)
        for phrase in phrases:
            if len(phrase.words) == 1 and not phrase.prefix and phrase not in self._counts:
                wanted[phrase.stemmed].setdefault(phrase.words[0], []).append(phrase)
        for stemmed, of_word in wanted.items():
            asked = {"segments": self._segments, "stemmed": stemmed, "terms": list(of_word)}
            rows = self.connection.execute(text(_MANY_WORDS), asked).all()
            found = {term: np.frombuffer(joined, POSTING) for term, joined in rows}
            for word, own in of_word.items():
                for phrase in own:
                    self._counts[phrase] = _take(found.get(word, _NONE), phrase.titled)

    def counts(self, phrase: Phrase) -> Counts:
        """How often a phrase stands in which slots, among them those that hold nothing now."""
        if phrase not in self._counts:
            self.load([phrase])
        if phrase not in self._counts:
            self._counts[phrase] = self._count(phrase)
        return self._counts[phrase]

    def _count(self, phrase: Phrase) -> Counts:
        if len(phrase.words) == 1:
            found = self._read_postings(phrase, 0)
            return self._sum(found["slot"], _times(found, phrase.titled))
        starts = self._starts(phrase)
        times = np.where(starts & IN_TITLE, TITLE, 0.0 if phrase.titled else 1.0)
        return self._sum(starts >> BITS, times)

    def _sum(self, slots: NDArray[Any], times: NDArray[np.float64]) -> Counts:
        every = np.bincount(slots, times, self.size)
        found = np.flatnonzero(every)
        return Counts(found, every[found].astype(np.float64, copy=False))

    def load_places(self, phrases: Iterable[Phrase]) -> None:
        """Read the places of their words at once."""
        wanted: defaultdict[bool, set[str]] = defaultdict(set)
        for phrase in phrases:
            ends = phrase.words[:-1] if phrase.prefix else phrase.words
            wanted[phrase.stemmed].update(ends)
        for stemmed, terms in wanted.items():
            asked = {"segments": self._segments, "stemmed": stemmed, "terms": sorted(terms)}
            for row in self.connection.execute(text(_MANY_PLACES), asked):
                self._words[stemmed, row.term] = {"postings": row.postings, "places": row.places}

    def near(self, query: tuple[Sequence[Phrase], Sequence[Phrase]], between: int) -> Fitting:
        """Which slots have one of the phrases of either part close together."""
        self.load_places(chain(*query))
        sides = [[(len(one.words), self._titled_starts(one)) for one in part] for part in query]
        both = self.taken
        for side in sides:
            here = np.zeros(self.size, dtype=bool)
            for _, starts in side:
                here[starts >> BITS] = True
            both = both & here
        one, other = (
            by_length((length, _as_places(starts[both[starts >> BITS]])) for length, starts in side)
            for side in sides
        )
        fitting = np.zeros(self.size, dtype=bool)
        fitting[articles_of(near(one, other, between))] = True
        return fitting

    def _titled_starts(self, phrase: Phrase) -> NDArray[np.int64]:
        starts = self._starts(phrase)
        return starts[(starts & IN_TITLE) > 0] if phrase.titled else starts

    def _starts(self, phrase: Phrase) -> NDArray[np.int64]:
        starts = self._read_places(phrase, 0)
        for step in range(1, len(phrase.words)):
            starts = starts[np.isin(starts + step, self._read_places(phrase, step))]
        return starts

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
        if not open_ended and (phrase.stemmed, first) in self._words:
            return self._words[phrase.stemmed, first][column]
        last = first + LAST_CHARACTER if open_ended else first
        asked = {"stemmed": phrase.stemmed, "first": first, "last": last}
        rows = self.connection.execute(text(_WORDS[column]), {"segments": self._segments, **asked})
        return b"".join(rows.scalars())

    @cached_property
    def members(self) -> NDArray[np.void]:
        """What each slot holds; a slot of nothing, or of words since edited, has the number 0."""
        found = np.frombuffer(b"".join(row.members for row in self._rows), MEMBER)
        by_slot = np.zeros(found["slot"].max(initial=0) + 1, dtype=MEMBER)
        by_slot[found["slot"]] = found
        by_slot[numbers_of(self.connection.execute(text(_GONE)).scalar())] = 0
        return by_slot

    @property
    def size(self) -> int:
        """The number of slots, the first of which is never taken."""
        return len(self.members)

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
    def _rows(self) -> Sequence[Row[Any]]:
        return self.connection.execute(text(_SEGMENTS)).all()

    @cached_property
    def _segments(self) -> list[int]:
        return [row.segment for row in self._rows]


def _take(postings: NDArray[np.void], titled: bool) -> Counts:
    """The counts of one word, which has one posting for each slot."""
    times = _times(postings, titled)
    there = times > 0
    return Counts(postings["slot"][there].astype(np.int64), times[there])


def _as_places(starts: NDArray[np.int64]) -> Places:
    return as_places(starts >> BITS, (starts & IN_TITLE) > 0, starts & (IN_TITLE - 1))


def _times(postings: NDArray[np.void], titled: bool) -> NDArray[np.float64]:
    in_title = postings["titled"].astype(np.float64)
    return TITLE * in_title if titled else postings["times"] + (TITLE - 1) * in_title


def numbers_of(joined: bytes | None) -> NDArray[np.signedinteger[Any]]:
    """Numbers that the database put side by side."""
    return np.frombuffer(joined or b"", ">i4")
