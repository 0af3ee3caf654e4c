"""Tags on articles, with author, and undone through the history of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, and_, delete, func, insert, select

from components.corpus.change_history import record_changes, start_batch
from components.corpus.database.connection import (
    Database,
    in_chunks,
    lock_counter,
    raise_counter,
)
from components.corpus.database.tables import article, change, tag
from components.corpus.integrity.seals import sealed
from components.corpus.read_articles import find_numbers, read_table, require_found
from components.text.hidden_signs import drop_hidden
from components.text.normalisation import clean, fold

# Characters of a tag.
LONGEST = 100
PLACED = {**dict.fromkeys(("article", "tag", "who"), "str"), "when": "datetime64[ns]"}


class Tags:
    """Tags by article. Spellings that differ in case or space are one tag, spelled as at first."""

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

    def by_article(self) -> dict[str, list[str]]:
        """The tags, sorted, of each article that has any and is not in the bin."""
        shown = select(tag.c.article, tag.c.tag).join(article, article.c.id == tag.c.article)
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._database.reading() as connection:
            for id, name in connection.execute(shown.where(article.c.removed.is_(None))):
                found[id].append(name)
        return {id: sorted(names, key=fold) for id, names in found.items()}

    def placed(self) -> pd.DataFrame:
        """Each tag on each article not in the bin, the latest first: columns `PLACED`."""
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
            return read_table(connection, query, PLACED)

    def _set(self, ids: Iterable[str], tags: Iterable[str], who: str, put: bool) -> int:
        names = [_tidy(name) for name in tags]
        if not names:
            return 0
        with self._database.writing() as connection:
            lock_counter(connection, "annotations")
            distinct = list(dict.fromkeys(ids))
            require_found(distinct, find_numbers(connection, distinct))
            changes = [
                (id, name)
                for name in _spell(connection, names)
                for id in _find_changing(connection, distinct, name, put)
            ]
            if not changes:
                return 0
            batch = start_batch(connection)
            _write(connection, changes, put, who, batch)
            return batch


def undo_tag(connection: Connection, made: Row[Any], who: str, batch: int) -> None:
    """Undo the change `made` of a tag, as part of a batch, unless that was done before."""
    put, name = (False, made.new) if made.new else (True, made.old)
    lock_counter(connection, "annotations")
    if _find_changing(connection, [made.article], name, put):
        _write(connection, [(made.article, name)], put, who, batch)


def _tidy(name: str) -> str:
    tidy = " ".join(drop_hidden(clean(name).text).split())
    if not tidy or len(tidy) > LONGEST:
        raise ValueError(f"a tag has 1 to {LONGEST} characters, not {len(tidy)}")
    return tidy


def _spell(connection: Connection, names: list[str]) -> list[str]:
    """The tags as the library spells them already, each once."""
    known = {
        fold(name): name for name in connection.execute(select(tag.c.tag).distinct()).scalars()
    }
    return [known.setdefault(fold(name), name) for name in dict.fromkeys(names)]


def _find_changing(connection: Connection, ids: list[str], name: str, put: bool) -> list[str]:
    """The articles that lack the tag, with `put`; else those that have it."""
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
    record_changes(connection, rows, who, batch)
    raise_counter(connection, "annotations")
