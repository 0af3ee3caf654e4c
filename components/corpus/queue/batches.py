"""Rows of the queue: files are inserted; batches, files and their articles are listed as tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, insert, select

from components.corpus.article import make_storable, write_storable
from components.corpus.database.connection import lock_counter
from components.corpus.database.tables import article, original, upload, upload_article
from components.corpus.integrity.seals import sealed
from components.corpus.originals import Packed, insert_originals, pack
from components.corpus.queue.leases import NOW, Upload, set_upload
from components.corpus.read_articles import read_table

# A name, and the bytes or a stream, which is read from its current position.
File = tuple[str, bytes | BinaryIO]
# Limits of one transaction: files, and bytes of them after compression.
FILES_AT_ONCE, BYTES_AT_ONCE = 100, 16 << 20
NO_BYTES = hashlib.sha256(b"").hexdigest()
# States of files that are not finished: those a worker will come to, and all.
OPEN = ("waiting", "reading")
UNFINISHED = (*OPEN, "delayed", "asking")
# Columns of the tables, and their types.
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
    **{"files": "int64", "unfinished": "int64", "added": "datetime64[ns]"},
}


def pack_some(
    files: Iterable[File],
) -> Iterator[tuple[list[tuple[str, Packed]], int]]:
    """Packed files, as many at a time as one transaction takes, and the sum of their bytes."""
    held: list[tuple[str, Packed]] = []
    size = 0
    for name, data in files:
        held.append((name, pack(data)))
        size += sum(held[-1][1].lengths)
        if len(held) == FILES_AT_ONCE or size > BYTES_AT_ONCE:
            yield held, size
            held, size = [], 0
    if held:
        yield held, size


def insert_question(
    connection: Connection, within: Upload, name: str, packed: Packed, found: Mapping[str, Any]
) -> None:
    """Add a table within a file to the file's batch, with a question, unless it is there."""
    same = and_(
        upload.c.batch == within.batch, upload.c.name == name, upload.c.sha256 == packed.sha256
    )
    if connection.execute(select(upload.c.id).where(same)).first() is None:
        who = connection.execute(select(upload.c.who).where(upload.c.id == within.id)).scalar_one()
        (number,) = insert_uploads(connection, within.batch, [(name, packed)], who)
        set_asking(connection, number, found)


def set_asking(connection: Connection, upload_id: int, found: Mapping[str, Any]) -> None:
    """Have a file wait for an analyst's answer; `found` is the question, which JSON can hold."""
    set_upload(connection, upload_id, state="asking", asked=write_storable(found))


def insert_uploads(
    connection: Connection,
    batch: str,
    files: Sequence[tuple[str, Packed]],
    who: str,
    only_first: bool = False,
) -> list[int]:
    """Store files and add them to the end of the queue; gives their numbers.

    With `only_first` nothing is done unless the library never had an article or a file.
    """
    if only_first and not _is_unused(connection):
        return []
    insert_originals(connection, [packed for _, packed in files])
    rows = [sealed(upload, _new_row(batch, name, packed.sha256, who)) for name, packed in files]
    # The database numbers them in their order only when it is told to.
    numbered = insert(upload).returning(upload.c.id, sort_by_parameter_order=True)
    return list(connection.execute(numbered, rows).scalars())


def _is_unused(connection: Connection) -> bool:
    """Whether the library never had an article or a file; locked, so that this stays so."""
    lock_counter(connection, "articles")
    numbers = lock_counter(connection, "numbers")
    lock_counter(connection, "originals")
    return not numbers and connection.execute(select(upload.c.id).limit(1)).first() is None


def was_refused(connection: Connection, batch: str, name: str, reason: str) -> bool:
    """Whether `insert_refused` stored the same before."""
    known = select(upload.c.id).where(
        upload.c.batch == batch,
        upload.c.name == make_storable(name),
        upload.c.sha256 == NO_BYTES,
        upload.c.message == make_storable(reason),
    )
    return connection.execute(known.limit(1)).first() is not None


def insert_refused(connection: Connection, batch: str, name: str, reason: str) -> None:
    """Add a file that was refused, without its bytes, as rejected."""
    packed = pack(b"")
    insert_originals(connection, [packed])
    row = sealed(upload, _new_row(batch, name, packed.sha256, ""))
    connection.execute(
        insert(upload), {**row, "state": "rejected", "message": make_storable(reason)}
    )


def _new_row(batch: str, name: str, sha256: str, who: str) -> dict[str, Any]:
    return {
        "batch": batch,
        "who": make_storable(who),
        "name": make_storable(name),
        "sha256": sha256,
        "state": "waiting",
        "message": "",
        "new": 0,
        "duplicates": 0,
        "worker": "",
        "lease": 0.0,
        "tries": 0,
        "asked": "",
        "columns": "",
        "understood": "",
    }


def list_files(connection: Connection, which: ColumnElement[bool]) -> pd.DataFrame:
    """Files in order of arrival: columns `COLUMNS`."""
    earlier = upload.alias()
    again = exists().where(earlier.c.sha256 == upload.c.sha256, earlier.c.id < upload.c.id)
    elsewhere = {"size": original.c.size, "again": again.label("again")}
    columns = [elsewhere[name] if name in elsewhere else upload.c[name] for name in COLUMNS]
    query = select(*columns).join(original).where(which).order_by(upload.c.id)
    return read_table(connection, query, TYPES)


def list_given(connection: Connection, batch: str) -> pd.DataFrame:
    """Articles that the files of a batch gave, by file, new ones first: columns `GIVEN`."""
    query = (
        select(upload_article.c.article, upload_article.c.new, upload_article.c.relation)
        .join(upload, upload.c.id == upload_article.c.upload)
        .join(article, article.c.id == upload_article.c.article)
        .where(upload.c.batch == batch)
        .order_by(upload.c.id, upload_article.c.new.desc(), article.c.number)
    )
    return read_table(connection, query, GIVEN)


def list_first(connection: Connection, upload_id: int, limit: int) -> dict[str, bool]:
    """The first articles that a file gave when it was read last: whether each is in the bin."""
    query = (
        select(article.c.id, article.c.removed)
        .join(upload_article, upload_article.c.article == article.c.id)
        .where(upload_article.c.upload == upload_id, upload_article.c.seen.in_(NOW))
        .order_by(article.c.number)
        .limit(limit)
    )
    return {id: removed is not None for id, removed in connection.execute(query)}


def list_relatives(connection: Connection, batch: str, relation: str, limit: int) -> pd.DataFrame:
    """The first new articles of a batch with a relation to an earlier one: columns `RELATIVES`."""
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
    return read_table(connection, query, RELATIVES)


def list_batches(connection: Connection, limit: int) -> pd.DataFrame:
    """The latest batches, the last first, each named by its first file: columns `BATCHES`.

    `added` (UTC) is when the first file brought a new article, NaT if it brought none.
    """
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
    brought = (
        select(func.min(article.c.added))
        .join(upload_article, upload_article.c.article == article.c.id)
        .where(upload_article.c.upload == grouped.c.first, upload_article.c.new == 1)
        .scalar_subquery()
    )
    counts = grouped.c.files, grouped.c.unfinished
    query = (
        select(grouped.c.batch, upload.c.who, upload.c.name, *counts, brought)
        .join(upload, and_(upload.c.id == grouped.c.first))
        .order_by(grouped.c.last.desc())
    )
    return read_table(connection, query, BATCHES)
