"""Read articles: one, the texts of some, or all as a table without texts; rows as typed tables."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import orjson
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Executable, Row, RowMapping, select

from components.corpus.article import Article
from components.corpus.database.connection import in_chunks
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import article, article_text, change, fingerprint
from components.corpus.integrity.seals import LENGTH, SEALED, digest
from components.text.hidden_signs import show_field

COLUMNS = [
    "id",
    "title",
    "label",
    "source",
    "author",
    "published",
    "language",
    "url",
    "name",
    "sha256",
    "words",
    "added",
    "basis",
    "details",
]
# Fields that are read with what would be hidden in them.
SHOWN = ("title", "label", "source", "author", "name")
# What a field rests on that is not as the reader found it.
TYPED = "typed by an analyst"
# Who signs changes that are made of what other files told.
READER = "Parallax"
_EDITED = ("title", "source", "author", "published", "language", "url")
VERSION_COLUMNS = ["id", "label", "published", "added", "words"]


def list_articles(connection: Connection, which: ColumnElement[bool]) -> pd.DataFrame:
    """A table of articles, columns `COLUMNS`: by day, those without one last, then by arrival.

    The columns `SHOWN` are as `show_field` gives them.

    `label` is the title, or the beginning of the text; `words` counts what is between white space.
    `published` (NaT when unknown or outside 1678 to 2261) and `added` (UTC) are datetime64[ns],
    `words` int64, the rest str; `details` is JSON of an object of texts.
    """
    query = (
        select(*[article.c[name] for name in COLUMNS])
        .where(which)
        .order_by(article.c.published.is_(None), article.c.published, article.c.number)
    )
    rows = connection.execute(query).all()
    columns = zip(*rows, strict=True) if rows else [[] for _ in COLUMNS]
    table = pd.DataFrame(
        {
            name: pd.Series(
                [*map(show_field, values)] if name in SHOWN else list(values),
                dtype="int64" if name == "words" else "str",
            )
            for name, values in zip(COLUMNS, columns, strict=True)
        }
    )
    read = table["id"].map(_days_read(connection))
    edited = read.notna() & (read != table["published"].fillna(""))
    table["basis"] = table["basis"].mask(edited, "typed")
    days = pd.to_datetime(table["published"], format="%Y-%m-%d")
    held = days.where(days.dt.year.between(1678, 2261))
    table["published"] = held.astype("datetime64[ns]")
    table["added"] = pd.to_datetime(table["added"], format="ISO8601").astype("datetime64[ns]")
    return table


def list_states(connection: Connection) -> pd.DataFrame:
    """By which changes of articles are found: `id`, `number` of arrival, revision when `changed`.

    Of the articles that are not in the bin.
    """
    columns = {"id": "str", "number": "int64", "changed": "int64"}
    query = select(*[article.c[name] for name in columns]).where(article.c.removed.is_(None))
    return read_table(connection, query.order_by(article.c.number), columns)


def mark_fields(connection: Connection) -> dict[str, str]:
    """A digest of each sealed field over the articles that are not in the bin, by their seals.

    Equal while the same articles are there, in their order of arrival, with equal values.
    """
    names, query = SEALED[article], select(article.c.seal).where(article.c.removed.is_(None))
    seals = connection.scalars(query.order_by(article.c.number)).all()
    whole = LENGTH * len(names)
    joined = "".join(seal.ljust(whole)[:whole] for seal in seals).encode()
    parts = np.frombuffer(joined, f"S{LENGTH}").reshape(len(seals), len(names))
    # The number of arrival and the id are among the sealed fields, and never change.
    ids = parts[:, names.index("id")].tobytes()
    return {name: digest(ids + parts[:, n].tobytes()) for n, name in enumerate(names)}


def _days_read(connection: Connection) -> dict[str, str]:
    """The day that the reader found, "" for none, of articles whose day was ever edited."""
    edits = select(change).where(change.c.field == "published")
    read: dict[str, str] = {}
    for row in connection.execute(edits.order_by(change.c.id)):
        _note_read(read, row.article, row)
    return read


def _note_read(read: dict[str, str], key: str, row: Row[Any]) -> None:
    """Note what the reader found, by a change: what the first one replaced, or what it set last."""
    if row.who == READER:
        read[key] = row.new
    else:
        read.setdefault(key, row.old)


def _find_typed(connection: Connection, row: RowMapping) -> dict[str, str]:
    """`TYPED` for each field of an article that is not as the reader found it."""
    edits = select(change).where(change.c.article == row["id"], change.c.field.in_(_EDITED))
    read: dict[str, str] = {}
    for one in connection.execute(edits.order_by(change.c.id)):
        _note_read(read, one.field, one)
    return {name: TYPED for name, value in read.items() if value != (row[name] or "")}


def list_versions(connection: Connection, id: str) -> pd.DataFrame:
    """The article and those of the same address or identifier, in order of arrival.

    Columns `VERSION_COLUMNS`. Raises ArticleUnknown.
    """
    page = (
        select(fingerprint.c.address)
        .join(article, article.c.number == fingerprint.c.number)
        .where(article.c.id == id, fingerprint.c.address != "")
    )
    same_page = (
        select(fingerprint.c.number)
        .join(article, article.c.number == fingerprint.c.number)
        .where(fingerprint.c.address.in_(page), article.c.removed.is_(None))
    )
    # Both by their index, which a database does not take for two conditions joined by OR.
    shown = article.c.number.in_(
        select(article.c.number).where(article.c.id == id).union(same_page)
    )
    numbers = dict(connection.execute(select(article.c.id, article.c.number).where(shown)).all())
    require_found([id], numbers)
    table = list_articles(connection, shown)
    order = table["id"].map(numbers).sort_values().index
    return table.loc[order, VERSION_COLUMNS].reset_index(drop=True)


def read_article(connection: Connection, id: str) -> Article:
    """One article with its text; the basis of an edited field is `TYPED`. Raises ArticleUnknown."""
    names = [name for name in COLUMNS if name not in {"label", "words", "added"}]
    query = (
        select(*[article.c[name] for name in (*names, "place", "bases")], article_text.c.text)
        .join(article_text)
        .where(article.c.id == id)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ArticleUnknown(f"The article {id}")
    typed = _find_typed(connection, row)
    day = date.fromisoformat(row["published"]) if row["published"] else None
    bases = {**orjson.loads(row["bases"]), **typed}
    basis = "typed" if "published" in typed else row["basis"]
    known = {"bases": bases, "details": orjson.loads(row["details"]), "basis": basis}
    known |= {name: show_field(row[name]) for name in SHOWN if name in row}
    return Article(**{**row, **known, "published": day})


def read_without_texts(connection: Connection, which: ColumnElement[bool]) -> list[Article]:
    """Articles with what their reader found, without their texts, by file."""
    names = [name for name in COLUMNS if name not in {"label", "words", "added"}]
    columns = [article.c[name] for name in (*names, "place", "bases")]
    query = select(*columns).where(which).order_by(article.c.name, article.c.id)
    found: list[Article] = []
    for row in connection.execute(query).mappings():
        day = date.fromisoformat(row["published"]) if row["published"] else None
        objects = {name: orjson.loads(row[name]) for name in ("bases", "details")}
        found.append(Article(**{**row, **objects, "published": day}, text=""))
    return found


def read_texts(connection: Connection, ids: list[str]) -> dict[str, str]:
    """Texts by id, in the order asked for. Raises ArticleUnknown for the first not there."""
    found: dict[str, str] = {}
    for chunk in in_chunks(ids):
        query = select(article.c.id, article_text.c.text).join(article_text)
        rows = connection.execute(query.where(article.c.id.in_(chunk)))
        found.update((id, text) for id, text in rows)
    require_found(ids, found)
    return {id: found[id] for id in ids}


def find_numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers, by id, of those of the articles that are there, in the bin or not."""
    found: dict[str, int] = {}
    for chunk in in_chunks(ids):
        query = select(article.c.id, article.c.number).where(article.c.id.in_(chunk))
        found.update((row.id, row.number) for row in connection.execute(query))
    return found


def require_found(wanted: Iterable[str], found: Container[str]) -> None:
    """Raise ArticleUnknown for the first id that was not found."""
    for id in wanted:
        if id not in found:
            raise ArticleUnknown(f"The article {id}")


def read_table(connection: Connection, query: Executable, types: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a query in their order, with columns named and typed as in `types`.

    Moments, which are stored as ISO 8601 in UTC, have the type datetime64[ns].
    """
    # pandas takes twenty times as long for SQLAlchemy's own kind of rows.
    rows = [tuple(row) for row in connection.execute(query)]
    table = pd.DataFrame(rows, columns=[*types])
    for name, kind in types.items():
        if kind.startswith("datetime"):
            table[name] = pd.to_datetime(table[name], format="ISO8601")
    return table.astype(dict(types))
