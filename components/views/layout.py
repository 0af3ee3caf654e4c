"""What all figures have in common."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from components.views.local import say_count, say_decimal, separators
from components.views.theme import SANS, TOKENS, Mode

# The selection outlives a redraw, so what the reader zoomed to must outlive it too.
_KEEP_ZOOM = "parallax"


def empty_figure(mode: Mode, height: int, **layout: Any) -> go.Figure:
    """A figure without traces in the house's look; `layout` adds to or overrides it."""
    tokens = TOKENS[mode]
    axis: dict[str, Any] = {
        "gridcolor": tokens["rule"],
        "linecolor": tokens["rule"],
        "tickcolor": tokens["rule"],
        "zeroline": False,
        "fixedrange": True,
        "title": {"font": {"size": 12, "color": tokens["quiet"]}},
    }
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": 12, "color": tokens["ink"]},
        "xaxis": {**axis, "automargin": True},
        "yaxis": {**axis, "automargin": True},
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
    }
    figure = go.Figure(layout=base)
    figure.update_layout(**layout)
    return figure


def escape(text: str) -> str:
    """Article text for a plotly label: plotly reads a small HTML dialect, links included."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most: int) -> str:
    """The text cut at a word to at most `most` characters, with an ellipsis when cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:–—-") + "…"


def say_number(number: float) -> str:
    """A count with its thousands set apart, or a rate with two figures after the point."""
    return say_decimal(number, 2) if isinstance(number, float) else say_count(number)


def count_noun(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "1,200 articles"."""
    return f"{say_count(number)} {noun}{'' if number == 1 else 's'}"
