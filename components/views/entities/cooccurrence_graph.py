"""The co-occurrence graph: entities as circles, joined by lines where they are named together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from components.views.entities.entity_charts import colour_of
from components.views.locale_formatting import count_of, escape, shorten
from components.views.naming.entity_types import TYPE_NAMES
from components.views.theme import TOKENS, ChartBuilder, Mode

_WIDEST, _LARGEST, _SMALLEST = 7.0, 34.0, 9.0
_MARGIN, _LEGEND = 8, 44
_LONGEST = 24
_FORMS = {"sentence": ("sentence", "sentences"), "article": ("article", "articles")}
# In pixels; a wider chart draws the places further apart, and the names no wider.
WIDTH, _HEIGHT = 640, 560
_LETTER, _WIDE_LETTER, _LINE, _GAP = 7, 12, 18, 4
# At most this share of the chart is covered by names and circles at first.
_COVERED = 0.55
# This share of a place is its rank among the others, which gives room to what is crowded.
_BY_RANK = 0.6
_STEPS, _HIGHER = 200, 1.15
Points = NDArray[np.float64]


@dataclass(frozen=True)
class SpreadNames:
    """The x and y of each circle in a chart of `WIDTH` by `height` pixels, y upwards."""

    places: dict[str, tuple[float, float]]
    height: int


def spread_entities(counts: pd.DataFrame, places: Mapping[str, tuple[float, float]]) -> SpreadNames:
    """Places of the circles of `cooccurrence_graph`, near `places`, with room for every name."""
    mentions = counts.set_index("entity")["mentions"].loc[list(places)]
    return spread_names(
        places, [_label(name) for name in places], _find_sizes(mentions, max(mentions, default=1))
    )


def _label(name: str) -> str:
    return shorten(name, _LONGEST)


def _find_sizes(mentions: pd.Series, most: int) -> list[float]:
    return [_SMALLEST + (_LARGEST - _SMALLEST) * (n / most) ** 0.5 for n in mentions]


def _surround(mode: Mode) -> str:
    """A shadow that parts a name from the lines and marks behind it."""
    return ", ".join([f"0 0 2px {TOKENS[mode]['paper']}"] * 4)


def cooccurrence_graph(
    counts: pd.DataFrame,
    ties: pd.DataFrame,
    spread: SpreadNames,
    unit: str,
    mode: Mode,
    *,
    selected: str = "",
    tie: tuple[str, str] | None = None,
) -> go.Figure:
    """Graph of co-occurrence: entities as circles by mentions, joined by lines by co-occurrence.

    `counts` has columns `entity`, `type` and `mentions`; `ties` has `a`, `b` and `together`, the
    number of sentences or articles (`unit`) that name both; `spread` is of `spread_entities`. A
    circle has its entity as customdata, the mark on a line `[a, b]`. `selected` is an entity, `tie`
    a line to highlight.
    """
    places = spread.places
    chart = ChartBuilder(mode, height=spread.height + 2 * _MARGIN + _LEGEND)
    most = int(ties["together"].max()) if len(ties) else 1
    for a, b, together in ties.iloc[::-1].itertuples(index=False):
        _add_line(chart, (a, b), together / most, places, mode, lit=tie == (a, b))
    _add_marks(chart, ties, places, unit, mode)
    for kind, own in counts.groupby("type", sort=False):
        _add_circles(chart, str(kind), own, int(counts["mentions"].max()), places, mode, selected)
    chart.set_x(visible=False, range=[0, WIDTH])
    chart.set_y(visible=False, range=[0, spread.height])
    chart.show_legend(itemsizing="constant")
    return chart.build()


def _add_line(
    chart: ChartBuilder,
    ends: tuple[str, str],
    share: float,
    places: Mapping[str, tuple[float, float]],
    mode: Mode,
    *,
    lit: bool,
) -> None:
    (x0, y0), (x1, y1) = places[ends[0]], places[ends[1]]
    chart.add(
        "scatter",
        mode="lines",
        x=[x0, x1],
        y=[y0, y1],
        line={"width": 1 + _WIDEST * share, "color": TOKENS[mode]["accent" if lit else "rule"]},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_marks(
    chart: ChartBuilder,
    ties: pd.DataFrame,
    places: Mapping[str, tuple[float, float]],
    unit: str,
    mode: Mode,
) -> None:
    """A mark in the middle of each line, because plotly gives no clicks on lines."""
    rows = list(ties[["a", "b", "together"]].itertuples(index=False))
    chart.add(
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
        showlegend=False,
    )


def _add_circles(
    chart: ChartBuilder,
    kind: str,
    counts: pd.DataFrame,
    most: int,
    places: Mapping[str, tuple[float, float]],
    mode: Mode,
    selected: str,
) -> None:
    names = counts["entity"].astype(str).tolist()
    chart.add(
        "scatter",
        mode="markers+text",
        name=TYPE_NAMES.get(kind, kind.lower()),
        x=[places[name][0] for name in names],
        y=[places[name][1] for name in names],
        text=[escape(_label(name)) for name in names],
        textposition="bottom center",
        textfont={"size": 12, "shadow": _surround(mode)},
        customdata=names,
        marker={
            "size": _find_sizes(counts["mentions"], most),
            "color": colour_of(kind, mode),
            "opacity": [1.0 if selected in ("", name) else 0.4 for name in names],
            "line": {"width": 2, "color": TOKENS[mode]["raised"]},
        },
        hovertext=[
            f"{escape(name)}<br>{count_of(n, 'mention', 'mentions')}"
            for name, n in zip(names, counts["mentions"], strict=True)
        ],
        hovertemplate="%{hovertext}<br>click to select it<extra></extra>",
    )


def spread_names(
    places: Mapping[str, tuple[float, float]], labels: Sequence[str], sizes: Sequence[float]
) -> SpreadNames:
    """Move circles with a label below each apart, near their `places`, and all inside the chart.

    `labels` and `sizes` (diameters in pixels) are in the order of `places`. The chart is as high as
    it has to be, 560 pixels at least. Quadratic in the names: give some dozens.
    """
    given = np.array(list(places.values()), dtype=float).reshape(-1, 2)
    widths = [max(size, _measure(label)) for label, size in zip(labels, sizes, strict=True)]
    boxes = np.column_stack([widths, np.asarray(sizes, dtype=float) + _LINE]) + _GAP
    height = max(_HEIGHT, float(boxes.prod(axis=1).sum()) / (WIDTH * _COVERED))
    while (centres := _push_apart(given, boxes, np.array([WIDTH, height]))) is None:
        height *= _HIGHER
    # A box ends below the label of its circle.
    circles = centres + np.array([0, _LINE / 2])
    return SpreadNames(
        {name: (x, y) for name, (x, y) in zip(places, circles.tolist(), strict=True)},
        round(height),
    )


def _measure(label: str) -> int:
    return sum(_WIDE_LETTER if east_asian_width(letter) in "WF" else _LETTER for letter in label)


def _push_apart(given: Points, boxes: Points, frame: Points) -> Points | None:
    """The centres of the boxes, fitted into the frame and moved apart; None where this failed."""
    least, most = boxes / 2, frame - boxes / 2
    centres = least + _find_shares(given) * (most - least)
    for _ in range(_STEPS):
        apart = centres[:, None] - centres[None]
        lacking = (boxes[:, None] + boxes[None]) / 2 - np.abs(apart)
        touching = (lacking > _GAP / 2).all(axis=2) & ~np.eye(len(given), dtype=bool)
        if not touching.any():
            return centres
        centres = np.clip(centres + _find_moves(apart, lacking, touching), least, most)
    return None


def _find_shares(given: Points) -> Points:
    """How far along each axis every place is, 0 to 1."""
    extent = np.ptp(given, axis=0) if len(given) else np.zeros(2)
    by_distance = (given - given.min(axis=0, initial=np.inf)) / np.where(extent > 0, extent, 1)
    by_distance[:, extent == 0] = 0.5
    if len(given) < 2:
        return by_distance
    by_rank = (pd.DataFrame(given).rank().to_numpy() - 1) / (len(given) - 1)
    return _BY_RANK * by_rank + (1 - _BY_RANK) * by_distance


def _find_moves(apart: Points, lacking: Points, touching: NDArray[np.bool_]) -> Points:
    """Half of what is lacking between any two that touch, along the axis on which it is less."""
    number = np.arange(len(apart))
    ways = np.sign(apart)
    # What lies on the same spot parts by its number.
    ways[apart == 0] = np.sign(number[:, None] - number[None])[:, :, None].repeat(2, 2)[apart == 0]
    along = lacking == lacking.min(axis=2, keepdims=True)
    return np.where(touching[:, :, None] & along, ways * lacking / 2, 0.0).sum(axis=1)
