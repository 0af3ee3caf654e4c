"""Similarity of all articles: a matrix of cosines for some, a map (projection) for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
import orjson
import pandas as pd
import plotly.graph_objects as go

from components.views.locale_formatting import escape, format_decimal, format_score, shorten
from components.views.overview.colour_groups import UNNAMED_SOURCES, largest_groups
from components.views.theme import (
    SYMBOLS,
    ChartBuilder,
    Mode,
    category_colours,
    similarity_scale,
)

VALUES_UP_TO = 24
# In characters; a sample mark, a source, a day and the words that differ fit.
LONGEST_NAME = 72
# Of the cells of a matrix and of the map, in pixels, to be seen whole on a screen of 900.
_HEIGHT, _MAP_HEIGHT = 480, 470
# Of so many columns at most every first, second or fifth has its number, lest they run together.
_NUMBERED = {9: 1, 19: 2, inf: 5}
# What stands in a cell without a cosine, and on hover.
UNKNOWN = "…"
NOT_COMPARED = "not compared yet"
COLOURS = ("Source", "Family", "Language", "Date")
_NAMES = {
    "Source": UNNAMED_SOURCES,
    "Family": ("in no family", "smaller families"),
    "Language": ("language not known", "other languages"),
}
_FULL, _FAINT = 0.85, 0.12


def similarity_matrix(
    pairs: pd.DataFrame,
    order: Sequence[str],
    labels: dict[str, str],
    mode: Mode,
    *,
    ticks: dict[str, str] | None = None,
    selected: tuple[str, str] | None = None,
) -> go.Figure:
    """Heatmap of the cosine (0 to 1) of every two articles, symmetric, in `order`.

    `labels` are the titles, `ticks` the short names of the rows, whose numbers name the columns.
    `pairs` has columns `a`, `b` (article ids) and `score`; the cell of a pair without a row says
    that it was not compared yet. A cell has `[first, second]` as customdata. The `selected` pair is
    outlined. Up to `VALUES_UP_TO` articles the values are written in the cells.
    """
    place = {article: row for row, article in enumerate(order)}
    grid = _fill(pairs, place)
    size = len(order)
    cell = max(12, min(96, _HEIGHT // max(size, 1)))
    chart = ChartBuilder(mode, height=cell * size + 40)
    names = [escape(labels[article]) for article in order]
    customdata = [[[first, second] for second in order] for first in order]
    is_large = size > VALUES_UP_TO
    scale = {
        "colorscale": similarity_scale(mode),
        "showscale": True,
        "colorbar": {"thickness": 8, "outlinewidth": 0, "title": {"text": "cosine"}},
    }
    chart.add_cells(
        grid, written=_write(grid, size), customdata=customdata,
        hover=_hover_texts(grid, names), zmax=1, **scale if is_large else {},
    )  # fmt: skip
    short = [(ticks or labels)[article] for article in order]
    # Columns bear the numbers of the rows: names would take as much room again.
    numbers = [str(number) for number in range(1, size + 1)]
    named = [f"{name}  {number}" for name, number in zip(short, numbers, strict=True)]
    each = next(step for most, step in _NUMBERED.items() if size <= most)
    told = [number if int(number) % each == 0 else "" for number in numbers]
    chart.name_cells(told, named, (LONGEST_NAME, LONGEST_NAME))
    chart.set_x(tickangle=0, side="top")
    for first, second in _both_ways(selected, place):
        chart.outline_cells((second, second), (first, first))
    return chart.build()


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
        [_describe_cell(value) if row != column else "" for column, value in enumerate(values)]
        for row, values in enumerate(grid)
    ]


def _describe_cell(score: float) -> str:
    return UNKNOWN if np.isnan(score) else format_score(score)


def _hover_texts(grid: np.ndarray, names: list[str]) -> list[list[str]]:
    return [
        [
            f"{first}<br>{second}<br>{_describe_cosine(grid[row, column])}"
            if row != column
            else first
            for column, second in enumerate(names)
        ]
        for row, first in enumerate(names)
    ]


def _describe_cosine(score: float) -> str:
    return NOT_COMPARED if np.isnan(score) else f"cosine {format_decimal(score, 2)}"


def _both_ways(selected: tuple[str, str] | None, place: dict[str, int]) -> list[tuple[int, int]]:
    if selected is None or selected[0] not in place or selected[1] not in place:
        return []
    first, second = place[selected[0]], place[selected[1]]
    return [(first, second), (second, first)]


def article_map(points: pd.DataFrame, colour: str, mode: Mode) -> go.Figure:
    """Scatter chart of the projection: a point for each article, similar ones near each other.

    `points` has a row for each article: `article` (its id), `x` and `y` (-1 to 1), `hover` (escaped
    HTML), `source`, `family` (its name, "" for none), `language` and `published` (NaT for none).
    `colour` is one of `COLOURS` and groups the points: the largest groups get a colour each, and
    “Date” a scale of years. A point has its article as customdata; a lasso selects several.
    """
    chart = ChartBuilder(mode, height=_MAP_HEIGHT, dragmode="lasso")
    if colour == "Date":
        _add_dated(chart, points, mode)
    else:
        _add_grouped(chart, points, colour, mode)
    bare = {"visible": False, "range": [-1.06, 1.06]}
    chart.set_x(**bare)
    chart.set_y(**bare)
    if colour != "Date":
        chart.show_legend()
    return chart.build()


def _add_grouped(chart: ChartBuilder, points: pd.DataFrame, colour: str, mode: Mode) -> None:
    groups, names = largest_groups(points[colour.lower()], *_NAMES[colour])
    of_group = groups.to_numpy()
    for name, tint, symbol in zip(names, category_colours(mode), SYMBOLS, strict=False):
        where = np.flatnonzero(of_group == name)
        look = {"color": tint, "symbol": symbol}
        _add_points(chart, points.iloc[where], escape(shorten(name, 26)), look)


def _add_dated(chart: ChartBuilder, points: pd.DataFrame, mode: Mode) -> None:
    undated = points["published"].isna().to_numpy()
    plain = {"color": category_colours(mode)[6], "symbol": "circle-open"}
    _add_points(chart, points[undated], "no date", plain)
    dated = points[~undated]
    if dated.empty:
        return
    years = dated["published"].dt.year + (dated["published"].dt.day_of_year - 1) / 366
    bar = {"title": {"text": "published"}, "thickness": 8, "outlinewidth": 0, "tickformat": "d"}
    # From the middle of the scale on, because it begins with the colour of the background.
    look = {"color": years.to_numpy(), "colorscale": similarity_scale(mode)[1:], "colorbar": bar}
    look["colorscale"] = [(0.0, look["colorscale"][0][1]), (1.0, look["colorscale"][1][1])]
    _add_points(chart, dated, "dated", look)


def _add_points(chart: ChartBuilder, points: pd.DataFrame, name: str, look: dict[str, Any]) -> None:
    if points.empty:
        return
    size = 5 if len(points) > 2_000 else 7
    chart.add(
        "scattergl",
        mode="markers",
        name=name,
        x=points["x"].to_numpy(dtype=np.float32),
        y=points["y"].to_numpy(dtype=np.float32),
        customdata=_as_texts(points["article"]),
        hovertext=_as_texts(points["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": size, "opacity": _FULL, **look},
        selected={"marker": {"opacity": _FULL}},
        unselected={"marker": {"opacity": _FULL}},
    )


def _as_texts(column: pd.Series) -> np.ndarray:
    """A fixed-width array of texts, which plotly copies as a whole and not text by text."""
    return np.array(column.tolist(), dtype=str)


@dataclass(frozen=True)
class PreparedMap:
    """A map serialised once, except for the opacity of its points, which follows the selection.

    `traces` are plotly's, their values already JSON, `markers` the marker of each, and `rows` the
    row numbers of its points in the table.
    """

    traces: list[dict[str, orjson.Fragment]]
    markers: list[dict[str, Any]]
    rows: list[np.ndarray]
    layout: orjson.Fragment


def prepare_map(points: pd.DataFrame, colour: str, mode: Mode) -> PreparedMap:
    """Serialise `article_map` for `render_map`: about 100 ms for 10,000 articles."""
    figure = article_map(points, colour, mode)
    drawn = orjson.loads(figure.to_json())
    row_of = {article: row for row, article in enumerate(points["article"])}
    return PreparedMap(
        traces=[
            {key: orjson.Fragment(orjson.dumps(one[key])) for key in one.keys() - {"marker"}}
            for one in drawn["data"]
        ],
        markers=[one["marker"] for one in drawn["data"]],
        rows=[np.array([row_of[i] for i in one["customdata"]], dtype=int) for one in drawn["data"]],
        layout=orjson.Fragment(orjson.dumps(drawn["layout"])),
    )


def render_map(drawn: PreparedMap, lit: np.ndarray) -> str:
    """The map as JSON for plotly; points that are False in `lit`, one value a row, are faint."""
    traces = [
        {**trace, "marker": {**marker, "opacity": _opacity(lit[rows])}}
        for trace, marker, rows in zip(drawn.traces, drawn.markers, drawn.rows, strict=True)
    ]
    figure = {"data": traces, "layout": drawn.layout}
    return orjson.dumps(figure, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def _opacity(lit: np.ndarray) -> Any:
    return _FULL if lit.all() else np.where(lit, _FULL, _FAINT)
