"""What every chart of rows and columns has in common: how its cells look, read and are outlined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.views.drawing import Drawing
from components.views.layout import escape, shorten
from components.views.theme import TOKENS, Mode, under_text


def add_cells(
    drawing: Drawing,
    mode: Mode,
    values: Any,
    *,
    written: Sequence[Sequence[str]],
    customdata: Sequence[Sequence[Any]],
    hover: Sequence[Sequence[str]],
    **trace: Any,
) -> None:
    """Add a field of cells, coloured by `values` from 0 on, each with its number written in it.

    All are rows of cells; `hover` is markup, so it must be escaped. `trace` goes over the look.
    """
    look = {
        "zmin": 0,
        "colorscale": under_text(mode),
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
    drawing.add("heatmap", z=values, **look | trace)


def name_cells(
    drawing: Drawing, columns: Sequence[str], rows: Sequence[str], most: tuple[int, int]
) -> None:
    """Write the names of the columns below, aslant, and of the rows beside, the first on top.

    `most` are the characters that a name of a column and of a row may have.
    """
    drawing.set_x(**_ticks(columns, most[0]), tickangle=-40)
    drawing.set_y(**_ticks(rows, most[1]), autorange="reversed")


def outline_cells(
    drawing: Drawing, mode: Mode, columns: tuple[int, int], rows: tuple[int, int]
) -> None:
    """Draw a line around the cells from the first to the last of these columns and rows."""
    drawing.add_shape(
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
