"""Notes on an article or on a span of it; changes are recorded in the history of the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, insert, select, update

from components.corpus.annotations.verdicts import read_colours
from components.corpus.article import make_storable
from components.corpus.change_history import record_changes
from components.corpus.database.connection import Database, lock_counter, raise_counter, timestamp
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import article, article_text, note
from components.corpus.integrity.seals import resealed, sealed
from components.text.normalisation import clean
from components.text.segment import Span


@dataclass(frozen=True)
class Note:
    """A note; `start` and `end` are offsets in code points, None for one on the whole article.

    `who` wrote it first, at `made` (UTC); later authors are in the history of the article. `colour`
    is one of `verdicts.COLOURS` or "".
    """

    id: int
    article: str
    start: int | None
    end: int | None
    text: str
    who: str
    made: datetime
    colour: str = ""

    @property
    def span(self) -> Span | None:
        """The span that it is on, None for the whole article."""
        return None if self.start is None or self.end is None else (self.start, self.end)


class Notes:
    """Notes by article; each change is recorded and can be undone with `Store.undo`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, id: str, text: str, who: str = "", start: int | None = None, end: int | None = None
    ) -> int:
        """Store a note; gives its number. Raises ArticleUnknown, ValueError for no such span."""
        written = _tidy(text)
        with self._database.writing() as connection:
            lock_counter(connection, "annotations")
            _require_span(connection, id, start, end)
            row = {"article": id, "start": start, "end": end, "text": written}
            row |= {"who": make_storable(who), "made": timestamp()}
            key = connection.execute(insert(note).values(sealed(note, row))).inserted_primary_key
            assert key is not None
            _record(connection, id, int(key[0]), "", written, who, 0)
            return int(key[0])

    def edit(self, number: int, text: str, who: str = "", expected: str | None = None) -> int:
        """Replace the text of a note; gives the number of the change, 0 if nothing differed.

        Raises ArticleUnknown, and EditConflict when the text is not `expected` any more.
        """
        written = _tidy(text)
        with self._database.writing() as connection:
            current = _lock(connection, number)
            if current.removed is not None:
                raise ArticleUnknown(f"The note {number}")
            if expected is not None and current.text != expected:
                raise EditConflict("note", current.text)
            return 0 if current.text == written else _set(connection, current, written, who, 0)

    def remove(self, number: int, who: str = "") -> int:
        """Remove a note; gives the number of the change, which can be undone, or 0 if it was."""
        with self._database.writing() as connection:
            current = _lock(connection, number)
            return 0 if current.removed is not None else _set(connection, current, "", who, 0)

    def of(self, id: str) -> list[Note]:
        """The notes on one article: those on the whole first, then in the order of the text."""
        with self._database.reading() as connection:
            found = _read(connection, note.c.article == id)
        return sorted(found, key=lambda one: (-1 if one.start is None else one.start, one.id))

    def all(self) -> list[Note]:
        """Every note on an article that is not in the bin, the latest first."""
        shown = note.c.article.in_(select(article.c.id).where(article.c.removed.is_(None)))
        with self._database.reading() as connection:
            return sorted(_read(connection, shown), key=lambda one: -one.id)

    def counts(self) -> dict[str, int]:
        """The number of notes of each article that has any, by id."""
        query = select(note.c.article, func.count()).where(note.c.removed.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(note.c.article)).all()
        return {row[0]: row[1] for row in rows}


def undo_note(connection: Connection, made: Row[Any], who: str, batch: int) -> None:
    """Undo the change `made` of a note, as part of a batch, unless that was done before.

    Raises EditConflict.
    """
    before, after = unpack_note(made.old), unpack_note(made.new)
    current = _lock(connection, before[0] or after[0])
    text = "" if current.removed is not None else current.text
    if text not in (before[1], after[1]):
        raise EditConflict("note", text)
    if text != before[1]:
        _set(connection, current, before[1], who, batch)


def _tidy(text: str) -> str:
    tidy = clean(text).text.strip()
    if not tidy:
        raise ValueError("a note without words")
    return tidy


def _require_span(connection: Connection, id: str, start: int | None, end: int | None) -> None:
    query = select(article_text.c.text).join(article).where(article.c.id == id)
    text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise ArticleUnknown(f"The article {id}")
    if start is None and end is None:
        return
    if start is None or end is None or not 0 <= start < end <= len(text):
        raise ValueError(f"no span from {start} to {end} in a text of {len(text)} characters")


def _lock(connection: Connection, number: int) -> Row[Any]:
    # The counter first, as all writers of notes do: no deadlocks.
    lock_counter(connection, "annotations")
    query = select(note).where(note.c.id == number).with_for_update()
    found = connection.execute(query).one_or_none()
    if found is None:
        raise ArticleUnknown(f"The note {number}")
    return found


def _set(connection: Connection, current: Row[Any], text: str, who: str, batch: int) -> int:
    """Replace the text of a note; "" removes it, and its last text stays stored.

    Gives the number of the change.
    """
    before = "" if current.removed is not None else current.text
    values = {"text": text, "removed": None} if text else {"removed": timestamp()}
    ours = update(note).where(note.c.id == current.id)
    connection.execute(ours.values(resealed(note, values)))
    return _record(connection, current.article, current.id, before, text, who, batch)


def _record(
    connection: Connection, id: str, number: int, old: str, new: str, who: str, batch: int
) -> int:
    before, after = (orjson.dumps([number, one]).decode() if one else "" for one in (old, new))
    made = record_changes(connection, [(id, "note", before, after)], who, batch)
    raise_counter(connection, "annotations")
    return made[0]


def unpack_note(state: str) -> tuple[int, str]:
    """The number and the text of a note, read from the JSON in its history; (0, "") for ""."""
    number, text = orjson.loads(state) if state else (0, "")
    return number, text


def _read(connection: Connection, which: Any) -> list[Note]:
    rows = connection.execute(select(note).where(note.c.removed.is_(None), which)).all()
    colours = read_colours(connection) if rows else {}
    return [
        Note(
            *(r.id, r.article, r.start, r.end, r.text, r.who),
            datetime.fromisoformat(r.made),
            colours.get(r.id, ""),
        )
        for r in rows
    ]
