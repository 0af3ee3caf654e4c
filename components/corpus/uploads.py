"""The queue of files waiting to be read: kept in the library, so leaving the page loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, BinaryIO

import orjson
import pandas as pd
from sqlalchemy import and_, func, select, update

from components.corpus.article import Article, Rejection
from components.corpus.database import Database, clock
from components.corpus.derived import Derived
from components.corpus.intake import Added, in_chunks, prepare, storable
from components.corpus.originals import open_original, pack, read_small
from components.corpus.queueing import File, insert_question, insert_uploads, pack_some
from components.corpus.schema import upload, upload_article
from components.corpus.taking import (
    TRIES,
    Filled,
    Upload,
    close_uploads,
    find_claimable,
    find_small,
    keep_articles,
    lease_uploads,
    lock_mine,
    set_asking,
    set_upload,
)
from components.corpus.upload_tables import (
    OPEN,
    UNFINISHED,
    list_batches,
    list_files,
    list_given,
    list_relatives,
)

LEASE = 120.0
STOPPED = (
    "Reading this file stopped the reader every time it was tried; it may be broken. "
    "Open it in the program it comes from, save it again, and add it anew."
)


class Uploads:
    """Files by batch, in states `waiting`, `reading`, then `done`, `rejected` or `cancelled`.

    A file in the state `asking` waits for an analyst to say which column is what.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

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
        """How many files of all batches are not finished yet; those that ask do not count."""
        query = select(func.count()).where(upload.c.state.in_(OPEN))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def seen(self, batch: str) -> set[str]:
        """The sha256 of every file that was ever put into a batch."""
        query = select(upload.c.sha256).where(upload.c.batch == batch)
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def claim(self, worker: str, seconds: float = LEASE) -> Upload | None:
        """The next file to read, for this worker alone until the lease runs out; None if none.

        A file whose lease ran out is given again, `TRIES` times in all; then it is rejected.
        """
        return next(iter(self.claim_some(worker, seconds=seconds)), None)

    def claim_some(
        self, worker: str, most: int = 1, size: int = 0, seconds: float = LEASE
    ) -> list[Upload]:
        """The same, and with a file of at most `size` bytes those that follow it and are as small.

        No more than `most`. A file that was tried before comes alone.
        """
        with self._database.reading() as connection:
            if find_claimable(connection) is None:
                return []
        with self._database.writing() as connection:
            while (found := find_claimable(connection)) is not None:
                if found.tries < TRIES:
                    group = find_small(connection, found, size, most) if most > 1 else [found]
                    return lease_uploads(connection, group, worker, seconds)
                set_upload(connection, found.id, state="rejected", message=STOPPED)
        return []

    def renew(self, ids: Sequence[int], worker: str, seconds: float = LEASE) -> None:
        """Lengthen the leases of files that this worker has yet to read."""
        mine = upload.c.id.in_(ids), upload.c.state == "reading", upload.c.worker == worker
        with self._database.writing() as connection:
            until = clock(connection) + seconds
            connection.execute(update(upload).where(*mine).values(lease=until))

    def take_over(self, worker: str) -> int:
        """End the leases of all other workers, which are known to be gone; gives how many."""
        others = and_(upload.c.state == "reading", upload.c.worker != worker)
        with self._database.writing() as connection:
            return connection.execute(update(upload).where(others).values(lease=0.0)).rowcount

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
        chosen = storable(orjson.dumps(dict(columns)).decode())
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
        """Put a rejected or cancelled file back on the queue; False when it is neither."""
        return self._move(upload_id, ("rejected", "cancelled"), "waiting", columns="")

    def _move(self, upload_id: int, before: tuple[str, ...], state: str, **values: object) -> bool:
        with self._database.writing() as connection:
            query = (
                update(upload)
                .where(upload.c.id == upload_id, upload.c.state.in_(before))
                .values(state=state, message="", worker="", lease=0.0, tries=0, **values)
            )
            return connection.execute(query).rowcount == 1
