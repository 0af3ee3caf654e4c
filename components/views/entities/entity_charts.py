"""Charts of entities: bars of counts, articles by entities, and grids of surface forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.views.locale_formatting import (
    count_of,
    escape,
    format_count,
    format_number,
    shorten,
)
from components.views.naming.entity_types import TYPE_NAMES
from components.views.theme import ChartBuilder, Mode, category_colours

# Shown only on request: they are recognised less reliably, or have a page of their own.
OPTIONAL_TYPES = frozenset({"FAC", "LAW", "MONEY", "PERCENT", "DATE"})
OTHERS = "other forms"
_COLOURS = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 4, "NORP": 3}


def entity_bars(
    counts: pd.DataFrame,
    mode: Mode,
    *,
    selected: Collection[str] = (),
    measure: str = "mentions",
    counted: tuple[str, str] = ("mention", "mentions"),
) -> go.Figure:
    """Bar chart of entities, coloured by type, in the given order from the top.

    `counts` has columns `entity`, `type`, `mentions` and `articles`, and `measure` is the one
    drawn. A bar has its entity as customdata; with `selected` entities all other bars are faint.
    `counted` is what `mentions` counts, in words for one and for several.
    """
    chart = ChartBuilder(mode, height=24 * len(counts) + 60, bargap=0.25)
    for kind, rows in counts.groupby("type", sort=False):
        lit = [1.0 if not selected or name in selected else 0.3 for name in rows["entity"]]
        chart.add(
            "bar",
            orientation="h",
            x=rows[measure].tolist(),
            y=rows["entity"].tolist(),
            name=TYPE_NAMES.get(str(kind), str(kind).lower()),
            customdata=rows["entity"].tolist(),
            marker={"color": colour_of(str(kind), mode), "opacity": lit, "line": {"width": 0}},
            text=[format_number(n) for n in rows[measure]],
            textposition="outside",
            cliponaxis=False,
            hovertext=[_hover(row, counted) for row in rows.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    names = counts["entity"].tolist()
    chart.set_y(
        categoryorder="array",
        categoryarray=names[::-1],
        tickmode="array",
        tickvals=names,
        ticktext=[escape(shorten(name, 30)) for name in names],
        showgrid=False,
    )
    # Room beside the longest bar for its number.
    chart.set_x(
        showgrid=False, showticklabels=False, range=[0, 1.15 * float(counts[measure].max())]
    )
    chart.show_legend()
    # Without it plotly gives the legend of one or two bars no room of its own.
    chart.set_layout(minreducedheight=24)
    return chart.build()


def colour_of(kind: str, mode: Mode) -> str:
    """The colour of a type of entity, grey for those without one of their own."""
    return category_colours(mode)[_COLOURS.get(kind, 6)]


def _hover(row: object, counted: tuple[str, str]) -> str:
    name, mentions, articles = (getattr(row, key) for key in ("entity", "mentions", "articles"))
    return (
        f"{escape(name)}<br>{count_of(mentions, *counted)} "
        f"in {count_of(articles, 'article', 'articles')}"
    )


def article_entity_grid(
    counts: pd.DataFrame,
    labels: dict[str, str],
    mode: Mode,
    *,
    selected: str = "",
    unit: str = "mentions",
) -> go.Figure:
    """Heatmap of how often each article (row) names each entity (column).

    `counts` has article ids as index and entities as columns; `unit` is its unit, in words. A cell
    has `[article, entity]` as customdata. The column of the `selected` entity is outlined.
    """
    names, articles = list(counts.columns), list(counts.index)
    chart = ChartBuilder(mode, height=28 * len(articles) + 150)
    written = [[format_number(n) if n else "" for n in row] for row in counts.to_numpy().tolist()]
    hover = [
        [f"{escape(labels[article])}<br>{escape(name)}" for name in names] for article in articles
    ]
    chart.add_cells(
        counts.to_numpy(), written=written, hover=hover,
        customdata=[[[article, name] for name in names] for article in articles],
        hovertemplate=f"%{{hovertext}}<br>%{{text}} {unit}<extra></extra>",
    )  # fmt: skip
    chart.name_cells(names, [labels[article] for article in articles], (18, 72))
    # Below many articles the names would have to be scrolled to. They lean to the left, where there
    # is room: plotly leaves out what would pass the edge.
    chart.set_x(side="top", tickangle=40)
    if selected in names:
        column = names.index(selected)
        chart.outline_cells((column, column), (0, len(articles) - 1))
    return chart.build()


def describe_cut_off(whole: pd.DataFrame, kept: pd.DataFrame, entities: int) -> str:
    """How many entities and articles the grid of `kept` rows does not have; "" when it has all.

    `whole` has the rows of all articles, `entities` is the number of all entities.
    """
    told = f"The {len(whole.columns)} most named of {count_of(entities, 'entity', 'entities')}"
    if len(kept) == len(whole):
        return f"{told}." if len(whole.columns) < entities else ""
    named = (whole.drop(kept.index) > 0).any(axis=1)
    return (
        f"{told}, in the {len(kept)} of {format_count(len(whole))} articles that name most of "
        f"them. Of the other articles {format_count(int(named.sum()))} name some of them and "
        f"{format_count(int((~named).sum()))} none."
    )


def form_grid(forms: pd.DataFrame) -> dict[str, Any]:
    """The table of `count_forms` as JSON for the grid component; no cell leads anywhere."""
    rows = [
        {
            "id": row.surface,
            "words": row.surface,
            "cells": [
                {"state": "count", "text": format_count(row.mentions), "place": ""},
                {"state": "count", "text": format_count(row.articles), "place": ""},
                {"state": "told", "text": row.why, "place": ""},
            ],
        }
        for row in forms.itertuples()
    ]
    return {"corner": "form", "heads": ["mentions", "articles", "why"], "rows": rows}


def surface_form_grid(
    table: pd.DataFrame, corner: str, labels: Mapping[str, str], selected: tuple[str, str] | None
) -> dict[str, Any]:
    """How often each group uses each surface form, as JSON for the grid component.

    `table` has groups as rows and forms as columns ("" for the others), as `mention_counts` in the
    analysis counts them. `labels` are the titles of groups; the `place` of a cell is `row.column`,
    both numbers.
    """
    forms, groups = [str(form) for form in table.columns], [str(group) for group in table.index]
    rows = []
    for row, (group, counts) in enumerate(zip(groups, table.to_numpy().tolist(), strict=True)):
        cells = [
            {
                "state": "selected" if selected == (group, form) else "count" if count else "none",
                "text": format_count(count) if count else "—",
                "place": f"{row}.{column}" if count else "",
            }
            for column, (form, count) in enumerate(zip(forms, counts, strict=True))
        ]
        rows.append({"id": group, "words": labels.get(group, group), "cells": cells})
    heads = [shorten(form, 40) if form else OTHERS for form in forms]
    return {"corner": corner, "heads": heads, "rows": rows}
