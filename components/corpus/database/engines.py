"""Engines on databases: a file of SQLite, or a server of PostgreSQL with a library's schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from components.corpus.database.errors import DriverMissing
from components.corpus.database.sqlite_file import connect_file, connect_read_only

# `postgresql+psycopg://…?parallax_schema=name` is a library in that schema.
SCHEMA = "parallax_schema"
# Advisory lock of whoever creates a library on a server; any number, the same in every Parallax.
LOCK = 7_305_807_201_186
# Limits, so that a hanging server does not hang us: seconds to connect, milliseconds a statement.
# And what a page of a disk costs that is read out of turn: on today's, hardly more than the next.
_TOLD = "-c lock_timeout=10000 -c statement_timeout=30000 -c random_page_cost=1.1"
SERVER = {"connect_timeout": 10, "options": _TOLD}


def read_address(url: str) -> URL:
    """The parts of the address of a library. Raises ValueError."""
    try:
        return make_url(url)
    except ArgumentError as error:
        raise ValueError(describe_expected(url)) from error


def describe_expected(url: str) -> str:
    """What an address that is none should have been."""
    return f"{url!r} is not sqlite:///path/to/file or postgresql+psycopg://user@host/name"


def open_server(address: URL, where: str) -> Engine:
    """An engine on a server of PostgreSQL. Raises DriverMissing."""
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


def open_file(path: Path, wait: float, read_only: bool) -> Engine:
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
