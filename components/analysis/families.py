"""Families: articles that hang together by shared text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

USUAL_SHARE = 30  # per cent


def families(pairs: pd.DataFrame, threshold: float = USUAL_SHARE / 100) -> pd.DataFrame:
    """Group the articles that are joined by pairs sharing at least `threshold` of the shorter.

    `pairs` has columns `a`, `b` (any kind of id) and `a_in_b`, `b_in_a`, of which the larger
    counts. Columns `article` and `family` (from 0, the largest first, among equals by the first
    article in `pairs`), in this order; an article that stands alone is in none. Two articles of a
    family need not share text with each other, only with others of it.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    joined = pairs[pairs[["a_in_b", "b_in_a"]].max(axis=1) >= threshold]
    codes, articles = pd.factorize(pd.concat([joined["a"], joined["b"]], ignore_index=True))
    first, second = codes[: len(joined)], codes[len(joined) :]
    shape = (len(articles), len(articles))
    _, labels = connected_components(
        coo_matrix((np.ones(len(joined)), (first, second)), shape=shape), directed=False
    )
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    number = np.empty(len(sizes), dtype=np.int64)
    number[order] = np.arange(len(sizes))
    table = pd.DataFrame({"article": articles, "family": number[labels]})
    return table.sort_values("family", kind="stable").reset_index(drop=True)


def count_families(members: pd.DataFrame) -> int:
    """How many families there are."""
    return int(members["family"].nunique())


def describe_families(
    members: pd.DataFrame, pairs: pd.DataFrame, published: Mapping[object, date | None]
) -> pd.DataFrame:
    """One row a family: `size`, `first`, `last`, `days` and `overlap`.

    `members` is what `families` gives, `pairs` what it was given. `first` and `last` are the dates
    of its articles (None when no date is known), `days` the days between them (NA), `overlap` the
    mean over all pairs of members of the larger share, 0 where two share nothing: 1 for copies,
    near 0 where articles are chained by passages.
    """
    family_of = members.set_index("article")["family"]
    own = pairs.assign(family=pairs["a"].map(family_of), other=pairs["b"].map(family_of))
    own = own[own["family"] == own["other"]]
    shares = own[["a_in_b", "b_in_a"]].max(axis=1).groupby(own["family"]).sum()
    rows = []
    for family, articles in members.groupby("family")["article"]:
        days = sorted(day for day in map(published.get, articles) if day is not None)
        count = len(articles) * (len(articles) - 1) / 2
        rows.append(
            {
                "family": family,
                "size": len(articles),
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "days": (days[-1] - days[0]).days if days else None,
                "overlap": float(shares[family]) / count,
            }
        )
    table = pd.DataFrame(rows, columns=["family", "size", "first", "last", "days", "overlap"])
    return table.astype({"days": "Int64"})


def closest_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Of these pairs as few as join all that hang together: for each article its strongest ties.

    `pairs` as for `families`. The rows of a maximum spanning forest over the larger share of each
    pair (Kruskal), strongest first: one fewer a family than it has articles, no circle.
    """
    shares = pairs[["a_in_b", "b_in_a"]].max(axis=1)
    ordered = pairs.loc[shares.sort_values(ascending=False, kind="stable").index]
    root: dict[object, object] = {}

    def find(article: object) -> object:
        root.setdefault(article, article)
        while root[article] != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    kept = []
    for a, b in zip(ordered["a"], ordered["b"], strict=True):
        joins = find(a) != find(b)
        root[find(a)] = find(b)
        kept.append(joins)
    return ordered[np.array(kept, dtype=bool)]
