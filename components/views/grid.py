"""Counts of entities by article."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.views.drawing import Drawing
from components.views.layout import escape, say_number, shorten
from components.views.theme import TOKENS, Mode, under_text


def article_entity_grid(
    counts: pd.DataFrame,
    labels: dict[str, str],
    mode: Mode,
    *,
    picked: str = "",
    unit: str = "mentions",
) -> go.Figure:
    """Draw how often each article (row) names each entity (column), in `unit`.

    `counts` has article ids as its index and entities as its columns. A cell carries `[article,
    entity]` in its customdata. The column of the `picked` entity is outlined.
    """
    names, articles = list(counts.columns), list(counts.index)
    drawing = Drawing(mode, height=28 * len(articles) + 150)
    drawing.add(
        "heatmap",
        z=counts.to_numpy(),
        zmin=0,
        colorscale=under_text(mode),
        showscale=False,
        xgap=1,
        ygap=1,
        customdata=[[[article, name] for name in names] for article in articles],
        text=[[say_number(n) if n else "" for n in row] for row in counts.to_numpy().tolist()],
        texttemplate="%{text}",
        textfont={"size": 11, "color": TOKENS[mode]["ink"]},
        hovertext=[
            [f"{escape(labels[article])}<br>{escape(name)}" for name in names]
            for article in articles
        ],
        hovertemplate=f"%{{hovertext}}<br>%{{text}} {unit}<extra></extra>",
    )
    drawing.set_x(**_ticks(names, 18), tickangle=-40, showgrid=False)
    rows = [labels[article] for article in articles]
    drawing.set_y(**_ticks(rows, 30), autorange="reversed", showgrid=False)
    if picked in names:
        column = names.index(picked)
        drawing.add_shape(
            type="rect",
            x0=column - 0.5,
            x1=column + 0.5,
            y0=-0.5,
            y1=len(articles) - 0.5,
            line={"width": 2, "color": TOKENS[mode]["ink"]},
        )
    return drawing.figure()


def _ticks(labels: list[str], most: int) -> dict[str, object]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": [escape(shorten(label, most)) for label in labels],
    }
