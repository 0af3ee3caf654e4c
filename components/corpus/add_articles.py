"""Insert articles with what is derived from them: index entries and fingerprints.

Both are written in the transaction of the article. When our code derives them in another way, the
version of the derivation (`DERIVED`) is raised, and every library is derived again as a whole when
it is opened next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, delete, select

from components.corpus.article import Article, label, make_storable
from components.corpus.database.bulk_insert import insert_rows
from components.corpus.database.connection import (
    Database,
    lock_counter,
    set_counter,
    timestamp,
)
from components.corpus.database.roles import Role
from components.corpus.database.tables import (
    DERIVED,
    article,
    article_text,
    band,
    fingerprint,
    library,
)
from components.corpus.integrity.seals import sealed
from components.corpus.near_duplicates import (
    Fingerprint,
    Relations,
    insert_fingerprints,
    relate,
    take_fingerprint,
)
from components.corpus.search.index import Indexed, add_words, clear_words, drop_words, read_words
from components.corpus.stored_ids import choose_ids, digest_article, find_present
from components.text.hidden_signs import drop_hidden

# Articles that are derived again at a time.
CHUNK = 500
# Fields of an article that are columns of its row under the same name.
_COPIED = ("id", "title", "source", "author", "language", "url", "name", "sha256", "basis", "place")


@dataclass(frozen=True)
class Added:
    """What became of articles that were added: lists of ids, each in the order given.

    `ids` has one for each article given: that under which it is stored, which is longer than its
    own where another article has that one.
    `duplicates` were in the library already or came twice; those of them that are in the bin, and
    so are not shown until restored, are also in `in_bin`. `relations` are those of the new ones to
    earlier ones.
    """

    new: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    in_bin: list[str] = field(default_factory=list)
    relations: Relations = field(default_factory=Relations)
    ids: list[str] = field(default_factory=list, compare=False)

    @property
    def same_text(self) -> dict[str, str]:
        """New articles with the text of an earlier one, each with that one's id."""
        return self.relations.same_text


@dataclass(frozen=True)
class Derived:
    """The index entry and the fingerprint of one article."""

    words: Indexed
    fingerprint: Fingerprint


def prepare(database: Database, articles: Sequence[Article]) -> dict[str, Derived]:
    """Derive what `insert_articles` will need, by `digest_article`, for most that are new.

    Outside the transaction, because it takes some 2 ms for 1,000 words and other writers wait for
    a transaction. Raises LibraryFull when there is no room for the articles.
    """
    database.require_room(sum(4 * len(one.text) for one in articles))
    with database.reading() as connection:
        present = find_present(connection, [one.id for one in articles])
    new = [_tidy(one) for one in articles if one.id not in present]
    return {digest_article(one): _derive(one) for one in new}


def insert_articles(
    connection: Connection, articles: Sequence[Article], prepared: Mapping[str, Derived]
) -> Added:
    """Insert those whose content is not there yet; the revision rises only if there is one.

    `prepared` is the result of `prepare`; articles missing in it are derived now. Raises ValueError
    for NUL or a lone surrogate: either would later break every list it is in.
    """
    articles = [_tidy(one) for one in articles]
    for one in articles:
        _require_storable(one)
    revision = lock_counter(connection, "articles")
    ids = choose_ids(connection, articles)
    present = find_present(connection, ids)
    new: dict[str, Article] = {}
    duplicates: list[str] = []
    for one, id in zip(articles, ids, strict=True):
        if id in present or id in new:
            duplicates.append(id)
        else:
            new[id] = replace(one, id=id)
    relations = Relations()
    if new:
        numbers = _insert_rows(connection, list(new.values()), revision + 1)
        derived = [prepared.get(digest_article(one)) or _derive(one) for one in new.values()]
        _insert_derived(connection, list(zip(numbers, derived, strict=True)))
        relations = relate(connection, numbers)
        set_counter(connection, "articles", revision + 1)
    in_bin = [id for id in duplicates if present.get(id)]
    return Added(list(new), duplicates, in_bin, relations, ids)


def _tidy(one: Article) -> Article:
    """The article without signs by which one source or author passes for another."""
    title, source, author = map(drop_hidden, (one.title, one.source, one.author))
    return replace(one, title=title, source=source, author=author)


