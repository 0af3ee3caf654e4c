"""A family over time: its versions and the likely steps between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from components.views.layout import empty_figure, escape, shorten
from components.views.theme import TOKENS, Mode, categories


def descent_graph(
    order: Sequence[str],
    steps: pd.DataFrame,
    labels: Mapping[str, str],
    telling: Mapping[tuple[str, str], Sequence[str]],
    mode: Mode,
    *,
    picked: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw who likely took from whom, from left to right in `order`.

    `steps` has columns `source`, `version` (article ids), `share` (of the version's words that
    stand in the source) and `leaning`. A step's line is as thick as its share and dotted where the
    direction cannot be told. `telling` gives each step's most telling changes, in words. Articles
    carry their id in customdata, steps `[source, version]`.
    """
    places = _places(order, steps)
    lanes = 1 + max((lane for _, lane in places.values()), default=0)
    figure = empty_figure(mode, height=int(60 + 80 * lanes))
    for step in steps.to_dict("records"):
        _add_step(figure, step, places, telling, mode, picked)
    names = [escape(labels[article]) for article in order]
    figure.add_scatter(
        mode="markers+text",
        x=[places[article][0] for article in order],
        y=[places[article][1] for article in order],
        text=names,
        textposition="bottom center",
        textfont={"size": 12},
        customdata=list(order),
        marker={
            "size": 16,
            "color": categories(mode)[0],
            "line": {"width": 2, "color": TOKENS[mode]["raised"]},
        },
        hovertext=[escape(labels[article]) for article in order],
        hovertemplate="%{hovertext}<br>read it<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[-0.6, len(order) - 0.4])
    figure.update_yaxes(visible=False, range=[lanes - 0.3, -0.5])
    return figure


def _places(order: Sequence[str], steps: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Columns in order; a version stands in its source's lane when that is free, else below."""
    source_of = dict(zip(steps["version"], steps["source"], strict=True))
    lane_of: dict[str, int] = {}
    continued: set[str] = set()
    for article in order:
        source = source_of.get(article)
        if source in lane_of and source not in continued:
            lane_of[article] = lane_of[source]
            continued.add(source)
        else:
            lane_of[article] = max(lane_of.values(), default=-1) + 1
    return {article: (float(x), float(lane_of[article])) for x, article in enumerate(order)}


def _add_step(
    figure: go.Figure,
    step: dict[str, object],
    places: Mapping[str, tuple[float, float]],
    telling: Mapping[tuple[str, str], Sequence[str]],
    mode: Mode,
    picked: tuple[str, str] | None,
) -> None:
    source, version = str(step["source"]), str(step["version"])
    share, leaning = float(str(step["share"])), float(str(step["leaning"]))
    (x0, y0), (x1, y1) = places[source], places[version]
    is_picked = picked is not None and set(picked) == {source, version}
    colour = TOKENS[mode]["accent" if is_picked else "quiet"]
    figure.add_scatter(
        mode="lines",
        x=[x0, x1],
        y=[y0, y1],
        line={"width": 1 + 5 * share, "color": colour, "dash": "dot" if leaning <= 0 else "solid"},
        hoverinfo="skip",
    )
    reasons = telling.get((source, version), ())
    changes = "".join(f"<br>{escape(shorten(reason, 80))}" for reason in reasons)
    told = "likely from" if leaning > 0 else "shares text with; the direction cannot be told:"
    figure.add_scatter(
        mode="markers+text",
        x=[(x0 + x1) / 2],
        y=[(y0 + y1) / 2],
        text=[f"{share:.0%}"],
        textposition="top center",
        customdata=[[source, version]],
        marker={"size": 12, "symbol": "diamond", "color": colour},
        hovertext=[f"{share:.0%} of its words stand in the other; {told} the left one{changes}"],
        hovertemplate="%{hovertext}<br>compare them<extra></extra>",
    )
