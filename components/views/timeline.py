"""When the articles were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.views.layout import empty_figure, escape, shorten
from components.views.theme import TOKENS, Mode, categories

MARKS_UP_TO = 60
_STEPS = ((62, "D", "day"), (400, "W-MON", "week"), (4000, "MS", "month"))


def timeline(articles: pd.DataFrame, mode: Mode, *, lit: frozenset[str] | None = None) -> go.Figure:
    """Draw the dated articles along time: a mark each up to 60 articles, then counts by day, week,
    month or year.

    `articles` has columns `id`, `label`, `source` and `published`, all of them dated. A mark
    carries its article id in its customdata. Only the articles in `lit` keep their full colour;
    None lights all. A box drawn along the axis picks days.
    """
    if len(articles) <= MARKS_UP_TO:
        return _marks(articles, mode, lit)
    return _counts(articles, mode)


def _marks(articles: pd.DataFrame, mode: Mode, lit: frozenset[str] | None) -> go.Figure:
    sources = articles["source"].replace("", "source not known")
    names = list(dict.fromkeys(sources))
    figure = empty_figure(mode, height=26 * len(names) + 70, dragmode="select", selectdirection="h")
    figure.add_scatter(
        mode="markers",
        x=_days(articles["published"]),
        y=sources.tolist(),
        customdata=articles["id"].tolist(),
        marker={
            "size": 11,
            "color": categories(mode)[0],
            "opacity": [1.0 if lit is None or i in lit else 0.2 for i in articles["id"]],
            "line": {"width": 1, "color": TOKENS[mode]["raised"]},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        hovertext=[
            f"{escape(label)}<br>{escape(source)}, {day:%-d %B %Y}"
            for label, source, day in zip(
                articles["label"], sources, articles["published"], strict=True
            )
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names[::-1],
        tickmode="array",
        tickvals=names,
        ticktext=[escape(shorten(name, 26)) for name in names],
    )
    figure.update_xaxes(type="date", showgrid=False, range=_range(articles["published"]))
    return figure


def _counts(articles: pd.DataFrame, mode: Mode) -> go.Figure:
    days = articles["published"]
    span = (days.max() - days.min()).days
    step, word = next(((s, w) for most, s, w in _STEPS if span <= most), ("YS", "year"))
    binned = days.dt.to_period({"D": "D", "W-MON": "W", "MS": "M", "YS": "Y"}[step])
    counts = binned.value_counts().sort_index()
    figure = empty_figure(mode, height=200, dragmode="select", selectdirection="h", bargap=0.1)
    starts = counts.index.to_timestamp()
    figure.add_bar(
        x=_days(starts.to_series()),
        y=counts.tolist(),
        customdata=[[str(p.start_time.date()), str(p.end_time.date())] for p in counts.index],
        marker={"color": categories(mode)[0], "line": {"width": 0}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        hovertemplate=f"{word} of %{{x|%-d %B %Y}}<br>%{{y:,}} articles<extra></extra>",
    )
    figure.update_xaxes(type="date", showgrid=False)
    figure.update_yaxes(title={"text": f"articles per {word}"}, rangemode="tozero")
    return figure


def _days(published: pd.Series) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in published]


def _range(published: pd.Series) -> list[str]:
    margin = max(pd.Timedelta(days=3), (published.max() - published.min()) * 0.06)
    return _days(pd.Series([published.min() - margin, published.max() + margin]))
