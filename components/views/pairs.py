"""Pairs of articles as rows, charts and words: why they are similar, and who took from whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.analysis.pair.relation import Direction
from components.views.locale_formatting import (
    count_of,
    escape,
    format_count,
    format_decimal,
    format_share,
)
from components.views.panes import list_row
from components.views.theme import ChartBuilder, Mode

# The words for each confidence of a direction.
CONFIDENCE = {"strong": "very likely", "likely": "likely", "weak": "perhaps", "": "", "decided": ""}
# The verdicts on a pair; the article with the smaller id is the first.
PAIR_VERDICTS = ["second from first", "first from second", "common source", "unrelated"]
MOST_SOURCES = 20
_HOW = {
    "decided": "decided by an analyst",
    "argued": "argued from the evidence",
    "by day": "assumed from the dates",
}


def pair_rows(
    pairs: pd.DataFrame, labels: dict[str, str], selected: tuple[str, str] | None
) -> list[dict[str, Any]]:
    """Pairs as rows with the cosine as score, both titles, and the reason for the similarity.

    `pairs` is the table of `components.analysis.collection.pairs`. A row's id is `a.b`, the ids of
    both articles.
    """
    return [
        list_row(
            f"{row['a']}.{row['b']}",
            [
                [[labels[row["a"]], "strong"]],
                [[labels[row["b"]], "strong"]],
                [[pair_reason(row), "quiet"]],
            ],
            score=float(row["score"]),
            selected=selected is not None and {row["a"], row["b"]} == set(selected),
            actions=[["compare", "Compare"]],
        )
        for row in pairs.to_dict("records")
    ]


def pair_reason(row: dict[str, Any]) -> str:
    """What two articles have in common, in one line: sentences, if counted, and words."""
    parts = []
    if not pd.isna(row["shared"]):
        parts.append(_describe_shared(row))
    if row["words"]:
        parts.append(f"words in both: {row['words']}")
    return "; ".join(parts) or "no words in common"


def _describe_shared(row: dict[str, Any]) -> str:
    shared, edited = int(row["shared"]), int(row["edited"])
    if not shared:
        return "no sentences in common"
    words = f"{count_of(shared, 'sentence', 'sentences')} in common"
    return f"{words}, {edited} of them edited" if edited else words


def pair_table(pairs: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Pairs as a table for export: titles, cosine, sentences and words in common."""
    return pd.DataFrame(
        {
            "first": pairs["a"].map(labels),
            "second": pairs["b"].map(labels),
            "cosine": pairs["score"].round(3),
            "shared sentences": pairs["shared"],
            "edited": pairs["edited"],
            "words in common": pairs["words"],
        }
    )


def describe_settings_effect(
    pairs: pd.DataFrame, default: pd.DataFrame, at_least: float = 0.5
) -> str:
    """How many pairs reach the cosine `at_least` with the current and with the default settings."""
    now, before = (int((table["score"] >= at_least).sum()) for table in (pairs, default))
    return (
        f"{count_of(now, 'pair has', 'pairs have')} a cosine of "
        f"{format_decimal(at_least, 1)} or more; with the default settings, {format_count(before)}."
    )


def describe_direction(direction: Direction, first: str = "A", second: str = "B") -> str:
    """The direction with its confidence as a sentence about articles of these names."""
    sure = f"{CONFIDENCE[direction.confidence]} ".lstrip()
    sentence = {
        "second from first": f"{second} was {sure}taken from {first}",
        "first from second": f"{first} was {sure}taken from {second}",
        "common source": f"both were {sure}taken from a common source",
        "cannot tell": "it is not clear who took from whom",
    }[direction.verdict]
    return sentence[0].upper() + sentence[1:] + "."


def describe_step(direction: Direction) -> str:
    """The direction of a step of a lineage, as a phrase about the later version (`second`)."""
    sure = f"{CONFIDENCE[direction.confidence]} ".lstrip()
    return {
        "second from first": f"{sure}taken from it",
        "first from second": f"{sure}the other way round",
        "common source": f"{sure}both from a common source",
        "cannot tell": "it is not clear which of the two came first",
    }[direction.verdict]


