"""What follows from articles and is kept beside them: the full-text index and fingerprints.

It is written in the transaction of the article. When our way to derive it changes, `VERSION` does,
and a library is worked through once when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select

from components.corpus.article import Article
from components.corpus.database.connection import Database, lock_counter, set_counter
from components.corpus.database.tables import DERIVED as VERSION
from components.corpus.database.tables import article, article_text, band, fingerprint, library
from components.corpus.near_duplicates import (
    Fingerprint,
    Relations,
    insert_fingerprints,
    relate,
    take_fingerprint,
)
from components.corpus.search.index import Indexed, add_words, clear_words, drop_words, read_words

CHUNK = 500


@dataclass(frozen=True)
class Derived:
    """The words and the fingerprint of one article."""

    words: Indexed
    fingerprint: Fingerprint


def derive(one: Article) -> Derived:
    """Work out what follows from an article: some 2 ms for 1,000 words."""
    words = read_words(one.title, one.text, one.language)
    return Derived(words, take_fingerprint(one.text, one.url, one.place))


def insert_derived(
    connection: Connection, first: int, articles: Sequence[Article], known: Mapping[str, Derived]
) -> Relations:
    """Keep what follows from new articles, numbered from `first`; what is not known is derived."""
    found = [known.get(one.id) or derive(one) for one in articles]
    numbers = range(first, first + len(articles))
    add_words(connection, zip(numbers, (one.words for one in found), strict=True))
    prints = (one.fingerprint for one in found)
    insert_fingerprints(connection, zip(numbers, prints, strict=True))
    return relate(connection, numbers)


def drop_derived(connection: Connection, ids: Sequence[str]) -> None:
    """Forget what followed from these articles, while they still stand as it was derived."""
    for number, one in _read(connection, article.c.id.in_(ids)):
        drop_words(connection, [(number, read_words(one.title, one.text, one.language))])
        connection.execute(delete(fingerprint).where(fingerprint.c.number == number))
        connection.execute(delete(band).where(band.c.number == number))


def derive_again(connection: Connection, ids: Sequence[str]) -> None:
    """Keep what follows from these articles as they stand now."""
    _insert(connection, _read(connection, article.c.id.in_(ids)))


def derive_all(database: Database) -> None:
    """Bring what follows from articles up to this version, if it is not there yet."""
    version = select(library.c.value).where(library.c.name == "derived")
    with database.reading() as connection:
        if connection.execute(version).scalar_one() == VERSION or database.read_only:
            return
    with database.writing() as connection:
        lock_counter(connection, "articles")
        if lock_counter(connection, "derived") == VERSION:
            return
        clear_words(connection)
        connection.execute(delete(fingerprint))
        connection.execute(delete(band))
        last = 0
        while rows := list(_read(connection, article.c.number > last, CHUNK)):
            _insert(connection, iter(rows))
            last = rows[-1][0]
        set_counter(connection, "derived", VERSION)


def _insert(connection: Connection, rows: Iterator[tuple[int, Article]]) -> None:
    found = [(number, derive(one)) for number, one in rows]
    add_words(connection, [(number, one.words) for number, one in found])
    insert_fingerprints(connection, [(number, one.fingerprint) for number, one in found])


def _read(
    connection: Connection, which: ColumnElement[bool], limit: int | None = None
) -> Iterator[tuple[int, Article]]:
    """Articles by number, as much of them as anything is derived from."""
    names = ("id", "title", "language", "url", "place")
    query = (
        select(article.c.number, *[article.c[name] for name in names], article_text.c.text)
        .join(article_text)
        .where(which)
        .order_by(article.c.number)
        .limit(limit)
    )
    for row in connection.execute(query).all():
        known = {name: getattr(row, name) for name in names}
        yield row.number, Article(text=row.text, **known)
