"""Who is named how often, and where."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def count_entities(mentions: pd.DataFrame, articles: Collection[str]) -> pd.DataFrame:
    """Count the mentions of each entity in the given articles.

    `mentions` has columns `article` (id), `entity`, `type`. Columns of the result: `entity`,
    `type`, `mentions`, `articles` (how many name it), most mentioned first, ties by name.
    """
    inside = mentions[mentions["article"].isin(set(articles))]
    counts = inside.groupby(["entity", "type"], observed=True, sort=False)["article"].agg(
        mentions="size", articles="nunique"
    )
    ordered = counts.reset_index().sort_values(
        ["mentions", "articles", "entity"], ascending=[False, False, True]
    )
    return ordered.reset_index(drop=True)


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
    """By which names an entity goes: columns `surface` and `mentions`, the commonest first."""
    forms = mentions.loc[mentions["entity"] == entity, "surface"].astype(str).value_counts()
    return forms.rename_axis("surface").reset_index(name="mentions")
