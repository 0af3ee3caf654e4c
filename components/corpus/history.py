"""Change what is known about articles, so that every change can be seen and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from components.corpus.database.connection import lock_counter, set_counter, timestamp
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import article, article_text, change, result
from components.corpus.intake import derive_again, drop_derived, in_chunks, label, storable
from components.corpus.integrity.checksums import resealed, sealed

EDITABLE = ("title", "source", "author", "published", "language", "url")
# What the index and the fingerprints are derived from.
FOUND_BY = frozenset({"title", "language", "url"})
COLUMNS = ["change", "batch", "article", "field", "old", "new", "who", "when"]
Value = str | date | None
Fields = Mapping[str, Value]


def edit_articles(
    connection: Connection,
    edits: Mapping[str, Fields],
    who: str,
    expected: Mapping[str, Fields],
    batch: int = 0,
) -> list[int]:
    """Set fields that differ from what stands there; gives the number of each change made."""
    for fields in (*edits.values(), *expected.values()):
        for name in fields:
            if name not in EDITABLE:
                raise ValueError(f"{name!r} is not one of {', '.join(EDITABLE)}")
    revision = lock_counter(connection, "articles") + 1
    made: list[int] = []
    for id, fields in edits.items():
        made += _edit(connection, id, who, fields, expected.get(id, {}), revision, batch)
    if made:
        set_counter(connection, "articles", revision)
    return made


def set_removed(
    connection: Connection, ids: Sequence[str], who: str, removed: bool, batch: int = 0
) -> list[str]:
    """Put articles into the bin or take them out; gives the ids that were on the other side."""
    revision = lock_counter(connection, "articles")
    now = timestamp()
    moved: list[str] = []
    for chunk in in_chunks(ids):
        side = article.c.removed.is_(None) if removed else article.c.removed.is_not(None)
        found = select(article.c.id).where(article.c.id.in_(chunk), side).order_by(article.c.number)
        here = list(connection.execute(found).scalars())
        values = resealed(article, {"removed": now if removed else None, "changed": revision + 1})
        connection.execute(update(article).where(article.c.id.in_(here)).values(values))
        moved.extend(here)
    if moved:
        batch = batch or (new_batch(connection) if len(moved) > 1 else 0)
        old, new = ("", "yes") if removed else ("yes", "")
        record(connection, [(id, "removed", old, new) for id in moved], who, batch)
        set_counter(connection, "articles", revision + 1)
    return moved


def new_batch(connection: Connection) -> int:
    """A number for changes made at once."""
    batch = lock_counter(connection, "batches") + 1
    set_counter(connection, "batches", batch)
    return batch


def record(
    connection: Connection, changes: Iterable[tuple[str, str, str, str]], who: str, batch: int
) -> list[int]:
    """Write changes (article, field, old, new) into the history; gives their numbers."""
    shared = {"who": storable(who), "made": timestamp(), "batch": batch}
    rows = [
        sealed(change, {"article": id, "field": name, "old": old, "new": new, **shared})
        for id, name, old, new in changes
    ]
    if not rows:
        return []
    numbered = insert(change).returning(change.c.id, sort_by_parameter_order=True)
    return list(connection.execute(numbered, rows).scalars())


def read_history(connection: Connection, id: str) -> pd.DataFrame:
    """Changes of one article, oldest first: `change, field, old, new, who, when` (UTC)."""
    table = _read_changes(connection, _all_changes().where(change.c.article == id))
    return table.drop(columns=["batch", "article"])


def read_changes(connection: Connection, limit: int) -> pd.DataFrame:
    """The latest changes of all articles, newest first: columns `COLUMNS`."""
    query = _all_changes().order_by(None).order_by(change.c.id.desc()).limit(limit)
    return _read_changes(connection, query)


def latest_change(connection: Connection) -> int:
    """The number of the latest change, 0 before the first."""
    return connection.execute(select(func.max(change.c.id))).scalar() or 0


def _all_changes() -> Select[Any]:
    return select(change).order_by(change.c.id)


def _read_changes(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    rows = [
        (row.id, row.batch, row.article, row.field, row.old, row.new, row.who, row.made)
        for row in connection.execute(query)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    when = pd.to_datetime(table["when"], format="ISO8601").astype("datetime64[ns]")
    numbers = dict.fromkeys(["change", "batch"], "int64")
    texts = dict.fromkeys(["article", "field", "old", "new", "who"], "str")
    return table.astype({**numbers, **texts}).assign(when=when)


def undo_field(connection: Connection, made: Row[Any], who: str, batch: int) -> None:
    """Put a field, or an article's place in the bin, back as it was before."""
    if made.field == "removed":
        was_removal = made.new == "yes"
        if not set_removed(connection, [made.article], who, not was_removal, batch):
            raise EditConflict("removed", "no" if was_removal else "yes")
        return
    wanted, expected = {made.field: made.old}, {made.field: made.new}
    edit_articles(connection, {made.article: wanted}, who, {made.article: expected}, batch)


def _edit(
    connection: Connection,
    id: str,
    who: str,
    wanted: Fields,
    expected: Fields,
    revision: int,
    batch: int,
) -> list[int]:
    current = _read_fields(connection, id)
    for name, value in expected.items():
        if current[name] != _written(name, value):
            raise EditConflict(name, current[name], id)
    values = {name: _written(name, value) for name, value in wanted.items()}
    values = {name: value for name, value in values.items() if value != current[name]}
    if not values:
        return []
    _update_article(connection, id, values, revision)
    changes = [(id, name, current[name], values[name]) for name in values]
    return record(connection, changes, who, batch)


def _written(name: str, value: Value) -> str:
    """A field's value as the history holds it: text, a day in ISO form, "" when unknown."""
    if name == "published":
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        return value.isoformat() if isinstance(value, date) else ""
    if not isinstance(value, str):
        raise ValueError(f"{name} takes text, not {value!r}")
    return value


def _read_fields(connection: Connection, id: str) -> dict[str, str]:
    query = select(*[article.c[name] for name in EDITABLE]).where(article.c.id == id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ArticleUnknown(f"The article {id}")
    return {name: row[name] or "" for name in EDITABLE}


def _update_article(connection: Connection, id: str, values: dict[str, str], revision: int) -> None:
    stored: dict[str, Any] = {**values, "changed": revision}
    if "title" in values:
        stored["label"] = label(values["title"], _read_text(connection, id))
    if "published" in values:
        stored["published"] = values["published"] or None
    if FOUND_BY & {*values}:
        drop_derived(connection, [id])
    ours = update(article).where(article.c.id == id)
    connection.execute(ours.values(resealed(article, stored)))
    if FOUND_BY & {*values}:
        derive_again(connection, [id])
    # Analyses read title, date and language too: what they found before no longer holds.
    connection.execute(delete(result).where(result.c.article == id))


def _read_text(connection: Connection, id: str) -> str:
    query = select(article_text.c.text).join(article).where(article.c.id == id)
    return str(connection.execute(query).scalar_one())
