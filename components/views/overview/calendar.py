"""Heat calendar of articles: a cell for each day, a column for each week, a block for each year."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from babel import dates
from numpy.typing import NDArray

from components.views.locale_formatting import (
    count_of,
    find_locale,
    format_day,
    format_month,
    reader_language,
)
from components.views.theme import TOKENS, ChartBuilder, Mode, axis_look

# The rows of a year: its seven days, and an empty row below them.
_ROWS = 8
_CELL = 17
_WEEKDAYS = ("Mon", "Wed", "Fri")
_LEAST_WEEKS = 26


def heat_calendar(days: pd.Series, mode: Mode, *, lit: NDArray[np.bool_]) -> go.Figure:
    """Calendar of how many articles were published on each day, the earliest year at the top.

    `days` has the day of each article, never missing; `lit` says which of them are selected. A cell
    has [day, day] as customdata, in ISO form. Weeks begin on Monday. Years without an article are
    left out; of a single year only the months from the first to the last article are drawn. Days
    without a selected article are faint.
    """
    counts = pd.DataFrame({"day": days.dt.normalize(), "lit": lit}).groupby("day")["lit"]
    table = counts.agg(["size", "any"])
    blocks = _blocks([day.date() for day in table.index])
    weeks = max(_count_weeks(*block) for block in blocks)
    places = [_place(day.date(), blocks) for day in table.index]
    shape = (_ROWS * len(blocks) - 1, max(weeks, _LEAST_WEEKS))
    chart = ChartBuilder(mode, height=_CELL * shape[0] + 50)
    most = int(table["size"].max())
    _add_empty_days(chart, mode, blocks, shape)
    for faint in (True, False):
        drawn = table["any"].to_numpy(dtype=bool) != faint
        _add_days(chart, mode, table[drawn], _pick(places, drawn), shape, most, faint)
    _mark_months(chart, mode, blocks)
    return chart.build()


def _blocks(days: list[date]) -> list[tuple[date, date]]:
    """The first and the last day of each block: of each year, or of the months of one."""
    years = sorted({day.year for day in days})
    if len(years) > 1:
        return [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    end = pd.Timestamp(max(days)).to_period("M").end_time.date()
    return [(min(days).replace(day=1), end)]


def _count_weeks(first: date, last: date) -> int:
    return (last.toordinal() - _monday(first)) // 7 + 1


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _place(day: date, blocks: list[tuple[date, date]]) -> tuple[int, int]:
    """Row and column of a day."""
    number = next(n for n, (first, last) in enumerate(blocks) if first <= day <= last)
    column = (day.toordinal() - _monday(blocks[number][0])) // 7
    return number * _ROWS + day.weekday(), column


def _pick(places: list[tuple[int, int]], which: NDArray[np.bool_]) -> list[tuple[int, int]]:
    return [place for place, one in zip(places, which, strict=True) if one]


def _add_days(
    chart: ChartBuilder,
    mode: Mode,
    table: pd.DataFrame,
    places: list[tuple[int, int]],
    shape: tuple[int, int],
    most: int,
    faint: bool,
) -> None:
    values: list[list[float | None]] = [[None] * shape[1] for _ in range(shape[0])]
    custom: list[list[Any]] = [[None] * shape[1] for _ in range(shape[0])]
    hover = [[""] * shape[1] for _ in range(shape[0])]
    for (row, column), day, count in zip(places, table.index, table["size"], strict=True):
        values[row][column] = int(count)
        custom[row][column] = [f"{day:%Y-%m-%d}"] * 2
        hover[row][column] = f"{format_day(day)}<br>{count_of(int(count), 'article', 'articles')}"
    chart.add_cells(
        values,
        written=[["" if one is None else str(one) for one in row] for row in values],
        customdata=custom,
        hover=hover,
        x=list(range(shape[1])),
        y=list(range(shape[0])),
        zmin=-0.4 * most,
        zmax=most,
        xgap=2,
        ygap=2,
        opacity=0.3 if faint else 1.0,
        hoverongaps=False,
        textfont={"size": 10, "color": TOKENS[mode]["ink"]},
    )


def _add_empty_days(
    chart: ChartBuilder, mode: Mode, blocks: list[tuple[date, date]], shape: tuple[int, int]
) -> None:
    values: list[list[int | None]] = [[None] * shape[1] for _ in range(shape[0])]
    for first, last in blocks:
        for day in pd.date_range(first, last):
            row, column = _place(day.date(), blocks)
            values[row][column] = 0
    colour = TOKENS[mode]["rule"]
    chart.add(
        "heatmap", z=values, colorscale=[[0, colour], [1, colour]], showscale=False, xgap=2, ygap=2,
        opacity=0.35, hoverinfo="skip", x=list(range(shape[1])), y=list(range(shape[0])),
    )  # fmt: skip


def _name_month(day: date) -> str:
    return dates.format_date(day, "LLL", locale=find_locale(reader_language()))


def _mark_months(chart: ChartBuilder, mode: Mode, blocks: list[tuple[date, date]]) -> None:
    first = blocks[0][0]
    months = pd.period_range(first, blocks[0][1], freq="M")
    several = len(blocks) > 1
    name = _name_month if several else format_month
    names = [name(one.start_time) for one in months]
    columns = [_place(max(one.start_time.date(), first), blocks)[1] for one in months]
    ticks = {"tickmode": "array", "showgrid": False, "ticks": ""}
    chart.set_x(**ticks, tickvals=columns, ticktext=names, side="top")
    rows = [
        (number * _ROWS + 2 * day, f"<b>{block[0].year}</b> {weekday}" if day == 0 else weekday)
        for number, block in enumerate(blocks)
        for day, weekday in enumerate(_WEEKDAYS)
    ]
    chart.set_y(
        **{**axis_look(mode), **ticks},
        tickvals=[row for row, _ in rows],
        ticktext=[name for _, name in rows],
        range=[_ROWS * len(blocks) - 1.5, -0.5],
    )
