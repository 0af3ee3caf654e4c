"""First prints: which version of a text was likely printed first, and which stands for copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np
import pandas as pd

from components.analysis.collection.families import leave_out_unrelated
from components.analysis.collection.lineage import LEAST_SHARE
from components.analysis.pair.direction import (
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Direction,
)

STEPS = ["family", "giver", "taker", "share"]


def order_versions(
    members: pd.DataFrame, relations: pd.DataFrame, published: Mapping[str, date | None]
) -> pd.DataFrame:
    """The rows of `members`, likely givers first within each family, as `lineage.trace` has them.

    `members` is the result of `families` for `relations`, a `relation_table`. A version is the
    earlier the more of its family it likely precedes, weighted by the text they share; where
    nothing is known the day decides, then the id, and never the order in which articles came.
    """
    family = dict(zip(members["article"], members["family"], strict=True))
    own = leave_out_unrelated(relations)
    inside = own["a"].map(family) == own["b"].map(family)
    own = own[inside & own["a"].isin(family)]
    weight = own["overlap"].fillna(0) * _lean(own, published)
    ahead = weight.groupby(own["a"]).sum().sub(weight.groupby(own["b"]).sum(), fill_value=0)
    days = [published.get(article) or date.max for article in members["article"]]
    ranked = members.assign(
        behind=-members["article"].map(ahead).astype(float).fillna(0.0).round(9), day=days
    ).sort_values(["family", "behind", "day", "article"], ignore_index=True)
    return ranked[["article", "family"]]


def _lean(pairs: pd.DataFrame, published: Mapping[str, date | None]) -> pd.Series:
    """How surely `a` of each pair precedes `b`, -1 to 1, by the evidence, else by their days."""
    argued = [
        Direction(verdict, confidence, ()).leaning
        for verdict, confidence in zip(pairs["direction"], pairs["confidence"], strict=True)
    ]
    days = {article: day.toordinal() for article, day in published.items() if day}
    first, second = (pairs[end].map(days).astype(float) for end in ("a", "b"))
    leaning = pd.Series(argued, index=pairs.index, dtype=float)
    return leaning.where(leaning != 0, np.sign(second - first).fillna(0.0))


def name_first_prints(ordered: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """The first print of each family: index `family`, columns `first_print` and `certain`.

    `ordered` is the result of `order_versions`. It is certain only where every other version may be
    said to be taken from one of the family, and the first from none.
    """
    family = dict(zip(ordered["article"], ordered["family"], strict=True))
    told = leave_out_unrelated(relations)
    told = told[told["told"] & told["direction"].isin([FIRST_FROM_SECOND, SECOND_FROM_FIRST])]
    told = told[told["a"].isin(family) & (told["a"].map(family) == told["b"].map(family))]
    takers = told["b"].where(told["direction"] == SECOND_FROM_FIRST, told["a"])
    is_taker = ordered["article"].isin(set(takers))
    grouped = ordered.assign(taker=is_taker).groupby("family")
    first = grouped.first()
    certain = ~first["taker"] & (grouped["taker"].sum() == grouped.size() - 1)
    return pd.DataFrame({"first_print": first["article"], "certain": certain.astype(bool)})


def likely_steps(ordered: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """For each version the earlier one of its family with most of its words: the columns `STEPS`.

    `ordered` is the result of `order_versions`, whose order the rows have. `share` is that of the
    words of the taker that are in the giver; below `LEAST_SHARE` there is no step.
    """
    rank = dict(zip(ordered["article"], range(len(ordered)), strict=True))
    pairs = leave_out_unrelated(relations)
    pairs = pairs[pairs["a"].isin(rank) & pairs["b"].isin(rank)]
    first, second = (pairs[end].map(rank).to_numpy(dtype=int) for end in ("a", "b"))
    turned = first > second
    shares = np.where(turned, pairs["a_in_b"], pairs["b_in_a"])
    steps = pd.DataFrame(
        {"giver": np.minimum(first, second), "taker": np.maximum(first, second), "share": shares}
    )
    family, ids = ordered["family"].to_numpy(), ordered["article"].to_numpy()
    is_step = family[steps["giver"]] == family[steps["taker"]]
    steps = steps[is_step & (steps["share"] >= LEAST_SHARE).to_numpy()]
    best = steps.sort_values(["taker", "share", "giver"], ascending=[True, False, True])
    best = best.drop_duplicates("taker")
    return pd.DataFrame(
        {
            "family": family[best["taker"]],
            "giver": ids[best["giver"]],
            "taker": ids[best["taker"]],
            "share": best["share"].to_numpy(),
        }
    )


def find_copies(relations: pd.DataFrame, share: float) -> pd.DataFrame:
    """Which articles have at least this share of their words in another: `copy`, `of`, `share`.

    Two that have that much of each other are in the table both ways round.
    """
    pairs = leave_out_unrelated(relations)
    ways = [
        pairs[[one, other, held]].set_axis(["copy", "of", "share"], axis=1)
        for one, other, held in (("a", "b", "a_in_b"), ("b", "a", "b_in_a"))
    ]
    both = pd.concat(ways, ignore_index=True)
    return both[both["share"] >= share].reset_index(drop=True)


def stand_for(
    copies: pd.DataFrame, rank: Mapping[str, int], among: Collection[str]
) -> dict[str, str]:
    """By article that need not count the one that counts for it, both `among` these articles.

    `copies` is the result of `find_copies`, `rank` the place of each of its articles in
    `order_versions`. An article need not count when its words stand in one that counts, or in one
    that need not count either: of articles that have each other's words the first print counts, and
    where only the longer text has the words of the other the longer one. So nothing is left out for
    a text that has little of it, as happens in a chain of articles of which each shares a part with
    the next. Linear in `copies`.
    """
    # Here, because the dashboard opens before SciPy is loaded.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    known = among if isinstance(among, set | frozenset) else frozenset(among)
    own = copies[copies["copy"].isin(known) & copies["of"].isin(known)]
    if own.empty:
        return {}
    codes, ids = pd.factorize(pd.concat([own["copy"], own["of"]], ignore_index=True))
    source, target = codes.reshape(2, -1)
    graph = coo_array((np.ones(len(source), dtype=bool), (source, target)), shape=(len(ids),) * 2)
    count, group = connected_components(graph, directed=True, connection="strong")
    place = np.array([rank[article] for article in ids], dtype=np.int64)
    by_place = np.argsort(place)[::-1]
    first = np.zeros(count, dtype=np.int64)
    first[group[by_place]] = by_place
    outside = group[source] != group[target]
    # The last one written stays: the largest share, among equals the first print.
    by_share = np.lexsort((-place[target], own["share"].to_numpy()))
    by_share = by_share[outside[by_share]]
    onward = np.arange(count)
    onward[group[source[by_share]]] = group[target[by_share]]
    while not np.array_equal(onward[onward], onward):
        onward = onward[onward]
    counts = first[onward[group]]
    return {ids[n]: ids[counts[n]] for n in range(len(ids)) if counts[n] != n}
