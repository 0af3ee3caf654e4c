"""Counts of entities by article, surface form and position in the article, and co-occurrence."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

UNITS = ("sentence", "article")
PLACES = ("headline", "first paragraph", "quotation", "prose")
_MOST_FORMS = 200


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
    """Who is named in the `first` articles, in the `second`, or in both.

    Columns `entity`, `type`, `first` and `second` (mentions in either, 0 for none). Entities that
    only one of them names come first, then the most mentioned.
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


def keep_naming_most(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The `most` rows of `count_by_article` that name most of its entities, in the given order.

    Of two that name equally many the one with more mentions, else the first.
    """
    rows = pd.DataFrame({"entities": (table > 0).sum(axis=1), "mentions": table.sum(axis=1)})
    kept = rows.sort_values(["entities", "mentions"], ascending=False, kind="stable").index[:most]
    return table[table.index.isin(kept)]


def share_shared(pairs: pd.DataFrame, words: pd.Series) -> float:
    """The share of all words that are in copied passages, 0 to 1: a lower bound.

    `words` has the length of each article by its id; `pairs` has `a`, `b`, `a_in_b`, `b_in_a`. Of
    each article the largest share found in one other counts; what it has from several adds to that.
    """
    total = int(words.sum())
    if not total or pairs.empty:
        return 0.0
    found = pd.concat([pairs.set_index("a")["a_in_b"], pairs.set_index("b")["b_in_a"]])
    largest = found.groupby(level=0).max()
    return float((largest * words.reindex(largest.index).fillna(0)).sum() / total)


def count_cooccurrence(
    mentions: pd.DataFrame, entities: Sequence[str], unit: str = "sentence"
) -> pd.DataFrame:
    """How many sentences, or articles, name two of the entities: columns `a`, `b`, `together`.

    `mentions` has columns `article`, `sentence` and `entity`. Most frequent pairs first; `a` is
    before `b` in `entities`; pairs that never occur together are left out. Roughly linear in the
    mentions, but quadratic in `entities`: give some dozens. Raises ValueError for a `unit` that is
    not in `UNITS`.
    """
    from scipy.sparse import csr_array

    if unit not in UNITS:
        raise ValueError(f"{unit!r} is not one of {', '.join(UNITS)}")
    own = mentions[mentions["entity"].isin(entities)]
    codes = pd.Index(entities).get_indexer(own["entity"].astype("str"))
    keys = ["article", "sentence"] if unit == "sentence" else ["article"]
    units = own.groupby(keys, observed=True, sort=False).ngroup().to_numpy()
    shape = (int(units.max(initial=-1)) + 1, len(entities))
    named = csr_array((np.ones(len(own), dtype=np.int64), (units, codes)), shape=shape)
    named.data[:] = 1
    met = (named.T @ named).toarray()
    firsts, seconds = np.triu_indices(len(entities), 1)
    counts = met[firsts, seconds]
    order = np.lexsort((seconds, firsts, -counts))
    order = order[counts[order] > 0]
    names = np.asarray(entities, dtype=object)
    return pd.DataFrame(
        {"a": names[firsts[order]], "b": names[seconds[order]], "together": counts[order]}
    )


def find_cooccurrence(
    mentions: pd.DataFrame, first: str, second: str, unit: str = "sentence"
) -> pd.DataFrame:
    """The mentions of two entities in the sentences, or articles, that name both."""
    own = mentions[mentions["entity"].isin([first, second])]
    keys = ["article", "sentence"] if unit == "sentence" else ["article"]
    unit_numbers = own.groupby(keys, observed=True, sort=False).ngroup().to_numpy()
    sides = [set(unit_numbers[own["entity"] == name]) for name in (first, second)]
    return own[np.isin(unit_numbers, list(sides[0] & sides[1]))]


def lay_out(names: Sequence[str], ties: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Coordinates for each name, near those it occurs with: x and y from -1 to 1.

    `ties` are rows of `count_cooccurrence`. The layout is that of Kamada and Kawai (1989) as
    networkx has it, with shorter springs where two occur together more often; names without a tie
    are in a row below, at y = -1.3. Equal input gives equal coordinates.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({*ties["a"], *ties["b"]}, key=list(names).index))
    for a, b, together in ties[["a", "b", "together"]].itertuples(index=False):
        graph.add_edge(a, b, length=1 / (1 + float(np.log(together))))
    placed = nx.kamada_kawai_layout(graph, weight="length") if len(graph) > 1 else {}
    alone = [name for name in names if name not in placed]
    row = {name: (-1 + 2 * (number + 0.5) / len(alone), -1.3) for number, name in enumerate(alone)}
    return {name: (float(x), float(y)) for name, (x, y) in placed.items()} | row


def count_forms(mentions: pd.DataFrame, entity: str) -> pd.DataFrame:
    """The surface forms of an entity: columns `surface`, `mentions`, `articles` and `why`.

    The most frequent form comes first; `why` has the reasons why it is counted for this entity.
    """
    own = mentions[mentions["entity"] == entity]
    forms = own.groupby(own["surface"].astype(str), sort=False)
    table = forms.agg(mentions=("surface", "size"), articles=("article", "nunique"))
    table["why"] = forms["why"].agg(lambda reasons: "; ".join(sorted({*reasons} - {""})))
    ordered = table.rename_axis("surface").reset_index()
    return ordered.sort_values(["mentions", "surface"], ascending=[False, True], ignore_index=True)


def place_mentions(mentions: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """The mentions with `place`: `quotation`, `first paragraph` or `prose`.

    `mentions` has columns `article`, `start` and `lead`; `quotations` are the direct ones, with
    `article`, `start` and `end`. What is quoted in the first paragraph counts as quoted: these
    are the speaker's words and not the writer's.
    """
    spans = quotations.sort_values(["start"], kind="stable").groupby("article", observed=True)
    place = np.where(mentions["lead"].to_numpy(dtype=bool), PLACES[1], PLACES[3]).astype(object)
    quoted = {str(article): own for article, own in spans}
    for article, rows in mentions.groupby("article", observed=True, sort=False).indices.items():
        own = quoted.get(str(article))
        if own is None:
            continue
        starts = mentions["start"].to_numpy()[rows]
        before = np.searchsorted(own["start"].to_numpy(), starts, side="right") - 1
        inside = (before >= 0) & (own["end"].to_numpy()[before] > starts)
        place[rows[inside]] = PLACES[2]
    return mentions.assign(place=place)


def find_in_headlines(articles: pd.DataFrame, forms: Collection[str]) -> pd.DataFrame:
    """The surface forms that the headlines of articles (`id`, `title`) have as whole words.

    Columns `article`, `start`, `end` (in the title), `surface`, `place`. The longest form wins, and
    only the 200 longest are looked for. Give articles that name the entity in their text: in
    others the form may be another's.
    """
    longest = sorted(forms, key=lambda form: (-len(form), form))[:_MOST_FORMS]
    rows = []
    if longest:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
        for article, title in zip(articles["id"], articles["title"], strict=True):
            for found in pattern.finditer(title):
                rows.append((article, *found.span(), found[0], PLACES[0]))
    return pd.DataFrame(rows, columns=["article", "start", "end", "surface", "place"])


def tabulate_names(named: pd.DataFrame, by: pd.Series, most: int) -> pd.DataFrame:
    """How often each form (`surface`) is used in each group: rows are the groups of `by`.

    Groups and forms are in order of frequency; forms beyond the first `most` are counted together
    under ''.
    """
    forms = named["surface"].astype(str)
    common = forms.value_counts().index[:most]
    table = pd.crosstab(by.astype(str).to_numpy(), forms.where(forms.isin(common), "").to_numpy())
    columns = [*common, *([""] if "" in table.columns else [])]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.reindex(index=order, columns=columns)


def select_cell(
    named: pd.DataFrame, by: pd.Series, group: str, form: str, shown: Sequence[str]
) -> pd.DataFrame:
    """The rows behind one cell of `tabulate_names`, whose columns were `shown`."""
    forms = named["surface"].astype(str)
    fitting = forms == form if form else ~forms.isin([name for name in shown if name])
    return named[(by.astype(str) == group) & fitting]
