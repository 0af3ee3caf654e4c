"""The full-text index: written in the transaction of the rows it is about, on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from components.corpus.database.connection import lock_counter, set_counter
from components.text.word_forms import plain_terms, stem

# An article in a segment, and the number of its words.
MEMBER = np.dtype([("slot", "<u4"), ("number", "<u4"), ("length", "<u4")])
# A word in an article: how often it stands there, and how often in the title.
POSTING = np.dtype([("slot", "<u4"), ("times", "<u2"), ("titled", "<u2")])
# The bit of a place that says "in the title", and the last place: of what comes later each word is
# kept once, which also keeps `times` in its bounds.
IN_TITLE = 2**15
LAST_PLACE = IN_TITLE - 1
PLACE = np.dtype("<u2")
# Between title and body, so that no phrase runs over both.
GAP = 10
# As many segments of one size, which is a power of this number, make one of the next.
TOGETHER = 8
LARGEST = 3

_ADD_ARTICLES = (
    "INSERT INTO article_search (number, slot) "
    "SELECT * FROM unnest(CAST(:numbers AS int[]), CAST(:slots AS int[]))"
)
_ADD_SEGMENT = (
    "INSERT INTO article_search_segment (segment, articles, members) "
    "VALUES (:segment, :articles, :members)"
)
# Tens of thousands of short values at once come soonest as one long one and where to cut it.
_ADD_WORDS = (
    "INSERT INTO article_search_posting (segment, stemmed, term, postings, places) "
    "SELECT CAST(:segment AS int), CAST(:stemmed AS boolean), term,"
    " substring(CAST(:postings AS bytea) FROM posting + 1 FOR next_posting - posting),"
    " substring(CAST(:places AS bytea) FROM place + 1 FOR next_place - place) "
    "FROM unnest(string_to_array(:terms, ' '),"
    " CAST(string_to_array(:of_postings, ' ') AS int[]),"
    " CAST(string_to_array(:to_postings, ' ') AS int[]),"
    " CAST(string_to_array(:of_places, ' ') AS int[]),"
    " CAST(string_to_array(:to_places, ' ') AS int[]))"
    " AS word (term, posting, next_posting, place, next_place)"
)
_DROP = (
    "WITH dropped AS (DELETE FROM article_search WHERE number = ANY(CAST(:numbers AS int[]))"
    " RETURNING slot) INSERT INTO article_search_gone (slot) SELECT slot FROM dropped"
)
_CLEAR = (
    "TRUNCATE article_search, article_search_gone, article_search_segment, article_search_posting"
)
_SIZES = (
    "SELECT segment, articles, members FROM article_search_segment "
    "WHERE articles >= :least AND articles < :below"
)
_JOIN_WORDS = (
    "WITH gone AS (DELETE FROM article_search_posting WHERE segment = ANY(CAST(:old AS int[]))"
    " RETURNING *) "
    "INSERT INTO article_search_posting (segment, stemmed, term, postings, places) "
    "SELECT CAST(:new AS int), stemmed, term, string_agg(postings, '' ORDER BY segment),"
    " string_agg(places, '' ORDER BY segment) FROM gone GROUP BY stemmed, term"
)
_DROP_SEGMENTS = "DELETE FROM article_search_segment WHERE segment = ANY(CAST(:old AS int[]))"


@dataclass(frozen=True)
class Placed:
    """The words of one article, those of the title first."""

    title: Sequence[str]
    body: Sequence[str]


@dataclass(frozen=True)
class Inverted:
    """Words, and where each begins and ends among the `POSTING`s and `PLACE`s of all of them.

    Both are in the order of words, and of slots for each word.
    """

    terms: list[str]
    postings: NDArray[np.void]
    of_postings: NDArray[np.int64]
    places: NDArray[np.uint16]
    of_places: NDArray[np.int64]


def add_postings(
    connection: Connection, numbers: Sequence[int], words: Mapping[bool, Sequence[Placed]]
) -> None:
    """Make articles findable by their words as they are (False) and by their stems (True)."""
    if not numbers:
        return
    segment = _take_numbers(connection, len(numbers) + 1)
    slots = range(segment + 1, segment + 1 + len(numbers))
    rows = {"numbers": list(numbers), "slots": list(slots)}
    connection.execute(text(_ADD_ARTICLES), rows)
    members = np.zeros(len(numbers), dtype=MEMBER)
    members["slot"], members["number"] = slots, numbers
    members["length"] = [len(one.title) + len(one.body) for one in words[False]]
    _add_segment(connection, segment, members.tobytes())
    for stemmed, articles in words.items():
        found = invert(slots, articles)
        told = {
            "terms": " ".join(found.terms),
            "postings": found.postings.tobytes(),
            "places": found.places.tobytes(),
            **_say_cuts("postings", found.of_postings * POSTING.itemsize),
            **_say_cuts("places", found.of_places * PLACE.itemsize),
        }
        if found.terms:
            connection.execute(text(_ADD_WORDS), {"segment": segment, "stemmed": stemmed, **told})
    _put_together(connection)


def drop_postings(connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles out."""
    connection.execute(text(_DROP), {"numbers": list(numbers)})


