"""The queue of files waiting to be read: kept in the library, so leaving the page loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, BinaryIO

import orjson
import pandas as pd
from sqlalchemy import and_, func, or_, select, update

from components.corpus.article import Article, Rejection, make_storable
from components.corpus.database.connection import clock, in_chunks
from components.corpus.database.tables import upload, upload_article
from components.corpus.intake import Added, Derived, prepare
from components.corpus.integrity.checksums import resealed
from components.corpus.originals import open_original, pack, read_small
from components.corpus.queue.batches import (
    NO_BYTES,
    OPEN,
    UNFINISHED,
    File,
    insert_question,
    insert_refused,
    insert_uploads,
    list_batches,
    list_files,
    list_given,
    list_relatives,
    pack_some,
    was_refused,
)
from components.corpus.queue.leases import LEASE, Claims
from components.corpus.queue.taking import (
    Filled,
    Upload,
    close_uploads,
    keep_articles,
    lock_mine,
    may_be_claimed,
    set_asking,
    set_upload,
)


class Uploads(Claims):
    """Files by batch, in states `waiting`, `reading`, then `done`, `rejected` or `cancelled`.

    A file in the state `asking` waits for an analyst to say which column is what; one that is
    `delayed` could not be read though nothing is known to be wrong with it, and is tried again.
    """

    def enqueue(self, batch: str, name: str, data: bytes | BinaryIO, who: str = "") -> int:
        """Keep the file and put it at the end of the queue; gives its number."""
        return self.enqueue_many(batch, [(name, data)], who)[0]

    def enqueue_many(
        self, batch: str, files: Iterable[File], who: str = "", only_first: bool = False
    ) -> list[int]:
        """The same for files with their names: some are kept together, each of them whole.

        Open files are held a part at a time. With `only_first`, which is for few and small ones,
        none is kept unless the library never had anything, however many try at once.
        """
        numbers: list[int] = []
        for held, size in pack_some(files):
            self._database.require_room(size)
            with self._database.writing() as connection:
                numbers += insert_uploads(connection, batch, held, who, only_first)
            for _, packed in held:
                packed.file.close()
        return numbers

    def ask_within(
        self, claimed: Upload, name: str, data: BinaryIO, found: Mapping[str, Any]
    ) -> bool:
        """Put a table within a claimed file into the queue by itself, and ask as `ask` does.

        When the file is read again it stays as it is. False when the file was cancelled meanwhile.
        """
        packed = pack(data)
        self._database.require_room(sum(packed.lengths))
        with packed.file, self._database.writing() as connection:
            mine = lock_mine(connection, [claimed.id])
            if mine:
                insert_question(connection, claimed, name, packed, found)
            return bool(mine)

    def batch(self, batch: str) -> pd.DataFrame:
        """The files of one batch in the order they came, empty if none.

        Columns `upload_tables.COLUMNS`: `size` is in bytes; `new` and `duplicates` count articles,
        while a file is being read those so far; `again` tells that the same bytes came before.
        """
        with self._database.reading() as connection:
            return list_files(connection, upload.c.batch == batch)

    def asking(self) -> pd.DataFrame:
        """The files of all batches that wait for an analyst, as `batch` gives them."""
        with self._database.reading() as connection:
            return list_files(connection, upload.c.state == "asking")

    def given(self, batch: str) -> pd.DataFrame:
        """The articles that the files of a batch gave, the new ones of each file first.

        Columns `article`, `new`, and `relation`: what a new one is to an earlier article, `same`,
        `near`, `version` or "". What was deleted for good is left out, what is in the bin is not.
        """
        with self._database.reading() as connection:
            return list_given(connection, batch)

    def relatives(self, batch: str, relation: str, limit: int) -> pd.DataFrame:
        """The first new articles of a batch that are in this relation to an earlier one.

        Columns `article, label, relation, other, other_label, share, removed`: `other` is the
        earlier one, `share` the part of their runs of five words that both have (0 when not known),
        `removed` whether the new one is in the bin.
        """
        with self._database.reading() as connection:
            return list_relatives(connection, batch, relation, limit)

    def batches(self, limit: int = 20) -> pd.DataFrame:
        """The batches that were filled last, the last first.

        Columns `batch, who, name` (of the first file), `files` and `unfinished`, which are counts.
        """
        with self._database.reading() as connection:
            return list_batches(connection, limit)

    def brought(self, ids: Iterable[str]) -> dict[str, str]:
        """The batch that brought each article new; none for one that came otherwise."""
        found: dict[str, str] = {}
        for chunk in in_chunks(ids):
            new = upload_article.c.article.in_(chunk), upload_article.c.new == 1
            query = select(upload_article.c.article, upload.c.batch).join(upload).where(*new)
            with self._database.reading() as connection:
                found.update((id, batch) for id, batch in connection.execute(query))
        return found

    def waiting(self) -> int:
        """How many files of all batches are not finished yet.

        Those that ask do not count, nor those that are delayed, until they are tried again.
        """
        with self._database.reading() as connection:
            is_open = or_(upload.c.state.in_(OPEN), may_be_claimed(connection))
            query = select(func.count()).where(is_open)
            return connection.execute(query).scalar_one()

    def seen(self, batch: str) -> set[str]:
        """The sha256 of every file that was ever put into a batch."""
        query = select(upload.c.sha256).where(upload.c.batch == batch)
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def open(self, sha256: str) -> AbstractContextManager[BinaryIO]:
        """The file of an upload, on disk for as long as the block lasts."""
        return open_original(self._database, sha256)

    def contents(self, sha256s: Iterable[str]) -> dict[str, bytes]:
        """The bytes of files claimed as small ones, by sha256."""
        with self._database.reading() as connection:
            return read_small(connection, sha256s)

    def keep(
        self, upload_id: int, worker: str, articles: Sequence[Article], seconds: float = LEASE
    ) -> Added | None:
        """Add some of the articles of a file that is being read on, and lengthen the lease.

        None, and nothing is added, when the file was cancelled or is another worker's by now. What
        was kept before a worker died is recognised when the file is read again.
        """
        known = self._prepare(articles)
        with self._database.writing() as connection:
            if not lock_mine(connection, [upload_id], worker):
                return None
            added = keep_articles(connection, [Filled(upload_id, articles)], known)
            set_upload(connection, upload_id, lease=clock(connection) + seconds)
            return added

    def finish(
        self,
        upload_id: int,
        articles: Sequence[Article],
        rejections: Sequence[Rejection] = (),
        more: int = 0,
    ) -> Added:
        """Add the last of what was read and close the file, both or neither.

        A file cancelled meanwhile, or finished by another worker, adds nothing. Articles, now or
        from `keep`, that came with `rejections` make it `done` with a message; rejections alone,
        `rejected`. `more` counts rejections that are not given one by one.
        """
        return self.finish_some([Filled(upload_id, articles, rejections, more)])

    def finish_some(self, filled: Sequence[Filled]) -> Added:
        """The same for several files at once, all or none."""
        known = self._prepare([one for file in filled for one in file.articles])
        with self._database.writing() as connection:
            mine = lock_mine(connection, [file.upload for file in filled])
            held = [file for file in filled if file.upload in mine]
            added = keep_articles(connection, held, known)
            close_uploads(connection, held)
            return added

    def _prepare(self, articles: Sequence[Article]) -> dict[str, Derived]:
        self._database.require_room(sum(4 * len(one.text) for one in articles))
        return prepare(self._database, articles)

    def ask(self, upload_id: int, found: Mapping[str, Any]) -> bool:
        """Have an analyst name the columns; `found`, which JSON can hold, is what there is to see.

        False when the file was cancelled meanwhile.
        """
        with self._database.writing() as connection:
            mine = lock_mine(connection, [upload_id])
            if mine:
                set_asking(connection, upload_id, found)
            return bool(mine)

    def asked(self, upload_id: int) -> dict[str, Any]:
        """What `ask` was given for this file; empty when nothing was asked."""
        query = select(upload.c.asked).where(upload.c.id == upload_id)
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        return dict(orjson.loads(found)) if found else {}

    def answer(self, upload_id: int, columns: Mapping[str, str]) -> bool:
        """Say which column is what, and have the file read; False when it no longer asks."""
        chosen = make_storable(orjson.dumps(dict(columns)).decode())
        return self._move(upload_id, ("asking",), "waiting", columns=chosen)

    def cancel(self, upload_id: int) -> bool:
        """Take a file that is not finished off the queue; False when it was too late.

        Articles that were kept while it was being read stay.
        """
        return self._move(upload_id, UNFINISHED, "cancelled")

    def cancel_batch(self, batch: str) -> int:
        """The same for all files of a batch; gives how many."""
        unfinished = and_(upload.c.batch == batch, upload.c.state.in_(UNFINISHED))
        values = {"state": "cancelled", "message": "", "worker": "", "lease": 0.0, "tries": 0}
        with self._database.writing() as connection:
            return connection.execute(update(upload).where(unfinished).values(values)).rowcount

    def retry(self, upload_id: int) -> bool:
        """Put a rejected, cancelled or delayed file back on the queue; False when it is none.

        Of one that was refused by name there are no bytes to be read again.
        """
        return self._move(upload_id, ("rejected", "cancelled", "delayed"), "waiting", columns="")

    def refuse(self, batch: str, name: str, reason: str) -> bool:
        """Say of a file that its bytes were not taken, and why; False when that was said before."""
        with self._database.reading() as connection:
            if was_refused(connection, batch, name, reason):
                return False
        with self._database.writing() as connection:
            insert_refused(connection, batch, name, reason)
        return True

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
