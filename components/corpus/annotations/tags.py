"""Tags: short words that analysts put on articles, in bulk and with a way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, and_, delete, func, insert, select

from components.corpus.database.connection import Database, lock_counter, set_counter
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import article, change, tag
from components.corpus.history import new_batch, record
from components.corpus.intake import in_chunks
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
