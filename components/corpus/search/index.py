"""Full-text index: an article's words and stems, written in the transaction of the article.

On SQLite it is an FTS5 table. On PostgreSQL it is an inverted index of our own, in arrays that
numpy reads: for each word the articles that have it and its places in them. Articles added together
make a segment. A segment never changes; many of one size are joined into one, so that a word is
read in few rows. An article has a slot for as long as its words do not change; an edited one gets
a new slot, and the postings of the old slot are ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from components.corpus.database.connection import lock_counter, set_counter
from components.corpus.search.vocabulary import keep_words
from components.text.search_terms import plain_terms, stem

# So many different words of an article are stemmed, at 50 µs each; no real article has more.
MOST_STEMMED = 20_000
# One row of a segment: an article and the number of its words.
MEMBER = np.dtype([("slot", "<u4"), ("number", "<u4"), ("length", "<u4")])
# One word in one article: how often it occurs there, and how often of that in the title.
POSTING = np.dtype([("slot", "<u4"), ("times", "<u2"), ("titled", "<u2")])
# The bit of a place that says "in the title", and the last place: of what comes later each word is
# kept once, which also keeps `times` within its type.
IN_TITLE = 2**15
LAST_PLACE = IN_TITLE - 1
PLACE = np.dtype("<u2")
# Places left free between title and body, so that no phrase runs over both.
GAP = 10
# So many segments of one size, which is a power of this number, are joined into one of the next.
TOGETHER = 8
LARGEST = 3

_SQLITE_ADD = (
    "INSERT INTO article_search (rowid, title, body, title_stems, body_stems) "
    "VALUES (:number, :title, :body, :title_stems, :body_stems)"
)
# The table stores no text of its own, so FTS5 has to be told the words that it shall remove.
_SQLITE_DROP = (
    "INSERT INTO article_search (article_search, rowid, title, body, title_stems, body_stems) "
    "VALUES ('delete', :number, :title, :body, :title_stems, :body_stems)"
)
_SQLITE_CLEAR = "INSERT INTO article_search (article_search) VALUES ('delete-all')"
_ADD_ARTICLES = (
    "INSERT INTO article_search (number, slot) "
    "SELECT * FROM unnest(CAST(:numbers AS int[]), CAST(:slots AS int[]))"
)
_ADD_SEGMENT = (
    "INSERT INTO article_search_segment (segment, articles, members) "
    "VALUES (:segment, :articles, :members)"
)
# Tens of thousands of short values are sent fastest as one long value and where to cut it.
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

# The words of one article in order, or their stems: of the title and of the body.
TitleAndBody = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Indexed:
    """The words of an article as the index has them: as written (plain), and as stems."""

    words: TitleAndBody
    stems: TitleAndBody


def read_words(title: str, body: str, language: str) -> Indexed:
    """Split title and body into words: some 1 ms for 1,000, thus before a transaction."""
    parts = plain_terms(title, language), plain_terms(body, language)
    distinct = list(dict.fromkeys(chain(*parts)))
    stems = {word: stem(word, language) for word in distinct[:MOST_STEMMED]}
    in_title, in_body = ([stems.get(word, word) for word in part] for part in parts)
    return Indexed(parts, (in_title, in_body))


def add_words(connection: Connection, words: Iterable[tuple[int, Indexed]]) -> None:
    """Index articles, given by number, so that they can be found."""
    pairs = list(words)
    if not pairs:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text(_SQLITE_ADD), [_fill_columns(*pair) for pair in pairs])
    else:
        kinds = {False: [one.words for _, one in pairs], True: [one.stems for _, one in pairs]}
        _add_postings(connection, [number for number, _ in pairs], kinds)
    # Last, when on a server other writers wait, so that words are numbered in turn.
    keep_words(connection, {*chain(*(part for _, one in pairs for part in one.words))})


def drop_words(connection: Connection, words: Iterable[tuple[int, Indexed]]) -> None:
    """Remove articles from the index; their words must be those that were added."""
    pairs = list(words)
    if connection.dialect.name == "sqlite" and pairs:
        connection.execute(text(_SQLITE_DROP), [_fill_columns(*pair) for pair in pairs])
    elif pairs:
        connection.execute(text(_DROP), {"numbers": [number for number, _ in pairs]})


def clear_words(connection: Connection) -> None:
    """Empty the index; words for patterns stay known."""
    connection.execute(text(_SQLITE_CLEAR if connection.dialect.name == "sqlite" else _CLEAR))


def _fill_columns(number: int, one: Indexed) -> dict[str, object]:
    names = ("title", "body", "title_stems", "body_stems")
    values = map(" ".join, (*one.words, *one.stems))
    return {"number": number, **dict(zip(names, values, strict=True))}


@dataclass(frozen=True)
class Inverted:
    """Words, and where each begins and ends among the `POSTING`s and `PLACE`s of all of them.

    Those of word n are `postings[of_postings[n] : of_postings[n + 1]]`, and so with places; both
    are in the order of words, and of slots for each word.
    """

    terms: list[str]
    postings: NDArray[np.void]
    of_postings: NDArray[np.int64]
    places: NDArray[np.uint16]
    of_places: NDArray[np.int64]


def invert(slots: Sequence[int], articles: Sequence[TitleAndBody]) -> Inverted:
    """For each word of some articles, one for each slot, where it occurs."""
    known: dict[str, int] = {}
    lengths = [len(title) + len(body) for title, body in articles]
    every = chain.from_iterable(chain(title, body) for title, body in articles)
    words = np.fromiter((known.setdefault(w, len(known)) for w in every), np.int64, sum(lengths))
    order = np.argsort(words, kind="stable")
    words, owners = words[order], np.repeat(np.asarray(slots, dtype=np.uint32), lengths)[order]
    places = np.concatenate([np.zeros(0, np.uint32), *(_place(*one) for one in articles)])[order]
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


def _place(title: Sequence[str], body: Sequence[str]) -> NDArray[np.uint32]:
    """The place of each word of an article."""
    start = len(title) + GAP
    in_title, in_body = np.arange(1, len(title) + 1), np.arange(start, start + len(body))
    both = [np.minimum(in_title, LAST_PLACE) + IN_TITLE, np.minimum(in_body, LAST_PLACE)]
    return np.concatenate(both).astype(np.uint32)


def _differs(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where another value begins."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _add_postings(
    connection: Connection, numbers: list[int], kinds: Mapping[bool, Sequence[TitleAndBody]]
) -> None:
    """Add articles as one segment, by their words as written (False) and by their stems (True)."""
    segment = _take_numbers(connection, len(numbers) + 1)
    slots = range(segment + 1, segment + 1 + len(numbers))
    connection.execute(text(_ADD_ARTICLES), {"numbers": numbers, "slots": list(slots)})
    members = np.zeros(len(numbers), dtype=MEMBER)
    members["slot"], members["number"] = slots, numbers
    members["length"] = [len(title) + len(body) for title, body in kinds[False]]
    _add_segment(connection, segment, members.tobytes())
    for stemmed, articles in kinds.items():
        found = invert(slots, articles)
        values = {
            "terms": " ".join(found.terms),
            "postings": found.postings.tobytes(),
            "places": found.places.tobytes(),
            **_list_cuts("postings", found.of_postings * POSTING.itemsize),
            **_list_cuts("places", found.of_places * PLACE.itemsize),
        }
        if found.terms:
            connection.execute(text(_ADD_WORDS), {"segment": segment, "stemmed": stemmed, **values})
    _join_segments(connection)


def _list_cuts(name: str, cuts: NDArray[np.int64]) -> dict[str, str]:
    told = list(map(str, cuts.tolist()))
    return {f"of_{name}": " ".join(told[:-1]), f"to_{name}": " ".join(told[1:])}


def _take_numbers(connection: Connection, count: int) -> int:
    """The first of some numbers that no slot and no segment has had."""
    first = lock_counter(connection, "slots") + 1
    set_counter(connection, "slots", first + count - 1)
    return first


def _join_segments(connection: Connection) -> None:
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
