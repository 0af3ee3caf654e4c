"""A large library as a map: a point for each article, alike ones near each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.views.groups import SYMBOLS, largest_groups
from components.views.layout import empty_figure, escape, shorten
from components.views.theme import Mode, categories, sequential

COLOURS = ("Source", "Family", "Language", "Date")
_NAMES = {
    "Source": ("source not known", "other sources"),
    "Family": ("in no family", "smaller families"),
    "Language": ("language not known", "other languages"),
}
_FAINT = 0.12


def article_map(
    points: pd.DataFrame, colour: str, mode: Mode, *, lit: np.ndarray | None = None
) -> go.Figure:
    """Draw the articles as points, coloured by one of `COLOURS`.

    `points` has columns `article`, `x`, `y`, `hover` (escaped already), `source`, `family` (its
    name, "" for none), `language` and `published`. `lit` tells of each point whether it keeps its
    full colour; None lights all. A point carries its article in its customdata; a lasso picks many.
    """
    figure = empty_figure(mode, height=560, dragmode="lasso")
    shown = np.ones(len(points), dtype=bool) if lit is None else lit
    if colour == "Date":
        _add_dated(figure, points, shown, mode)
    else:
        _add_grouped(figure, points, colour, shown, mode)
    bare = {"visible": False, "range": [-1.06, 1.06]}
    figure.update_xaxes(**bare)
    figure.update_yaxes(**bare)
    figure.update_layout(
        showlegend=colour != "Date",
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "itemclick": False,
                "itemdoubleclick": False},
    )  # fmt: skip
    return figure


def _add_grouped(
    figure: go.Figure, points: pd.DataFrame, colour: str, lit: np.ndarray, mode: Mode
) -> None:
    groups, names = largest_groups(points[colour.lower()], *_NAMES[colour])
    of_group = groups.to_numpy()
    for name, tint, symbol in zip(names, categories(mode), SYMBOLS, strict=False):
        where = np.flatnonzero(of_group == name)
        look = {"color": tint, "symbol": symbol}
        _add_points(figure, points.iloc[where], lit[where], escape(shorten(name, 26)), look)


def _add_dated(figure: go.Figure, points: pd.DataFrame, lit: np.ndarray, mode: Mode) -> None:
    undated = points["published"].isna().to_numpy()
    plain = {"color": categories(mode)[6], "symbol": "circle-open"}
    _add_points(figure, points[undated], lit[undated], "no date", plain)
    dated = points[~undated]
    if dated.empty:
        return
    years = dated["published"].dt.year + (dated["published"].dt.day_of_year - 1) / 366
    bar = {"title": {"text": "published"}, "thickness": 8, "outlinewidth": 0, "tickformat": "d"}
    # From the middle of the scale on: its beginning is the colour of the ground.
    look = {"color": years.to_numpy(), "colorscale": sequential(mode)[1:], "colorbar": bar}
    look["colorscale"] = [(0.0, look["colorscale"][0][1]), (1.0, look["colorscale"][1][1])]
    _add_points(figure, dated, lit[~undated], "dated", look)


def _add_points(
    figure: go.Figure, points: pd.DataFrame, lit: np.ndarray, name: str, look: dict[str, Any]
) -> None:
    if points.empty:
        return
    size = 5 if len(points) > 2_000 else 7
    figure.add_scattergl(
        mode="markers",
        name=name,
        x=points["x"].to_numpy(dtype=np.float32),
        y=points["y"].to_numpy(dtype=np.float32),
        customdata=_as_texts(points["article"]),
        hovertext=_as_texts(points["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": size, "opacity": np.where(lit, 0.85, _FAINT), **look},
        selected={"marker": {"opacity": 0.85}},
        unselected={"marker": {"opacity": 0.85}},
    )


def _as_texts(column: pd.Series) -> np.ndarray:
    """An array of texts of one width: plotly copies it as a whole, not text by text."""
    return np.array(column.tolist(), dtype=str)
