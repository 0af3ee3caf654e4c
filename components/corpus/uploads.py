"""The queue of files waiting to be read: kept in the library, so leaving the page loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import pandas as pd
from sqlalchemy import Connection, Row, and_, func, insert, or_, select, update

from components.corpus.article import Article, Rejection
from components.corpus.database import Database, clock
from components.corpus.errors import ArticleUnknown
from components.corpus.intake import Added, insert_articles, prepare, storable
from components.corpus.originals import insert_original, pack, read_original
from components.corpus.schema import original, upload

LEASE = 120.0
TRIES = 3
COLUMNS = ["id", "name", "size", "state", "message", "articles", "new", "duplicates"]
TYPES = {
    "id": "int64",
    "name": "str",
    "size": "int64",
    "state": "str",
    "message": "str",
    "new": "int64",
    "duplicates": "int64",
}
STOPPED = (
    "Reading this file stopped the reader every time it was tried; it may be broken. "
    "Open it in the program it comes from, save it again, and add it anew."
)
NOTHING = "No article was found in this file."


@dataclass(frozen=True)
class Upload:
    """A file a worker has claimed; it is theirs until the lease runs out."""

    id: int
    batch: str
    name: str
    sha256: str
    data: bytes
    tries: int


class Uploads:
    """Files by batch, in states `waiting`, `reading`, then `done`, `rejected` or `cancelled`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, batch: str, name: str, data: bytes, who: str = "") -> int:
        """Keep the file and put it at the end of the queue; gives its number."""
        packed = pack(data)
        self._database.require_room(len(packed.data))
        row = {
            "batch": batch,
            "who": storable(who),
            "name": storable(name),
            "sha256": packed.sha256,
            "state": "waiting",
            "message": "",
            "articles": "[]",
            "new": 0,
            "duplicates": 0,
            "worker": "",
            "lease": 0.0,
            "tries": 0,
        }
        with self._database.writing() as connection:
            insert_original(connection, packed)
            key = connection.execute(insert(upload).values(row)).inserted_primary_key
            assert key is not None
            return int(key[0])

    def batch(self, batch: str) -> pd.DataFrame:
        """The files of one batch in the order they came: columns `COLUMNS`, empty if none.

        `size` is in bytes; `articles` lists ids, the new ones first; `new` and `duplicates` count.
        """
        columns = [original.c.size if name == "size" else upload.c[name] for name in COLUMNS]
        query = select(*columns).join(original).where(upload.c.batch == batch).order_by(upload.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        table = pd.DataFrame(rows, columns=COLUMNS).astype(TYPES)
        articles = [orjson.loads(row.articles) for row in rows]
        return table.assign(articles=pd.Series(articles, dtype="object"))

    def latest_batch(self, who: str) -> str | None:
        """The batch that user filled last, or None."""
        query = select(upload.c.batch).where(upload.c.who == who).order_by(upload.c.id.desc())
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).scalar()

    def waiting(self) -> int:
        """How many files of all batches are not finished yet."""
        query = select(func.count()).where(upload.c.state.in_(["waiting", "reading"]))
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
        with self._database.reading() as connection:
            if _find_claimable(connection) is None:
                return None
        with self._database.writing() as connection:
            while (found := _find_claimable(connection)) is not None:
                if found.tries < TRIES:
                    return _lease(connection, found, worker, seconds)
                _set(connection, found.id, state="rejected", message=STOPPED)
        return None

    def renew(self, upload_id: int, worker: str, seconds: float = LEASE) -> bool:
        """Lengthen the lease of a file that takes long; False when it is no longer ours."""
        with self._database.writing() as connection:
            until = clock(connection) + seconds
            mine = and_(upload.c.id == upload_id, upload.c.worker == worker)
            query = update(upload).where(mine, upload.c.state == "reading").values(lease=until)
            return connection.execute(query).rowcount == 1

    def finish(
        self, upload_id: int, articles: Sequence[Article], rejections: Sequence[Rejection] = ()
    ) -> Added:
        """Add what was read and close the file, both or neither.

        A file cancelled meanwhile, or finished by another worker, adds nothing. `articles` that
        came with `rejections` make it `done` with a message; rejections alone, `rejected`.
        """
        self._database.require_room(sum(4 * len(one.text) for one in articles))
        known = prepare(self._database, articles)
        with self._database.writing() as connection:
            state = connection.execute(
                select(upload.c.state).where(upload.c.id == upload_id).with_for_update()
            ).scalar()
            if state is None:
                raise ArticleUnknown(f"The upload {upload_id}")
            if state != "reading":
                return Added()
            added = insert_articles(connection, articles, known)
            _close(connection, upload_id, added, rejections)
            return added

    def cancel(self, upload_id: int) -> bool:
        """Take a file that waits or is being read off the queue; False when it was too late."""
        return self._move(upload_id, ("waiting", "reading"), "cancelled")

    def retry(self, upload_id: int) -> bool:
        """Put a rejected or cancelled file back on the queue; False when it is neither."""
        return self._move(upload_id, ("rejected", "cancelled"), "waiting")

    def _move(self, upload_id: int, before: tuple[str, ...], state: str) -> bool:
        with self._database.writing() as connection:
            query = (
                update(upload)
                .where(upload.c.id == upload_id, upload.c.state.in_(before))
                .values(state=state, message="", worker="", lease=0.0, tries=0)
            )
            return connection.execute(query).rowcount == 1


def _find_claimable(connection: Connection) -> Row[Any] | None:
    expired = and_(upload.c.state == "reading", upload.c.lease < clock(connection))
    query = (
        select(upload)
        .where(or_(upload.c.state == "waiting", expired))
        .order_by(upload.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return connection.execute(query).one_or_none()


def _lease(connection: Connection, found: Row[Any], worker: str, seconds: float) -> Upload:
    until, tries = clock(connection) + seconds, found.tries + 1
    _set(connection, found.id, state="reading", worker=worker, lease=until, tries=tries)
    data = read_original(connection, found.sha256)
    return Upload(found.id, found.batch, found.name, found.sha256, data, tries)


def _close(
    connection: Connection, upload_id: int, added: Added, rejections: Sequence[Rejection]
) -> None:
    articles = list(dict.fromkeys(added.new + added.duplicates))
    message = " ".join(_sentence(one, among_others=bool(articles)) for one in rejections)
    _set(
        connection,
        upload_id,
        state="done" if articles else "rejected",
        message=storable(message) or ("" if articles else NOTHING),
        articles=orjson.dumps(articles).decode(),
        new=len(added.new),
        duplicates=len(added.duplicates),
    )


def _sentence(rejection: Rejection, among_others: bool) -> str:
    return f"{rejection.name}: {rejection.reason}" if among_others else rejection.reason


def _set(connection: Connection, upload_id: int, **values: object) -> None:
    connection.execute(update(upload).where(upload.c.id == upload_id).values(values))
