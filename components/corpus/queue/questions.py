"""Questions on files that wait for an analyst: how they are asked, and how they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

import orjson
import pandas as pd
from sqlalchemy import or_, select, update

from components.corpus.article import write_storable
from components.corpus.database.tables import upload
from components.corpus.integrity.seals import resealed
from components.corpus.originals import pack
from components.corpus.queue.batches import NO_BYTES, insert_question, list_files, set_asking
from components.corpus.queue.leases import Upload
from components.corpus.queue.read_again import keep_as_it_was
from components.corpus.queue.store_articles import lock_mine
from components.corpus.queue.ways_of_reading import WaysOfReading


class Questions(WaysOfReading):
    """Files in the state `asking`: the first answer counts."""

    def ask(self, upload_id: int, found: Mapping[str, Any]) -> bool:
        """Ask an analyst which field each column is; `found` is shown, and JSON can hold it.

        False when the file was cancelled meanwhile.
        """
        with self._database.writing() as connection:
            mine = lock_mine(connection, [upload_id])
            if mine:
                set_asking(connection, upload_id, found)
            return bool(mine)

    def ask_within(
        self, claimed: Upload, name: str, data: BinaryIO, found: Mapping[str, Any]
    ) -> bool:
        """Add a table within a claimed file as a file of its own, and ask as `ask` does.

        It is not added twice if the file is read again. False when that was cancelled meanwhile.
        """
        packed = pack(data)
        self._database.require_room(sum(packed.lengths))
        with packed.file, self._database.writing() as connection:
            mine = lock_mine(connection, [claimed.id])
            if mine:
                insert_question(connection, claimed, name, packed, found)
            return bool(mine)

    def asking(self) -> pd.DataFrame:
        """The files of all batches that wait for an analyst's answer, as `batch` gives them."""
        with self._database.reading() as connection:
            return list_files(connection, upload.c.state == "asking")

    def asked(self, upload_id: int) -> dict[str, Any]:
        """What `ask` was given for a file; empty when nothing was asked."""
        query = select(upload.c.asked).where(upload.c.id == upload_id)
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return dict(orjson.loads(found)) if found else {}

    def answer(self, upload_id: int, columns: Mapping[str, str]) -> bool:
        """Answer with columns by field, and have the file read; False when it no longer asks.

        What was answered before, as for `read_again`, stays in the answer.
        """
        chosen = {**self.answered(upload_id), **columns}
        return self._move(upload_id, ("asking",), "waiting", columns=write_storable(chosen))

    def leave_out(self, upload_id: int) -> bool:
        """Cancel a file instead of an answer; False when it no longer asks.

        One that was read before stays as it was.
        """
        with self._database.writing() as connection:
            query = select(upload.c.id).where(upload.c.id == upload_id, upload.c.state == "asking")
            asks = connection.execute(query.with_for_update()).first() is not None
            if asks and keep_as_it_was(connection, upload_id):
                return True
        return self._move(upload_id, ("asking",), "cancelled")

    def _move(self, upload_id: int, before: tuple[str, ...], state: str, **values: object) -> bool:
        with self._database.writing() as connection:
            values |= {"state": state, "message": "", "worker": "", "lease": 0.0, "tries": 0}
            query = (
                update(upload)
                .where(upload.c.id == upload_id, upload.c.state.in_(before))
                .where(or_(upload.c.state != "rejected", upload.c.sha256 != NO_BYTES))
                .values(resealed(upload, values))
            )
            return connection.execute(query).rowcount == 1
