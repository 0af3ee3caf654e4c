"""When the things happened that articles talk about, above when the articles were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.views.drawing import Drawing, axis_look
from components.views.local import say_day
from components.views.theme import Mode, categories


def talked_timeline(
    bins: pd.DataFrame, step: str, mode: Mode, *, picked: tuple[str, str] | None = None
) -> go.Figure:
    """Draw how often each day (week, month, year) is named, and how many articles are of it.

    `bins` has columns `first` and `last` (days), `named` and `published`; `step` is the word for a
    bin. Bars carry `[first, last]` as ISO days. Bars that are not `picked` are faded while one is.
    """
    drawing = Drawing(mode, height=320, bargap=0.1, dragmode="select", selectdirection="h")
    days = [f"{day:%Y-%m-%d}" for day in bins["first"]]
    edges = [
        [f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}"]
        for a, b in bins[["first", "last"]].itertuples(index=False)
    ]
    days_in_words = [say_day(day) for day in bins["first"]]
    lit = [1.0 if picked is None or tuple(edge) == picked else 0.35 for edge in edges]
    for name, words, axis, colour in (
        ("named", "named in texts", "y", 0),
        ("published", "articles published", "y2", 6),
    ):
        drawing.add(
            "bar",
            x=days,
            y=bins[name].tolist(),
            yaxis=axis,
            customdata=edges,
            marker={"color": categories(mode)[colour], "opacity": lit, "line": {"width": 0}},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            hovertext=days_in_words,
            hovertemplate=f"{step} of %{{hovertext}}<br>%{{y:,}} {words}<extra></extra>",
        )
    drawing.set_layout(yaxis2=axis_look(mode))
    drawing.set_layout(
        yaxis={"domain": [0.42, 1], "title": {"text": f"times a {step} is named"}},
        yaxis2={"domain": [0, 0.34], "title": {"text": "articles published"}},
        xaxis={"type": "date", "showgrid": False, "anchor": "y2"},
    )
    return drawing.figure()
