"""Database connections: one for each operation, whole transactions, errors that a person can read.

Besides, what many statements need: counters, clocks, and keys in chunks.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import (
    Connection,
    func,
    select,
    update,
)

from components.corpus.database import audit
from components.corpus.database.engines import (
    describe_expected,
    open_file,
    open_server,
    read_address,
)
from components.corpus.database.errors import (
    LibraryFull,
    LibraryReadOnly,
    explained,
)
from components.corpus.database.roles import NotAllowed, Role, find_actor
from components.corpus.database.sqlite_file import (
    LibraryFile,
    back_up_file,
    switch_to_wal,
)
from components.corpus.database.tables import library

Key = TypeVar("Key")

# Seconds to wait for another writer; `sqlite:///path?timeout=2` asks for another time.
WAIT = 10.0
# Well below the number of parameters that either database takes in one statement.
CHUNK = 1000
# Bytes left free on the disk, because even deleting needs some.
RESERVE = 50_000_000


# The transaction that writers of this context join.
_together: ContextVar[tuple[Database, Connection] | None] = ContextVar("together", default=None)


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads.

    A missing file is created, or LibraryGone raised (see `LibraryFile`). Every operation checks
    first that the file that was opened is still in its place.
    """

    def __init__(self, url: str, make: bool = True) -> None:
        address = read_address(url)
        self.url = url
        self.path: Path | None = None
        self._file: LibraryFile | None = None
        if address.drivername == "sqlite" and address.database not in (None, "", ":memory:"):
            self.path = Path(str(address.database)).absolute()
            self.where = str(address.database)
            self.wait = float(str(address.query.get("timeout", WAIT)))
            self._file = LibraryFile(self.path, self.where, make)
            self.read_only = self._file.read_only
            self.engine = open_file(self.path, self.wait, self.read_only)
        elif address.drivername == "postgresql+psycopg":
            self.where = address.render_as_string(hide_password=True)
            self.engine = open_server(address, self.where)
            with self.reading() as connection:
                state = connection.exec_driver_sql("SHOW transaction_read_only").scalar_one()
            self.read_only = state == "on"
        else:
            raise ValueError(describe_expected(url))
        audit.listen(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for one query, which changes nothing."""
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection for several queries that all see the library in the same state."""
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self, least: Role = Role.ANALYST) -> Iterator[Connection]:
        """A transaction: all changes are stored when the block ends, or none if it raises.

        What somebody who has signed in writes is in the audit, results that are made for readers
        apart. Raises NotAllowed for who acts in a role below `least`.
        """
        actor = find_actor()
        if actor and actor.role < least:
            raise NotAllowed(self.where)
        written = audit.Written() if actor and least > Role.READER else None
        if self.read_only:
            raise LibraryReadOnly(self.where)
        if (joined := _together.get()) and joined[0] is self:
            yield joined[1]
            return
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            options = {"writing": True, audit.COLLECTED: written}
            connection = connection.execution_options(**options)
            with connection.begin():
                yield connection
                if actor and written:
                    audit.write_entry(connection, actor, written, timestamp())
        if written:
            written.tell()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that the block writes: an error must leave the block.

        What the block reads is of before it.
        """
        with self.writing() as connection:
            # In the order in which all take them, whatever the block does first.
            for name in ("articles", "annotations", "batches"):
                lock_counter(connection, name)
            token = _together.set((self, connection))
            try:
                yield
            finally:
                _together.reset(token)

    @property
    def mark(self) -> str:
        """As `LibraryFile.mark`; "" on a server."""
        return self._file.mark if self._file else ""

    def was_replaced(self) -> bool:
        """Whether another file is where the library was opened; then open the library again."""
        return self._file is not None and self._file.was_replaced()

    def _require_file(self) -> None:
        if self._file:
            self._file.require()

    def require_room(self, size: int) -> None:
        """Raise LibraryFull when `size` more bytes would leave less than `RESERVE` on the disk."""
        if self.path and shutil.disk_usage(self.path.parent).free < size + RESERVE:
            raise LibraryFull(self.where)

    def back_up(self, target: Path) -> None:
        """Copy the file, which must be one, as `back_up_file` does. Raises LibraryFull."""
        assert self.path is not None
        self.require_room(self.path.stat().st_size)
        with explained(self.where):
            back_up_file(self.path, target, self.wait)

    def use_wal(self) -> None:
        """Let a file be read while it is written; call it once the file is known to be a library.

        The file stays so, but a backup made with VACUUM INTO does not.
        """
        if self.path is None or self.read_only:
            return
        with explained(self.where), closing(self.engine.raw_connection()) as connection:
            switch_to_wal(cast(sqlite3.Connection, connection.driver_connection), self.wait)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def clock(connection: Connection) -> float:
    """Seconds since 1970 by the database's clock, the same for all processes with the library."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(
        connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one()
    )


def in_chunks(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Distinct keys in their order, few enough at a time for one statement."""
    distinct = list(dict.fromkeys(keys))
    for start in range(0, len(distinct), CHUNK):
        yield distinct[start : start + CHUNK]


def timestamp() -> str:
    """Now in UTC, as ISO 8601 with microseconds always written."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def lock_counter(connection: Connection, name: str) -> int:
    """The counter's value, locked until the transaction ends: writers of one kind take turns.

    To avoid deadlocks, several are locked in this order: `articles`, `annotations`, `batches`, then
    `numbers`, `originals` or `results`.
    """
    query = select(library.c.value).where(library.c.name == name).with_for_update()
    return int(connection.execute(query).scalar_one())


def set_counter(connection: Connection, name: str, value: int) -> None:
    """Give a locked counter its next value."""
    connection.execute(update(library).where(library.c.name == name).values(value=value))


def raise_counter(connection: Connection, name: str) -> int:
    """Lock the counter and add one; gives its new value."""
    value = lock_counter(connection, name) + 1
    set_counter(connection, name, value)
    return value
