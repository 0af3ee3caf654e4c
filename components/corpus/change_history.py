"""History of articles: edits, the bin, and undo.

Every change is recorded and can be undone, until its article is deleted with the bin.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import orjson
import pandas as pd
from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from components.corpus.add_articles import derive_again, drop_derived
from components.corpus.article import label, make_storable, set_detail
from components.corpus.database.connection import (
    in_chunks,
    lock_counter,
    raise_counter,
    set_counter,
    timestamp,
)
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.database.tables import article, article_text, change, result
from components.corpus.integrity.seals import resealed, sealed
from components.corpus.originals import delete_unneeded
from components.corpus.read_articles import read_table
from components.corpus.result_versions import delete_outdated
from components.text.hidden_signs import drop_hidden, show_field

EDITABLE = ("title", "source", "author", "published", "language", "url")
# A day among the details of an article that is edited as its fields are.
MODIFIED = "modified"
_DAYS = ("published", MODIFIED)
# Fields from which the index entry and the fingerprint are derived.
DERIVED_FROM = frozenset({"title", "language", "url"})
COLUMNS = {
    **{"change": "int64", "batch": "int64"},
    **dict.fromkeys(("article", "field", "old", "new", "who"), "str"),
    "when": "datetime64[ns]",
}
Value = str | date | None
Fields = Mapping[str, Value]
# Undoes one change unless that was done before: gets its row, who undoes it, and the new batch.
Undo = Callable[[Connection, Row[Any], str, int], None]


def edit_articles(
    connection: Connection,
    edits: Mapping[str, Fields],
    who: str,
    expected: Mapping[str, Fields],
    batch: int = 0,
) -> list[int]:
    """Set fields, by article id, that differ from what is stored; gives the change numbers.

    Raises ArticleUnknown, EditConflict where another value than `expected` is stored, and
    ValueError for a field that is not `EDITABLE`.
    """
    for fields in (*edits.values(), *expected.values()):
        for name in fields:
            if name not in (*EDITABLE, MODIFIED):
                raise ValueError(f"{name!r} is not one of {', '.join((*EDITABLE, MODIFIED))}")
    revision = lock_counter(connection, "articles") + 1
    made: list[int] = []
    for id, fields in edits.items():
        current = _read_fields(connection, id)
        for name, value in expected.get(id, {}).items():
            if show_field(current[name]) != show_field(_write_value(name, value)):
                raise EditConflict(name, current[name], id)
        values = {name: drop_hidden(_write_value(name, value)) for name, value in fields.items()}
        values = {name: value for name, value in values.items() if value != current[name]}
        if values:
            _update_article(connection, id, values, revision)
            changes = [(id, name, current[name], values[name]) for name in values]
            made += record_changes(connection, changes, who, batch)
    if made:
        set_counter(connection, "articles", revision)
    return made


def _read_fields(connection: Connection, id: str) -> dict[str, str]:
    query = select(*[article.c[name] for name in (*EDITABLE, "details")]).where(article.c.id == id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ArticleUnknown(f"The article {id}")
    modified = orjson.loads(row["details"]).get(MODIFIED, "")
    return {**{name: row[name] or "" for name in EDITABLE}, MODIFIED: modified}


def _write_value(name: str, value: Value) -> str:
    """A field's value as the history holds it: text, a day in ISO form, "" when unknown."""
    if name in _DAYS:
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        return value.isoformat() if isinstance(value, date) else ""
    if not isinstance(value, str):
        raise ValueError(f"{name} takes text, not {value!r}")
    return value


def _update_article(connection: Connection, id: str, values: dict[str, str], revision: int) -> None:
    stored: dict[str, Any] = {n: value for n, value in values.items() if n != MODIFIED}
    stored["changed"] = revision
    if MODIFIED in values:
        held = select(article.c.details).where(article.c.id == id)
        written = connection.execute(held).scalar_one()
        stored["details"] = set_detail(written, MODIFIED, values[MODIFIED])
    if "title" in values:
        query = select(article_text.c.text).join(article).where(article.c.id == id)
        stored["label"] = label(values["title"], connection.execute(query).scalar_one())
    if "published" in values:
        stored["published"] = values["published"] or None
    is_derived = bool(DERIVED_FROM & {*values})
    if is_derived:
        drop_derived(connection, [id])
    ours = update(article).where(article.c.id == id)
    connection.execute(ours.values(resealed(article, stored)))
    if is_derived:
        derive_again(connection, [id])
    delete_outdated(connection, id, values)