def _require_storable(one: Article) -> None:
    for column in fields(one):
        value = getattr(one, column.name)
        values = [*value.values()] if isinstance(value, Mapping) else [value]
        if any(isinstance(text, str) and make_storable(text) != text for text in values):
            raise ValueError(f"{column.name} of article {one.id!r} holds NUL or a lone surrogate")


def _insert_rows(connection: Connection, articles: list[Article], revision: int) -> range:
    """Insert rows and texts; gives the numbers of the articles, in their order."""
    first = lock_counter(connection, "numbers") + 1
    numbers = range(first, first + len(articles))
    shared = {"added": timestamp(), "removed": None, "changed": revision}
    rows = [
        {
            **{name: getattr(one, name) for name in _COPIED},
            "number": number,
            "label": label(one.title, one.text),
            "published": one.published.isoformat() if one.published else None,
            "words": len(one.text.split()),
            "bases": _write_object(one.bases),
            "details": _write_object(one.details),
            **shared,
        }
        for number, one in zip(numbers, articles, strict=True)
    ]
    pairs = list(zip(rows, articles, strict=True))
    insert_rows(connection, article, [sealed(article, row, one.text) for row, one in pairs])
    texts = [{"number": row["number"], "text": one.text} for row, one in pairs]
    insert_rows(connection, article_text, texts)
    set_counter(connection, "numbers", numbers[-1])
    return numbers


def _write_object(texts: Mapping[str, str]) -> str:
    return orjson.dumps(dict(texts), option=orjson.OPT_SORT_KEYS).decode()


def drop_derived(connection: Connection, ids: Sequence[str]) -> None:
    """Delete what was derived from articles; call it before their rows or texts change."""
    for number, one in _read_articles(connection, article.c.id.in_(ids)):
        drop_words(connection, [(number, read_words(one.title, one.text, one.language))])
        connection.execute(delete(fingerprint).where(fingerprint.c.number == number))
        connection.execute(delete(band).where(band.c.number == number))


def derive_again(connection: Connection, ids: Sequence[str]) -> None:
    """Derive and insert index entries and fingerprints of articles that have none now."""
    rows = _read_articles(connection, article.c.id.in_(ids))
    _insert_derived(connection, [(number, _derive(one)) for number, one in rows])


def derive_all(database: Database) -> None:
    """Derive everything again if an older version of our code derived it; else one query."""
    version = select(library.c.value).where(library.c.name == "derived")
    with database.reading() as connection:
        if connection.execute(version).scalar_one() == DERIVED or database.read_only:
            return
    with database.writing(Role.READER) as connection:
        lock_counter(connection, "articles")
        # Another process may have done it meanwhile.
        if lock_counter(connection, "derived") == DERIVED:
            return
        clear_words(connection)
        connection.execute(delete(fingerprint))
        connection.execute(delete(band))
        last = 0
        while rows := _read_articles(connection, article.c.number > last, CHUNK):
            _insert_derived(connection, [(number, _derive(one)) for number, one in rows])
            last = rows[-1][0]
        set_counter(connection, "derived", DERIVED)


def _derive(one: Article) -> Derived:
    words = read_words(one.title, one.text, one.language)
    return Derived(
        words, take_fingerprint(one.text, one.url, one.place, one.details.get("guid", ""))
    )


def _insert_derived(connection: Connection, derived: Sequence[tuple[int, Derived]]) -> None:
    """Insert what was derived from articles, given by number."""
    add_words(connection, [(number, one.words) for number, one in derived])
    insert_fingerprints(connection, [(number, one.fingerprint) for number, one in derived])


def _read_articles(
    connection: Connection, which: ColumnElement[bool], limit: int | None = None
) -> list[tuple[int, Article]]:
    """Articles with their numbers, in the order of these, as far as anything is derived from."""
    names = ("id", "title", "language", "url", "place", "details")
    query = (
        select(article.c.number, *[article.c[name] for name in names], article_text.c.text)
        .join(article_text)
        .where(which)
        .order_by(article.c.number)
        .limit(limit)
    )
    rows = connection.execute(query).mappings().all()
    return [(row["number"], _make_article(dict(row))) for row in rows]


def _make_article(row: dict[str, Any]) -> Article:
    del row["number"]
    return Article(**{**row, "details": orjson.loads(row["details"])})