def clear_postings(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text(_CLEAR))


def invert(slots: Sequence[int], articles: Sequence[Placed]) -> Inverted:
    """For each word of some articles where it stands."""
    known: dict[str, int] = {}
    lengths = [len(one.title) + len(one.body) for one in articles]
    every = chain.from_iterable(chain(one.title, one.body) for one in articles)
    words = np.fromiter((known.setdefault(w, len(known)) for w in every), np.int64, sum(lengths))
    order = np.argsort(words, kind="stable")
    words, owners = words[order], np.repeat(np.asarray(slots, dtype=np.uint32), lengths)[order]
    places = np.concatenate([np.zeros(0, np.uint32), *map(_places, articles)])[order]
    first = _differs(words) | _differs(owners)
    kept = first | (places % IN_TITLE < LAST_PLACE)
    words, places, starts = words[kept], places[kept], np.flatnonzero(first[kept])
    postings = np.zeros(len(starts), dtype=POSTING)
    postings["slot"] = owners[first]
    postings["times"] = np.diff(starts, append=len(words))
    titled = np.append(0, np.cumsum(places >= IN_TITLE))
    postings["titled"] = np.diff(titled[np.append(starts, len(words))])
    ends = np.arange(len(known) + 1)
    of_postings, of_places = np.searchsorted(words[starts], ends), np.searchsorted(words, ends)
    return Inverted(list(known), postings, of_postings, places.astype(PLACE), of_places)


def _say_cuts(name: str, cuts: NDArray[np.int64]) -> dict[str, str]:
    said = list(map(str, cuts.tolist()))
    return {f"of_{name}": " ".join(said[:-1]), f"to_{name}": " ".join(said[1:])}


def _places(one: Placed) -> NDArray[np.uint32]:
    start = len(one.title) + GAP
    title = np.arange(1, len(one.title) + 1)
    body = np.arange(start, start + len(one.body))
    both = [np.minimum(title, LAST_PLACE) + IN_TITLE, np.minimum(body, LAST_PLACE)]
    return np.concatenate(both).astype(np.uint32)


