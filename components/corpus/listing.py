"""Articles as a table, without their text."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import ColumnElement, Connection, select

from components.corpus.schema import article, fingerprint

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
    days = pd.to_datetime(table["published"], format="%Y-%m-%d")
    held = days.where(days.dt.year.between(1678, 2261))
    table["published"] = held.astype("datetime64[ns]")
    table["added"] = pd.to_datetime(table["added"], format="ISO8601").astype("datetime64[ns]")
    return table


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
