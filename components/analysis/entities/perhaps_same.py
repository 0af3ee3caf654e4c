"""Suggested merges: pairs of entities that may be one, where the evidence does not join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import pandas as pd

from components.analysis.entities.analyst_decisions import Decision
from components.analysis.entities.linking.similar_names import (
    SimilarNames,
    find_similar_names,
    find_similar_persons,
)

COLUMNS = ("first", "second", "type", "grounds", "mentions", "articles")
_BY_WORDS = ("ORG", "GPE", "LOC", "FAC")


def find_perhaps_same(mentions: pd.DataFrame, decisions: Sequence[Decision] = ()) -> pd.DataFrame:
    """Pairs of entities of one type that may be one, those with most mentions first.

    `mentions` has columns `article`, `entity` and `type`. Columns of the result: `first` (of the
    two the fuller name, else the one mentioned more), `second`, `type`, `grounds` (a phrase), and
    `mentions` and `articles` of the second. Pairs that a decision of kind `differ` calls two, and
    people whose names one article tells apart, are left out. No rows for no mentions; about 3 s for
    100,000 entities.
    """
    sizes = mentions.groupby(["type", "entity"], observed=True)["article"].agg(["size", "nunique"])
    apart = set(_told_apart(decisions))
    rows = []
    for kind in ("PERSON", *_BY_WORDS):
        own = sizes[sizes.index.get_level_values("type") == kind].droplevel("type")
        names = sorted(map(str, own.index))
        found = find_similar_persons(names) if kind == "PERSON" else find_similar_names(names)
        for similar in _not_told_apart(found, mentions[mentions["type"] == kind], apart):
            first, second = _order(similar.one, similar.other, own["size"])
            rows.append((first, second, kind, similar.grounds, *map(int, own.loc[second])))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    ordered = table.sort_values(["mentions", "first", "second"], ascending=[False, True, True])
    return ordered.reset_index(drop=True)


def _told_apart(decisions: Iterable[Decision]) -> Iterator[frozenset[str]]:
    for decision in decisions:
        if decision.kind == "differ":
            yield from (frozenset((a.name, b.name)) for a, b in combinations(decision.of, 2))


def _not_told_apart(
    found: Sequence[SimilarNames], mentions: pd.DataFrame, apart: set[frozenset[str]]
) -> Iterator[SimilarNames]:
    asked = {name for similar in found if similar.together != "either" for name in similar[:2]}
    own = mentions[mentions["entity"].isin(asked)]
    articles: defaultdict[str, set[str]] = defaultdict(set)
    columns = (own[name].astype(str).tolist() for name in ("entity", "article"))
    for entity, article in zip(*columns, strict=True):
        articles[entity].add(article)
    for similar in found:
        if frozenset(similar[:2]) in apart:
            continue
        if similar.together != "either":
            shared = articles[similar.one] & articles[similar.other]
            if bool(shared) != (similar.together == "one"):
                continue
        yield similar


def _order(one: str, other: str, sizes: pd.Series) -> tuple[str, str]:
    """The fuller name first, of two full ones the one mentioned more."""
    rank = {name: (" " in name, "." not in name, int(sizes[name]), name) for name in (one, other)}
    return (one, other) if rank[one] > rank[other] else (other, one)
