"""First prints: which version of a text was likely printed first, and which stands for copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    ids, family = members["article"].to_numpy(dtype=object), members["family"].to_numpy()
    pairs = _Pairs.read(leave_out_unrelated(relations), ids)
    own = pairs.take(family[pairs.first] == family[pairs.second])
    days = np.array([_ordinal(published.get(id)) for id in ids], dtype=float)
    weight = own.table["overlap"].fillna(0).to_numpy() * _lean(own, days)
    ahead = np.bincount(own.first, weight, len(ids)) - np.bincount(own.second, weight, len(ids))
    dated = np.where(np.isnan(days), np.inf, days)
    order = np.lexsort((np.argsort(np.argsort(ids)), dated, -np.round(ahead, 9), family))
    return members[["article", "family"]].iloc[order].reset_index(drop=True)


@dataclass(frozen=True)
class _Pairs:
    """Rows of a table of pairs whose articles are all known, and their numbers among those."""

    table: pd.DataFrame
    first: NDArray[np.int64]
    second: NDArray[np.int64]

    @classmethod
    def read(cls, table: pd.DataFrame, ids: NDArray[np.object_]) -> _Pairs:
        # Numbers of articles are compared much faster than their ids.
        number = {id: n for n, id in enumerate(ids)}
        ends = [
            np.fromiter((number.get(id, -1) for id in column), np.int64, len(table))
            for column in (table["a"].to_numpy(dtype=object), table["b"].to_numpy(dtype=object))
        ]
        return cls(table, *ends).take((ends[0] >= 0) & (ends[1] >= 0))

    def take(self, keep: NDArray[np.bool_]) -> _Pairs:
        return _Pairs(self.table[keep], self.first[keep], self.second[keep])


def _ordinal(day: date | None) -> float:
    return float("nan") if day is None else float(day.toordinal())


def _lean(pairs: _Pairs, days: NDArray[np.float64]) -> NDArray[np.float64]:
    """How surely the first of each pair precedes the second, -1 to 1, by evidence, else by day."""
    words = (pairs.table[name].to_numpy(dtype=object) for name in ("direction", "confidence"))
    told = list(zip(*words, strict=True))
    known = {(way, sure): Direction(way, sure, ()).leaning for way, sure in set(told)}
    argued = np.array([known[one] for one in told], dtype=float)
    by_day = np.nan_to_num(np.sign(days[pairs.second] - days[pairs.first]))
    return np.where(argued != 0, argued, by_day)


def name_first_prints(ordered: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """The first print of each family: index `family`, columns `first_print` and `certain`.

    `ordered` is the result of `order_versions`. It is certain only where every other version may be
    said to be taken from one of the family, and the first from none.
    """
    ids, family = ordered["article"].to_numpy(dtype=object), ordered["family"].to_numpy()
    directed = relations["direction"].isin([FIRST_FROM_SECOND, SECOND_FROM_FIRST])
    told = _Pairs.read(leave_out_unrelated(relations[relations["told"] & directed]), ids)
    told = told.take(family[told.first] == family[told.second])
    second_took = (told.table["direction"] == SECOND_FROM_FIRST).to_numpy()
    is_taker = np.zeros(len(ids), dtype=bool)
    is_taker[np.where(second_took, told.second, told.first)] = True
    names, first, sizes = np.unique(family, return_index=True, return_counts=True)
    takers = np.add.reduceat(is_taker, first, dtype=np.int64) if len(first) else sizes
    certain = ~is_taker[first] & (takers == sizes - 1)
    table = pd.DataFrame({"first_print": ids[first], "certain": certain})
    return table.set_index(pd.Index(names, name="family"))


def likely_steps(ordered: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """For each version the earlier one of its family with most of its words: the columns `STEPS`.

    `ordered` is the result of `order_versions`, whose order the rows have. `share` is that of the
    words of the taker that are in the giver; below `LEAST_SHARE` there is no step.
    """
    ids, family = ordered["article"].to_numpy(dtype=object), ordered["family"].to_numpy()
    pairs = _Pairs.read(leave_out_unrelated(relations), ids)
    held = [pairs.table[name].to_numpy() for name in ("a_in_b", "b_in_a")]
    share = np.where(pairs.first > pairs.second, *held)
    giver, taker = np.minimum(pairs.first, pairs.second), np.maximum(pairs.first, pairs.second)
    is_step = np.flatnonzero((family[giver] == family[taker]) & (share >= LEAST_SHARE))
    best = is_step[np.lexsort((giver[is_step], -share[is_step], taker[is_step]))]
    best = best[np.unique(taker[best], return_index=True)[1]]
    columns = family[taker[best]], ids[giver[best]], ids[taker[best]], share[best]
    return pd.DataFrame(dict(zip(STEPS, columns, strict=True)))


@dataclass(frozen=True)
class Copies:
    """Which articles have a share of their words in another, as numbers into `ids`.

    `ids` are in the order of `order_versions`; the words of `copy` are in `of`, with their share.
    """

    ids: NDArray[np.object_]
    copy: NDArray[np.int64]
    of: NDArray[np.int64]
    share: NDArray[np.float64]


def find_copies(ordered: pd.DataFrame, relations: pd.DataFrame, share: float) -> Copies:
    """The articles of `ordered` with at least this share of their words in another.

    Two that have that much of each other are among them both ways round. `ordered` is the result
    of `order_versions`, of families that need no larger share.
    """
    ids = ordered["article"].to_numpy(dtype=object)
    pairs = _Pairs.read(leave_out_unrelated(relations), ids)
    held = np.concatenate([pairs.table[name].to_numpy() for name in ("a_in_b", "b_in_a")])
    copy = np.concatenate([pairs.first, pairs.second])
    of = np.concatenate([pairs.second, pairs.first])
    enough = held >= share
    return Copies(ids, copy[enough], of[enough], held[enough])


def stand_for(copies: Copies, among: Collection[str]) -> dict[str, str]:
    """By article that need not count the one that counts for it, both `among` these articles.

    An article need not count when its words stand in one that counts, or in one that need not count
    either: of articles that have each other's words the first print counts, and where only the
    longer text has the words of the other the longer one. So nothing is left out for a text that
    has little of it, as happens in a chain of articles of which each shares a part with the next.
    Linear in `copies`.
    """
    # Here, because the dashboard opens before SciPy is loaded.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    known, ids = frozenset(among), copies.ids
    inside = np.fromiter((id in known for id in ids), bool, len(ids))
    own = inside[copies.copy] & inside[copies.of]
    copy, of, share = copies.copy[own], copies.of[own], copies.share[own]
    if not len(copy):
        return {}
    graph = coo_array((np.ones(len(copy), dtype=bool), (copy, of)), shape=(len(ids),) * 2)
    count, group = connected_components(graph, directed=True, connection="strong")
    first = np.full(count, len(ids))
    np.minimum.at(first, group, np.arange(len(ids)))
    outside = np.flatnonzero(group[copy] != group[of])
    # The last one written stays: the largest share, among equals the first print.
    outside = outside[np.lexsort((-of[outside], share[outside]))]
    onward = np.arange(count)
    onward[group[copy[outside]]] = group[of[outside]]
    while not np.array_equal(onward[onward], onward):
        onward = onward[onward]
    counts = first[onward[group]]
    left_out = np.flatnonzero(counts != np.arange(len(ids)))
    return dict(zip(ids[left_out].tolist(), ids[counts[left_out]].tolist(), strict=True))
