"""Lineage: who took text from whom, in one family of versions and over the whole library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd

from components.analysis.collection.families import sentence_table
from components.analysis.collection.reuse import reused_pairs
from components.analysis.collection.similarity import MapLike
from components.analysis.pair.alignment import Alignment, align
from components.analysis.pair.direction import Direction

Pair = tuple[int, int]

VERSION = "2"
COLUMNS = ["taker", "giver", "taker_source", "giver_source", "share", "how", "sure"]
NO_VERDICTS = pd.DataFrame({name: pd.Series(dtype=str) for name in ("a", "b", "verdict", "sure")})
MOST_VERSIONS = 60
# Up to so many versions each is aligned with every other; above, with those it shares most with.
_FEW = 24
_PARTNERS = 8
# A version with a smaller share of any earlier one has no giver in the family.
LEAST_SHARE = 0.1
# Arguing costs an alignment, some 10 to 100 ms; the closest pairs are argued beforehand.
MOST_ARGUED = 400
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


def align_versions(
    texts: Sequence[str], *, language: str = "en", run: MapLike = map
) -> dict[Pair, Alignment]:
    """Align the versions of a family with each other; keys (a, b) with a < b.

    Up to 24 versions every pair; above, each version with the eight it shares most with, among
    equals the first ones: so give the versions by date. `run` is any `map`.
    """
    pairs = list(combinations(range(len(texts)), 2))
    if len(texts) > _FEW:
        shared = reused_pairs(texts, run=run)
        ends = pd.concat([shared.assign(of=shared["a"]), shared.assign(of=shared["b"])])
        best = ends.sort_index().groupby("of").head(_PARTNERS)
        kept = best[["a", "b"]].drop_duplicates().sort_values(["a", "b"])
        pairs = [(int(a), int(b)) for a, b in kept.itertuples(index=False)]
    return dict(zip(pairs, run(partial(_align_pair, texts, language), pairs), strict=True))


def _align_pair(texts: Sequence[str], language: str, pair: Pair) -> Alignment:
    return align(texts[pair[0]], texts[pair[1]], language)


def trace(
    published: Sequence[date | None],
    alignments: Mapping[Pair, Alignment],
    leanings: Mapping[Pair, float],
) -> Lineage:
    """Argue the descent of the versions of one family.

    `published` has a date or None for each version; `alignments` is the result of `align_versions`;
    `leanings` says for a pair (a, b), a < b, how surely b took from a: from 1 over 0 (cannot tell,
    also for a pair that is not in it) to -1 (a took from b). Where that is 0 the earlier day is
    first; without dates the order of the versions stays. The giver of a version is the one before
    it in `order` that has most of its words. Above sixty versions the first by date are compared
    and the others named in `left_out`.
    """
    by_day = sorted(range(len(published)), key=lambda v: (published[v] or date.max, v))
    versions, left_out = sorted(by_day[:MOST_VERSIONS]), sorted(by_day[MOST_VERSIONS:])
    known = {pair: one for pair, one in alignments.items() if not {*pair} & {*left_out}}
    shares = _shares(known)
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


def _shares(alignments: Mapping[Pair, Alignment]) -> dict[Pair, float]:
    """For (a, b) the share of the words of a that are in b."""
    shares = {(a, b): one.a_in_b for (a, b), one in alignments.items()}
    return shares | {(b, a): one.b_in_a for (a, b), one in alignments.items()}


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
    return giver, version, share, shares[giver, version], leaning


def worth_arguing(reuse: pd.DataFrame, source_of: pd.Series) -> pd.DataFrame:
    """The pairs with the largest shares, at most `MOST_ARGUED`; those within one source last.

    `reuse` is the result of `reused_pairs` with ids; `source_of` the source of each id. Columns
    `a`, `b`.
    """
    first, second = reuse["a"].map(source_of), reuse["b"].map(source_of)
    likely = reuse.assign(one=(first == second) & (first != ""))[reuse["score"] >= LEAST_TAKEN]
    order = likely.sort_values(["one", "score"], ascending=[True, False], kind="stable")
    return order.head(MOST_ARGUED)[["a", "b"]]


def verdict_row(a: str, b: str, direction: Direction) -> dict[str, str]:
    """A row of the table of verdicts; `verdict` and `sure` are those of `argue_direction`."""
    return {"a": a, "b": b, "verdict": direction.verdict, "sure": direction.confidence}


def name_takers(
    reuse: pd.DataFrame, verdicts: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Say for each pair that shares text which article is the taker, where that can be said.

    `reuse` has `a`, `b` (ids), `a_in_b`, `b_in_a`; `verdicts` has `a`, `b`, `verdict`, `sure`;
    `articles` has `id`, `source`, `published`. An argued direction counts; where none was argued
    the earlier day does, which is an assumption. Left out are pairs with the verdict "cannot tell"
    or "common source", those not argued that have one day or lack one, and those with less than a
    fifth shared.

    Columns: `taker`, `giver` (ids), `taker_source`, `giver_source` ("" where unknown), `share` (of
    the words of the taker that are in the giver), `how` ("argued" or "by day"), `sure` (the
    confidence of the argued verdict, else "").
    """
    known = articles.set_index("id")
    pairs = reuse.merge(verdicts, on=["a", "b"], how="left")
    pairs = pairs[pairs["a"].isin(known.index) & pairs["b"].isin(known.index)]
    day_a, day_b = (pairs[side].map(known["published"]) for side in "ab")
    verdict = pairs["verdict"].fillna("")
    argued = verdict.isin(["second from first", "first from second"])
    by_day = (verdict == "") & (day_a != day_b) & day_a.notna() & day_b.notna()
    second_took = (verdict == "second from first") | (by_day & (day_a < day_b))
    table = pd.DataFrame(
        {
            "taker": pairs["b"].where(second_took, pairs["a"]),
            "giver": pairs["a"].where(second_took, pairs["b"]),
            "share": pairs["b_in_a"].where(second_took, pairs["a_in_b"]).astype(float),
            "how": pd.Series("by day", index=pairs.index).mask(argued, "argued"),
            "sure": pairs["sure"].fillna(""),
        }
    )
    for end in ("taker", "giver"):
        table[f"{end}_source"] = table[end].map(known["source"])
    told = table[(argued | by_day) & (table["share"] >= LEAST_TAKEN)]
    return told[COLUMNS].reset_index(drop=True)


def count_taken(taken: pd.DataFrame) -> pd.DataFrame:
    """One row for each known source and one that it took from, which may be itself.

    `taken` is the result of `name_takers`. Columns `taker_source`, `giver_source`, `articles`
    (different articles of the taker), `pairs`, `argued` (of the pairs), `share` (the mean over the
    pairs), most articles first.
    """
    named = taken[(taken["taker_source"] != "") & (taken["giver_source"] != "")]
    grouped = named.assign(argued=named["how"] == "argued").groupby(
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
