"""Seals: digests of rows, by which damage to stored data is found.

The seal of a row is the first 64 bits of the SHA-256 of each field in `SEALED`, in hexadecimal, one
after another. An update replaces only the parts of the fields that it sets, so that it cannot hide
earlier damage to another field. Derived data has no seals: it can be derived again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Table,
    func,
    literal,
    select,
    text,
)
from sqlalchemy import cast as as_type

from components.corpus.database.tables import (
    article,
    article_text,
    change,
    note,
    tag,
    upload,
    verdict,
)

# The text of an article is sealed with the row of the article, so that a missing text is found.
TEXT = "text"
# A new column goes to the end, and its migration lengthens the seals. Numbers that the database
# gives to rows are left out: they are not known yet when a row is sealed.
SEALED: dict[Table, tuple[str, ...]] = {
    article: (
        *("number", "id", "title", "label", "source", "author", "published", "language", "url"),
        *("name", "sha256", "words", "added", "removed", "basis", "place", TEXT),
        *("bases", "details"),
    ),
    change: ("article", "field", "old", "new", "who", "made", "batch"),
    tag: ("article", "tag"),
    note: ("article", "start", "end", "text", "who", "made", "removed"),
    verdict: ("kind", "key", "value", "note", "who", "made"),
    # What an analyst added and answered, not the progress of reading.
    upload: ("batch", "who", "name", "sha256", "columns"),
}
LENGTH = 16
_CHUNK = 500
# Stands for NULL; no text contains it, so that NULL and an empty text differ.
_NOTHING = b"\0"


@dataclass(frozen=True)
class Broken:
    """A damaged row: `fields` are not as they were stored, `row` holds their present values.

    `fields` is empty when only the seal is damaged.
    """

    table: Table
    row: Mapping[str, Any]
    fields: tuple[str, ...]

    @property
    def key(self) -> list[Any]:
        """The values of its primary key."""
        return [self.row[column.name] for column in self.table.primary_key.columns]


def digest(value: object) -> str:
    """The part of a seal for one value, a text, its UTF-8, a number or None: 16 digits."""
    data = value if isinstance(value, bytes) else str(value).encode()
    return hashlib.sha256(_NOTHING if value is None else data).hexdigest()[:LENGTH]


def sealed(table: Table, row: Mapping[str, Any], body: str | None = None) -> dict[str, Any]:
    """The row with its seal, for an insert; `body` is the text of an article."""
    values = {**row, TEXT: body} if table is article else row
    parts = (digest(values.get(name)) for name in SEALED[table])
    return {**row, "seal": "".join(parts)}


def resealed(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an update with an expression for the new seal of each row it changes."""
    seal: ColumnElement[str] = literal("")
    for place, name in enumerate(SEALED[table]):
        own = func.substr(table.c.seal, 1 + place * LENGTH, LENGTH)
        seal = seal.concat(literal(digest(values[name])) if name in values else own)
    return {**values, "seal": seal}


def seal_all(connection: Connection, table: str, names: Sequence[str]) -> None:
    """Seal all rows of a table that has no seals yet, by the columns `names`.

    Some 2 s for 100,000 articles.
    """
    if connection.dialect.name == "sqlite":
        driver = cast(sqlite3.Connection, connection.connection.driver_connection)
        driver.create_function("parallax_digest", 1, digest, deterministic=True)
        part = "parallax_digest(CAST({} AS BLOB))"
    else:
        data = "coalesce(convert_to(CAST({} AS text), 'UTF8'), decode('00', 'hex'))"
        part = f"substr(encode(sha256({data}), 'hex'), 1, {LENGTH})"
    body = "(SELECT text FROM article_text WHERE article_text.number = article.number)"
    is_body = table == article.name
    columns = (body if is_body and name == TEXT else f'"{name}"' for name in names)
    parts = " || ".join(part.format(column) for column in columns)
    connection.execute(text(f'UPDATE "{table}" SET seal = {parts}'))  # noqa: S608 (our own names)


def lengthen_seals(connection: Connection, table: str, values: Sequence[str]) -> None:
    """Lengthen all seals of a table by the parts of new columns, which have these values."""
    parts = "".join(map(digest, values))
    connection.execute(text(f'UPDATE "{table}" SET seal = seal || :parts'), {"parts": parts})  # noqa: S608 (our own names)


def find_broken(connection: Connection) -> Iterator[Broken]:
    """All damaged rows; the whole library is read and hashed: some 5 s for 100,000 articles.

    Bytes of a text that are not UTF-8 are given as U+FFFD.
    """
    for table, names in SEALED.items():
        keys = [column.name for column in table.primary_key.columns]
        wanted = [*dict.fromkeys((*keys, *names)), "seal"]
        query = select(*[stored_column(connection, table, name).label(name) for name in wanted])
        joined = article.outerjoin(article_text) if table is article else table
        query = query.select_from(joined).execution_options(yield_per=_CHUNK)
        for values in connection.execute(query):
            row = dict(zip(wanted, values, strict=True))
            seal = readable(row.pop("seal"))
            parts = [digest(row[name]) for name in names]
            if "".join(parts) != seal:
                own = (seal[n * LENGTH : (n + 1) * LENGTH] for n in range(len(names)))
                pairs = zip(names, parts, own, strict=True)
                fields = tuple(name for name, part, there in pairs if part != there)
                told = {name: readable(value) for name, value in row.items()}
                yield Broken(table, told, fields)


def list_broken(connection: Connection) -> dict[str, list[list[Any]]]:
    """The keys of all damaged rows, by the name of their table."""
    damaged: dict[str, list[list[Any]]] = {}
    for broken in find_broken(connection):
        damaged.setdefault(str(broken.table.name), []).append(broken.key)
    return damaged


def stored_column(connection: Connection, table: Table, name: str) -> ColumnElement[Any]:
    """A column to select, on SQLite as bytes: what is not UTF-8 any more could not be read."""
    column: Column[Any] = (article_text if name == TEXT and table is article else table).c[name]
    if connection.dialect.name == "sqlite" and not isinstance(column.type, Integer):
        return as_type(column, LargeBinary)
    return column


def readable(value: Any) -> Any:
    """A value of a `stored_column`, with U+FFFD for bytes that are not UTF-8."""
    return value.decode(errors="replace") if isinstance(value, bytes) else value
