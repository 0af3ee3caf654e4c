"""Timeline of articles, as marks or stacked bars, and the counts at the top of the Overview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from components.views.locale_formatting import count_of, escape, format_count, format_day, shorten
from components.views.overview.calendar import heat_calendar
from components.views.overview.colour_groups import UNNAMED_SOURCES, colours_of, largest_groups
from components.views.theme import TOKENS, ChartBuilder, Mode, category_colours

Lit = NDArray[np.bool_] | None
MARKS_UP_TO = 60
MOST_BARS = 800
ARTICLE, CALENDAR = "Article", "Calendar"
_PERIODS = {"Day": "D", "Week": "W", "Month": "M", "Year": "Y"}
# The longest span in days for which a step is the one to begin with.
_USUAL = ((62, "Day"), (400, "Week"), (4000, "Month"))
# The axis is at least so many bars long: one bar would fill it, with ticks of parts of a second.
FEWEST = 12
_FILLED = 0.9
_DAY = pd.Timedelta(days=1)


def choose_steps(days: pd.Series) -> tuple[list[str], str]:
    """The steps by which these days can be drawn, and the one to begin with.

    `ARTICLE` (a mark for each) is offered up to `MARKS_UP_TO` articles, a period up to `MOST_BARS`
    bars.
    """
    span = (days.max() - days.min()).days
    lengths = {"Day": 1, "Week": 7, "Month": 30, "Year": 365}
    steps = [step for step, length in lengths.items() if span / length <= MOST_BARS] or ["Year"]
    if len(days) <= MARKS_UP_TO:
        return [ARTICLE, *steps], ARTICLE
    usual = next((step for most, step in _USUAL if span <= most), "Year")
    return steps, usual if usual in steps else steps[0]


def timeline(
    articles: pd.DataFrame,
    mode: Mode,
    step: str,
    *,
    lit: Lit = None,
    sources: pd.Series | None = None,
) -> go.Figure:
    """Chart of the dated articles over time: a mark for each, or bars stacked by source.

    `articles` has columns `id`, `label`, `source` and `published`, which is never missing; `step`
    is one of `choose_steps`, or `CALENDAR`. A mark has its article id as customdata, a bar or a day
    its first and last day in ISO form. Rows that are False in `lit` are faint; None is all True. A
    box selects days. `sources` are those of all articles of the library, which give each source the
    colour that it has on the map.
    """
    if step == CALENDAR:
        return heat_calendar(articles["published"], mode, lit=_light(articles, lit))
    if step == ARTICLE:
        return _marks(articles, mode, lit)
    ranked = articles["source"] if sources is None else sources
    return _counts(articles, mode, step, lit, largest_groups(ranked, *UNNAMED_SOURCES)[1])


def _marks(articles: pd.DataFrame, mode: Mode, lit: Lit) -> go.Figure:
    sources = articles["source"].replace("", "source not known")
    names = list(dict.fromkeys(sources))
    chart = ChartBuilder(mode, height=26 * len(names) + 70, dragmode="select", selectdirection="h")
    chart.add(
        "scatter",
        mode="markers",
        x=_days(articles["published"]),
        y=sources.tolist(),
        customdata=articles["id"].tolist(),
        marker={
            "size": 11,
            "color": category_colours(mode)[0],
            "opacity": [1.0 if one else 0.2 for one in _light(articles, lit)],
            "line": {"width": 1, "color": TOKENS[mode]["raised"]},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        hovertext=[
            f"{escape(label)}<br>{escape(source)}, {format_day(day)}"
            for label, source, day in zip(
                articles["label"], sources, articles["published"], strict=True
            )
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    chart.set_y(
        categoryorder="array",
        categoryarray=names[::-1],
        tickmode="array",
        tickvals=names,
        ticktext=[escape(shorten(name, 26)) for name in names],
    )
    chart.set_x(type="date", showgrid=False, range=_range(articles["published"]))
    return chart.build()


def _counts(
    articles: pd.DataFrame, mode: Mode, step: str, lit: Lit, ranking: Sequence[str]
) -> go.Figure:
    bins = articles["published"].dt.to_period(_PERIODS[step])
    groups, names = largest_groups(articles["source"], *UNNAMED_SOURCES)
    table = pd.DataFrame({"bin": bins, "group": groups, "lit": _light(articles, lit)})
    counts = table.groupby(["group", "bin"], sort=True)["lit"].agg(["size", "any"])
    chart = ChartBuilder(mode, height=220, dragmode="select", selectdirection="h", barmode="stack")
    several = len(names) > 1
    for name, colour in zip(names, colours_of(names, ranking, mode), strict=True):
        _add_bars(chart, name, counts.loc[name], colour, step, several)
    chart.set_x(type="date", showgrid=False, range=axis_range(*_edges(bins)))
    chart.set_y(title={"text": f"articles per {step.lower()}"}, rangemode="tozero")
    if several:
        chart.show_legend(traceorder="normal")
    return chart.build()


def _add_bars(
    chart: ChartBuilder, name: str, counts: pd.DataFrame, colour: str, step: str, several: bool
) -> None:
    first, last = _edges(counts.index.to_series())
    where = f"<br>{escape(shorten(name, 40))}" if several else ""
    chart.add(
        "bar",
        name=escape(shorten(name, 26)),
        **bar_positions(first, last),
        y=counts["size"].tolist(),
        customdata=np.column_stack([_days(first), _days(last)]).astype(str),
        marker={
            "color": colour,
            "line": {"width": 0},
            "opacity": [1.0 if any_lit else 0.25 for any_lit in counts["any"]],
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        hovertext=[
            f"{step.lower()} of {format_day(day)}{where}<br>{count_of(n, 'article', 'articles')}"
            for day, n in zip(first, counts["size"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def bar_positions(first: pd.Series, last: pd.Series) -> dict[str, Any]:
    """`x` and `width` of a bar trace, so that each bar covers its days, `last` included."""
    length = last + _DAY - first
    middle = first + length / 2
    return {
        "x": middle.dt.strftime("%Y-%m-%d %H:%M").tolist(),
        "width": (length / pd.Timedelta(milliseconds=1) * _FILLED).tolist(),
    }


def axis_range(first: pd.Series, last: pd.Series) -> list[str]:
    """The range of a time axis: all bars, and at least the length of `FEWEST` of them."""
    begin, end = first.min(), last.max() + _DAY
    longest = (last + _DAY - first).max()
    margin = max(longest / 2, (longest * FEWEST - (end - begin)) / 2)
    return [f"{edge:%Y-%m-%d %H:%M}" for edge in (begin - margin, end + margin)]


def _edges(periods: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The first and the last day of each period."""
    return periods.dt.start_time.dt.normalize(), periods.dt.end_time.dt.normalize()


def _light(articles: pd.DataFrame, lit: Lit) -> NDArray[np.bool_]:
    return np.ones(len(articles), dtype=bool) if lit is None else lit


def _days(published: pd.Series) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in published]


def _range(published: pd.Series) -> list[str]:
    margin = max(pd.Timedelta(days=3), (published.max() - published.min()) * 0.06)
    return _days(pd.Series([published.min() - margin, published.max() + margin]))


def counts_html(counts: Sequence[tuple[str, str, int | str, str]]) -> str:
    """Counts with their names as an HTML description list; each is explained on hover.

    An entry is name for one, name for several, count, explanation. Nothing is escaped: all of it is
    text of ours, never an article's.
    """
    cells = "".join(
        f"<div title='{about}'><dt>{one if count == 1 else several}</dt>"
        f"<dd>{count if isinstance(count, str) else format_count(count)}</dd></div>"
        for one, several, count, about in counts
    )
    return f"<dl class='figures'>{cells}</dl>"
