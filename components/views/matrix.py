"""The similarity matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.views.cells import add_cells, name_cells, outline_cells
from components.views.drawing import Drawing
from components.views.layout import escape
from components.views.local import say_decimal, say_score
from components.views.theme import Mode, sequential

VALUES_UP_TO = 24
# Characters: a mark, a source and a day stand whole.
LONGEST_NAME = 39
# In a cell, and where the pointer stands on it.
UNKNOWN = "…"
NOT_COMPARED = "not compared yet"


def similarity_matrix(
    pairs: pd.DataFrame,
    order: Sequence[str],
    labels: dict[str, str],
    mode: Mode,
    *,
    ticks: dict[str, str] | None = None,
    picked: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw the cosine of every two articles in `order`, 0 to 1, the same both ways.

    `labels` are the titles, `ticks` shorter names for the axes. `pairs` has columns `a`, `b`
    (article ids) and `score`; a pair that is not in it was not compared yet, which its cell says. A
    cell carries `[first, second]` in its customdata. The `picked` pair is outlined. Values are
    written out up to 24 articles.
    """
    place = {article: row for row, article in enumerate(order)}
    grid = _fill(pairs, place)
    size = len(order)
    cell = max(12, min(72, 620 // max(size, 1)))
    drawing = Drawing(mode, height=cell * size + 150)
    names = [escape(labels[article]) for article in order]
    customdata = [[[first, second] for second in order] for first in order]
    is_large = size > VALUES_UP_TO
    scale = {
        "colorscale": sequential(mode),
        "showscale": True,
        "colorbar": {"thickness": 8, "outlinewidth": 0, "title": {"text": "cosine"}},
    }
    add_cells(
        drawing, mode, grid, written=_write(grid, size), customdata=customdata,
        hover=_explain(grid, names), zmax=1, **scale if is_large else {},
    )  # fmt: skip
    short = [(ticks or labels)[article] for article in order]
    name_cells(drawing, short, short, (LONGEST_NAME, LONGEST_NAME))
    for first, second in _both_ways(picked, place):
        outline_cells(drawing, mode, (second, second), (first, first))
    return drawing.figure()


def _fill(pairs: pd.DataFrame, place: dict[str, int]) -> np.ndarray:
    grid = np.full((len(place), len(place)), np.nan)
    shown = pairs[pairs["a"].isin(place) & pairs["b"].isin(place)]
    rows = shown["a"].map(place).to_numpy(dtype=int)
    columns = shown["b"].map(place).to_numpy(dtype=int)
    grid[rows, columns] = grid[columns, rows] = shown["score"].to_numpy()
    return grid


def _write(grid: np.ndarray, size: int) -> list[list[str]]:
    if size > VALUES_UP_TO:
        return [[""] * size for _ in range(size)]
    return [
        [_say_cell(value) if row != column else "" for column, value in enumerate(values)]
        for row, values in enumerate(grid)
    ]


def _say_cell(score: float) -> str:
    return UNKNOWN if np.isnan(score) else say_score(score)


def _explain(grid: np.ndarray, names: list[str]) -> list[list[str]]:
    return [
        [
            f"{first}<br>{second}<br>{_say_cosine(grid[row, column])}" if row != column else first
            for column, second in enumerate(names)
        ]
        for row, first in enumerate(names)
    ]


def _say_cosine(score: float) -> str:
    return NOT_COMPARED if np.isnan(score) else f"cosine {say_decimal(score, 2)}"


def _both_ways(picked: tuple[str, str] | None, place: dict[str, int]) -> list[tuple[int, int]]:
    if picked is None or picked[0] not in place or picked[1] not in place:
        return []
    first, second = place[picked[0]], place[picked[1]]
    return [(first, second), (second, first)]
