"""Take changes back, one or all that were made at once, as changes of their own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from components.corpus.annotations.article_notes import undo_note
from components.corpus.annotations.tags_and_verdicts import undo_tag
from components.corpus.database.connection import lock_counter
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import change
from components.corpus.history import new_batch, undo_field


def undo_change(connection: Connection, number: int, who: str) -> None:
    """Put back what stood there before; EditConflict when something else stands there by now."""
    _lock_all(connection)
    made = connection.execute(select(change).where(change.c.id == number)).one_or_none()
    if made is None:
        raise ArticleUnknown(f"The change {number}")
    _undo(connection, made, who, 0)


def undo_batch(connection: Connection, batch: int, who: str) -> int:
    """Take back all changes that share this number, or none; gives the number of the undoing."""
    _lock_all(connection)
    query = select(change).where(change.c.batch == batch).order_by(change.c.id.desc())
    changes = connection.execute(query).all() if batch else []
    if not changes:
        raise ArticleUnknown(f"The change of many articles {batch}")
    undoing = new_batch(connection)
    for made in changes:
        _undo(connection, made, who, undoing)
    return undoing


def _lock_all(connection: Connection) -> None:
    for name in ("articles", "annotations", "batches"):
        lock_counter(connection, name)


def _undo(connection: Connection, made: Row[Any], who: str, batch: int) -> None:
    kinds = {"tag": undo_tag, "note": undo_note}
    kinds.get(made.field, undo_field)(connection, made, who, batch)
