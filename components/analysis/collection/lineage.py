"""Lineage: who took text from whom, in one family of versions and over the whole library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd

from components.analysis.collection.families import UNRELATED, sentence_table
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.direction import DECIDED, FIRST_FROM_SECOND, SECOND_FROM_FIRST
from components.analysis.pair.relation import Relation

Pair = tuple[int, int]

COLUMNS = ["taker", "giver", "taker_source", "giver_source", "share", "how", "sure"]
MOST_VERSIONS = 60
# Up to so many versions each is aligned with every other; above, with those it shares most with.
_FEW = 24
_PARTNERS = 8
# A version with a smaller share of any earlier one has no giver in the family.
LEAST_SHARE = 0.1
LEAST_TAKEN = 0.2


@dataclass(frozen=True)
class Lineage:
    """What is known of the descent of a family.

    `order`: the versions (numbers of the texts given), likely givers first. `steps`: at most one
    row for each version, columns `source` (the version it was taken from), `version`, `share` (of
    the words of the version that are in that one, 0 to 1), `kept` (of the words of that one that
    are in the version) and `leaning` (how sure the direction is: 1 sure, 0 cannot tell, below 0
    against the order). `sentences`: the result of `sentence_table`. `left_out`: the versions beyond
    the sixty that were compared.
    """

    order: list[int]
    steps: pd.DataFrame
    sentences: pd.DataFrame
    left_out: list[int]


def choose_pairs(versions: Sequence[str], relations: pd.DataFrame) -> list[Pair]:
    """The pairs of versions of a family that are compared, as numbers (a, b) with a < b.

    Up to 24 versions every pair; above, each version with the eight it shares most with by the
    table `relations`, among equals the first ones: so give the versions by date.
    """
    if len(versions) <= _FEW:
        return list(combinations(range(len(versions)), 2))
    number = {id: place for place, id in enumerate(versions)}
    own = relations[relations["a"].isin(number) & relations["b"].isin(number)]
    ends = np.sort(np.column_stack([own[end].map(number).to_numpy(dtype=int) for end in "ab"]))
    shared = pd.DataFrame({"a": ends[:, 0], "b": ends[:, 1], "overlap": own["overlap"].to_numpy()})
    both = pd.concat([shared.assign(of=shared["a"]), shared.assign(of=shared["b"])])
    ordered = both.sort_values(["overlap", "a", "b"], ascending=[False, True, True])
    best = ordered.groupby("of").head(_PARTNERS)
    kept = best[["a", "b"]].drop_duplicates().sort_values(["a", "b"])
    return [(int(a), int(b)) for a, b in kept.itertuples(index=False)]


def trace(
    published: Sequence[date | None],
    alignments: Mapping[Pair, Alignment],
    relations: Mapping[Pair, Relation],
) -> Lineage:
    """Argue the descent of the versions of one family.

    `published` has a date or None for each version; `alignments` and `relations` have those of
    `choose_pairs`, by (a, b), a < b. Shares and leaning of a pair are those of its relation; one
    that has none, or that was decided to be unrelated, shares nothing. Where the direction cannot
    be told the earlier day is first; without dates the order of the versions stays. The giver of a
    version is the one before it in `order` that has most of its words. Above sixty versions the
    first by date are compared and the others named in `left_out`.
    """
    by_day = sorted(range(len(published)), key=lambda v: (published[v] or date.max, v))
    versions, left_out = sorted(by_day[:MOST_VERSIONS]), sorted(by_day[MOST_VERSIONS:])
    known = {pair: one for pair, one in alignments.items() if not {*pair} & {*left_out}}
    shares = _shares(relations)
    leanings = {pair: one.as_direction.leaning for pair, one in relations.items()}
    order = _order(versions, published, shares, leanings)
    steps = [
        step
        for place, version in enumerate(order)
        if (step := _step(version, order[:place], shares, leanings))
    ]
    columns = ["source", "version", "share", "kept", "leaning"]
    return Lineage(
        order, pd.DataFrame(steps, columns=columns), sentence_table(order, known), left_out
    )


def _shares(relations: Mapping[Pair, Relation]) -> dict[Pair, float]:
    """For (a, b) the share of the words of a that are in b, where it was computed."""
    shares = {}
    for (a, b), one in relations.items():
        for pair, share in (((a, b), one.a_in_b), ((b, a), one.b_in_a)):
            if share is not None:
                shares[pair] = 0.0 if one.decided == UNRELATED else share
    return shares


def _order(
    versions: Sequence[int],
    published: Sequence[date | None],
    shares: Mapping[Pair, float],
    leanings: Mapping[Pair, float],
) -> list[int]:
    """The versions by how many others they likely precede, weighted by the text they share.

    So one contradiction among many pairs does not reverse the order.
    """
    ahead = dict.fromkeys(versions, 0.0)
    for a, b in combinations(versions, 2):
        weight = max(shares.get((a, b), 0.0), shares.get((b, a), 0.0))
        before = leanings.get((a, b)) or _earlier(published[a], published[b])
        ahead[a] += weight * before
        ahead[b] -= weight * before
    return sorted(versions, key=lambda v: (-round(ahead[v], 9), published[v] or date.max, v))


def _earlier(one: date | None, other: date | None) -> float:
    if one is None or other is None:
        return 0.0
    return float(np.sign((other - one).days))


def _step(
    version: int,
    earlier: Sequence[int],
    shares: Mapping[Pair, float],
    leanings: Mapping[Pair, float],
) -> tuple[int, int, float, float, float] | None:
    found = [(shares.get((version, one), 0.0), -place) for place, one in enumerate(earlier)]
    share, place = max(found, default=(0.0, 0))
    if share < LEAST_SHARE:
        return None
    giver = earlier[-place]
    low, high = sorted((giver, version))
    leaning = leanings.get((low, high), 0.0) * (1 if giver == low else -1)
    return giver, version, share, shares.get((giver, version), 0.0), leaning


def name_takers(relations: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Say for each pair that shares text which article is the taker, where that can be said.

    `relations` is the result of `relation_table`; `articles` has `id`, `source`, `published`. Left
    out are pairs whose direction cannot be told, those from a common source, and those with less
    than a fifth shared where nobody decided. Only in a pair that was not argued (its `direction` is
    "") the earlier day decides, which is an assumption; without two different days it is left out.

    Columns: `taker`, `giver` (ids), `taker_source`, `giver_source` ("" where unknown), `share` (of
    the words of the taker that are in the giver, 0 where not computed), `how` ("decided", "argued"
    or "by day"), `sure` (the confidence of the direction, "" by day).
    """
    ids = pd.Index(articles["id"])
    rows = {side: ids.get_indexer(relations[side]) for side in "ab"}
    is_known = (rows["a"] >= 0) & (rows["b"] >= 0)
    pairs = relations[is_known]
    rows = {side: own[is_known] for side, own in rows.items()}
    day_a, day_b = (articles["published"].take(rows[side]).set_axis(pairs.index) for side in "ab")
    told = pairs["direction"].isin([SECOND_FROM_FIRST, FIRST_FROM_SECOND])
    by_day = (pairs["direction"] == "") & (day_a != day_b) & day_a.notna() & day_b.notna()
    second_took = (pairs["direction"] == SECOND_FROM_FIRST) | (by_day & (day_a < day_b))
    decided = told & (pairs["confidence"] == DECIDED)
    table = pd.DataFrame(
        {
            "taker": pairs["b"].where(second_took, pairs["a"]),
            "giver": pairs["a"].where(second_took, pairs["b"]),
            "share": pairs["b_in_a"].where(second_took, pairs["a_in_b"]).astype(float).fillna(0.0),
            "how": np.select([decided, told], ["decided", "argued"], "by day"),
            "sure": pairs["confidence"],
        }
    )
    for end, took in (("taker", second_took), ("giver", ~second_took)):
        own = np.where(took, rows["b"], rows["a"])
        table[f"{end}_source"] = articles["source"].take(own).set_axis(table.index)
    enough = decided | (table["share"] >= LEAST_TAKEN)
    return table.loc[(told | by_day) & enough, COLUMNS].reset_index(drop=True)


def count_taken(taken: pd.DataFrame) -> pd.DataFrame:
    """One row for each known source and one that it took from, which may be itself.

    `taken` is the result of `name_takers`. Columns `taker_source`, `giver_source`, `articles`
    (different articles of the taker), `pairs`, `argued` (of the pairs, or decided), `share` (the
    mean over the pairs), most articles first.
    """
    named = taken[(taken["taker_source"] != "") & (taken["giver_source"] != "")]
    grouped = named.assign(argued=named["how"] != "by day").groupby(
        ["taker_source", "giver_source"], sort=True
    )
    counts = grouped.agg(
        articles=("taker", "nunique"),
        pairs=("taker", "size"),
        argued=("argued", "sum"),
        share=("share", "mean"),
    )
    return counts.reset_index().sort_values(
        ["articles", "pairs"], ascending=False, kind="stable", ignore_index=True
    )
