"""Verdicts on claims: short values that analysts set, with author, history and undo.

They are about anything with a key (a pair, an edit, an entity) and are their own history: no row is
changed, the last one of a key is in force. Colours of notes and what they mean are verdicts too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Select, func, insert, select

from components.corpus.article import make_storable
from components.corpus.database.connection import (
    Database,
    lock_counter,
    raise_counter,
    timestamp,
)
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import verdict
from components.corpus.integrity.seals import sealed
from components.corpus.read_articles import read_table
from components.text.normalisation import clean

# By name, never by shade: each theme has its own shades of them.
COLOURS = ("red", "orange", "green", "blue", "purple")
# Kinds of verdicts: the colour of a note, by its number, and what a colour stands for, by its name.
NOTE_COLOUR, COLOUR_MEANING = "note colour", "colour meaning"
_JUDGED = {
    **{"edit": "change", "pair": "pair of articles", "evidence": "evidence", "figure": "number"},
    **{one: one for one in ("quotation", "contradiction")},
}
_DECIDED = {"entity": "name", "boilerplate": "boilerplate", "verb": "reporting verb"}
_TEXTS = dict.fromkeys(("key", "value", "note", "who"), "str")
VERDICTS = {"number": "int64", **_TEXTS, "when": "datetime64[ns]"}


def read_colours(connection: Connection) -> dict[int, str]:
    """The colour of each note that has one, by its number; a colour we do not know is none."""
    last = select(func.max(verdict.c.id)).where(verdict.c.kind == NOTE_COLOUR)
    rows = connection.execute(
        select(verdict.c.key, verdict.c.value).where(
            verdict.c.id.in_(last.group_by(verdict.c.key)), verdict.c.value.in_(COLOURS)
        )
    )
    return {int(key): value for key, value in rows if key.isdecimal()}


class Verdicts:
    """Verdicts by kind ("pair", "entity", …) and key, both chosen by the caller."""

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
        """Store a verdict; gives its number, for `undo`. The value "" withdraws the one before.

        Raises EditConflict when the value in force is not `expected` ("" for none).
        """
        with self._database.writing() as connection:
            lock_counter(connection, "annotations")
            latest = _latest(connection, kind, key)
            current = latest.value if latest else ""
            if expected is not None and current != expected:
                raise EditConflict(_name(kind), current)
            return _insert(connection, kind, key, value, clean(note).text, who)

    def set_all(
        self, kind: str, keys: Iterable[str], value: str, note: str = "", who: str = ""
    ) -> list[int]:
        """Store the same verdict on several keys, all or none; gives their numbers, in order."""
        with self._database.writing() as connection:
            lock_counter(connection, "annotations")
            told = clean(note).text
            return [_insert(connection, kind, key, value, told, who) for key in keys]

    def all(self, kind: str, under: str = "") -> pd.DataFrame:
        """The verdicts of one kind in force, ordered by key: columns `VERDICTS`, `when` in UTC.

        Only those whose key begins with `under`.
        """
        own = [verdict.c.kind == kind, verdict.c.key.startswith(under, autoescape=True)]
        last = select(func.max(verdict.c.id)).where(*own).group_by(verdict.c.key)
        query = _select_verdicts().where(verdict.c.id.in_(last), verdict.c.value != "")
        return self._read(query.order_by(verdict.c.key))

    def kinds(self) -> list[str]:
        """The kinds that ever had a verdict, sorted."""
        query = select(verdict.c.kind).distinct().order_by(verdict.c.kind)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def history(self, kind: str, key: str | None = None) -> pd.DataFrame:
        """All verdicts ever on one key, or on a whole kind, oldest first: columns `VERDICTS`."""
        query = _select_verdicts().where(verdict.c.kind == kind)
        if key is not None:
            query = query.where(verdict.c.key == key)
        return self._read(query.order_by(verdict.c.id))

    def latest(self, *kinds: str) -> int:
        """The number of the last verdict of these kinds, 0 before the first."""
        query = select(func.max(verdict.c.id)).where(verdict.c.kind.in_(kinds))
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or 0

    def undo(self, number: int, who: str = "") -> int:
        """Store the verdict before this one again, as a new one; gives its number.

        Raises ArticleUnknown for no such number, EditConflict when it is not the last of its key.
        """
        return self.undo_all([number], who)[0]

    def undo_all(self, numbers: Iterable[int], who: str = "") -> list[int]:
        """Undo several verdicts, all or none; gives the numbers of the new ones, in order.

        Raises what `undo` does for the first that cannot be undone.
        """
        with self._database.writing() as connection:
            lock_counter(connection, "annotations")
            return [_undo(connection, number, who) for number in numbers]

    def _read(self, query: Select[Any]) -> pd.DataFrame:
        with self._database.reading() as connection:
            return read_table(connection, query, VERDICTS)


def _name(kind: str) -> str:
    """What a reader calls a verdict of a kind; saved searches and the like by their own name."""
    if kind in _JUDGED:
        return f"verdict on this {_JUDGED[kind]}"
    return f"decision about this {_DECIDED[kind]}" if kind in _DECIDED else kind


def _select_verdicts() -> Select[Any]:
    names = ("id", "key", "value", "note", "who", "made")
    return select(*[verdict.c[name] for name in names])


def _latest(
    connection: Connection, kind: str, key: str, before: int | None = None
) -> Row[Any] | None:
    query = select(verdict).where(verdict.c.kind == kind, verdict.c.key == key)
    if before is not None:
        query = query.where(verdict.c.id < before)
    return connection.execute(query.order_by(verdict.c.id.desc()).limit(1)).one_or_none()


def _undo(connection: Connection, number: int, who: str) -> int:
    made = connection.execute(select(verdict).where(verdict.c.id == number)).one_or_none()
    if made is None:
        raise ArticleUnknown(f"The verdict {number}")
    latest = _latest(connection, made.kind, made.key)
    assert latest is not None
    if latest.id != number:
        raise EditConflict(_name(made.kind), latest.value)
    before = _latest(connection, made.kind, made.key, before=number)
    value, note = (before.value, before.note) if before else ("", "")
    return _insert(connection, made.kind, made.key, value, note, who)


def _insert(connection: Connection, kind: str, key: str, value: str, note: str, who: str) -> int:
    row = {"kind": kind, "key": key, "value": value, "note": note, "who": who}
    row = {name: make_storable(text) for name, text in row.items()} | {"made": timestamp()}
    key_row = connection.execute(insert(verdict).values(sealed(verdict, row))).inserted_primary_key
    assert key_row is not None
    raise_counter(connection, "annotations")
    return int(key_row[0])
