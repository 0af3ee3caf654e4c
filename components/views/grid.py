"""Counts of entities by article."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.views.cells import add_cells, name_cells, outline_cells
from components.views.drawing import Drawing
from components.views.layout import escape, say_number
from components.views.theme import Mode


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
    written = [[say_number(n) if n else "" for n in row] for row in counts.to_numpy().tolist()]
    hover = [
        [f"{escape(labels[article])}<br>{escape(name)}" for name in names] for article in articles
    ]
    add_cells(
        drawing, mode, counts.to_numpy(), written=written, hover=hover,
        customdata=[[[article, name] for name in names] for article in articles],
        hovertemplate=f"%{{hovertext}}<br>%{{text}} {unit}<extra></extra>",
    )  # fmt: skip
    name_cells(drawing, names, [labels[article] for article in articles], (18, 39))
    if picked in names:
        column = names.index(picked)
        outline_cells(drawing, mode, (column, column), (0, len(articles) - 1))
    return drawing.figure()
