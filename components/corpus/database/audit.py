"""Audit: what whom who has signed in wrote, an entry for each transaction, in the same transaction.

The database refuses to change or delete an entry, whatever statement asks for it. Each has a digest
of itself and the one before it, so that one which somebody took out or rewrote by other means
shows. It is given to the log `parallax.audit` too, which programs collect elsewhere.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import (
    Column,
    Connection,
    CursorResult,
    Engine,
    Integer,
    Row,
    Table,
    event,
    insert,
    select,
)
from sqlalchemy.sql.dml import UpdateBase

from components.corpus.database.roles import Actor
from components.corpus.database.tables import metadata, text

if TYPE_CHECKING:
    from components.corpus.database.connection import Database

_log = logging.getLogger("parallax.audit")
# What people make or bring; the rest is derived from it.
AUDITED = frozenset({"article", "change", "note", "tag", "verdict", "upload", "lease"})
# Of more rows than these, and of longer values, an entry has the number and a digest.
MOST_ROWS, LONGEST = 10_000, 200
# The execution option under which a transaction collects what it wrote.
COLLECTED = "audited"

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(text(name) for name in ("made", "who", "role", "wrote", "digest")),
)

_REFUSED = "entries of the audit are never changed"
# By dialect, what has the database refuse; run once when the table is made.
PROTECT = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION refuse_audit() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{_REFUSED}'; END$$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit()",
    ],
}


@dataclass(frozen=True)
class Entry:
    """One transaction: `wrote` lists what each of its statements wrote, see `Written.list`.

    `is_whole` when its digest is that of its content and of the entry before it.
    """

    number: int
    made: str
    who: str
    role: str
    wrote: list[dict[str, Any]]
    is_whole: bool


class Written:
    """What a transaction wrote into tables that are audited, statement by statement."""

    def __init__(self) -> None:
        self._statements: list[dict[str, Any]] = []
        self.entry: dict[str, Any] = {}

    def add(self, verb: str, table: str, rows: Sequence[Mapping[str, Any]], count: int) -> None:
        """Remember a statement on `count` rows and its parameters, one mapping or one a row."""
        if table not in AUDITED or not count:
            return
        shown = [{str(name): _shorten(value) for name, value in row.items()} for row in rows]
        told: dict[str, Any] = {"verb": verb, "table": table, "count": count}
        if len(rows) <= MOST_ROWS:
            told["rows"] = shown
        else:
            told["digest"] = hashlib.sha256(orjson.dumps(shown)).hexdigest()
        self._statements.append(told)

    def list(self) -> list[dict[str, Any]]:
        """Of each statement `verb`, `table`, `count`, and `rows`, or the `digest` of too many."""
        return self._statements

    def tell(self) -> None:
        """Give the entry that was made of it to the log, once it is stored; if there is one."""
        if self.entry:
            _log.info("%s", orjson.dumps(self.entry).decode())


def listen(engine: Engine) -> None:
    """Collect what statements write on this engine, in transactions that have `COLLECTED`."""
    event.listen(engine, "after_execute", _collect)


def _collect(
    connection: Connection,
    statement: Any,
    _many: Any,
    _parameters: Any,
    _options: Any,
    result: CursorResult[Any],
) -> None:
    written = connection.get_execution_options().get(COLLECTED)
    if written is None or not isinstance(statement, UpdateBase):
        return
    rows = result.context.compiled_parameters
    count = len(rows) if statement.is_insert else result.rowcount
    written.add(statement.__visit_name__, getattr(statement.table, "name", ""), rows, count)


def _shorten(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_shorten(one) for one in value]
    if isinstance(value, bytes):
        return {"digest": hashlib.sha256(value).hexdigest(), "bytes": len(value)}
    if isinstance(value, str) and len(value) > LONGEST:
        digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
        return {"digest": digest, "characters": len(value)}
    return value


def write_entry(connection: Connection, actor: Actor, written: Written, made: str) -> None:
    """Write what a transaction has collected, in its end; nothing where it wrote nothing."""
    if not written.list():
        return
    if connection.dialect.name == "postgresql":
        # One after the other, or two entries would follow the same one; others may still read.
        connection.exec_driver_sql("LOCK TABLE audit IN EXCLUSIVE MODE")
    last = connection.execute(select(audit).order_by(audit.c.number.desc()).limit(1)).first()
    entry = {
        "number": last.number + 1 if last else 1,
        **{"made": made, "who": actor.name, "role": actor.role.name.lower()},
        "wrote": orjson.dumps(written.list(), default=str).decode(),
    }
    written.entry = entry | {"digest": _digest(last.digest if last else "", entry)}
    connection.execute(insert(audit), [written.entry])


class Audit:
    """The entries of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, latest: int | None = None) -> list[Entry]:
        """The `latest` entries, or all of them, oldest first."""
        with self._database.reading() as connection:
            return _read_entries(connection, latest)


def _read_entries(connection: Connection, latest: int | None) -> list[Entry]:
    rows = connection.execute(
        select(audit).order_by(audit.c.number.desc()).limit(None if latest is None else latest + 1)
    ).all()[::-1]
    # The one before those that are asked for is read for its digest alone.
    is_cut = latest is not None and len(rows) > latest
    before, rows = (rows[0], rows[1:]) if is_cut else (None, rows)
    return list(_check(rows, before))


def _check(rows: Iterable[Row[Any]], before: Row[Any] | None) -> Iterator[Entry]:
    number, digest = (before.number, before.digest) if before else (0, "")
    for row in rows:
        told = {name: getattr(row, name) for name in ("number", "made", "who", "role", "wrote")}
        is_whole = row.number == number + 1 and row.digest == _digest(digest, told)
        yield Entry(row.number, row.made, row.who, row.role, orjson.loads(row.wrote), is_whole)
        number, digest = row.number, row.digest


def _digest(before: str, entry: Mapping[str, Any]) -> str:
    told = orjson.dumps([before, *(entry[n] for n in ("number", "made", "who", "role", "wrote"))])
    return hashlib.sha256(told).hexdigest()
