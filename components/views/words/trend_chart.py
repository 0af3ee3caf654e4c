"""Terms over time as a chart, one panel for each source or one for all, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.analysis.collection.words.trends import PER, Trends
from components.views.locale_formatting import (
    count_of,
    escape,
    format_count,
    format_day,
    format_decimal,
    shorten,
)
from components.views.overview.timeline import axis_range
from components.views.theme import SYMBOLS, TOKENS, ChartBuilder, Mode, axis_look, category_colours

# What is drawn, by its name on the axis: the column of the table.
SCALES = {
    f"Per {PER:,} words": ("rate", f"per {PER:,} words"),
    "Uses": ("count", "uses"),
    "Articles": ("with_it", "articles with it"),
}
_ALONE, _PANEL = 240, 120
_DAY = pd.Timedelta(days=1)


def trend_chart(
    trends: Trends, mode: Mode, scale: str, *, days: tuple[date, date] | None = None
) -> Any:
    """Chart of terms over time: a panel for each group, a colour and a shape for each term.

    `scale` is one of `SCALES`. A point has [term, group, first day, last day] as customdata, days
    in ISO form. With enough articles points are joined by lines, broken where a group has no
    article; else each has its count beside it. Points outside `days` are faint.
    """
    table = trends.table
    groups, terms = (list(dict.fromkeys(table[name])) for name in ("group", "term"))
    chart = ChartBuilder(mode, height=_ALONE if len(groups) == 1 else 70 + _PANEL * len(groups))
    for place, group in enumerate(groups):
        own = table[table["group"] == group]
        for number, term in enumerate(terms):
            _add_term(chart, mode, trends, own[own["term"] == term], (number, place), scale, days)
        title = SCALES[scale][1] if len(groups) == 1 else ""
        chart.set_layout(**{_axis("yaxis", place): _panel_axis(mode, place, len(groups), title)})
    if len(groups) > 1:
        chart.set_layout(annotations=[_name_panel(mode, one, groups, table) for one in groups])
    chart.set_x(
        type="date",
        range=axis_range(table["first"], table["last"]),
        anchor=_axis("y", len(groups) - 1),
        showgrid=False,
    )
    chart.show_legend(traceorder="normal", itemsizing="constant")
    return chart.build()


def _add_term(
    chart: ChartBuilder,
    mode: Mode,
    trends: Trends,
    rows: pd.DataFrame,
    place: tuple[int, int],
    scale: str,
    days: tuple[date, date] | None,
) -> None:
    if rows.empty:
        return
    number, panel = place
    colours = category_colours(mode)
    colour = colours[number % len(colours)]
    shown = rows.to_dict("records")
    points = _break_lines(shown) if trends.is_enough else shown
    chart.add(
        "scatter",
        mode="lines+markers" if trends.is_enough else "markers+text",
        name=escape(shorten(str(rows["term"].iloc[0]), 30)),
        showlegend=panel == 0,
        yaxis=_axis("y", panel),
        x=[row and f"{_middle(row):%Y-%m-%d}" for row in points],
        y=[row and float(row[SCALES[scale][0]]) for row in points],
        customdata=[row and _identify(row) for row in points],
        line={"width": 1.5, "color": colour, "dash": "solid" if number < len(colours) else "dot"},
        marker=_look(points, colour, number, days),
        text=[] if trends.is_enough else [format_count(row["count"]) for row in shown],
        textposition="top center",
        cliponaxis=False,
        connectgaps=False,
        hovertext=[row and _hover(row) for row in points],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _look(
    points: Sequence[dict[Any, Any] | None],
    colour: str,
    number: int,
    days: tuple[date, date] | None,
) -> dict[str, Any]:
    return {
        # Points at nothing lie over each other, so they are small.
        "size": [10 if row and row["count"] else 5 for row in points],
        "color": colour,
        "line": {"width": 0},
        "symbol": SYMBOLS[number % len(SYMBOLS)],
        "opacity": [1.0 if row is None or _is_lit(row, days) else 0.25 for row in points],
    }


def _identify(row: dict[Any, Any]) -> list[str]:
    return [row["term"], row["group"], f"{row['first']:%Y-%m-%d}", f"{row['last']:%Y-%m-%d}"]


def _break_lines(rows: Sequence[dict[Any, Any]]) -> list[dict[Any, Any] | None]:
    """The rows with None between two that are not of periods in a row."""
    broken: list[dict[Any, Any] | None] = []
    for row in rows:
        before = broken[-1] if broken else None
        if before is not None and row["first"] - before["last"] > _DAY:
            broken.append(None)
        broken.append(row)
    return broken


def _middle(row: dict[Any, Any]) -> pd.Timestamp:
    middle: pd.Timestamp = row["first"] + (row["last"] - row["first"]) / 2
    return middle


def _is_lit(row: dict[Any, Any], days: tuple[date, date] | None) -> bool:
    return days is None or (row["last"].date() >= days[0] and row["first"].date() <= days[1])


def _panel_axis(mode: Mode, place: int, of: int, title: str) -> dict[str, Any]:
    gap = 0.22 / of if of > 1 else 0.0
    top = 1 - place / of
    look = axis_look(mode)
    return {
        **look,
        "rangemode": "tozero",
        "nticks": 4,
        "domain": [top - 1 / of + gap / 2, top - gap / 2],
        "anchor": "x",
        "title": {**look["title"], "text": title},
        # One scale for all, or a source that has little of a term would look like one with much.
        **({"matches": "y"} if place else {}),
    }


def _name_panel(mode: Mode, group: str, groups: list[str], table: pd.DataFrame) -> dict[str, Any]:
    count = count_of(_articles(table[table["group"] == group]), "article", "articles")
    return {
        "text": f"<b>{escape(shorten(group, 40))}</b>  {count}",
        "x": 0, "xref": "paper", "xanchor": "left",
        "y": 1 - groups.index(group) / len(groups), "yref": "paper", "yanchor": "top",
        "showarrow": False, "font": {"size": 12, "color": TOKENS[mode]["ink"]}, "yshift": 4,
    }  # fmt: skip


def _articles(own: pd.DataFrame) -> int:
    return int(own.drop_duplicates("first")["articles"].sum())


def _axis(letter: str, number: int) -> str:
    return f"{letter}{number + 1}" if number else letter


def _hover(row: dict[Any, Any]) -> str:
    first, last = row["first"], row["last"]
    when = format_day(first) if first == last else f"{format_day(first)} to {format_day(last)}"
    where = f", {escape(shorten(str(row['group']), 40))}" if row["group"] else ""
    uses = count_of(int(row["count"]), "use", "uses")
    articles = count_of(int(row["articles"]), "article", "articles")
    return "<br>".join(
        [
            f"<b>{escape(str(row['term']))}</b>{where}",
            when,
            f"{uses} in {format_count(int(row['with_it']))} of {articles}",
            f"{format_decimal(row['rate'], 1)} per {format_count(PER)} words",
        ]
    )


def trend_table(trends: Trends) -> pd.DataFrame:
    """Terms over time for export: a row for each term, source and period with an article."""
    names = {
        "term": "term", "group": "source", "first": "from", "last": "to", "count": "uses",
        "with_it": "articles with it", "articles": "articles", "words": "words",
        "rate": f"per {PER:,} words",
    }  # fmt: skip
    return trends.table[list(names)].rename(columns=names).round({f"per {PER:,} words": 2})
