"""Who takes text from whom, by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.views.cells import add_cells, name_cells, outline_cells
from components.views.direction import CONFIDENCE
from components.views.drawing import Drawing
from components.views.layout import escape
from components.views.local import count_of, say_count, say_share
from components.views.theme import Mode

MOST_SOURCES = 20
_HOW = {"argued": "argued from the evidence", "by day": "assumed from the dates"}


def source_matrix(
    counts: pd.DataFrame, sources: Sequence[str], mode: Mode, *, picked: tuple[str, ...] = ()
) -> go.Figure:
    """Draw how many articles of each source (row) take text from each source (column).

    `counts` is what `count_taken` gives. A cell carries `[taker, giver]` in its customdata; the
    `picked` one (taker and giver, one name for both) is outlined.
    """
    place = {source: row for row, source in enumerate(sources)}
    known = counts[counts["taker_source"].isin(place) & counts["giver_source"].isin(place)]
    grid = np.zeros((len(place), len(place)), dtype=int)
    hover = [[_say_none(taker, giver) for giver in sources] for taker in sources]
    for row in known.to_dict("records"):
        taker, giver = place[row["taker_source"]], place[row["giver_source"]]
        grid[taker, giver] = row["articles"]
        hover[taker][giver] = _say_some(row)
    drawing = Drawing(mode, height=max(24, 44 - len(place)) * len(place) + 170)
    add_cells(
        drawing, mode, grid, hover=hover,
        written=[[say_count(n) if n else "" for n in row] for row in grid],
        customdata=[[[taker, giver] for giver in sources] for taker in sources],
    )  # fmt: skip
    name_cells(drawing, sources, sources, (22, 22))
    drawing.set_x(title={"text": "from"})
    drawing.set_y(title={"text": "takes"})
    if picked and picked[0] in place and picked[-1] in place:
        taker, giver = place[picked[0]], place[picked[-1]]
        outline_cells(drawing, mode, (giver, giver), (taker, taker))
    return drawing.figure()


def _say_none(taker: str, giver: str) -> str:
    return f"{escape(taker)} takes nothing from {escape(giver)}"


def _say_some(row: dict[str, Any]) -> str:
    by_day = row["pairs"] - row["argued"]
    return (
        f"{escape(row['taker_source'])}: {count_of(row['articles'], 'article', 'articles')} "
        f"with text from {escape(row['giver_source'])}<br>"
        f"{say_share(row['share'])} of their words on average<br>"
        f"{count_of(row['pairs'], 'pair', 'pairs')}: {say_count(row['argued'])} argued from the "
        f"evidence, {say_count(by_day)} assumed from the dates"
    )


def taken_rows(
    taken: pd.DataFrame, labels: Mapping[str, str], picked: tuple[str, str] | None
) -> list[dict[str, Any]]:
    """Pairs of articles, each with who took from whom, as rows to pick: `giver.taker`."""
    return [
        {
            "id": f"{row['giver']}.{row['taker']}",
            "score": float(row["share"]),
            "picked": picked is not None and {row["giver"], row["taker"]} == set(picked),
            "lines": [
                [[labels[row["taker"]], "strong"], [f"  {row['taker_source']}", "quiet"]],
                [[_say_takes(row), "quiet"], [labels[row["giver"]], ""],
                 [" ".join(["", row["giver_source"], "·", _HOW[row["how"]]]), "quiet"]],
            ],
            "actions": [["compare", "Compare"]],
        }
        for row in taken.to_dict("records")
    ]  # fmt: skip


def _say_takes(row: dict[str, Any]) -> str:
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
