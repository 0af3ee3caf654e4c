"""What analysts decided about anything: a pair, an edit, an entity. Nothing is ever overwritten."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, func, insert, select

from components.corpus.database.connection import Database, lock_counter, set_counter, timestamp
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import verdict
from components.corpus.intake import storable
from components.corpus.integrity.checksums import sealed
from components.text.normalisation import clean

COLUMNS = ["number", "key", "value", "note", "who", "when"]


class Verdicts:
    """Verdicts by kind ("pair", "entity", …) and key, both chosen by whoever uses them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(
        self,
        kind: str,
        key: str,
        value: str,
        note: str = "",
        who: str = "",
        expected: str | None = None,
    ) -> int:
        """Decide; gives the number for `undo`. "" as value withdraws what was decided.

        With `expected` ("" for none) raises EditConflict when another verdict stands by now.
        """
        with self._database.writing() as connection:
            count = lock_counter(connection, "annotations")
            latest = _latest(connection, kind, key)
            stands = latest.value if latest else ""
            if expected is not None and stands != expected:
                raise EditConflict(kind, stands)
            set_counter(connection, "annotations", count + 1)
            return _insert(connection, kind, key, value, clean(note).text, who)

    def all(self, kind: str, under: str = "") -> pd.DataFrame:
        """The verdicts of one kind that hold, by key: columns `COLUMNS`, `when` in UTC.

        With `under` those alone whose key begins so.
        """
        own = [verdict.c.kind == kind, verdict.c.key.startswith(under, autoescape=True)]
        last = select(func.max(verdict.c.id)).where(*own).group_by(verdict.c.key)
        query = select(verdict).where(verdict.c.id.in_(last), verdict.c.value != "")
        return self._read(query.order_by(verdict.c.key))

    def kinds(self) -> list[str]:
        """The kinds about which anything was ever decided, sorted."""
        query = select(verdict.c.kind).distinct().order_by(verdict.c.kind)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def history(self, kind: str, key: str | None = None) -> pd.DataFrame:
        """Everything decided about one thing, or about all of a kind, oldest first: `COLUMNS`."""
        query = select(verdict).where(verdict.c.kind == kind)
        if key is not None:
            query = query.where(verdict.c.key == key)
        return self._read(query.order_by(verdict.c.id))

    def latest(self, *kinds: str) -> int:
        """The number of the last verdict of these kinds, 0 before the first."""
        query = select(func.max(verdict.c.id)).where(verdict.c.kind.in_(kinds))
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or 0

    def undo(self, number: int, who: str = "") -> int:
        """Let the verdict before this one hold again; gives the number of the undoing.

        Raises EditConflict when it is not the last one about its key.
        """
        with self._database.writing() as connection:
            count = lock_counter(connection, "annotations")
            made = connection.execute(select(verdict).where(verdict.c.id == number)).one_or_none()
            if made is None:
                raise ArticleUnknown(f"The verdict {number}")
            latest = _latest(connection, made.kind, made.key)
            assert latest is not None
            if latest.id != number:
                raise EditConflict(made.kind, latest.value)
            before = _latest(connection, made.kind, made.key, before=number)
            value, note = (before.value, before.note) if before else ("", "")
            set_counter(connection, "annotations", count + 1)
            return _insert(connection, made.kind, made.key, value, note, who)

    def _read(self, query: Any) -> pd.DataFrame:
        with self._database.reading() as connection:
            rows = [
                (row.id, row.key, row.value, row.note, row.who, row.made)
                for row in connection.execute(query)
            ]
        table = pd.DataFrame(rows, columns=COLUMNS)
        when = pd.to_datetime(table["when"], format="ISO8601").astype("datetime64[ns]")
        texts = dict.fromkeys(["key", "value", "note", "who"], "str")
        return table.astype({"number": "int64", **texts}).assign(when=when)


def _latest(
    connection: Connection, kind: str, key: str, before: int | None = None
) -> Row[Any] | None:
    query = select(verdict).where(verdict.c.kind == kind, verdict.c.key == key)
    if before is not None:
        query = query.where(verdict.c.id < before)
    return connection.execute(query.order_by(verdict.c.id.desc()).limit(1)).one_or_none()


def _insert(connection: Connection, kind: str, key: str, value: str, note: str, who: str) -> int:
    row = {"kind": kind, "key": key, "value": value, "note": note, "who": who}
    row = {name: storable(text) for name, text in row.items()} | {"made": timestamp()}
    key_row = connection.execute(insert(verdict).values(sealed(verdict, row))).inserted_primary_key
    assert key_row is not None
    return int(key_row[0])
