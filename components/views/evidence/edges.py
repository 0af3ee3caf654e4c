"""Which pairs of a family or a selection an evidence pack compares: along the likely steps only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from components.analysis.direction import argue_direction
from components.analysis.families import closest_pairs
from components.analysis.lineage import align_versions, trace
from components.analysis.parts import blank
from components.text.segment import Span
from components.views.direction import leaning

Edge = tuple[str, str]

MOST_ARTICLES = 60
MOST_PAIRS = 40


def family_edges(
    articles: pd.DataFrame,
    texts: Mapping[str, str],
    aside: Mapping[str, Sequence[Span]] = MappingProxyType({}),
) -> list[Edge]:
    """The likely steps of a family, source and version, in the order of the lineage.

    `articles` has `id`, `source` and `published`, `aside` the spans of each that do not count.
    Thirty versions take some seconds.
    """
    ids = articles["id"].tolist()
    days = [None if pd.isna(day) else day.date() for day in articles["published"]]
    outlets = articles["source"].tolist()
    alignments = align_versions([blank(texts[id], aside.get(id, ())) for id in ids])
    leanings = {
        (a, b): leaning(
            argue_direction(
                texts[ids[a]],
                texts[ids[b]],
                alignment,
                published=(days[a], days[b]),
                sources=(outlets[a], outlets[b]),
            )
        )
        for (a, b), alignment in alignments.items()
    }
    steps = trace(days, alignments, leanings).steps
    return [(ids[s], ids[v]) for s, v in zip(steps["source"], steps["version"], strict=True)]


def selection_edges(reuse: pd.DataFrame, ids: Sequence[str]) -> list[Edge]:
    """The pairs by which articles that share text hang together, strongest first, at most forty.

    `reuse` is the stored table; the earlier article of a pair, as `ids` are ordered, goes first.
    """
    place = {id: number for number, id in enumerate(ids)}
    inside = reuse[reuse["a"].isin(place) & reuse["b"].isin(place)]
    kept = closest_pairs(inside).head(MOST_PAIRS)
    pairs = zip(kept["a"], kept["b"], strict=True)
    return [(a, b) if place[a] < place[b] else (b, a) for a, b in pairs]


def choose_articles(edges: Sequence[Edge], ids: Sequence[str]) -> list[str]:
    """At most sixty articles, in their order: those of the edges, then the first of the others."""
    paired = {id for edge in edges for id in edge}
    others = [id for id in ids if id not in paired][: max(0, MOST_ARTICLES - len(paired))]
    wanted = paired | {*others}
    return [id for id in ids if id in wanted]
