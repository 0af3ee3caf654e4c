"""Database connections: one for each operation, whole transactions, errors that a person can read.

Besides, what many statements need: counters, clocks, and keys in chunks.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from components.corpus.database.errors import (
    DriverMissing,
    LibraryFull,
    LibraryReadOnly,
    NotAllowed,
    explained,
)
from components.corpus.database.roles import Role, may
from components.corpus.database.sqlite_file import (
    LibraryFile,
    back_up_file,
    connect_file,
    connect_read_only,
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
# `postgresql+psycopg://…?parallax_schema=name` is a library in that schema.
SCHEMA = "parallax_schema"
# Advisory lock of whoever creates a library on a server; any number, the same in every Parallax.
LOCK = 7_305_807_201_186
# Limits, so that a hanging server does not hang us: seconds to connect, milliseconds a statement.
# And what a page of a disk costs that is read out of turn: on today's, hardly more than the next.
_TOLD = "-c lock_timeout=10000 -c statement_timeout=30000 -c random_page_cost=1.1"
SERVER = {"connect_timeout": 10, "options": _TOLD}


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
            self.engine = _open_file(self.path, self.wait, self.read_only)
        elif address.drivername == "postgresql+psycopg":
            self.where = address.render_as_string(hide_password=True)
            self.engine = _open_server(address, self.where)
            with self.reading() as connection:
                state = connection.exec_driver_sql("SHOW transaction_read_only").scalar_one()
            self.read_only = state == "on"
        else:
            raise ValueError(_expected(url))

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

        Raises NotAllowed for who acts in a role below `least`.
        """
        if not may(least):
            raise NotAllowed(self.where)
        if self.read_only:
            raise LibraryReadOnly(self.where)
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                yield connection

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


def read_address(url: str) -> URL:
    """The parts of the address of a library. Raises ValueError."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise ValueError(_expected(url)) from error


def _expected(url: str) -> str:
    return f"{url!r} is not sqlite:///path/to/file or postgresql+psycopg://user@host/name"


def _open_server(address: URL, where: str) -> Engine:
    schema = address.query.get(SCHEMA)
    address = address.difference_update_query([SCHEMA])
    try:
        engine = create_engine(
            address, connect_args=dict(SERVER), pool_pre_ping=True, max_overflow=-1
        )
    except ModuleNotFoundError as error:
        raise DriverMissing(where) from error
    if schema:
        name = engine.dialect.identifier_preparer.quote_identifier(str(schema))

        def choose_schema(connection: Any, _: object) -> None:
            connection.execute(f"SET search_path TO {name}")
            # Who may use a library may not have the right to make one.
            if connection.execute("SELECT current_schema()").fetchone()[0] is None:
                connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
                # Without the lock, two who make it at once are an error for one of them.
                connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
            connection.commit()

        # Before the dialect asks which schema is the default one.
        event.listen(engine, "connect", choose_schema, insert=True)
    return engine


def _open_file(path: Path, wait: float, read_only: bool) -> Engine:
    """An engine on a file that is there."""

    def connect() -> sqlite3.Connection:
        return (connect_read_only if read_only else connect_file)(path, wait)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once when another wrote in between.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
