"""Who takes text from whom, by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.views.drawing import Drawing
from components.views.layout import count_noun, escape, shorten
from components.views.local import say_count, say_share
from components.views.theme import TOKENS, Mode, under_text

MOST_SOURCES = 20
_HOW = {"argued": "argued", "by day": "by the earlier day"}


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
    drawing.add(
        "heatmap",
        z=grid,
        zmin=0,
        colorscale=under_text(mode),
        showscale=False,
        xgap=1,
        ygap=1,
        customdata=[[[taker, giver] for giver in sources] for taker in sources],
        text=[[say_count(n) if n else "" for n in row] for row in grid],
        texttemplate="%{text}",
        textfont={"size": 11, "color": TOKENS[mode]["ink"]},
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )
    names = [escape(shorten(source, 22)) for source in sources]
    ticks = {"tickmode": "array", "tickvals": list(range(len(place))), "showgrid": False}
    drawing.set_x(**ticks, ticktext=names, tickangle=-40, title={"text": "from"})
    drawing.set_y(**ticks, ticktext=names, autorange="reversed", title={"text": "takes"})
    if picked and picked[0] in place and picked[-1] in place:
        x, y = place[picked[-1]], place[picked[0]]
        drawing.add_shape(
            type="rect", x0=x - 0.5, x1=x + 0.5, y0=y - 0.5, y1=y + 0.5,
            line={"width": 2, "color": TOKENS[mode]["ink"]},
        )  # fmt: skip
    return drawing.figure()


def _say_none(taker: str, giver: str) -> str:
    return f"{escape(taker)} takes nothing from {escape(giver)}"


def _say_some(row: dict[str, Any]) -> str:
    by_day = row["pairs"] - row["argued"]
    return (
        f"{escape(row['taker_source'])}: {count_noun(row['articles'], 'article')} with text from "
        f"{escape(row['giver_source'])}<br>{say_share(row['share'])} of their words on average<br>"
        f"{count_noun(row['pairs'], 'pair')}: {say_count(row['argued'])} argued, "
        f"{say_count(by_day)} by the earlier day"
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
                [["takes from ", "quiet"], [labels[row["giver"]], ""],
                 [f"  {row['giver_source']} · {_HOW[row['how']]}", "quiet"]],
            ],
            "actions": [["compare", "Compare"]],
        }
        for row in taken.to_dict("records")
    ]  # fmt: skip


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
        }
    )
