"""Who takes text from whom, by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.analysis.pair.direction import Direction, Evidence
from components.views.formatting import count_of, escape, format_count, format_decimal, format_share
from components.views.heatmap import add_cells, name_cells, outline_cells
from components.views.panes import list_row
from components.views.theme import ChartBuilder, Mode

Piece = tuple[str, str]


def pair_rows(
    pairs: pd.DataFrame, labels: dict[str, str], selected: tuple[str, str] | None
) -> list[dict[str, Any]]:
    """The pairs as rows to pick: the cosine, both titles, and why they are alike.

    `pairs` is the table of `components.analysis.collection.pairs`. A row's id is both article ids joined by a
    point.
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
    """Why two articles are alike, in a sentence: sentences they share, words they share."""
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
    """The pairs as a table for people: titles, cosine, shared sentences, shared words."""
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
    pairs: pd.DataFrame, usual: pd.DataFrame, at_least: float = 0.5
) -> str:
    """How many pairs the settings make alike, and how many the usual ones do."""
    now, before = (int((table["score"] >= at_least).sum()) for table in (pairs, usual))
    return (
        f"{count_of(now, 'pair has', 'pairs have')} a cosine of "
        f"{format_decimal(at_least, 1)} or more; with the default settings, {format_count(before)}."
    )


def find_pair(pairs: pd.DataFrame, pair: tuple[str, str]) -> dict[str, Any] | None:
    """The row of a pair, whichever way round it is asked for; None when it is not in the table."""
    either = pairs[
        ((pairs["a"] == pair[0]) & (pairs["b"] == pair[1]))
        | ((pairs["a"] == pair[1]) & (pairs["b"] == pair[0]))
    ]
    return dict(either.iloc[0]) if len(either) else None


MOST_SOURCES = 20
_HOW = {"argued": "argued from the evidence", "by day": "assumed from the dates"}


def source_matrix(
    counts: pd.DataFrame, sources: Sequence[str], mode: Mode, *, selected: tuple[str, ...] = ()
) -> go.Figure:
    """Draw how many articles of each source (row) take text from each source (column).

    `counts` is what `count_taken` gives. A cell carries `[taker, giver]` in its customdata; the
    `selected` one (taker and giver, one name for both) is outlined.
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
    add_cells(
        chart, mode, grid, hover=hover,
        written=[[format_count(n) if n else "" for n in row] for row in grid],
        customdata=[[[taker, giver] for giver in sources] for taker in sources],
    )  # fmt: skip
    name_cells(chart, sources, sources, (22, 22))
    chart.set_x(title={"text": "from"})
    chart.set_y(title={"text": "takes"})
    if selected and selected[0] in place and selected[-1] in place:
        taker, giver = place[selected[0]], place[selected[-1]]
        outline_cells(chart, mode, (giver, giver), (taker, taker))
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
    """Pairs of articles, each with who took from whom, as rows to pick: `giver.taker`."""
    return [
        list_row(f"{row['giver']}.{row['taker']}", [
                [[labels[row["taker"]], "strong"], [f"  {row['taker_source']}", "quiet"]],
                [[_describe_takes(row), "quiet"], [labels[row["giver"]], ""],
                 [" ".join(["", row["giver_source"], "·", _HOW[row["how"]]]), "quiet"]],
            ], score=float(row["share"]), selected=selected is not None and {row["giver"], row["taker"]} == set(selected), actions=[["compare", "Compare"]])
        for row in taken.to_dict("records")
    ]  # fmt: skip


def _describe_takes(row: dict[str, Any]) -> str:
    sure = CONFIDENCE[row.get("sure", "")]
    return f"{sure} takes from " if sure else "takes from "


def taken_table(taken: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The pairs as a table for people."""
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


# Each confidence in a word or two.
CONFIDENCE = {"strong": "very likely", "likely": "likely", "weak": "perhaps", "": ""}


def describe_step(direction: Direction) -> str:
    """The verdict on a step of a lineage, said of the later version."""
    sure = CONFIDENCE[direction.confidence]
    return {
        "second from first": f"{sure} taken from it",
        "first from second": f"{sure} the other way round",
        "common source": f"{sure} both from a common source",
        "cannot tell": "it is not clear which of the two came first",
    }[direction.verdict]


# What an analyst may decide about two articles, the one with the smaller id being the first.
PAIR_VERDICTS = ["second from first", "first from second", "common source", "unrelated"]


def describe_verdict(verdict: str, first: str, second: str) -> str:
    """A verdict on a pair with the names of the two."""
    names = {"first": first, "second": second}
    return " ".join(names.get(word, word) for word in verdict.split())


def describe_direction(direction: Direction, first: str = "A", second: str = "B") -> str:
    """The verdict as a sentence about the two texts by the names given."""
    sure = CONFIDENCE[direction.confidence]
    sentence = {
        "second from first": f"{second} was {sure} taken from {first}",
        "first from second": f"{first} was {sure} taken from {second}",
        "common source": f"both were {sure} taken from a common source",
        "cannot tell": "it is not clear who took from whom",
    }[direction.verdict]
    return sentence[0].upper() + sentence[1:] + "."


def evidence_rows(
    direction: Direction, first: str = "A", second: str = "B"
) -> list[dict[str, Any]]:
    """Each piece of evidence with what it speaks for; a row's id is its number."""
    return [
        _row(number, found, describe_verdict(found.points, first, second))
        for number, found in enumerate(direction.evidence)
    ]


def _row(number: int, found: Evidence, points: str) -> dict[str, Any]:
    spoken = "" if points == "cannot tell" else f"supports: {points}"
    lines = [[[found.sentence, ""]], *([[[spoken, "quiet"]]] if spoken else [])]
    return list_row(str(number), lines)


def evidence_table(direction: Direction) -> pd.DataFrame:
    """The evidence as a table for people, the weightiest first."""
    rows = [(found.sentence, found.points, found.weight) for found in direction.evidence]
    return pd.DataFrame(rows, columns=["evidence", "supports", "weight"])


def signed_confidence(direction: Direction) -> float:
    """How surely the second took from the first: 1 sure, 0 cannot tell, -1 the other way round."""
    sure = {"strong": 1.0, "likely": 0.7, "weak": 0.35, "": 0.0}[direction.confidence]
    return {"second from first": sure, "first from second": -sure}.get(direction.verdict, 0.0)
