"""Who is named how often, and where."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def count_entities(mentions: pd.DataFrame, articles: Collection[str] | None = None) -> pd.DataFrame:
    """Count the mentions of each entity in the given articles, or in all when none are given.

    `mentions` has columns `article` (id), `entity`, `type`. Columns of the result: `entity`,
    `type`, `mentions`, `articles` (how many name it), most mentioned first, ties by name.
    """
    inside = mentions if articles is None else mentions[mentions["article"].isin(set(articles))]
    counts = inside.groupby(["entity", "type"], observed=True, sort=False)["article"].agg(
        mentions="size", articles="nunique"
    )
    ordered = counts.reset_index().sort_values(
        ["mentions", "articles", "entity"], ascending=[False, False, True]
    )
    return ordered.reset_index(drop=True)


def per_thousand(counts: pd.DataFrame, words: int) -> pd.Series:
    """The `mentions` of `count_entities` for each 1,000 of the `words` they were counted in."""
    return counts["mentions"] * (1000 / words) if words else counts["mentions"] * 0.0


def compare_counts(
    mentions: pd.DataFrame, first: Collection[str], second: Collection[str]
) -> pd.DataFrame:
    """Who is named in these articles, in those, or in both.

    Columns `entity`, `type`, `first` and `second` (mentions in either, 0 for none), those that
    only one side names first, then the most named.
    """
    sides = [count_entities(mentions, articles) for articles in (first, second)]
    named = [
        side.set_index(["entity", "type"])["mentions"].rename(name)
        for side, name in zip(sides, ("first", "second"), strict=True)
    ]
    table = pd.concat(named, axis=1).fillna(0).astype("int64")
    order = pd.DataFrame(
        {
            "both": ((table["first"] > 0) & (table["second"] > 0)).astype(int),
            "most": -table.sum(axis=1),
            "name": table.index.get_level_values(0).astype(str),
        },
        index=table.index,
    ).sort_values(["both", "most", "name"])
    return table.loc[order.index].reset_index()


def count_by_article(
    mentions: pd.DataFrame, articles: Collection[str], entities: Collection[str]
) -> pd.DataFrame:
    """How often each of the entities is named in each of the articles.

    Rows are the articles and columns the entities, in the order given, values counts (0 where not
    named).
    """
    inside = mentions[
        mentions["article"].isin(set(articles)) & mentions["entity"].isin(set(entities))
    ]
    table = pd.crosstab(inside["article"].astype(str), inside["entity"].astype(str))
    return table.reindex(index=list(articles), columns=list(entities), fill_value=0)


def count_forms(mentions: pd.DataFrame, entity: str) -> pd.DataFrame:
    """By which names an entity goes: columns `surface`, `mentions`, `articles` and `why`.

    The commonest form stands first; `why` gives the reasons for which it is counted here.
    """
    own = mentions[mentions["entity"] == entity]
    forms = own.groupby(own["surface"].astype(str), sort=False)
    table = forms.agg(mentions=("surface", "size"), articles=("article", "nunique"))
    table["why"] = forms["why"].agg(lambda reasons: "; ".join(sorted({*reasons} - {""})))
    ordered = table.rename_axis("surface").reset_index()
    return ordered.sort_values(["mentions", "surface"], ascending=[False, True], ignore_index=True)


def share_shared(reuse: pd.DataFrame, words: pd.Series) -> float:
    """The share of all words that stand in copied passages, 0 to 1: at least so much.

    `words` has the length of each article by its id; `reuse` has `a`, `b`, `a_in_b`, `b_in_a`. Of
    each article the largest share found in one other counts; what it has from several adds to that.
    """
    total = int(words.sum())
    if not total or reuse.empty:
        return 0.0
    found = pd.concat([reuse.set_index("a")["a_in_b"], reuse.set_index("b")["b_in_a"]])
    largest = found.groupby(level=0).max()
    return float((largest * words.reindex(largest.index).fillna(0)).sum() / total)
