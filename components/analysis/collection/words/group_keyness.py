"""Keyness of several groups of articles side by side, and of one group against another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.keyness import CHANCE, Apart, compare_with_others
from components.analysis.collection.word_index import WordTable

MOST_COMPARED = 6
_KEPT = ["term", "word", "first", "second", "log_ratio", "log_likelihood", "p", "q"]


def compare_groups(
    table: WordTable,
    articles: pd.DataFrame,
    groups: Mapping[str, Collection[str]],
    aside: NDArray[np.bool_] | None = None,
    count: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
) -> dict[str, Apart]:
    """The keyness of each group (ids by name) against all other `articles`, as of `keyness`.

    The others of a group are the articles that are not in it, those in no group included. `count`
    gives which articles of either side count.
    """
    found = {}
    for name, ids in groups.items():
        is_in = articles["id"].isin(set(ids))
        both = pd.concat([count(articles[is_in]), count(articles[~is_in])]).sort_index()
        found[name] = compare_with_others(table, both, ids, aside)
    return found


def compare_two(
    table: WordTable,
    articles: pd.DataFrame,
    first: Collection[str],
    second: Collection[str],
    aside: NDArray[np.bool_] | None = None,
) -> Apart:
    """The keyness of one group against another one; an article of both is in neither."""
    apart = set(first) ^ set(second)
    return compare_with_others(
        table, articles[articles["id"].isin(apart)], apart & set(first), aside
    )


def lay_side_by_side(found: Mapping[str, Apart], most: int, common: bool) -> pd.DataFrame:
    """The words that set groups apart, `most` for each, with their numbers in every group.

    One row for each word and group: `word`, `of` (the group it is shown for: that with the most
    evidence among those that have it more often than the others, with a p below `CHANCE`), `group`,
    and of `keyness` term, first, second, log_ratio, log_likelihood, p, q; without a row where the
    word was not compared. A word has the form that is most frequent in its group `of`. Words are in
    the order of the groups, then by evidence; with `common` stop words too.
    """
    parts = [
        one.words.loc[common | ~one.words["common"].astype(bool), _KEPT].assign(group=name)
        for name, one in found.items()
    ]
    every = (
        pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*_KEPT, "group"])
    )
    order = {name: place for place, name in enumerate(found)}
    likely = every[(every["log_ratio"] > 0) & (every["p"] < CHANCE)]
    best = likely.sort_values(["log_likelihood", "word"], ascending=[False, True], kind="stable")
    best = (
        best.drop_duplicates("term").drop_duplicates("word").groupby("group", sort=False).head(most)
    )
    best = best.assign(place=best["group"].map(order).astype("int64"))
    best = best.sort_values("place", kind="stable")
    of = dict(zip(best["term"], best["group"], strict=True))
    named = dict(zip(best["term"], best["word"], strict=True))
    rank = {term: place for place, term in enumerate(of)}
    shown = every[every["term"].isin(rank)]
    shown = shown.assign(
        of=shown["term"].map(of),
        word=shown["term"].map(named),
        by=shown["term"].map(rank).astype("int64") * len(order)
        + shown["group"].map(order).astype("int64"),
    )
    return shown.sort_values("by", kind="stable").drop(columns="by").reset_index(drop=True)
