"""A figure being put together, in the house's look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from components.views.local import separators
from components.views.theme import SANS, TOKENS, Mode

# The selection outlives a redraw, so what the reader zoomed to must outlive it too.
_KEEP_ZOOM = "parallax"


class Drawing:
    """Traces, shapes and layout as plain dicts, until `figure` makes them one.

    Plotly's own check of each property takes ten times as long as all the rest, at every click; so
    it is left to the tests, which have it check every kind of figure once.
    """

    def __init__(self, mode: Mode, height: int, **layout: Any) -> None:
        """Begin a figure without traces, `height` pixels high; `layout` goes over the look."""
        self._traces: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._layout = _merge(_look(mode), {"height": height, **layout})

    def add(self, kind: str, **trace: Any) -> None:
        """Add a trace: `bar`, `scatter`, `heatmap` …"""
        self._traces.append({"type": kind, **trace})

    def add_shape(self, **shape: Any) -> None:
        """Add a line or an outline over the traces."""
        self._shapes.append(shape)

    def set_x(self, **axis: Any) -> None:
        """Put properties of the axis across over what is there."""
        self.set_layout(xaxis=axis)

    def set_y(self, **axis: Any) -> None:
        """Put properties of the axis upward over what is there."""
        self.set_layout(yaxis=axis)

    def set_layout(self, **layout: Any) -> None:
        """Put properties of the layout over what is there, however deep."""
        self._layout = _merge(self._layout, layout)

    def figure(self) -> go.Figure:
        """The figure as it stands."""
        layout = {**self._layout, "shapes": self._shapes} if self._shapes else self._layout
        return go.Figure({"data": self._traces, "layout": layout}, _validate=False)


def axis_look(mode: Mode) -> dict[str, Any]:
    """How an axis looks."""
    tokens = TOKENS[mode]
    return {
        "gridcolor": tokens["rule"],
        "linecolor": tokens["rule"],
        "tickcolor": tokens["rule"],
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "title": {"font": {"size": 12, "color": tokens["quiet"]}, "standoff": 15},
    }


def _look(mode: Mode) -> dict[str, Any]:
    tokens = TOKENS[mode]
    return {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": 12, "color": tokens["ink"]},
        "xaxis": axis_look(mode),
        "yaxis": axis_look(mode),
        "hoverlabel": {
            "bgcolor": tokens["raised"],
            "bordercolor": tokens["rule"],
            "font": {"family": SANS, "size": 12, "color": tokens["ink"]},
            "align": "left",
        },
        "showlegend": False,
        "dragmode": False,
        "uirevision": _KEEP_ZOOM,
        "separators": separators(),
        # Without plotly's template, which is longer than most of our figures and says nothing new.
        "template": {},
    }


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for name, value in over.items():
        is_deeper = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping)
        merged[name] = _merge(merged[name], value) if is_deeper else value
    return merged
