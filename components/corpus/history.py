"""Change what is known about articles, so that every change can be seen and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, delete, insert, select, update

from components.corpus.database import lock_counter, set_counter, timestamp
from components.corpus.derived import derive_again, drop_derived
from components.corpus.errors import ArticleUnknown, EditConflict
from components.corpus.intake import in_chunks, label, storable
from components.corpus.schema import article, article_text, change, result

EDITABLE = ("title", "source", "author", "published", "language", "url")
Value = str | date | None


def edit_article(
    connection: Connection,
    id: str,
    who: str,
    wanted: Mapping[str, Value],
    expected: Mapping[str, Value],
) -> list[int]:
    """Set fields that differ from what stands there; gives the number of each change made."""
    for name in (*wanted, *expected):
        if name not in EDITABLE:
            raise ValueError(f"{name!r} is not one of {', '.join(EDITABLE)}")
    revision = lock_counter(connection, "articles")
    current = _read_fields(connection, id)
    for name, value in expected.items():
        if current[name] != _written(name, value):
            raise EditConflict(name, current[name])
    values = {name: _written(name, value) for name, value in wanted.items()}
    values = {name: value for name, value in values.items() if value != current[name]}
    if not values:
        return []
    _update_article(connection, id, values, revision + 1)
    set_counter(connection, "articles", revision + 1)
    return [_record(connection, id, name, current[name], values[name], who) for name in values]


def set_removed(connection: Connection, ids: Sequence[str], who: str, removed: bool) -> list[str]:
    """Put articles into the bin or take them out; gives the ids that were on the other side."""
    revision = lock_counter(connection, "articles")
    now = timestamp()
    moved: list[str] = []
    for chunk in in_chunks(ids):
        side = article.c.removed.is_(None) if removed else article.c.removed.is_not(None)
        found = select(article.c.id).where(article.c.id.in_(chunk), side).order_by(article.c.number)
        here = list(connection.execute(found).scalars())
        values = {"removed": now if removed else None, "changed": revision + 1}
        connection.execute(update(article).where(article.c.id.in_(here)).values(values))
        moved.extend(here)
    if moved:
        old, new = ("", "yes") if removed else ("yes", "")
        fixed = {"field": "removed", "old": old, "new": new, "who": storable(who), "made": now}
        connection.execute(insert(change), [{"article": id, **fixed} for id in moved])
        set_counter(connection, "articles", revision + 1)
    return moved


def undo_change(connection: Connection, number: int, who: str) -> None:
    """Put back what stood there before, as a change of its own.

    Raises EditConflict when the field no longer holds what that change put there.
    """
    query = select(change).where(change.c.id == number)
    made = connection.execute(query).one_or_none()
    if made is None:
        raise ArticleUnknown(f"The change {number}")
    if made.field == "removed":
        _undo_removal(connection, made, who)
        return
    edit_article(
        connection, made.article, who, {made.field: made.old}, expected={made.field: made.new}
    )


def read_history(connection: Connection, id: str) -> pd.DataFrame:
    """Changes of one article, oldest first: `change, field, old, new, who, when` (UTC)."""
    query = (
        select(change.c.id, change.c.field, change.c.old, change.c.new, change.c.who, change.c.made)
        .where(change.c.article == id)
        .order_by(change.c.id)
    )
    rows = connection.execute(query).all()
    table = pd.DataFrame(rows, columns=["change", "field", "old", "new", "who", "when"])
    when = pd.to_datetime(table["when"], format="ISO8601").astype("datetime64[ns]")
    texts = dict.fromkeys(["field", "old", "new", "who"], "str")
    return table.astype({"change": "int64", **texts}).assign(when=when)


def _undo_removal(connection: Connection, made: Row[Any], who: str) -> None:
    was_removal = made.new == "yes"
    if not set_removed(connection, [made.article], who, removed=not was_removal):
        raise EditConflict("removed", "no" if was_removal else "yes")


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
    found_by = bool({"title", "language", "url"} & {*values})
    if found_by:
        drop_derived(connection, [id])
    connection.execute(update(article).where(article.c.id == id).values(stored))
    if found_by:
        derive_again(connection, [id])
    # Analyses read title, date and language too: what they found before no longer holds.
    connection.execute(delete(result).where(result.c.article == id))


def _read_text(connection: Connection, id: str) -> str:
    query = select(article_text.c.text).join(article).where(article.c.id == id)
    return str(connection.execute(query).scalar_one())


def _record(connection: Connection, id: str, name: str, old: str, new: str, who: str) -> int:
    row = {
        "article": id,
        "field": name,
        "old": old,
        "new": new,
        "who": storable(who),
        "made": timestamp(),
    }
    key = connection.execute(insert(change).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])
