"""Lineage graph of a family: versions over time, and the likely steps between them as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import networkx as nx
import pandas as pd
import plotly.graph_objects as go

from components.views.locale_formatting import (
    count_of,
    escape,
    format_count,
    format_share,
    format_short_day,
    shorten,
)
from components.views.panes import list_row
from components.views.theme import TOKENS, ChartBuilder, Mode, category_colours

Step = tuple[str, str]
Place = tuple[float, int]

_ROW = 40
_LONGEST = 56
# A step shorter than this share of the width has its mark on the vertical part of its line.
_NEAR = 0.08
_DAYS_IN_WORDS = 8


def row_order(order: Sequence[str], steps: pd.DataFrame) -> list[str]:
    """The versions row by row in depth-first order, so that no two steps cross.

    `order` ranks versions; `steps` has columns `source` and `version` (article ids). The largest
    trees are first, versions without a step last.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(order)
    graph.add_edges_from(zip(steps["source"], steps["version"], strict=True))
    rank = {article: place for place, article in enumerate(order)}
    roots = [article for article in order if graph.in_degree(article) == 0]
    trees = [
        list(
            nx.dfs_preorder_nodes(
                graph, root, sort_neighbors=lambda ends: sorted(ends, key=rank.__getitem__)
            )
        )
        for root in roots
    ]
    return [article for tree in sorted(trees, key=len, reverse=True) for article in tree]


def lineage_graph(
    order: Sequence[str],
    steps: pd.DataFrame,
    names: Mapping[str, str],
    days: Mapping[str, date | None],
    mode: Mode,
    *,
    selected: Step | None = None,
) -> go.Figure:
    """Chart of the lineage: a row for each version, time from left to right, a line for each step.

    `steps` has columns `source` (the earlier version), `version` (both article ids), `share` (of
    the version's words that are in the earlier one, 0 to 1) and `leaning` (0 or less where the
    direction cannot be told: the line is dotted). Lines are as thick as the share. When the day of
    any version is missing, versions are placed by their rank in `order`. A version has its id as
    customdata, a step `[source, version]`.
    """
    rows = row_order(order, steps)
    places, dated = _places(order, rows, days)
    chart = ChartBuilder(mode, height=70 + _ROW * len(rows))
    told = steps.to_dict("records")
    for step in told:
        _add_line(chart, step, places, mode, selected)
    _add_marks(chart, told, places, mode, selected)
    _add_versions(chart, rows, places, names, mode)
    _set_axes(chart, places, dated)
    return chart.build()


def _places(
    order: Sequence[str], rows: Sequence[str], days: Mapping[str, date | None]
) -> tuple[dict[str, Place], bool]:
    """The x (day or rank) and row of each version, and whether x is a day."""
    known = [day for article in order if (day := days.get(article)) is not None]
    dated = len(known) == len(order) and len(set(known)) > 1
    across = {
        article: float((days[article] or date.min).toordinal()) if dated else float(rank)
        for rank, article in enumerate(order)
    }
    return {article: (across[article], row) for row, article in enumerate(rows)}, dated


def _width(places: Mapping[str, Place]) -> tuple[float, float]:
    across = [x for x, _ in places.values()]
    return min(across), max(max(across) - min(across), 1.0)


def _colour(step: Mapping[str, Any], mode: Mode, selected: Step | None) -> str:
    chosen = selected is not None and selected == (step["source"], step["version"])
    return TOKENS[mode]["accent" if chosen else "quiet"]


def _add_line(
    chart: ChartBuilder,
    step: Mapping[str, Any],
    places: Mapping[str, Place],
    mode: Mode,
    selected: Step | None,
) -> None:
    (x0, y0), (x1, y1) = places[step["source"]], places[step["version"]]
    chart.add(
        "scatter",
        mode="lines",
        x=[x0, x0, x1],
        y=[y0, y1, y1],
        line={
            "width": 1 + 4 * float(step["share"]),
            "color": _colour(step, mode, selected),
            "dash": "dot" if step["leaning"] <= 0 else "solid",
        },
        hoverinfo="skip",
    )


