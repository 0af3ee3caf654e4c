"""Heatmaps: cells with their numbers, names of rows and columns, outlines of selected cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.views.formatting import escape, shorten
from components.views.theme import TOKENS, ChartBuilder, Mode, cell_scale


def add_cells(
    chart: ChartBuilder,
    mode: Mode,
    values: Any,
    *,
    written: Sequence[Sequence[str]],
    customdata: Sequence[Sequence[Any]],
    hover: Sequence[Sequence[str]],
    **trace: Any,
) -> None:
    """Add a heatmap trace; the colours begin at 0.

    `values`, the texts `written` in the cells, `customdata` and `hover` are lists of rows. `hover`
    is HTML and must be escaped. `trace` overrides properties.
    """
    look = {
        "zmin": 0,
        "colorscale": cell_scale(mode),
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "text": written,
        "texttemplate": "%{text}",
        "textfont": {"size": 11, "color": TOKENS[mode]["ink"]},
        "customdata": customdata,
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    chart.add("heatmap", z=values, **look | trace)


def name_cells(
    chart: ChartBuilder, columns: Sequence[str], rows: Sequence[str], most: tuple[int, int]
) -> None:
    """Write the names of columns (rotated) and rows; the first row is at the top.

    `most` is the greatest number of characters of a column's and of a row's name.
    """
    chart.set_x(**_ticks(columns, most[0]), tickangle=-40)
    chart.set_y(**_ticks(rows, most[1]), autorange="reversed")


def outline_cells(
    chart: ChartBuilder, mode: Mode, columns: tuple[int, int], rows: tuple[int, int]
) -> None:
    """Draw a rectangle around the cells between these first and last columns and rows."""
    chart.add_shape(
        type="rect",
        x0=columns[0] - 0.5,
        x1=columns[1] + 0.5,
        y0=rows[0] - 0.5,
        y1=rows[1] + 0.5,
        line={"width": 2, "color": TOKENS[mode]["ink"]},
    )


def _ticks(names: Sequence[str], most: int) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [escape(shorten(name, most)) for name in names],
        "showgrid": False,
    }
