"""Families: articles that hang together by shared text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from components.analysis.connected import label_connected

USUAL_SHARE = 30  # per cent


def families(pairs: pd.DataFrame, threshold: float = USUAL_SHARE / 100) -> pd.DataFrame:
    """Group the articles that are joined by pairs sharing at least `threshold` of the shorter.

    `pairs` has columns `a`, `b` (any kind of id) and `a_in_b`, `b_in_a`, of which the larger
    counts. Columns `article` and `family` (from 0, the largest first, among equals by the first
    article in `pairs`), in this order; an article that stands alone is in none. Two articles of a
    family need not share text with each other, only with others of it.
    """
    joined = pairs[pairs[["a_in_b", "b_in_a"]].max(axis=1) >= threshold]
    codes, articles = pd.factorize(pd.concat([joined["a"], joined["b"]], ignore_index=True))
    labels = label_connected(len(articles), codes.reshape(2, -1).T)
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
    # Here, because the dashboard opens before SciPy is loaded.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    shares = pairs[["a_in_b", "b_in_a"]].max(axis=1)
    ordered = pairs.loc[shares.sort_values(ascending=False, kind="stable").index]
    codes, articles = pd.factorize(pd.concat([ordered["a"], ordered["b"]], ignore_index=True))
    # By its rank no pair is as light as another, so the tree is one and the first of equals is in.
    ranks = np.arange(1, len(ordered) + 1)
    graph = coo_array((ranks, codes.reshape(2, -1)), shape=(len(articles), len(articles)))
    kept = np.sort(minimum_spanning_tree(graph).data.astype(np.int64))
    return ordered.iloc[kept - 1]
