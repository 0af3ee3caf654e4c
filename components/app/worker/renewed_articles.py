"""The table of articles after some of them changed, of which those alone are read."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd

from components.corpus.store import Store

# Of more articles that came or changed all are read.
_MOST = 500
_FIRST, _LAST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


def renew_articles(
    store: Store, before: pd.DataFrame, changed: Collection[str], arrived: Iterable[str]
) -> pd.DataFrame:
    """What `Store.articles` gives, from what it gave before some articles came, went or `changed`.

    `arrived` are the ids of all that are there, in order of arrival.
    """
    if len(changed) > _MOST:
        return store.articles()
    number = {id: place for place, id in enumerate(arrived)}
    stays = [id in number and id not in changed for id in before["id"].tolist()]
    old = before[np.array(stays, dtype=bool)]
    new = store.articles(ids=changed) if changed else before.iloc[:0]
    numbers = [number[id] for id in old["id"].tolist()]
    known, latest = np.flatnonzero(old["published"].notna()), max(numbers, default=-1)
    undated = new.loc[new["published"].isna(), "id"].tolist()
    # A day outside the years of the table is missing in it, and yet has its place; what has none
    # and came last is behind all.
    if not len(known) or any(
        number[id] < latest or store.article(id).published is not None for id in undated
    ):
        return store.articles()
    days = old["published"].to_numpy("datetime64[ns]").astype(np.int64)
    days[: known[0]], days[known[-1] + 1 :] = _FIRST, _LAST
    keys = list(zip(days.tolist(), numbers, strict=True))
    came = new["published"].to_numpy("datetime64[ns]").astype(np.int64)
    came[new["published"].isna()] = _LAST
    wanted = zip(came.tolist(), (number[id] for id in new["id"].tolist()), strict=True)
    places = [len(old) if key[0] == _LAST else bisect(keys, key) for key in wanted]
    order = np.insert(np.arange(len(old)), places, len(old) + np.arange(len(new)))
    return pd.concat([old, new], ignore_index=True).take(order).reset_index(drop=True)