def _differs(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where another value begins."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _take_numbers(connection: Connection, count: int) -> int:
    """The first of some numbers that no slot and no segment has had."""
    first = lock_counter(connection, "slots") + 1
    set_counter(connection, "slots", first + count - 1)
    return first


def _put_together(connection: Connection) -> None:
    """Make one segment of many of the same size, as often as that makes many of the next."""
    for power in range(LARGEST):
        size = range(TOGETHER**power, TOGETHER ** (power + 1))
        found = connection.execute(text(_SIZES), {"least": size.start, "below": size.stop}).all()
        if len(found) >= TOGETHER:
            old, new = [row.segment for row in found], _take_numbers(connection, 1)
            connection.execute(text(_JOIN_WORDS), {"old": old, "new": new})
            connection.execute(text(_DROP_SEGMENTS), {"old": old})
            _add_segment(connection, new, b"".join(row.members for row in found))


def _add_segment(connection: Connection, segment: int, members: bytes) -> None:
    articles = len(members) // MEMBER.itemsize
    row = {"segment": segment, "articles": articles, "members": members}
    connection.execute(text(_ADD_SEGMENT), row)


SEARCH_TABLE = "article_search"
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE article_search USING fts5"
        "(title, body, title_stems, body_stems, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE article_search (number INTEGER CONSTRAINT pk_article_search PRIMARY KEY"
        " CONSTRAINT fk_article_search_number_article REFERENCES article (number)"
        " ON DELETE CASCADE,"
        " slot INTEGER NOT NULL)",
        "CREATE TABLE article_search_gone (slot INTEGER"
        " CONSTRAINT pk_article_search_gone PRIMARY KEY)",
        "CREATE TABLE article_search_segment (segment INTEGER"
        " CONSTRAINT pk_article_search_segment PRIMARY KEY,"
        " articles INTEGER NOT NULL, members BYTEA NOT NULL)",
        # By bytes, so that the words with one beginning stand together.
        "CREATE TABLE article_search_posting (segment INTEGER, stemmed BOOLEAN,"
        ' term TEXT COLLATE "C",'
        " postings BYTEA NOT NULL, places BYTEA NOT NULL,"
        " CONSTRAINT pk_article_search_posting PRIMARY KEY (segment, stemmed, term))",
    ),
}

# As many different words of an article are stemmed, 50 µs each; no real one has so many.
STEMMED = 20_000
_SQLITE_ADD = (
    "INSERT INTO article_search (rowid, title, body, title_stems, body_stems) "
    "VALUES (:number, :title, :body, :title_stems, :body_stems)"
)
# The index keeps no text of its own, so taking out needs what was put in.
_SQLITE_DROP = (
    "INSERT INTO article_search (article_search, rowid, title, body, title_stems, body_stems) "
    "VALUES ('delete', :number, :title, :body, :title_stems, :body_stems)"
)


@dataclass(frozen=True)
class Indexed:
    """The words of an article as they are searched for, each as it is written and as its stem."""

    title: list[str]
    body: list[str]
    title_stems: list[str]
    body_stems: list[str]


def read_words(title: str, body: str, language: str) -> Indexed:
    """Take title and text apart: some 1 ms for 1,000 words, thus before a transaction."""
    parts = [plain_terms(title, language), plain_terms(body, language)]
    distinct = list(dict.fromkeys(chain(*parts)))
    stems = {word: stem(word, language) for word in distinct[:STEMMED]}
    return Indexed(*parts, *[[stems.get(word, word) for word in part] for part in parts])


def add_words(connection: Connection, words: Iterable[tuple[int, Indexed]]) -> None:
    """Make articles, by number, findable."""
    pairs = list(words)
    if connection.dialect.name == "sqlite":
        _execute(connection, _SQLITE_ADD, [_as_columns(*pair) for pair in pairs])
    else:
        plain_words = [Placed(one.title, one.body) for _, one in pairs]
        stems = [Placed(one.title_stems, one.body_stems) for _, one in pairs]
        numbers = [number for number, _ in pairs]
        add_postings(connection, numbers, {False: plain_words, True: stems})


def drop_words(connection: Connection, words: Iterable[tuple[int, Indexed]]) -> None:
    """Take articles out; the words must be those that were put in."""
    pairs = list(words)
    if connection.dialect.name == "sqlite":
        _execute(connection, _SQLITE_DROP, [_as_columns(*pair) for pair in pairs])
    else:
        drop_postings(connection, [number for number, _ in pairs])


def clear_words(connection: Connection) -> None:
    """Empty the index."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO article_search (article_search) VALUES ('delete-all')")
        )
    else:
        clear_postings(connection)


def _execute(connection: Connection, statement: str, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(text(statement), rows)


def _as_columns(number: int, one: Indexed) -> dict[str, object]:
    names = ("title", "body", "title_stems", "body_stems")
    return {"number": number, **{name: " ".join(getattr(one, name)) for name in names}}
