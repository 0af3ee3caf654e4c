"""The full-text index: written in the transaction of the rows it is about, on both databases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, text, update

from components.corpus.schema import library
from components.text.stem import plain, stem, terms

# PostgreSQL knows 16,383 places in a text and a megabyte of words.
LAST_PLACE = 16_383
ROOM = 900_000
# As many different words of an article are stemmed, 50 µs each; no real one has so many.
STEMMED = 20_000
# Between title and body, so that no phrase runs over both.
GAP = 10

_SQLITE_ADD = (
    "INSERT INTO article_search (rowid, title, body, title_stems, body_stems) "
    "VALUES (:number, :title, :body, :title_stems, :body_stems)"
)
# The index keeps no text of its own, so taking out needs what was put in.
_SQLITE_DROP = (
    "INSERT INTO article_search (article_search, rowid, title, body, title_stems, body_stems) "
    "VALUES ('delete', :number, :title, :body, :title_stems, :body_stems)"
)
_POSTGRESQL_ADD = (
    "INSERT INTO article_search (number, words, stems, length) "
    "VALUES (:number, CAST(:words AS tsvector), CAST(:stems AS tsvector), :length)"
)
_POSTGRESQL_DROP = "DELETE FROM article_search WHERE number = :number"


@dataclass(frozen=True)
class Indexed:
    """The words of an article as they are searched for, each as it is written and as its stem."""

    title: list[str]
    body: list[str]
    title_stems: list[str]
    body_stems: list[str]


def read_words(title: str, body: str, language: str) -> Indexed:
    """Take title and text apart: some 1 ms for 1,000 words, thus before a transaction."""
    parts = [_plain_words(title), _plain_words(body)]
    stems: dict[str, str] = {}
    for word in chain(*parts):
        if word not in stems:
            stems[word] = stem(word, language) if len(stems) < STEMMED else word
    return Indexed(*parts, *[[stems[word] for word in part] for part in parts])


def add_words(connection: Connection, words: Iterable[tuple[int, Indexed]]) -> None:
    """Make articles, by number, findable."""
    pairs = list(words)
    if connection.dialect.name == "sqlite":
        _execute(connection, _SQLITE_ADD, [_as_columns(*pair) for pair in pairs])
    else:
        _execute(connection, _POSTGRESQL_ADD, [_as_vectors(*pair) for pair in pairs])
        _count(connection, sum(_length(one) for _, one in pairs))


def drop_words(connection: Connection, words: Iterable[tuple[int, Indexed]]) -> None:
    """Take articles out; the words must be those that were put in."""
    pairs = list(words)
    if connection.dialect.name == "sqlite":
        _execute(connection, _SQLITE_DROP, [_as_columns(*pair) for pair in pairs])
    else:
        _execute(connection, _POSTGRESQL_DROP, [{"number": number} for number, _ in pairs])
        _count(connection, -sum(_length(one) for _, one in pairs))


def clear_words(connection: Connection) -> None:
    """Empty the index."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO article_search (article_search) VALUES ('delete-all')")
        )
    else:
        connection.execute(text("DELETE FROM article_search"))
        connection.execute(update(library).where(library.c.name == "terms").values(value=0))


def _execute(connection: Connection, statement: str, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(text(statement), rows)


def _count(connection: Connection, more: int) -> None:
    total = library.c.value + more
    connection.execute(update(library).where(library.c.name == "terms").values(value=total))


def _length(one: Indexed) -> int:
    return len(one.title) + len(one.body)


def _plain_words(written: str) -> list[str]:
    every = (plain(written[start:end]) for start, end in terms(written))
    return [word for word in every if word]


def _as_columns(number: int, one: Indexed) -> dict[str, object]:
    names = ("title", "body", "title_stems", "body_stems")
    return {"number": number, **{name: " ".join(getattr(one, name)) for name in names}}


def _as_vectors(number: int, one: Indexed) -> dict[str, object]:
    return {
        "number": number,
        "words": _vector(one.title, one.body),
        "stems": _vector(one.title_stems, one.body_stems),
        "length": _length(one),
    }


def _vector(title: Sequence[str], body: Sequence[str]) -> str:
    """A tsvector as text: 'word':1A,12 'other':11, where A marks a place in the title."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(title, 1):
        places[word].append(f"{min(place, LAST_PLACE)}A")
    for place, word in enumerate(body, len(title) + GAP):
        if place <= LAST_PLACE or word not in places:
            places[word].append(str(min(place, LAST_PLACE)))
    kept, room = [], ROOM
    for word, where in places.items():
        room -= len(word.encode()) + 2 * len(where) + 4
        if room < 0:
            break
        kept.append(f"'{word}':{','.join(where)}")
    return " ".join(kept)
