"""Leases: a worker claims files of the queue, holds them for a time, and gives them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, and_, case, not_, or_, select, update

from components.corpus.database.connection import Database, clock
from components.corpus.database.tables import original, upload, upload_article

# Seconds that a claimed file is held for, unless the lease is renewed.
LEASE = 120.0
# Values of `seen`: articles that the last reading of a file gave, and those of the one before.
NOW, EARLIER = (1, 3), (2, 3)
# How often a file may be claimed by workers that end while they have it, before it is rejected.
TRIES = 10
STOPPED = (
    "The program that reads files stopped each time it read this file. It is not known whether "
    "the file is the cause. Try again; if it happens again, save the file in another format."
)


@dataclass(frozen=True)
class Upload:
    """A file that a worker has claimed, until the lease ends.

    `tries` counts this try and those whose worker ended. `columns` is an analyst's answer: it maps
    the fields of an article to columns of a table, and may have what `readers.analyst_answer`
    names; None when nobody was asked.
    """

    id: int
    batch: str
    name: str
    sha256: str
    tries: int
    columns: dict[str, str] | None = None


class Claims:
    """What a worker does with the queue before and while it reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, worker: str, seconds: float = LEASE) -> Upload | None:
        """Lease the next file to this worker for some seconds; None when no file waits.

        A file whose lease ended, since its worker is gone, is claimed again: from the third time on
        after all others, and `TRIES` times in all; then it is rejected.
        """
        return next(iter(self.claim_some(worker, seconds=seconds)), None)

    def claim_some(
        self, worker: str, most: int = 1, size: int = 0, seconds: float = LEASE
    ) -> list[Upload]:
        """The same for at most `most` files: with one of at most `size` bytes, the next small ones.

        A file that was tried or delayed before is claimed alone, a larger one too.
        """
        with self._database.reading() as connection:
            if _find_claimable(connection) is None:
                return []
        with self._database.writing() as connection:
            while (found := _find_claimable(connection)) is not None:
                if _count_tries(found) < TRIES:
                    group = _find_small(connection, found, size, most) if most > 1 else [found]
                    return _lease_uploads(connection, group, worker, seconds)
                _give_up(connection, found)
        return []

    def renew(self, ids: Sequence[int], worker: str, seconds: float = LEASE) -> None:
        """Lease files that this worker still holds for some seconds from now."""
        mine = upload.c.id.in_(ids), upload.c.state == "reading", upload.c.worker == worker
        with self._database.writing() as connection:
            until = clock(connection) + seconds
            connection.execute(update(upload).where(*mine).values(lease=until))

    def tell_progress(self, upload_id: int, worker: str, told: str, seconds: float = LEASE) -> bool:
        """Show how far reading a file is, and renew its lease; False when it is held no longer."""
        mine = upload.c.id == upload_id, upload.c.state == "reading", upload.c.worker == worker
        with self._database.writing() as connection:
            values = {"message": told, "lease": clock(connection) + seconds}
            return connection.execute(update(upload).where(*mine).values(values)).rowcount == 1

    def delay(
        self, ids: Sequence[int], worker: str, why: str, seconds: float, *, counts: bool = False
    ) -> None:
        """Give back files that this worker could not read, to be tried again after some seconds.

        `why` is shown until then. With `counts` it is one of the `TRIES`, since the file may be the
        cause, as when the system ended its reader.
        """
        mine = upload.c.id.in_(ids), upload.c.state == "reading", upload.c.worker == worker
        with self._database.writing() as connection:
            values = {
                **{"state": "delayed", "worker": "", "message": why},
                **{"lease": clock(connection) + seconds, "tries": upload.c.tries + int(counts)},
            }
            connection.execute(update(upload).where(*mine).values(values))

    def give_back(self, worker: str) -> int:
        """Give back all files that this worker still holds, each to be read alone; gives how many.

        The worker is alive, so this is none of the `TRIES`.
        """
        mine = and_(upload.c.state == "reading", upload.c.worker == worker)
        with self._database.reading() as connection:
            if connection.execute(upload.select().where(mine).limit(1)).first() is None:
                return 0
        with self._database.writing() as connection:
            values = {"state": "delayed", "worker": "", "lease": 0.0}
            return connection.execute(update(upload).where(mine).values(values)).rowcount

    def hasten(self) -> None:
        """Have all delayed files tried now, since the reason for the delay seems to be over."""
        delayed = upload.c.state == "delayed"
        with self._database.writing() as connection:
            connection.execute(update(upload).where(delayed).values(lease=0.0))

    def take_over(self, worker: str) -> int:
        """End the leases of all other workers, which are known to be gone; gives how many.

        Delayed files are tried at once, because this worker may be able to read them.
        """
        others = and_(upload.c.state == "reading", upload.c.worker != worker)
        with self._database.writing() as connection:
            connection.execute(update(upload).where(upload.c.state == "delayed").values(lease=0.0))
            return connection.execute(update(upload).where(others).values(lease=0.0)).rowcount


