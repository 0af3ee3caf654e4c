"""What analysts decided about anything: a pair, an edit, an entity. Nothing is ever overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, and_, delete, func, insert, select

from components.corpus.database.connection import Database, lock_counter, set_counter, timestamp
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import article, change, tag, verdict
from components.corpus.history import new_batch, record
from components.corpus.intake import in_chunks, storable
from components.corpus.integrity.checksums import sealed
from components.text.normalisation import clean, fold

LONGEST = 100


class Tags:
    """Tags by article. Spellings that differ by case or space are one tag, the first one stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, ids: Iterable[str], tags: Iterable[str], who: str = "") -> int:
        """Put every tag on every article; gives the number for `undo_batch`, 0 if none was new.

        Raises ArticleUnknown, and ValueError for a tag that is empty or longer than `LONGEST`.
        """
        return self._set(ids, tags, who, put=True)

    def remove(self, ids: Iterable[str], tags: Iterable[str], who: str = "") -> int:
        """Take every tag off every article; gives the number for `undo_batch`, 0 if none was on."""
        return self._set(ids, tags, who, put=False)

    def of(self, id: str) -> list[str]:
        """The tags of one article, sorted."""
        query = select(tag.c.tag).where(tag.c.article == id)
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars(), key=fold)

    def by_article(self) -> dict[str, list[str]]:
        """The tags of every article that has any and is not in the bin, sorted."""
        shown = select(tag.c.article, tag.c.tag).join(article, article.c.id == tag.c.article)
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._database.reading() as connection:
            for id, name in connection.execute(shown.where(article.c.removed.is_(None))):
                found[id].append(name)
        return {id: sorted(names, key=fold) for id, names in found.items()}

    def all(self) -> pd.DataFrame:
        """Every tag with the number of articles, not in the bin, that have it: `tag, articles`.

        The most used come first.
        """
        query = (
            select(tag.c.tag, func.count())
            .join(article, article.c.id == tag.c.article)
            .where(article.c.removed.is_(None))
            .group_by(tag.c.tag)
        )
        with self._database.reading() as connection:
            rows = sorted(connection.execute(query).all(), key=lambda row: (-row[1], fold(row[0])))
        table = pd.DataFrame([tuple(row) for row in rows], columns=["tag", "articles"])
        return table.astype({"tag": "str", "articles": "int64"})

    def placed(self) -> pd.DataFrame:
        """Each tag on each article not in the bin, the latest first: `article, tag, who, when`."""
        latest = (
            select(func.max(change.c.id).label("id"))
            .where(change.c.field == "tag", change.c.new != "")
            .group_by(change.c.article, change.c.new)
            .subquery()
        )
        query = (
            select(tag.c.article, tag.c.tag, change.c.who, change.c.made)
            .join(article, article.c.id == tag.c.article)
            .join(change, and_(change.c.article == tag.c.article, change.c.new == tag.c.tag))
            .join(latest, latest.c.id == change.c.id)
            .where(article.c.removed.is_(None))
            .order_by(change.c.id.desc())
        )
        with self._database.reading() as connection:
            rows = [tuple(row) for row in connection.execute(query)]
        table = pd.DataFrame(rows, columns=["article", "tag", "who", "when"])
        when = pd.to_datetime(table["when"], format="ISO8601").astype("datetime64[ns]")
        return table.astype(dict.fromkeys(["article", "tag", "who"], "str")).assign(when=when)

    def _set(self, ids: Iterable[str], tags: Iterable[str], who: str, put: bool) -> int:
        names = [_tidy(name) for name in tags]
        if not names:
            return 0
        with self._database.writing() as connection:
            count = lock_counter(connection, "annotations")
            distinct = _require_articles(connection, ids)
            changes = [
                (id, name)
                for name in _spelled(connection, names)
                for id in _without(connection, distinct, name, put)
            ]
            if not changes:
                return 0
            batch = new_batch(connection)
            _write(connection, changes, put, who, batch)
            set_counter(connection, "annotations", count + 1)
            return batch


def undo_tag(connection: Connection, made: Row[Any], who: str, batch: int) -> None:
    """Take a tag off again, or put it back on."""
    put, name = (False, made.new) if made.new else (True, made.old)
    count = lock_counter(connection, "annotations")
    if not _without(connection, [made.article], name, put):
        raise EditConflict("tags", f"with {name}" if put else f"without {name}")
    _write(connection, [(made.article, name)], put, who, batch)
    set_counter(connection, "annotations", count + 1)


def _tidy(name: str) -> str:
    tidy = " ".join(clean(name).text.split())
    if not tidy or len(tidy) > LONGEST:
        raise ValueError(f"a tag has 1 to {LONGEST} characters, not {len(tidy)}")
    return tidy


def _spelled(connection: Connection, names: list[str]) -> list[str]:
    """The names as the library spells them already."""
    known = {
        fold(name): name for name in connection.execute(select(tag.c.tag).distinct()).scalars()
    }
    return [known.setdefault(fold(name), name) for name in dict.fromkeys(names)]


def _require_articles(connection: Connection, ids: Iterable[str]) -> list[str]:
    distinct = list(dict.fromkeys(ids))
    found: set[str] = set()
    for chunk in in_chunks(distinct):
        query = select(article.c.id).where(article.c.id.in_(chunk))
        found.update(connection.execute(query).scalars())
    for id in distinct:
        if id not in found:
            raise ArticleUnknown(f"The article {id}")
    return distinct


def _without(connection: Connection, ids: list[str], name: str, put: bool) -> list[str]:
    """Those of the articles that a change would change."""
    tagged: set[str] = set()
    for chunk in in_chunks(ids):
        query = select(tag.c.article).where(tag.c.tag == name, tag.c.article.in_(chunk))
        tagged.update(connection.execute(query).scalars())
    return [id for id in ids if (id in tagged) != put]


def _write(
    connection: Connection, changes: list[tuple[str, str]], put: bool, who: str, batch: int
) -> None:
    if put:
        put_on = [sealed(tag, {"article": id, "tag": name}) for id, name in changes]
        connection.execute(insert(tag), put_on)
    else:
        for id, name in changes:
            connection.execute(delete(tag).where(and_(tag.c.article == id, tag.c.tag == name)))
    rows = [(id, "tag", "", name) if put else (id, "tag", name, "") for id, name in changes]
    record(connection, rows, who, batch)


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
