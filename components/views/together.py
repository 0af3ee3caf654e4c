"""Who is named together with whom, as a graph."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from components.views.bars import colour_of
from components.views.drawing import Drawing
from components.views.layout import escape, shorten
from components.views.local import count_of
from components.views.theme import TOKENS, Mode

_WIDEST, _LARGEST, _SMALLEST = 7.0, 34.0, 9.0
_FORMS = {"sentence": ("sentence", "sentences"), "article": ("article", "articles")}


def together_graph(
    counts: pd.DataFrame,
    ties: pd.DataFrame,
    places: Mapping[str, tuple[float, float]],
    unit: str,
    mode: Mode,
    *,
    picked: str = "",
    tie: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw entities as circles as large as they are named often, and lines as thick as ties.

    `counts` has columns `entity`, `type` and `mentions`, `ties` has `a`, `b` and `together` (how
    many of `unit` name both), `places` an x and y for each entity. A circle carries its entity in
    customdata, the mark on a line `[a, b]`.
    """
    drawing = Drawing(mode, height=560)
    most = int(ties["together"].max()) if len(ties) else 1
    for a, b, together in ties.iloc[::-1].itertuples(index=False):
        _add_line(drawing, (a, b), together / most, places, mode, lit=tie == (a, b))
    _add_marks(drawing, ties, places, unit, mode)
    for kind, own in counts.groupby("type", sort=False):
        _add_circles(drawing, str(kind), own, int(counts["mentions"].max()), places, mode, picked)
    drawing.set_x(visible=False)
    drawing.set_y(visible=False)
    return drawing.figure()


def _add_line(
    drawing: Drawing,
    ends: tuple[str, str],
    share: float,
    places: Mapping[str, tuple[float, float]],
    mode: Mode,
    *,
    lit: bool,
) -> None:
    (x0, y0), (x1, y1) = places[ends[0]], places[ends[1]]
    drawing.add(
        "scatter",
        mode="lines",
        x=[x0, x1],
        y=[y0, y1],
        line={"width": 1 + _WIDEST * share, "color": TOKENS[mode]["accent" if lit else "rule"]},
        hoverinfo="skip",
    )


def _add_marks(
    drawing: Drawing,
    ties: pd.DataFrame,
    places: Mapping[str, tuple[float, float]],
    unit: str,
    mode: Mode,
) -> None:
    """A mark in the middle of each line, for a line itself cannot be clicked."""
    rows = list(ties[["a", "b", "together"]].itertuples(index=False))
    drawing.add(
        "scatter",
        mode="markers",
        x=[(places[a][0] + places[b][0]) / 2 for a, b, _ in rows],
        y=[(places[a][1] + places[b][1]) / 2 for a, b, _ in rows],
        customdata=[[a, b] for a, b, _ in rows],
        marker={"size": 8, "symbol": "diamond", "color": TOKENS[mode]["quiet"], "opacity": 0.8},
        hovertext=[
            f"{escape(a)} and {escape(b)}<br>both in {count_of(n, *_FORMS[unit])}"
            for a, b, n in rows
        ],
        hovertemplate="%{hovertext}<br>click to read them<extra></extra>",
    )


def _add_circles(
    drawing: Drawing,
    kind: str,
    counts: pd.DataFrame,
    most: int,
    places: Mapping[str, tuple[float, float]],
    mode: Mode,
    picked: str,
) -> None:
    names = counts["entity"].astype(str).tolist()
    sizes = [_SMALLEST + (_LARGEST - _SMALLEST) * (n / most) ** 0.5 for n in counts["mentions"]]
    drawing.add(
        "scatter",
        mode="markers+text",
        x=[places[name][0] for name in names],
        y=[places[name][1] for name in names],
        text=[escape(shorten(name, 24)) for name in names],
        textposition="bottom center",
        textfont={"size": 12},
        customdata=names,
        marker={
            "size": sizes,
            "color": colour_of(kind, mode),
            "opacity": [1.0 if picked in ("", name) else 0.4 for name in names],
            "line": {"width": 2, "color": TOKENS[mode]["raised"]},
        },
        hovertext=[
            f"{escape(name)}<br>{count_of(n, 'mention', 'mentions')}"
            for name, n in zip(names, counts["mentions"], strict=True)
        ],
        hovertemplate="%{hovertext}<br>click to select it<extra></extra>",
    )
