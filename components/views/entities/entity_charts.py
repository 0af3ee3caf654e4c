"""Charts of entities: bars of counts, articles by entities, and the co-occurrence graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import plotly.graph_objects as go

from components.views.locale_formatting import count_of, escape, format_number, shorten
from components.views.naming.entity_types import TYPE_NAMES
from components.views.theme import TOKENS, ChartBuilder, Mode, category_colours

# Shown only on request: they are recognised less reliably, or have a page of their own.
OPTIONAL_TYPES = frozenset({"FAC", "LAW", "MONEY", "PERCENT", "DATE"})
_COLOURS = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 4, "NORP": 3}


def entity_bars(
    counts: pd.DataFrame,
    mode: Mode,
    *,
    selected: Collection[str] = (),
    measure: str = "mentions",
) -> go.Figure:
    """Bar chart of entities, coloured by type, in the given order from the top.

    `counts` has columns `entity`, `type`, `mentions` and `articles`, and `measure` is the one
    drawn. A bar has its entity as customdata; with `selected` entities all other bars are faint.
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
            hovertext=[_hover(row) for row in rows.itertuples()],
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
    return chart.build()


def colour_of(kind: str, mode: Mode) -> str:
    """The colour of a type of entity, grey for those without one of their own."""
    return category_colours(mode)[_COLOURS.get(kind, 6)]


def _hover(row: object) -> str:
    name, mentions, articles = (getattr(row, key) for key in ("entity", "mentions", "articles"))
    return (
        f"{escape(name)}<br>{count_of(mentions, 'mention', 'mentions')} "
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
    if selected in names:
        column = names.index(selected)
        chart.outline_cells((column, column), (0, len(articles) - 1))
    return chart.build()


_WIDEST, _LARGEST, _SMALLEST = 7.0, 34.0, 9.0
_FORMS = {"sentence": ("sentence", "sentences"), "article": ("article", "articles")}


def cooccurrence_graph(
    counts: pd.DataFrame,
    ties: pd.DataFrame,
    places: Mapping[str, tuple[float, float]],
    unit: str,
    mode: Mode,
    *,
    selected: str = "",
    tie: tuple[str, str] | None = None,
) -> go.Figure:
    """Graph of co-occurrence: entities as circles by mentions, joined by lines by co-occurrence.

    `counts` has columns `entity`, `type` and `mentions`; `ties` has `a`, `b` and `together`, the
    number of sentences or articles (`unit`) that name both; `places` has x and y of each entity. A
    circle has its entity as customdata, the mark on a line `[a, b]`. `selected` is an entity, `tie`
    a line to highlight.
    """
    chart = ChartBuilder(mode, height=560)
    most = int(ties["together"].max()) if len(ties) else 1
    for a, b, together in ties.iloc[::-1].itertuples(index=False):
        _add_line(chart, (a, b), together / most, places, mode, lit=tie == (a, b))
    _add_marks(chart, ties, places, unit, mode)
    for kind, own in counts.groupby("type", sort=False):
        _add_circles(chart, str(kind), own, int(counts["mentions"].max()), places, mode, selected)
    chart.set_x(visible=False)
    chart.set_y(visible=False)
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
    sizes = [_SMALLEST + (_LARGEST - _SMALLEST) * (n / most) ** 0.5 for n in counts["mentions"]]
    chart.add(
        "scatter",
        mode="markers+text",
        x=[places[name][0] for name in names],
        y=[places[name][1] for name in names],
        text=[escape(shorten(name, 24)) for name in names],
        textposition="bottom center",
        textfont={"size": 12},
        customdata=names,
        marker={
            "size": sizes,
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
