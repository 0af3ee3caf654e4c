"""Entities by how often they are named."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from components.views.drawing import Drawing
from components.views.layout import escape, say_number, shorten
from components.views.local import count_of
from components.views.theme import Mode, categories

TYPE_NAMES = {
    "PERSON": "people",
    "ORG": "organisations",
    "GPE": "countries and cities",
    "LOC": "other places",
    "NORP": "nationalities and groups",
    "EVENT": "events",
    "FAC": "buildings and sites",
    "LAW": "laws",
    "MONEY": "money",
    "PERCENT": "percentages",
    "DATE": "dates",
}
# Shown only when asked for: they are found less surely, or have a page of their own.
SECOND_CLASS = frozenset({"FAC", "LAW", "MONEY", "PERCENT", "DATE"})
_COLOURS = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 4, "NORP": 3}


def entity_bars(
    counts: pd.DataFrame,
    mode: Mode,
    *,
    picked: Collection[str] = (),
    measure: str = "mentions",
) -> go.Figure:
    """Draw how often each entity is named, in the order given from the top.

    `counts` has columns `entity`, `type`, `mentions`, `articles` and `measure`, which is drawn. A
    bar carries its entity in its customdata; bars that are not `picked` are faded while anything is
    picked.
    """
    drawing = Drawing(mode, height=24 * len(counts) + 60, bargap=0.25)
    for kind, rows in counts.groupby("type", sort=False):
        lit = [1.0 if not picked or name in picked else 0.3 for name in rows["entity"]]
        drawing.add(
            "bar",
            orientation="h",
            x=rows[measure].tolist(),
            y=rows["entity"].tolist(),
            name=TYPE_NAMES.get(str(kind), str(kind).lower()),
            customdata=rows["entity"].tolist(),
            marker={"color": colour_of(str(kind), mode), "opacity": lit, "line": {"width": 0}},
            text=[say_number(n) for n in rows[measure]],
            textposition="outside",
            cliponaxis=False,
            hovertext=[_hover(row) for row in rows.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    names = counts["entity"].tolist()
    drawing.set_y(
        categoryorder="array",
        categoryarray=names[::-1],
        tickmode="array",
        tickvals=names,
        ticktext=[escape(shorten(name, 30)) for name in names],
        showgrid=False,
    )
    # Room beside the longest bar for its number.
    drawing.set_x(
        showgrid=False, showticklabels=False, range=[0, 1.15 * float(counts[measure].max())]
    )
    drawing.set_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "itemclick": False,
                "itemdoubleclick": False},
    )  # fmt: skip
    return drawing.figure()


def colour_of(kind: str, mode: Mode) -> str:
    """The colour of a type of entity."""
    return categories(mode)[_COLOURS.get(kind, 6)]


def _hover(row: object) -> str:
    name, mentions, articles = (getattr(row, key) for key in ("entity", "mentions", "articles"))
    return (
        f"{escape(name)}<br>{count_of(mentions, 'mention', 'mentions')} "
        f"in {count_of(articles, 'article', 'articles')}"
    )
