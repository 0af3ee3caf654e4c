"""The full-text index: written in the transaction of the rows it is about, on both databases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, text

from components.corpus.search.postings import Placed, add_postings, clear_postings, drop_postings
from components.text.word_forms import plain_terms, stem

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