def _add_marks(
    chart: ChartBuilder,
    steps: Sequence[Mapping[str, Any]],
    places: Mapping[str, Place],
    mode: Mode,
    selected: Step | None,
) -> None:
    """A diamond in the middle of each step, or on its vertical part where the step is short."""
    _, width = _width(places)
    marks = []
    for step in steps:
        (x0, _), (x1, y1) = places[step["source"]], places[step["version"]]
        near = abs(x1 - x0) < _NEAR * width
        marks.append(
            (x0, y1 - 0.5, "middle right") if near else ((x0 + x1) / 2, y1, "bottom center")
        )
    chart.add(
        "scatter",
        mode="markers+text",
        x=[x for x, _, _ in marks],
        y=[y for _, y, _ in marks],
        text=[format_share(step["share"]) for step in steps],
        textposition=[side for _, _, side in marks],
        textfont={"size": 11, "color": TOKENS[mode]["quiet"]},
        customdata=[[step["source"], step["version"]] for step in steps],
        marker={
            "size": 11,
            "symbol": "diamond",
            "color": [_colour(step, mode, selected) for step in steps],
        },
        hovertext=[_describe_step(step) for step in steps],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _describe_step(step: Mapping[str, Any]) -> str:
    share = f"{format_share(step['share'])} of its words are in passages of the other"
    if step["leaning"] > 0:
        return f"{share}<br>click to see what it changed"
    return f"{share}; the direction is not clear<br>click to see what only one of them has"


def _add_versions(
    chart: ChartBuilder,
    rows: Sequence[str],
    places: Mapping[str, Place],
    names: Mapping[str, str],
    mode: Mode,
) -> None:
    start, width = _width(places)
    late = [places[article][0] - start > 0.6 * width for article in rows]
    chart.add(
        "scatter",
        mode="markers+text",
        x=[places[article][0] for article in rows],
        y=[places[article][1] for article in rows],
        text=[f"  {escape(shorten(names[article], _LONGEST))}  " for article in rows],
        textposition=["top left" if side else "middle right" for side in late],
        textfont={"size": 12},
        customdata=list(rows),
        marker={
            "size": 13,
            "color": category_colours(mode)[0],
            "line": {"width": 2, "color": TOKENS[mode]["raised"]},
        },
        hovertext=[escape(names[article]) for article in rows],
        hovertemplate="%{hovertext}<br>click to read it<extra></extra>",
    )


def _set_axes(chart: ChartBuilder, places: Mapping[str, Place], dated: bool) -> None:
    start, width = _width(places)
    chart.set_y(visible=False, range=[len(places) - 0.3, -0.9])
    chart.set_x(visible=dated, range=[start - 0.06 * width, start + 1.06 * width])
    if dated:
        every = max(1, round(width / _DAYS_IN_WORDS))
        ticks = [start + every * number for number in range(int(width // every) + 1)]
        words = [format_short_day(date.fromordinal(int(tick))) for tick in ticks]
        chart.set_x(tickmode="array", tickvals=ticks, ticktext=words, side="top",
                            ticklabeloverflow="allow")  # fmt: skip


def step_rows(
    steps: pd.DataFrame,
    names: Mapping[str, str],
    told: Mapping[Step, str],
    selected: Step | None,
) -> list[dict[str, Any]]:
    """The steps as rows with the share as score and the words `told` of each.

    A row's id is `source.version`. The parameter `names` are the short labels of articles.
    """
    return [
        list_row(f"{step['source']}.{step['version']}", [
                [[names[step["version"]], "strong"],
                 ["  from  " if step["leaning"] > 0 else "  and  ", "quiet"],
                 [names[step["source"]], "strong"]],
                [[told[step["source"], step["version"]], "quiet"]],
            ], share=float(step["share"]), selected=selected == (step["source"], step["version"]))
        for step in steps.to_dict("records")
    ]  # fmt: skip


def describe_threshold(share: int, now: int, before: int, was: int | None) -> str:
    """How many families there are at the threshold `share` (per cent), and at that `before` it."""
    line = f"{count_of(now, 'family', 'families')} at {share} %"
    return f"{line}." if was is None else f"{line}, {format_count(was)} at {before} %."
