"""Upload queue: files that wait to be read are stored in the library until a worker reads them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import BinaryIO

import pandas as pd
from sqlalchemy import and_, func, or_, select, update

from components.corpus.article import write_storable
from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import upload, upload_article
from components.corpus.originals import open_original, read_small
from components.corpus.queue.batches import (
    OPEN,
    UNFINISHED,
    File,
    insert_refused,
    insert_uploads,
    list_batches,
    list_files,
    list_given,
    list_relatives,
    pack_some,
    was_refused,
)
from components.corpus.queue.leases import may_be_claimed
from components.corpus.queue.questions import Questions
from components.corpus.queue.read_again import keep_as_it_was
from components.corpus.readers.formats.tables.columns import keep_columns


class Uploads(Questions):
    """Files by batch, in states `waiting`, `reading`, then `done`, `rejected` or `cancelled`.

    A table in the state `asking` waits for an analyst to say which field each column is. A file
    that is `delayed` could not be read, perhaps not for a fault of its own, and is tried again.
    """

    def enqueue(self, batch: str, name: str, data: bytes | BinaryIO, who: str = "") -> int:
        """Store a file and add it to the end of the queue; gives its number."""
        return self.enqueue_many(batch, [(name, data)], who)[0]

    def enqueue_many(
        self, batch: str, files: Iterable[File], who: str = "", only_first: bool = False
    ) -> list[int]:
        """The same for several files, some in each transaction; gives their numbers, in order.

        Streams are read a part at a time. With `only_first`, for few and small files, none is added
        unless the library never had an article or a file, however many processes try at once.
        """
        numbers: list[int] = []
        for held, size in pack_some(files):
            self._database.require_room(size)
            with self._database.writing() as connection:
                numbers += insert_uploads(connection, batch, held, who, only_first)
            for _, packed in held:
                packed.file.close()
        return numbers

    def batch(self, batch: str) -> pd.DataFrame:
        """The files of one batch in order of arrival, empty if there are none.

        Columns `batches.COLUMNS`: `size` in bytes; `new` and `duplicates` count articles, during
        reading those so far; `again` is whether the same bytes came before.
        """
        with self._database.reading() as connection:
            return list_files(connection, upload.c.batch == batch)

    def given(self, batch: str) -> pd.DataFrame:
        """The articles that the files of a batch gave, by file, new ones first.

        Columns `article`, `new`, and `relation` of a new one to an earlier article: `same`, `near`,
        `version` or "". Deleted articles are left out, those in the bin are not.
        """
        with self._database.reading() as connection:
            return list_given(connection, batch)

    def relatives(self, batch: str, relation: str, limit: int) -> pd.DataFrame:
        """The first new articles of a batch with this relation to an earlier one.

        Columns `article, label, relation, other, other_label, share, removed`: `other` is the
        earlier article, `share` the Jaccard similarity of their runs of five words (0 when not
        known), `removed` whether the new one is in the bin.
        """
        with self._database.reading() as connection:
            return list_relatives(connection, batch, relation, limit)

    def batches(self, limit: int = 20) -> pd.DataFrame:
        """The latest batches, the last first.

        Columns `batch, who, name` (of the first file), the counts `files` and `unfinished`, and
        `added`: when the first file brought a new article (UTC), NaT if it brought none.
        """
        with self._database.reading() as connection:
            return list_batches(connection, limit)

    def brought(self, ids: Iterable[str]) -> dict[str, str]:
        """The batch in which each article was new, by id; no entry for other articles."""
        found: dict[str, str] = {}
        for chunk in in_chunks(ids):
            new = upload_article.c.article.in_(chunk), upload_article.c.new == 1
            query = select(upload_article.c.article, upload.c.batch).join(upload).where(*new)
            with self._database.reading() as connection:
                found.update((id, batch) for id, batch in connection.execute(query))
        return found

    def waiting(self) -> int:
        """How many files of all batches a worker has to read now.

        Files that wait for an answer, or are delayed until later, do not count.
        """
        with self._database.reading() as connection:
            is_open = or_(upload.c.state.in_(OPEN), may_be_claimed(connection))
            query = select(func.count()).where(is_open)
            return connection.execute(query).scalar_one()

    def finished(self) -> int:
        """A number that is another when a file of any batch was read to its end."""
        latest = select(func.coalesce(func.max(upload.c.id), 0)).scalar_subquery()
        # Those that were not are few, and have an index.
        others = upload.c.state.in_((*UNFINISHED, "cancelled"))
        query = select(latest - select(func.count()).where(others).scalar_subquery())
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def seen(self, batch: str) -> set[str]:
        """The sha256 of every file that was ever added to a batch."""
        query = select(upload.c.sha256).where(upload.c.batch == batch)
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def open(self, sha256: str) -> AbstractContextManager[BinaryIO]:
        """A file as a stream, on disk for as long as the block lasts. Raises ArticleUnknown."""
        return open_original(self._database, sha256)

    def contents(self, sha256s: Iterable[str]) -> dict[str, bytes]:
        """The bytes of files claimed as small ones, by sha256."""
        with self._database.reading() as connection:
            return read_small(connection, sha256s)

    def cancel(self, upload_id: int) -> bool:
        """Cancel a file that is not finished; False when it was. Articles already stored stay.

        One that waits to be read again stays as it was read before.
        """
        with self._database.writing() as connection:
            if keep_as_it_was(connection, upload_id):
                return True
        return self._move(upload_id, UNFINISHED, "cancelled")

    def cancel_batch(self, batch: str) -> int:
        """Cancel all files of a batch that are not finished; gives how many."""
        unfinished = and_(upload.c.batch == batch, upload.c.state.in_(UNFINISHED))
        values = {"state": "cancelled", "message": "", "worker": "", "lease": 0.0, "tries": 0}
        with self._database.writing() as connection:
            known = select(upload.c.id).where(unfinished, upload.c.understood != "")
            kept = [keep_as_it_was(connection, id) for id in connection.scalars(known).all()]
            return (
                sum(kept)
                + connection.execute(update(upload).where(unfinished).values(values)).rowcount
            )

    def retry(self, upload_id: int) -> bool:
        """Have a rejected, cancelled or delayed file read again; False for any other.

        What was answered stays, but columns by which it was rejected are asked about again.
        False as well for one that was refused, of which no bytes are stored.
        """
        if self._move(upload_id, ("cancelled", "delayed"), "waiting"):
            return True
        answer = self.answered(upload_id)
        kept = {name: answer[name] for name in answer.keys() - keep_columns(answer)}
        written = write_storable(kept) if kept else ""
        return self._move(upload_id, ("rejected",), "waiting", columns=written)

    def refuse(self, batch: str, name: str, reason: str) -> bool:
        """Record that a file was refused without its bytes, and why; False if it was before."""
        with self._database.reading() as connection:
            if was_refused(connection, batch, name, reason):
                return False
        with self._database.writing() as connection:
            insert_refused(connection, batch, name, reason)
        return True
