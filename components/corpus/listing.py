"""Read articles: one, the texts of some, or all as a table without their text."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, select

from components.corpus.article import Article
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import article, article_text, change, fingerprint
from components.corpus.intake import in_chunks

COLUMNS = [
    "id",
    "title",
    "label",
    "source",
    "author",
    "published",
    "language",
    "url",
    "name",
    "sha256",
    "words",
    "added",
    "basis",
]
VERSION_COLUMNS = ["id", "label", "published", "added", "words"]


def list_articles(connection: Connection, which: ColumnElement[bool]) -> pd.DataFrame:
    """Columns `COLUMNS`: by day, those without one last, then in order of arrival."""
    query = (
        select(*[article.c[name] for name in COLUMNS])
        .where(which)
        .order_by(article.c.published.is_(None), article.c.published, article.c.number)
    )
    rows = connection.execute(query).all()
    columns = zip(*rows, strict=True) if rows else [[] for _ in COLUMNS]
    table = pd.DataFrame(
        {
            name: pd.Series(list(values), dtype="int64" if name == "words" else "str")
            for name, values in zip(COLUMNS, columns, strict=True)
        }
    )
    read = table["id"].map(_days_read(connection))
    edited = read.notna() & (read != table["published"].fillna(""))
    table["basis"] = table["basis"].mask(edited, "typed")
    days = pd.to_datetime(table["published"], format="%Y-%m-%d")
    held = days.where(days.dt.year.between(1678, 2261))
    table["published"] = held.astype("datetime64[ns]")
    table["added"] = pd.to_datetime(table["added"], format="ISO8601").astype("datetime64[ns]")
    return table


def _days_read(connection: Connection, *which: ColumnElement[bool]) -> dict[str, str]:
    """For articles whose day was ever edited the day that was read, "" for none."""
    edits = select(change.c.article, change.c.old).where(change.c.field == "published", *which)
    rows = connection.execute(edits.order_by(change.c.id.desc())).all()
    return {row.article: row.old for row in rows}


def list_versions(connection: Connection, id: str) -> pd.DataFrame:
    """Columns `VERSION_COLUMNS`: the article and those of the same page, in order of arrival."""
    page = (
        select(fingerprint.c.address)
        .join(article, article.c.number == fingerprint.c.number)
        .where(article.c.id == id, fingerprint.c.address != "")
    )
    same_page = select(fingerprint.c.number).where(fingerprint.c.address.in_(page))
    shown = (article.c.id == id) | (article.c.number.in_(same_page) & article.c.removed.is_(None))
    numbers = dict(connection.execute(select(article.c.id, article.c.number).where(shown)).all())
    table = list_articles(connection, shown)
    order = table["id"].map(numbers).sort_values().index
    return table.loc[order, VERSION_COLUMNS].reset_index(drop=True)


def read_article(connection: Connection, id: str) -> Article:
    """One article with its text. Raises ArticleUnknown."""
    names = [name for name in COLUMNS if name not in {"label", "words", "added"}]
    query = (
        select(*[article.c[name] for name in (*names, "place")], article_text.c.text)
        .join(article_text)
        .where(article.c.id == id)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ArticleUnknown(f"The article {id}")
    read = _days_read(connection, change.c.article == id).get(id)
    typed = read is not None and read != (row["published"] or "")
    day = date.fromisoformat(row["published"]) if row["published"] else None
    return Article(**{**row, "published": day, "basis": "typed" if typed else row["basis"]})


def read_texts(connection: Connection, ids: list[str]) -> dict[str, str]:
    """Texts by id, in the order asked for. Raises ArticleUnknown for the first not there."""
    found: dict[str, str] = {}
    for chunk in in_chunks(ids):
        query = select(article.c.id, article_text.c.text).join(article_text)
        rows = connection.execute(query.where(article.c.id.in_(chunk)))
        found.update((id, text) for id, text in rows)
    for id in ids:
        if id not in found:
            raise ArticleUnknown(f"The article {id}")
    return {id: found[id] for id in ids}
