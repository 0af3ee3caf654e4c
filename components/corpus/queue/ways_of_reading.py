"""How files were understood, and how an analyst wants them read instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import orjson
from sqlalchemy import ColumnElement, Connection, exists, select

from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import original_part, upload
from components.corpus.queue.batches import NO_BYTES, list_first
from components.corpus.queue.completing import Completing
from components.corpus.queue.read_again import FINISHED, may_be_undone, queue_again
from components.corpus.queue.understanding import (
    FileKind,
    Understanding,
    read_understanding,
    tell_completed,
)
from components.corpus.readers.analyst_answer import ONE, PARTS


class WaysOfReading(Completing):
    """What files were taken for, what was answered on them, and reading them again."""

    def answered(self, upload_id: int) -> dict[str, str]:
        """What an analyst answered on a file; empty when nobody did."""
        query = select(upload.c.columns).where(upload.c.id == upload_id)
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return dict(orjson.loads(found)) if found else {}

    def understood(self, upload_id: int) -> Understanding:
        """What a file was taken for when it was read last; empty when it was not read yet."""
        query = select(upload.c.understood, upload.c.name).where(upload.c.id == upload_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return (
            tell_completed(read_understanding(row.understood), row.name) if row else Understanding()
        )

    def kinds(self, ids: Iterable[int]) -> dict[int, FileKind]:
        """What these files were taken for, by their numbers; empty words where it is not known."""
        found: dict[int, FileKind] = {}
        columns = upload.c.id, upload.c.understood, upload.c.columns
        for chunk in in_chunks(ids):
            query = select(*columns).where(upload.c.id.in_(chunk))
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            found.update((row.id, _name_kind(row.understood, row.columns)) for row in rows)
        return found

    def first_given(self, upload_id: int, limit: int) -> dict[str, bool]:
        """The first articles that the last reading gave, and whether each lies in the bin."""
        with self._database.reading() as connection:
            return list_first(connection, upload_id, limit)

    def may_be_undone(self, batch: int) -> bool:
        """Whether what a batch of changes moved is where it was moved to; False for batch 0."""
        with self._database.reading() as connection:
            return may_be_undone(connection, batch)

    def read_again(self, upload_id: int, answer: Mapping[str, str], who: str = "") -> bool:
        """Have a finished file read again by another answer, see `readers.analyst_answer`.

        When that gives an article, what only the earlier reading gave goes to the bin, as a batch
        of changes in `understood`. False when its bytes were deleted, see `is_held`, or it is not
        finished, as when somebody else has it read again.
        """
        with self._database.writing() as connection:
            may = _is_held(connection, upload_id, upload.c.state.in_(FINISHED))
            if may:
                queue_again(connection, upload_id, answer, who)
            return may

    def is_held(self, upload_id: int) -> bool:
        """Whether the bytes of a file are stored; they are deleted with the last of its articles.

        False for one that was refused.
        """
        with self._database.reading() as connection:
            return _is_held(connection, upload_id)


def _is_held(connection: Connection, upload_id: int, *more: ColumnElement[bool]) -> bool:
    held = exists().where(original_part.c.sha256 == upload.c.sha256)
    own = upload.c.id == upload_id, upload.c.sha256 != NO_BYTES
    return connection.execute(select(upload.c.id).where(*own, held, *more)).first() is not None


def _name_kind(written: str, answer: str) -> FileKind:
    understood = read_understanding(written)
    is_whole = bool(answer) and orjson.loads(answer).get(PARTS) == ONE
    return FileKind(understood.kind, understood.parts, is_whole, understood.statuses)
