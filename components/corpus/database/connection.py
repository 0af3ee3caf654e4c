"""A connection for each operation: whole transactions, and errors a person can read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, update
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from components.corpus.database.errors import DriverMissing, LibraryFull, LibraryReadOnly, explained
from components.corpus.database.sqlite_file import LibraryFile, make_private
from components.corpus.database.tables import library

# Seconds to wait for another writer; `sqlite:///path?timeout=2` asks for another time.
WAIT = 10.0
# Left free on the disk, because even deleting needs some room.
RESERVE = 50_000_000
# `postgresql+psycopg://…?parallax_schema=name` is a library in that schema.
SCHEMA = "parallax_schema"
# Held by whoever makes a library on a server: any number does, if every Parallax uses the same.
LOCK = 7_305_807_201_186
# A server that hangs must not hang us: seconds to connect, then milliseconds a statement or lock.
SERVER = {"connect_timeout": 10, "options": "-c lock_timeout=10000 -c statement_timeout=30000"}


class Database:
    """A SQLite file or a PostgreSQL database. Safe to share between threads.

    A file that is not there is made, unless it is known to have been there: then LibraryGone is
    raised, as for one that is empty. Every operation looks first whether the file that was opened
    still is where it was.
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
        """A connection that sees one state of the library and changes nothing."""
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection for which the library stands still, however many queries it makes."""
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all kept when the block ends, or none if it raises."""
        if self.read_only:
            raise LibraryReadOnly(self.where)
        self._require_file()
        with explained(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                yield connection

    @property
    def mark(self) -> str:
        """Tells a file from another that is put in its place; "" on a server."""
        return self._file.mark if self._file else ""

    def was_replaced(self) -> bool:
        """Whether another file lies where the library was opened: then it has to be opened anew."""
        return self._file is not None and self._file.was_replaced()

    def _require_file(self) -> None:
        if self._file:
            self._file.require()

    def require_room(self, size: int) -> None:
        """Raise LibraryFull when storing `size` more bytes would use the last of the disk."""
        if self.path and shutil.disk_usage(self.path.parent).free < size + RESERVE:
            raise LibraryFull(self.where)

    def back_up(self, target: Path) -> None:
        """Copy the file as it was before any transaction under way; whole or not there at all."""
        assert self.path is not None
        self.require_room(self.path.stat().st_size)
        unfinished = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            make_private(unfinished)
            with (
                explained(self.where),
                closing(_connect_read_only(self.path, self.wait)) as source,
                closing(sqlite3.connect(unfinished)) as copy,
            ):
                source.backup(copy)
            os.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)

    def use_wal(self) -> None:
        """Let a file be read while it is written; only once it is known to be a library.

        The file remembers it, but a backup made with VACUUM INTO does not.
        """
        if self.path is None or self.read_only:
            return
        with explained(self.where), closing(self.engine.raw_connection()) as connection:
            _switch_to_wal(cast(sqlite3.Connection, connection.driver_connection), self.wait)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def clock(connection: Connection) -> float:
    """Seconds since 1970 by the database's clock, which all who share a library share."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(
        connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one()
    )


def timestamp() -> str:
    """The moment in UTC, ISO 8601 with microseconds always written."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def lock_counter(connection: Connection, name: str) -> int:
    """The counter's value, held until the transaction ends: writers of one kind take turns.

    Who needs several takes them in this order: `articles`, `annotations`, `batches`, and then
    `numbers`, `originals` or `results`.
    """
    query = select(library.c.value).where(library.c.name == name).with_for_update()
    return int(connection.execute(query).scalar_one())


def set_counter(connection: Connection, name: str, value: int) -> None:
    """Give a locked counter its next value."""
    connection.execute(update(library).where(library.c.name == name).values(value=value))


def read_address(url: str) -> URL:
    """The parts of the address of a library. Raises ValueError."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise ValueError(_expected(url)) from error


def _expected(url: str) -> str:
    return f"{url!r} is not sqlite:///path/to/file or postgresql+psycopg://user@host/name"


def library_url(url: str, schema: str) -> str:
    """The address of a library in a schema of its own, in the database of another."""
    address = make_url(url).update_query_dict({SCHEMA: schema})
    return address.render_as_string(hide_password=False)


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
        return (_connect_read_only if read_only else _connect)(path, wait)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once when another wrote in between.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    # Were the file gone, another mode would make an empty one in its place.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def _switch_to_wal(connection: sqlite3.Connection, wait: float) -> None:
    # SQLite does not wait for others while it changes the journal of a new file, so we do.
    deadline = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _connect_read_only(path: Path, wait: float) -> sqlite3.Connection:
    """Without the right to make the files beside it, a library in WAL opens only as immutable."""
    address = f"{path.as_uri()}?mode=ro"
    try:
        connection = _try_read(address, wait)
    except sqlite3.OperationalError:
        connection = _try_read(f"{address}&immutable=1", wait)
    return connection


def _try_read(address: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection
