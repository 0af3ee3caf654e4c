"""Keyness of several groups of articles side by side, and of one group against another."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.keyness import CHANCE, Apart, compare_with_others
from components.analysis.collection.word_index import WordTable

MOST_COMPARED = 6
_KEPT = ["word", "first", "second", "log_ratio", "log_likelihood", "p", "q"]


def compare_groups(
    table: WordTable,
    articles: pd.DataFrame,
    groups: Mapping[str, Collection[str]],
    aside: NDArray[np.bool_] | None = None,
) -> dict[str, Apart]:
    """The keyness of each group (ids by name) against all other `articles`, as of `keyness`.

    The others of a group are the articles that are not in it, those in no group included.
    """
    return {name: compare_with_others(table, articles, ids, aside) for name, ids in groups.items()}


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
    and of `keyness` first, second, log_ratio, log_likelihood, p, q; without a row where the word
    was not compared. Words are in the order of the groups, then by evidence; with `common` stop
    words too.
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
    best = best.drop_duplicates("word").groupby("group", sort=False).head(most)
    best = best.assign(place=best["group"].map(order).astype("int64"))
    best = best.sort_values("place", kind="stable")
    of = dict(zip(best["word"], best["group"], strict=True))
    rank = {word: place for place, word in enumerate(of)}
    shown = every[every["word"].isin(rank)]
    shown = shown.assign(
        of=shown["word"].map(of),
        by=shown["word"].map(rank).astype("int64") * len(order)
        + shown["group"].map(order).astype("int64"),
    )
    return shown.sort_values("by", kind="stable").drop(columns="by").reset_index(drop=True)