def set_removed(
    connection: Connection, ids: Sequence[str], who: str, removed: bool, batch: int = 0
) -> list[str]:
    """Put articles into the bin or take them out; gives the ids of those that were moved."""
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
        batch = batch or (start_batch(connection) if len(moved) > 1 else 0)
        old, new = ("", "yes") if removed else ("yes", "")
        record_changes(connection, [(id, "removed", old, new) for id in moved], who, batch)
        set_counter(connection, "articles", revision + 1)
    return moved


def start_batch(connection: Connection) -> int:
    """A new number for changes that are made, and can be undone, together."""
    return raise_counter(connection, "batches")


def record_changes(
    connection: Connection, changes: Iterable[tuple[str, str, str, str]], who: str, batch: int
) -> list[int]:
    """Write changes (article, field, old, new) into the history; gives their numbers."""
    shared = {"who": make_storable(who), "made": timestamp(), "batch": batch}
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
    query = _select_changes().where(change.c.article == id).order_by(change.c.id)
    return read_table(connection, query, COLUMNS).drop(columns=["batch", "article"])


def read_changes(connection: Connection, limit: int) -> pd.DataFrame:
    """The latest changes of all articles, newest first: columns `COLUMNS`."""
    query = _select_changes().order_by(change.c.id.desc()).limit(limit)
    return read_table(connection, query, COLUMNS)


def latest_change(connection: Connection) -> int:
    """The number of the latest change, 0 before the first."""
    return connection.execute(select(func.max(change.c.id))).scalar() or 0


def _select_changes() -> Select[Any]:
    return select(*[change.c[{"change": "id", "when": "made"}.get(n, n)] for n in COLUMNS])


def undo_change(connection: Connection, number: int, who: str, undos: Mapping[str, Undo]) -> None:
    """Undo one change as a change of its own; nothing is done when it was undone before.

    `undos` are the functions for fields that are no columns of an article (tags, notes). Raises
    ArticleUnknown, and EditConflict when another value is stored by now.
    """
    _lock_all(connection)
    made = connection.execute(select(change).where(change.c.id == number)).one_or_none()
    if made is None:
        raise ArticleUnknown(f"The change {number}")
    undos.get(made.field, _undo_field)(connection, made, who, 0)


def undo_batch(connection: Connection, batch: int, who: str, undos: Mapping[str, Undo]) -> int:
    """Undo all changes of a batch, or none; gives the batch of undoing, 0 if all were undone."""
    _lock_all(connection)
    query = select(change).where(change.c.batch == batch).order_by(change.c.id.desc())
    changes = connection.execute(query).all() if batch else []
    if not changes:
        raise ArticleUnknown(f"The change of many articles {batch}")
    before, undoing = latest_change(connection), start_batch(connection)
    for made in changes:
        undos.get(made.field, _undo_field)(connection, made, who, undoing)
    return undoing if latest_change(connection) > before else 0


def _lock_all(connection: Connection) -> None:
    for name in ("articles", "annotations", "batches"):
        lock_counter(connection, name)


def _undo_field(connection: Connection, made: Row[Any], who: str, batch: int) -> None:
    """Undo the change of a field of an article, or its move into or out of the bin."""
    if made.field == "removed":
        set_removed(connection, [made.article], who, made.new != "yes", batch)
    elif _read_fields(connection, made.article)[made.field] != made.old:
        wanted, expected = {made.field: made.old}, {made.field: made.new}
        edit_articles(connection, {made.article: wanted}, who, {made.article: expected}, batch)


def delete_removed(connection: Connection, only: Collection[str] | None = None) -> list[str]:
    """Delete what is in the bin, with its history, notes, tags and files; gives the ids.

    With `only`, the rest of the bin stays. The bytes of a file go when no article and no unfinished
    upload needs them; its sha256 is kept, so that a folder read again does not bring it back.
    """
    revision = lock_counter(connection, "articles")
    lock_counter(connection, "originals")
    query = select(article.c.id).where(article.c.removed.is_not(None)).order_by(article.c.number)
    binned, wanted = connection.execute(query).scalars(), None if only is None else {*only}
    ids = [id for id in binned if wanted is None or id in wanted]
    files: set[str] = set()
    for chunk in in_chunks(ids):
        chosen = article.c.id.in_(chunk)
        files.update(connection.execute(select(article.c.sha256).where(chosen)).scalars())
        drop_derived(connection, chunk)
        connection.execute(delete(result).where(result.c.article.in_(chunk)))
        connection.execute(delete(article).where(chosen))
    delete_unneeded(connection, sorted(files))
    if ids:
        set_counter(connection, "articles", revision + 1)
    return ids
