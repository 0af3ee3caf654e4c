"""Many rows at once: by COPY on PostgreSQL, by INSERT on SQLite, where that is the fastest way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError

from components.corpus.database.audit import COLLECTED

# Fewer rows than these are not worth a statement more.
FEWEST = 20


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; nothing happens when there are none.

    Errors are those of INSERT, with the same codes. Columns that are left out have their default.
    """
    if not rows:
        return
    if connection.dialect.name != "postgresql" or len(rows) < FEWEST:
        connection.execute(insert(table), list(rows))
        return
    names = [*rows[0]]
    preparer = connection.dialect.identifier_preparer
    columns = ", ".join(preparer.quote(name) for name in names)
    statement = f"COPY {preparer.format_table(table)} ({columns}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    base: Any = connection.dialect.dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])
        if written := connection.get_execution_options().get(COLLECTED):
            written.add("insert", table.name, rows, len(rows))
    except base.Error as error:
        # As SQLAlchemy raises those of its own statements.
        raise DBAPIError.instance(
            statement, None, error, base.Error, dialect=connection.dialect
        ) from error