def describe_verdict(verdict: str, first: str, second: str) -> str:
    """A verdict with the names of the two articles for the words “first” and “second”."""
    names = {"first": first, "second": second}
    return " ".join(names.get(word, word) for word in verdict.split())


def source_matrix(
    counts: pd.DataFrame, sources: Sequence[str], mode: Mode, *, selected: tuple[str, ...] = ()
) -> go.Figure:
    """Heatmap of reuse by source: how many articles of the taker (row) have text of the giver.

    `counts` is the table of `count_taken`. A cell has `[taker, giver]` as customdata; the
    `selected` cell is outlined, given as taker and giver, or as one name for both.
    """
    place = {source: row for row, source in enumerate(sources)}
    known = counts[counts["taker_source"].isin(place) & counts["giver_source"].isin(place)]
    grid = np.zeros((len(place), len(place)), dtype=int)
    hover = [[_describe_none(taker, giver) for giver in sources] for taker in sources]
    for row in known.to_dict("records"):
        taker, giver = place[row["taker_source"]], place[row["giver_source"]]
        grid[taker, giver] = row["articles"]
        hover[taker][giver] = _describe_some(row)
    chart = ChartBuilder(mode, height=max(24, 44 - len(place)) * len(place) + 170)
    chart.add_cells(
        grid, hover=hover,
        written=[[format_count(n) if n else "" for n in row] for row in grid],
        customdata=[[[taker, giver] for giver in sources] for taker in sources],
    )  # fmt: skip
    chart.name_cells(sources, sources, (22, 22))
    chart.set_x(title={"text": "from"})
    chart.set_y(title={"text": "takes"})
    if selected and selected[0] in place and selected[-1] in place:
        taker, giver = place[selected[0]], place[selected[-1]]
        chart.outline_cells((giver, giver), (taker, taker))
    return chart.build()


def _describe_none(taker: str, giver: str) -> str:
    return f"{escape(taker)} takes nothing from {escape(giver)}"


def _describe_some(row: dict[str, Any]) -> str:
    by_day = row["pairs"] - row["argued"]
    return (
        f"{escape(row['taker_source'])}: {count_of(row['articles'], 'article', 'articles')} "
        f"with text from {escape(row['giver_source'])}<br>"
        f"{format_share(row['share'])} of their words on average<br>"
        f"{count_of(row['pairs'], 'pair', 'pairs')}: {format_count(row['argued'])} argued from the "
        f"evidence, {format_count(by_day)} assumed from the dates"
    )


def taken_rows(
    taken: pd.DataFrame, labels: Mapping[str, str], selected: tuple[str, str] | None
) -> list[dict[str, Any]]:
    """Pairs with taker, giver and the basis of the direction, the share taken as score.

    A row's id is `giver.taker`.
    """
    return [
        list_row(
            f"{row['giver']}.{row['taker']}",
            [
                [[labels[row["taker"]], "strong"], [f"  {row['taker_source']}", "quiet"]],
                [
                    [_describe_takes(row), "quiet"],
                    [labels[row["giver"]], ""],
                    [f" {row['giver_source']} · {_HOW[row['how']]}", "quiet"],
                ],
            ],
            share=float(row["share"]),
            selected=selected is not None and {row["giver"], row["taker"]} == set(selected),
            actions=[["compare", "Compare"]],
        )
        for row in taken.to_dict("records")
    ]


def _describe_takes(row: dict[str, Any]) -> str:
    sure = CONFIDENCE[row.get("sure", "")]
    return f"{sure} takes from " if sure else "takes from "


def taken_table(taken: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The same pairs as a table for export."""
    return pd.DataFrame(
        {
            "source": taken["taker_source"],
            "article": taken["taker"].map(labels),
            "takes from": taken["giver_source"],
            "its article": taken["giver"].map(labels),
            "share of its words": taken["share"].round(3),
            "direction": taken["how"].map(_HOW),
            "confidence": taken["sure"].map(CONFIDENCE),
        }
    )
