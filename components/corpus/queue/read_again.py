"""Reading a file again in another way: its earlier articles go to the bin, with undo.

They stay where they are until the file was read to its end and gave an article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import orjson
from sqlalchemy import Connection, Row, exists, func, select, update

from components.corpus.article import make_storable
from components.corpus.change_history import (
    latest_change,
    record_changes,
    set_removed,
    start_batch,
)
from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import (
    article,
    library,
    original_part,
    upload,
    upload_article,
)
from components.corpus.integrity.seals import resealed
from components.corpus.queue.batches import NO_BYTES
from components.corpus.queue.understanding import (
    ReadAgain,
    Replaced,
    read_understanding,
    write_understanding,
)

FINISHED = ("done", "rejected")


def may_be_read_again(connection: Connection, upload_id: int) -> bool:
    """Whether a file is finished and its bytes are still stored."""
    held = exists().where(original_part.c.sha256 == upload.c.sha256)
    query = (
        select(upload.c.id)
        .where(upload.c.id == upload_id, upload.c.state.in_(FINISHED))
        .where(upload.c.sha256 != NO_BYTES, held)
    )
    return connection.execute(query).first() is not None


def queue_again(
    connection: Connection, upload_id: int, answer: Mapping[str, str], who: str
) -> None:
    """Have a finished file read again by this answer; `who` signs what it replaces."""
    row = connection.execute(select(upload).where(upload.c.id == upload_id)).one()
    counted = select(library.c.value).where(library.c.name == "numbers")
    before = read_understanding(row.understood)
    understood = replace(
        before,
        articles=row.new + row.duplicates or before.articles,
        message=row.message,
        again=ReadAgain(who, connection.execute(counted).scalar_one()),
    )
    values = {
        **{"state": "waiting", "message": "", "worker": "", "lease": 0.0, "tries": 0},
        "columns": make_storable(orjson.dumps(dict(answer)).decode()),
        "understood": write_understanding(understood),
    }
    ours = update(upload).where(upload.c.id == upload_id)
    connection.execute(ours.values(resealed(upload, values)))


def keep_as_it_was(connection: Connection, upload_id: int) -> bool:
    """Give up reading a file again, unless that began; False for a file that was never finished."""
    waits = upload.c.state.in_(("waiting", "asking", "delayed"))
    query = select(upload.c.understood).where(upload.c.id == upload_id, waits)
    understood = read_understanding(connection.execute(query).scalar() or "")
    if understood.again is None:
        return False
    own = upload_article.c.upload == upload_id
    connection.execute(update(upload_article).where(own).values(seen=1))
    new = connection.execute(select(func.sum(upload_article.c.new)).where(own)).scalar() or 0
    values = {
        "state": "done" if understood.articles else "rejected",
        **{"message": understood.message, "worker": "", "lease": 0.0, "tries": 0, "new": new},
        "duplicates": max(understood.articles - new, 0),
        "understood": write_understanding(replace(understood, again=None)),
    }
    connection.execute(update(upload).where(upload.c.id == upload_id).values(values))
    return True


def replace_earlier(connection: Connection, upload_id: int, again: ReadAgain) -> Replaced | None:
    """Put what only an earlier reading of a file gave into the bin; None if there is nothing.

    Articles that another file gave as well stay. What this reading gave is taken out of the bin.
    """
    query = (
        select(upload_article, article.c.number, article.c.removed)
        .join(article, article.c.id == upload_article.c.article)
        .where(upload_article.c.upload == upload_id)
        .order_by(article.c.number)
    )
    rows = connection.execute(query).all()
    gone = _leave_out_shared(
        connection,
        upload_id,
        [row.article for row in rows if row.new and not row.seen and row.removed is None],
    )
    back = [row.article for row in rows if row.seen and row.removed is not None]
    if not gone and not back:
        return None
    _forget_relations(connection, upload_id, gone)
    after, batch = latest_change(connection), start_batch(connection)
    set_removed(connection, gone, again.who, removed=True, batch=batch)
    set_removed(connection, back, again.who, removed=False, batch=batch)
    come = [row.article for row in rows if _is_new(row, again)]
    # As if they had lain in the bin until now, so that an undo puts them there.
    record_changes(connection, [(id, "removed", "yes", "") for id in come], again.who, batch)
    upto = latest_change(connection)
    return Replaced(batch, len(gone), len(back) + len(come), after, upto)


def _forget_relations(connection: Connection, upload_id: int, gone: list[str]) -> None:
    """What an article replaces is no earlier one that it is like."""
    values = {"relation": "", "other": "", "share": 0.0}
    own = update(upload_article).where(upload_article.c.upload == upload_id)
    for chunk in in_chunks(gone):
        connection.execute(own.where(upload_article.c.other.in_(chunk)).values(values))


def _is_new(row: Row[tuple[int, str]], again: ReadAgain) -> bool:
    return bool(row.new and row.seen and row.removed is None and row.number > again.since)


def _leave_out_shared(connection: Connection, upload_id: int, ids: list[str]) -> list[str]:
    shared: set[str] = set()
    for chunk in in_chunks(ids):
        query = select(upload_article.c.article).where(
            upload_article.c.article.in_(chunk),
            upload_article.c.upload != upload_id,
            upload_article.c.seen == 1,
        )
        shared.update(connection.execute(query).scalars())
    return [id for id in ids if id not in shared]
