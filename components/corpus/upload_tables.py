"""What there is to see of the queue: batches, their files, and what the files gave."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from components.corpus.schema import article, original, upload, upload_article

OPEN = ("waiting", "reading")
UNFINISHED = (*OPEN, "delayed", "asking")
COLUMNS = ["id", "batch", "name", "size", "state", "message", "new", "duplicates", "again"]
_NUMBERS = ("id", "size", "new", "duplicates")
TYPES = {**dict.fromkeys(COLUMNS, "str"), **dict.fromkeys(_NUMBERS, "int64"), "again": "bool"}
GIVEN = {"article": "str", "new": "bool", "relation": "str"}
RELATIVES = {
    **dict.fromkeys(("article", "label", "relation", "other", "other_label"), "str"),
    **{"share": "float64", "removed": "bool"},
}
BATCHES = {
    **dict.fromkeys(("batch", "who", "name"), "str"),
    **{"files": "int64", "unfinished": "int64"},
}


def list_files(connection: Connection, which: ColumnElement[bool]) -> pd.DataFrame:
    """Files in the order they came: columns `COLUMNS`."""
    earlier = upload.alias()
    again = exists().where(earlier.c.sha256 == upload.c.sha256, earlier.c.id < upload.c.id)
    elsewhere = {"size": original.c.size, "again": again.label("again")}
    columns = [elsewhere[name] if name in elsewhere else upload.c[name] for name in COLUMNS]
    query = select(*columns).join(original).where(which).order_by(upload.c.id)
    return _table(connection, query, TYPES)


def list_given(connection: Connection, batch: str) -> pd.DataFrame:
    """What the files of a batch gave, in their order, the new ones of each first: as `GIVEN`."""
    query = (
        select(upload_article.c.article, upload_article.c.new, upload_article.c.relation)
        .join(upload, upload.c.id == upload_article.c.upload)
        .join(article, article.c.id == upload_article.c.article)
        .where(upload.c.batch == batch)
        .order_by(upload.c.id, upload_article.c.new.desc(), article.c.number)
    )
    return _table(connection, query, GIVEN)


def list_relatives(connection: Connection, batch: str, relation: str, limit: int) -> pd.DataFrame:
    """The first new articles that are in this relation to an earlier one: columns `RELATIVES`."""
    earlier = article.alias()
    query = (
        select(
            article.c.id,
            article.c.label,
            upload_article.c.relation,
            upload_article.c.other,
            func.coalesce(earlier.c.label, ""),
            upload_article.c.share,
            article.c.removed.is_not(None),
        )
        .join(upload, upload.c.id == upload_article.c.upload)
        .join(article, article.c.id == upload_article.c.article)
        .outerjoin(earlier, earlier.c.id == upload_article.c.other)
        .where(upload.c.batch == batch, upload_article.c.relation == relation)
        .where(upload_article.c.new == 1)
        .order_by(upload.c.id, article.c.number)
        .limit(limit)
    )
    return _table(connection, query, RELATIVES)


def list_batches(connection: Connection, limit: int) -> pd.DataFrame:
    """The batches that were filled last, the last first, each with its first file: `BATCHES`."""
    last = func.max(upload.c.id)
    unfinished = func.sum(case((upload.c.state.in_(UNFINISHED), 1), else_=0))
    grouped = (
        select(
            upload.c.batch,
            func.min(upload.c.id).label("first"),
            func.count().label("files"),
            unfinished.label("unfinished"),
            last.label("last"),
        )
        .group_by(upload.c.batch)
        .order_by(last.desc())
        .limit(limit)
        .subquery()
    )
    columns = grouped.c.batch, upload.c.who, upload.c.name, grouped.c.files, grouped.c.unfinished
    query = (
        select(*columns)
        .join(upload, and_(upload.c.id == grouped.c.first))
        .order_by(grouped.c.last.desc())
    )
    return _table(connection, query, BATCHES)


def _table(connection: Connection, query: Select[Any], types: dict[str, str]) -> pd.DataFrame:
    """The rows as a table with these columns, in the order of the query."""
    # Of rows as they are pandas asks twenty times as long what they may be.
    rows = [tuple(row) for row in connection.execute(query)]
    return pd.DataFrame(rows, columns=[*types]).astype(types)
