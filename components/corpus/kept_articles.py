"""The table of articles, kept: when some of them changed, those alone are read again."""

from __future__ import annotations

from bisect import bisect

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from components.corpus.database.tables import article, library
from components.corpus.read_articles import list_articles, list_states

# Of more articles that came or changed all are read.
_MOST = 500
_FIRST, _LAST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


class KeptArticles:
    """The table as it was read last, and at which revision of the library."""

    def __init__(self) -> None:
        self._last: tuple[int, pd.DataFrame] | None = None

    def read(self, connection: Connection) -> pd.DataFrame:
        """What `list_articles` gives of all that are not in the bin, within one snapshot."""
        counter = select(library.c.value).where(library.c.name == "articles")
        revision = int(connection.execute(counter).scalar_one())
        last = self._last
        if last is None or last[0] != revision:
            last = self._last = revision, _renew(connection, last)
        return last[1].copy(deep=False)


def _renew(connection: Connection, last: tuple[int, pd.DataFrame] | None) -> pd.DataFrame:
    here = article.c.removed.is_(None)
    if last is None:
        return list_articles(connection, here)
    states = list_states(connection)
    number = dict(zip(states["id"].tolist(), states["number"].tolist(), strict=True))
    changed = {*states.loc[states["changed"] > last[0], "id"].tolist()}
    if len(changed) > _MOST:
        return list_articles(connection, here)
    new = list_articles(connection, here & article.c.id.in_(changed))
    before = last[1]
    stays = [id in number and id not in changed for id in before["id"].tolist()]
    old = before[np.array(stays, dtype=bool)]
    places = _find_places(connection, old, new, number)
    if places is None:
        return list_articles(connection, here)
    order = np.insert(np.arange(len(old)), places, len(old) + np.arange(len(new)))
    return pd.concat([old, new], ignore_index=True).take(order).reset_index(drop=True)


def _find_places(
    connection: Connection, old: pd.DataFrame, new: pd.DataFrame, number: dict[str, int]
) -> list[int] | None:
    """The places among old rows at which new ones stand by day and number of arrival.

    None where that cannot be told: a day outside the years of the table is missing in it, and yet
    has its place. What has no day and came last is behind all.
    """
    numbers = [number[id] for id in old["id"].tolist()]
    known = np.flatnonzero(old["published"].notna())
    undated = new["published"].isna()
    ids = new.loc[undated, "id"].tolist()
    dated = article.c.published.is_not(None) & article.c.id.in_(ids)
    is_late = not ids or min(number[id] for id in ids) > max(numbers, default=-1)
    if not len(known) or not is_late:
        return None
    if ids and connection.execute(select(article.c.id).where(dated)).first():
        return None
    days = old["published"].to_numpy("datetime64[ns]").astype(np.int64)
    days[: known[0]], days[known[-1] + 1 :] = _FIRST, _LAST
    keys = list(zip(days.tolist(), numbers, strict=True))
    came = new["published"].to_numpy("datetime64[ns]").astype(np.int64).tolist()
    return [
        len(old) if is_undated else bisect(keys, (day, number[id]))
        for day, id, is_undated in zip(came, new["id"].tolist(), undated, strict=True)
    ]
