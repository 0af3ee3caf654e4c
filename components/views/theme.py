"""Design tokens, colour scales, and the builder of plotly charts and heatmaps in this look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import plotly.graph_objects as go

from components.views.locale_formatting import escape, number_separators, shorten
from components.views.notes.note_marks import NOTE_SHADES

Mode = Literal["light", "dark"]
TOKENS: dict[Mode, dict[str, str]] = {
    "light": {
        "paper": "#FBFAF6",
        "raised": "#FFFFFF",
        "ink": "#1B1E21",
        "quiet": "#5A6168",
        "rule": "#DDD9CF",
        "accent": "#0B5CAD",
        "accent-under": "#E3EDF7",
        "edited-under": "#FFF1C2",
        "edited": "#8A5A00",
        "added-under": "#D9F0E3",
        "added": "#00684A",
        "dropped-under": "#FBE0D6",
        "dropped": "#A63A0B",
        "moved-under": "#E6E1F7",
        "moved": "#5A3FB0",
        **NOTE_SHADES["light"],
    },
    "dark": {
        "paper": "#14171A",
        "raised": "#1C2126",
        "ink": "#E8E6E1",
        "quiet": "#A3A9AF",
        "rule": "#343B42",
        "accent": "#7DB8F2",
        "accent-under": "#1D2F42",
        "edited-under": "#3A2F10",
        "edited": "#F0C75E",
        "added-under": "#0F3326",
        "added": "#5FD3A5",
        "dropped-under": "#40211A",
        "dropped": "#F59A78",
        "moved-under": "#2A2447",
        "moved": "#B7A6F5",
        **NOTE_SHADES["dark"],
    },
}
SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
# Okabe and Ito (2008) without the yellow, too faint on white; 15 % lighter in dark mode.
_CATEGORIES: dict[Mode, tuple[str, ...]] = {
    "light": ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#5A6168"),
    "dark": ("#3D9BD4", "#F07F2E", "#33B892", "#DB9BBF", "#7CC5EE", "#F0B840", "#A3A9AF"),
}
SYMBOLS = ("circle", "circle", "circle", "diamond", "square", "triangle-up", "circle-open")
_KEEP_ZOOM = "parallax"  # Plotly keeps the zoom while `uirevision` stays the same


def category_colours(mode: Mode) -> tuple[str, ...]:
    """Seven colours in fixed order; from the fourth on, use a label or a shape as well."""
    return _CATEGORIES[mode]


def similarity_scale(mode: Mode) -> list[tuple[float, str]]:
    """The plotly colour scale of similarity, 0 to 1: one hue, from the background to the accent."""
    tokens = TOKENS[mode]
    middle = {"light": "#9DBFE0", "dark": "#345878"}[mode]
    return [(0.0, tokens["raised"]), (0.45, middle), (1.0, tokens["accent"])]


def cell_scale(mode: Mode) -> list[tuple[float, str]]:
    """The similarity scale for cells with text: all its colours contrast with the ink."""
    middle, end = {"light": ("#A9C9E8", "#4A90D2"), "dark": ("#264766", "#35699D")}[mode]
    return [(0.0, TOKENS[mode]["raised"]), (0.45, middle), (1.0, end)]


def css_variables(mode: Mode) -> dict[str, str]:
    """The tokens as CSS custom properties (`--paper` …) for our components."""
    return {f"--{name}": value for name, value in TOKENS[mode].items()}


class ChartBuilder:
    """Collects traces, shapes and layout as dicts; `build` makes one plotly figure of them.

    Plotly's validation of properties takes ten times as long as all else at every click, so it is
    off here; the tests validate every kind of chart.
    """

    def __init__(self, mode: Mode, height: int, **layout: Any) -> None:
        """Start a chart of `height` pixels without traces; `layout` overrides the common layout."""
        self._mode = mode
        self._traces: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._layout = _merge(_look(mode), {"height": height, **layout})

    def add(self, kind: str, **trace: Any) -> None:
        """Add a trace of a plotly type: `bar`, `scatter`, `heatmap` …"""
        self._traces.append({"type": kind, **trace})

    def add_shape(self, **shape: Any) -> None:
        """Add a plotly shape over the traces."""
        self._shapes.append(shape)

    def set_x(self, **axis: Any) -> None:
        """Override properties of the x axis."""
        self.set_layout(xaxis=axis)

    def set_y(self, **axis: Any) -> None:
        """Override properties of the y axis."""
        self.set_layout(yaxis=axis)

    def set_layout(self, **layout: Any) -> None:
        """Override properties of the layout; nested ones are merged."""
        self._layout = _merge(self._layout, layout)

    def show_legend(self, **legend: Any) -> None:
        """Show the legend in a row above the plot; a click in it hides nothing."""
        fixed = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}
        clicks = {"itemclick": False, "itemdoubleclick": False}
        self.set_layout(showlegend=True, legend={**fixed, **clicks, **legend})

    def add_cells(
        self,
        values: Any,
        *,
        written: Sequence[Sequence[str]],
        customdata: Sequence[Sequence[Any]],
        hover: Sequence[Sequence[str]],
        **trace: Any,
    ) -> None:
        """Add a heatmap trace; the colours begin at 0.

        `values`, the texts `written` in the cells, `customdata` and `hover` are lists of rows.
        `hover` is HTML and must be escaped. `trace` overrides properties.
        """
        look = {
            "zmin": 0,
            "colorscale": cell_scale(self._mode),
            "showscale": False,
            "xgap": 1,
            "ygap": 1,
            "text": written,
            "texttemplate": "%{text}",
            "textfont": {"size": 11, "color": TOKENS[self._mode]["ink"]},
            "customdata": customdata,
            "hovertext": hover,
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        self.add("heatmap", z=values, **look | trace)

    def name_cells(self, columns: Sequence[str], rows: Sequence[str], cut: tuple[int, int]) -> None:
        """Write the names of columns (rotated) and rows of cells; the first row is at the top.

        `cut` is the greatest number of characters of a column's and of a row's name.
        """
        self.set_x(**_ticks(columns, cut[0]), tickangle=-40)
        self.set_y(**_ticks(rows, cut[1]), autorange="reversed")

    def outline_cells(self, columns: tuple[int, int], rows: tuple[int, int]) -> None:
        """Draw a rectangle around the cells between these first and last columns and rows."""
        self.add_shape(
            type="rect",
            x0=columns[0] - 0.5,
            x1=columns[1] + 0.5,
            y0=rows[0] - 0.5,
            y1=rows[1] + 0.5,
            line={"width": 2, "color": TOKENS[self._mode]["ink"]},
        )

    def build(self) -> go.Figure:
        """The plotly figure; it has not been validated."""
        layout = {**self._layout, "shapes": self._shapes} if self._shapes else self._layout
        return go.Figure({"data": self._traces, "layout": layout}, _validate=False)


def axis_look(mode: Mode) -> dict[str, Any]:
    """The properties that all axes have."""
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
        "separators": number_separators(),
        # Without plotly's own template, which is larger than most of our charts and all overridden.
        "template": {},
    }


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for name, value in over.items():
        is_deeper = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping)
        merged[name] = _merge(merged[name], value) if is_deeper else value
    return merged


def _ticks(names: Sequence[str], most: int) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [escape(shorten(name, most)) for name in names],
        "showgrid": False,
    }
