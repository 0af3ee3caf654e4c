"""Files that a worker has taken from the queue: claimed, held on to, given back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, update

from components.corpus.database.connection import Database, clock
from components.corpus.database.tables import upload
from components.corpus.queue.taking import (
    TRIES,
    Upload,
    count_tries,
    find_claimable,
    find_small,
    lease_uploads,
    set_upload,
)

LEASE = 120.0
STOPPED = (
    "The program that reads files stopped each time it read this file. It is not known whether "
    "the file is the cause. Try again; if it happens again, save the file in another format."
)


class Claims:
    """The side of the queue that a worker sees."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, worker: str, seconds: float = LEASE) -> Upload | None:
        """The next file to read, for this worker alone until the lease runs out; None if none.

        A file whose lease ran out, since its worker is gone, is given again, from the third time on
        after all others, and `TRIES` times in all; then it is rejected.
        """
        return next(iter(self.claim_some(worker, seconds=seconds)), None)

    def claim_some(
        self, worker: str, most: int = 1, size: int = 0, seconds: float = LEASE
    ) -> list[Upload]:
        """The same, and with a file of at most `size` bytes those that follow it and are as small.

        No more than `most`. A file that was tried or delayed before comes alone.
        """
        with self._database.reading() as connection:
            if find_claimable(connection) is None:
                return []
        with self._database.writing() as connection:
            while (found := find_claimable(connection)) is not None:
                if count_tries(found) < TRIES:
                    group = find_small(connection, found, size, most) if most > 1 else [found]
                    return lease_uploads(connection, group, worker, seconds)
                _give_up(connection, found)
        return []

    def renew(self, ids: Sequence[int], worker: str, seconds: float = LEASE) -> None:
        """Lengthen the leases of files that this worker has yet to read."""
        mine = upload.c.id.in_(ids), upload.c.state == "reading", upload.c.worker == worker
        with self._database.writing() as connection:
            until = clock(connection) + seconds
            connection.execute(update(upload).where(*mine).values(lease=until))

    def delay(
        self, ids: Sequence[int], worker: str, why: str, seconds: float, *, counts: bool = False
    ) -> None:
        """Give back files that this worker could not read, to be tried again after a while.

        `why` is shown until then. With `counts` it may have been the file's doing, as when the
        system ended its reader: then it is one of its `TRIES`.
        """
        mine = upload.c.id.in_(ids), upload.c.state == "reading", upload.c.worker == worker
        with self._database.writing() as connection:
            values = {
                **{"state": "delayed", "worker": "", "message": why},
                **{"lease": clock(connection) + seconds, "tries": upload.c.tries + int(counts)},
            }
            connection.execute(update(upload).where(*mine).values(values))

    def give_back(self, worker: str) -> int:
        """Give back all that this worker still holds, each to be read by itself; gives how many.

        For one that is alive: what it holds does not count as gone down with it.
        """
        mine = and_(upload.c.state == "reading", upload.c.worker == worker)
        with self._database.reading() as connection:
            if connection.execute(upload.select().where(mine).limit(1)).first() is None:
                return 0
        with self._database.writing() as connection:
            values = {"state": "delayed", "worker": "", "lease": 0.0}
            return connection.execute(update(upload).where(mine).values(values)).rowcount

    def hasten(self) -> None:
        """Have all that is delayed tried now, since what was in the way seems to be over."""
        delayed = upload.c.state == "delayed"
        with self._database.writing() as connection:
            connection.execute(update(upload).where(delayed).values(lease=0.0))

    def take_over(self, worker: str) -> int:
        """End the leases of all other workers, which are known to be gone; gives how many.

        What is delayed is tried at once: the new worker may do better.
        """
        others = and_(upload.c.state == "reading", upload.c.worker != worker)
        with self._database.writing() as connection:
            connection.execute(update(upload).where(upload.c.state == "delayed").values(lease=0.0))
            return connection.execute(update(upload).where(others).values(lease=0.0)).rowcount


def _give_up(connection: Connection, found: Row[Any]) -> None:
    """Leave a file alone; articles that were kept of it stay, so that it was read in part."""
    state = "done" if found.new or found.duplicates else "rejected"
    told = found.message if found.state == "delayed" else ""
    set_upload(connection, found.id, state=state, worker="", message=told or STOPPED)
