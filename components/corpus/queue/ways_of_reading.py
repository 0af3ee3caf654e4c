"""How files were understood, and how an analyst wants them read instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import orjson
from sqlalchemy import select

from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import upload
from components.corpus.queue.batches import list_first
from components.corpus.queue.completing import Completing
from components.corpus.queue.read_again import may_be_read_again, may_be_undone, queue_again
from components.corpus.queue.understanding import (
    Understanding,
    read_understanding,
    tell_completed,
)


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

    def kinds(self, ids: Iterable[int]) -> dict[int, str]:
        """What these files were taken for, in words, by their numbers; "" where it is not known."""
        found: dict[int, str] = {}
        for chunk in in_chunks(ids):
            query = select(upload.c.id, upload.c.understood).where(upload.c.id.in_(chunk))
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            found.update((row.id, read_understanding(row.understood).kind) for row in rows)
        return found

    def stopped(self, ids: Iterable[int]) -> set[int]:
        """Of these files those that no worker read to the end, though it was tried often."""
        found: set[int] = set()
        for chunk in in_chunks(ids):
            given_up = upload.c.id.in_(chunk), upload.c.state == "rejected"
            query = select(upload.c.id, upload.c.understood, upload.c.message).where(*given_up)
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            found.update(
                row.id for row in rows if read_understanding(row.understood).message != row.message
            )
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
        of changes in `understood`. False when it is not finished, or its bytes were deleted.
        """
        with self._database.writing() as connection:
            may = may_be_read_again(connection, upload_id)
            if may:
                queue_again(connection, upload_id, answer, who)
            return may