def _give_up(connection: Connection, found: Row[Any]) -> None:
    """Stop trying a file: `done` if articles of it were stored, else `rejected`."""
    state = "done" if found.new or found.duplicates else "rejected"
    reason = found.message if found.state == "delayed" else ""
    set_upload(connection, found.id, state=state, worker="", message=reason or STOPPED)


def may_be_claimed(connection: Connection) -> ColumnElement[bool]:
    """Condition: the file waits, its delay is over, or its lease has ended."""
    over = upload.c.state.in_(("delayed", "reading")), upload.c.lease < clock(connection)
    return or_(upload.c.state == "waiting", and_(*over))


def _find_claimable(connection: Connection) -> Row[Any] | None:
    """The first file that may be claimed; those that two workers ended with come last."""
    is_trusted = upload.c.tries + _count_lost() < 2
    for which in (is_trusted, not_(is_trusted)):
        query = (
            select(upload)
            .where(may_be_claimed(connection), which)
            .order_by(upload.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if found := connection.execute(query).one_or_none():
            return found
    return None


def _count_lost() -> ColumnElement[int]:
    """1 for a file whose worker is gone, else 0."""
    return case((upload.c.state == "reading", 1), else_=0)


def _count_tries(found: Row[Any]) -> int:
    """How often a worker ended while it had the file, the last one included."""
    return int(found.tries + (found.state == "reading"))


def _find_small(connection: Connection, first: Row[Any], size: int, most: int) -> list[Row[Any]]:
    """The file, and if it is small and was never tried, the small ones that wait next after it.

    A file that was tried may have ended its worker, so no other is claimed with it.
    """
    query = (
        select(upload, original.c.size)
        .join(original)
        .where(upload.c.id > first.id, upload.c.state == "waiting")
        .order_by(upload.c.id)
        .limit(most - 1)
        .with_for_update(skip_locked=True, of=upload)
    )
    measured = select(original.c.size).where(original.c.sha256 == first.sha256)
    is_new = first.state == "waiting" and not first.tries
    if not is_new or connection.execute(measured).scalar_one() > size:
        return [first]
    small = takewhile(lambda row: not row.tries and row.size <= size, connection.execute(query))
    return [first, *small]


def _lease_uploads(
    connection: Connection, found: Sequence[Row[Any]], worker: str, seconds: float
) -> list[Upload]:
    """Lease files to a worker, which reads each from its start."""
    ids = [row.id for row in found]
    values = {
        **{"state": "reading", "worker": worker, "lease": clock(connection) + seconds},
        **{"tries": upload.c.tries + _count_lost(), "new": 0, "duplicates": 0, "message": ""},
    }
    connection.execute(update(upload).where(upload.c.id.in_(ids)).values(values))
    own = upload_article.c.upload.in_(ids)
    before = case((upload_article.c.seen.in_(EARLIER), 2), else_=0)
    connection.execute(update(upload_article).where(own).values(seen=before))
    return [_as_claimed(row) for row in found]


def _as_claimed(row: Row[Any]) -> Upload:
    columns = orjson.loads(row.columns) if row.columns else None
    return Upload(row.id, row.batch, row.name, row.sha256, _count_tries(row) + 1, columns)


def set_upload(connection: Connection, upload_id: int, **values: object) -> None:
    """Set columns of the row of a file."""
    connection.execute(update(upload).where(upload.c.id == upload_id).values(values))
