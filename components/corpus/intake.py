"""Empty the bin: the only way anything leaves a library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from components.corpus.article import Article
from components.corpus.database.connection import Database, lock_counter, set_counter, timestamp
from components.corpus.database.tables import DERIVED as VERSION
from components.corpus.database.tables import (
    article,
    article_text,
    band,
    fingerprint,
    library,
    original_part,
    result,
    upload,
)
from components.corpus.integrity.checksums import sealed
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


LABEL_LENGTH = 70
SURROGATES_AND_NUL = re.compile("[\x00\ud800-\udfff]")
# Well below the number of parameters either database takes in one statement.
CHUNK_INTAKE = 1000


@dataclass(frozen=True)
class Added:
    """Ids by what became of them, each list in the order given.

    `duplicates` were in the library already or came twice; those of them that lie in the bin, and
    so are not shown until restored, are also in `in_bin`. What new ones have to do with earlier
    ones is in `relations`.
    """

    new: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    in_bin: list[str] = field(default_factory=list)
    relations: Relations = field(default_factory=Relations)

    @property
    def same_text(self) -> dict[str, str]:
        """New ones that read as an earlier one does, each with that one's id."""
        return self.relations.same_text


def prepare(database: Database, articles: Sequence[Article]) -> dict[str, Derived]:
    """What follows from those that are new, by id: worked out before others have to wait for it."""
    with database.reading() as connection:
        present = _find_present(connection, [one.id for one in articles])
    return {one.id: derive(one) for one in articles if one.id not in present}


def insert_articles(
    connection: Connection, articles: Sequence[Article], known: Mapping[str, Derived]
) -> Added:
    """Insert those whose id is not there yet; the revision rises only if there is one.

    `known` is what `prepare` gave. Raises ValueError for NUL or a lone surrogate: either would
    later break every list it is in.
    """
    for one in articles:
        require_storable(one)
    revision = lock_counter(connection, "articles")
    present = _find_present(connection, [one.id for one in articles])
    new: dict[str, Article] = {}
    duplicates: list[str] = []
    for one in articles:
        if one.id in present or one.id in new:
            duplicates.append(one.id)
        else:
            new[one.id] = one
    relations = Relations()
    if new:
        first = _insert_new(connection, list(new.values()), revision + 1)
        relations = insert_derived(connection, first, list(new.values()), known)
        set_counter(connection, "articles", revision + 1)
    in_bin = [id for id in duplicates if present.get(id)]
    return Added(list(new), duplicates, in_bin, relations)


def require_storable(one: Article) -> None:
    """Raise ValueError naming the field that no database or table could hold."""
    for column in fields(one):
        value = getattr(one, column.name)
        if isinstance(value, str) and storable(value) != value:
            raise ValueError(f"{column.name} of article {one.id!r} holds NUL or a lone surrogate")


def storable(value: str) -> str:
    """The same string, with U+FFFD for the characters that no database or browser can carry."""
    return SURROGATES_AND_NUL.sub("\ufffd", value)


def label(title: str, text: str) -> str:
    """What an article is called in a list: its title, else how its text begins."""
    if title.strip():
        return title
    start = " ".join(text[: LABEL_LENGTH * 4].split())
    if len(start) <= LABEL_LENGTH:
        return start
    words = start[: LABEL_LENGTH + 1].rsplit(" ", 1)[0]
    return f"{words[:LABEL_LENGTH].rstrip()}…"


def in_chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Distinct ids, few enough at a time for one statement."""
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), CHUNK_INTAKE):
        yield distinct[start : start + CHUNK_INTAKE]


def find_numbers(connection: Connection, ids: Iterable[str]) -> list[int]:
    """The numbers of articles that are there, in order of arrival."""
    found: list[int] = []
    for chunk in in_chunks(ids):
        query = select(article.c.number).where(article.c.id.in_(chunk))
        found.extend(connection.execute(query).scalars())
    return sorted(found)


def _find_present(connection: Connection, ids: list[str]) -> dict[str, bool]:
    """The ids that are in the library, each with whether it lies in the bin."""
    present: dict[str, bool] = {}
    for chunk in in_chunks(ids):
        query = select(article.c.id, article.c.removed).where(article.c.id.in_(chunk))
        present.update((id, removed is not None) for id, removed in connection.execute(query))
    return present


def _insert_new(connection: Connection, articles: list[Article], revision: int) -> int:
    """Insert them all; gives the number of the first, the others follow it."""
    first = lock_counter(connection, "numbers") + 1
    added = timestamp()
    rows = [
        sealed(
            article,
            {
                "number": number,
                "id": one.id,
                "title": one.title,
                "label": label(one.title, one.text),
                "source": one.source,
                "author": one.author,
                "published": one.published.isoformat() if one.published else None,
                "language": one.language,
                "url": one.url,
                "name": one.name,
                "sha256": one.sha256,
                "words": len(one.text.split()),
                "added": added,
                "removed": None,
                "changed": revision,
                "basis": one.basis,
                "place": one.place,
            },
            one.text,
        )
        for number, one in enumerate(articles, first)
    ]
    bodies = [{"number": number, "text": one.text} for number, one in enumerate(articles, first)]
    connection.execute(insert(article), rows)
    connection.execute(insert(article_text), bodies)
    set_counter(connection, "numbers", first + len(articles) - 1)
    return first


UNFINISHED = ("waiting", "delayed", "reading", "asking", "rejected", "cancelled")


def delete_removed(connection: Connection) -> list[str]:
    """Delete what lies in the bin, with its history, notes, tags and files; gives the ids.

    A file goes when no article and no unfinished upload needs it. That it came once is remembered,
    so a folder that is read again does not bring it back.
    """
    revision = lock_counter(connection, "articles")
    lock_counter(connection, "originals")
    query = select(article.c.id).where(article.c.removed.is_not(None)).order_by(article.c.number)
    ids = list(connection.execute(query).scalars())
    files: set[str] = set()
    for chunk in in_chunks(ids):
        chosen = article.c.id.in_(chunk)
        files.update(connection.execute(select(article.c.sha256).where(chosen)).scalars())
        drop_derived(connection, chunk)
        connection.execute(delete(result).where(result.c.article.in_(chunk)))
        connection.execute(delete(article).where(chosen))
    for chunk in in_chunks(sorted(files)):
        _empty_files(connection, chunk)
    if ids:
        set_counter(connection, "articles", revision + 1)
    return ids


def _empty_files(connection: Connection, files: list[str]) -> None:
    of_articles = select(article.c.sha256).where(article.c.sha256.in_(files))
    of_uploads = select(upload.c.sha256).where(
        upload.c.sha256.in_(files), upload.c.state.in_(UNFINISHED)
    )
    gone = delete(original_part).where(
        original_part.c.sha256.in_(files),
        original_part.c.sha256.not_in(of_articles),
        original_part.c.sha256.not_in(of_uploads),
    )
    connection.execute(gone)
