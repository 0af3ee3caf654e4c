"""When the things happened that articles talk about, above when the articles were published."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.views.drawing import Drawing, axis_look
from components.views.local import count_of, say_day
from components.views.periods import lay_bars, range_of
from components.views.theme import Mode, categories

# Up to so many, ticks would fall between whole numbers.
_FEW = 5


def talked_timeline(
    bins: pd.DataFrame, step: str, mode: Mode, *, picked: tuple[str, str] | None = None
) -> go.Figure:
    """Draw how often each day (week, month, year) is named, and how many articles are of it.

    `bins` has columns `first` and `last` (days), `named` and `published`; `step` is the word for a
    bin. Bars carry `[first, last]` as ISO days. Bars that are not `picked` are faded while one is.
    Without any published article there is one panel.
    """
    some_published = bool(bins["published"].any())
    drawing = Drawing(
        mode, height=320 if some_published else 220, dragmode="select", selectdirection="h"
    )
    edges = [
        [f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}"]
        for a, b in bins[["first", "last"]].itertuples(index=False)
    ]
    days_in_words = [say_day(day) for day in bins["first"]]
    lit = [1.0 if picked is None or tuple(edge) == picked else 0.35 for edge in edges]
    for name, words, axis, colour in (
        ("named", "named in the texts", "y", 0),
        ("published", "articles published", "y2", 6),
    )[: 1 + some_published]:
        drawing.add(
            "bar",
            **lay_bars(bins["first"], bins["last"]),
            y=bins[name].tolist(),
            yaxis=axis,
            customdata=edges,
            marker={"color": categories(mode)[colour], "opacity": lit, "line": {"width": 0}},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            hovertext=days_in_words,
            hovertemplate=f"{step} of %{{hovertext}}<br>%{{y:,}} {words}<extra></extra>",
        )
    drawing.set_x(type="date", showgrid=False, range=range_of(bins["first"], bins["last"]))
    drawing.set_y(title={"text": f"times a {step} is named"}, **_counted(bins["named"]))
    if some_published:
        drawing.set_layout(yaxis2=axis_look(mode))
        drawing.set_layout(
            yaxis={"domain": [0.42, 1]},
            yaxis2={
                "domain": [0, 0.34],
                "title": {"text": "articles published"},
                **_counted(bins["published"]),
            },
            xaxis={"anchor": "y2"},
        )
    return drawing.figure()


def _counted(counts: pd.Series) -> dict[str, Any]:
    """An axis of whole numbers."""
    return {"rangemode": "tozero"} | ({"dtick": 1} if counts.max() < _FEW else {})


def say_undrawn(open_ones: int, vague: int, outside: int, step: str) -> str:
    """What dates the chart leaves out, and why; "" if it has all."""
    parts = [
        f"{count_of(number, 'date', 'dates')} {why}"
        for number, why in (
            (open_ones, "with no day assigned"),
            (vague, f"of more than a {step}"),
            (outside, "more than two years from any publication date"),
        )
        if number
    ]
    return f"Not on the chart: {', '.join(parts)}." if parts else ""
