"""Neighbours of a term as a chart of both sides, and as a table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.views.locale_formatting import escape, format_count, format_decimal, shorten
from components.views.theme import TOKENS, ChartBuilder, Mode, category_colours

# By name on the page: the column of the table.
MEASURES = {"Log-likelihood": "log_likelihood", "logDice": "log_dice"}
# What the numbers say.
MEANINGS = {
    "Log-likelihood": "the evidence that a word is near it by more than chance",
    "logDice": "how strongly a word goes with it, at most 14",
}
_SIDES = {"before": "before it", "after": "after it"}
_TICKS = 3


def neighbour_chart(words: pd.DataFrame, mode: Mode, measure: str, *, selected: str = "") -> Any:
    """Bars of how often each word stands before (left) and after (right) a term, from the top.

    `words` are rows of the table of `find_neighbours`; `measure` is one of `MEASURES` and written
    at the end of each line, with its name above. A bar has its word as customdata; with `selected`
    all others are faint.
    """
    rows = words.to_dict("records")
    chart = ChartBuilder(mode, height=24 * max(len(rows), 3) + 70, barmode="relative", bargap=0.3)
    light = [1.0 if selected in ("", row["word"]) else 0.3 for row in rows]
    for (side, name), colour in zip(_SIDES.items(), category_colours(mode), strict=False):
        sign = -1 if side == "before" else 1
        chart.add(
            "bar",
            orientation="h",
            name=name,
            x=[sign * int(row[side]) for row in rows],
            y=list(range(len(rows))),
            customdata=[row["word"] for row in rows],
            marker={"color": colour, "opacity": light},
            hovertext=[_hover(row) for row in rows],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    most = max((int(row[side]) for row in rows for side in _SIDES), default=1)
    step = max(1, -(-most // _TICKS))
    marks = [n * step for n in range(-_TICKS, _TICKS + 1)]
    chart.set_x(
        tickmode="array",
        tickvals=marks,
        ticktext=[format_count(abs(n)) for n in marks],
        range=[-most * 1.08, most * 1.08],
        title={"text": "times near it"},
    )
    chart.set_y(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[escape(shorten(str(row["word"]), 24)) for row in rows],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
    )
    _write_measure(chart, rows, mode, measure)
    chart.show_legend(traceorder="normal")
    return chart.build()


def _write_measure(
    chart: ChartBuilder, rows: list[dict[Any, Any]], mode: Mode, measure: str
) -> None:
    font = {"size": 11, "color": TOKENS[mode]["quiet"]}
    place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 52, "showarrow": False}
    notes = [
        {**place, "y": row, "text": format_decimal(one[MEASURES[measure]], 1), "font": font}
        for row, one in enumerate(rows)
    ]
    heading = {**place, "y": 1, "yref": "paper", "yanchor": "bottom", "text": measure, "font": font}
    notes.append(heading)
    chart.set_layout(annotations=notes, margin={"r": 58})


def _hover(row: dict[Any, Any]) -> str:
    return "<br>".join(
        [
            f"<b>{escape(str(row['word']))}</b>",
            f"{format_count(row['before'])} before, {format_count(row['after'])} after; "
            f"{format_count(row['everywhere'])} in all of these articles",
            f"log-likelihood {format_decimal(row['log_likelihood'], 1)}, "
            f"logDice {format_decimal(row['log_dice'], 1)}",
        ]
    )


def neighbour_table(words: pd.DataFrame) -> pd.DataFrame:
    """The neighbours of a term for export, with counts by side and both measures."""
    names = {
        "word": "word", "before": "before", "after": "after", "together": "together",
        "everywhere": "in all these articles", "log_likelihood": "log-likelihood",
        "log_dice": "logDice",
    }  # fmt: skip
    table = words[list(names)].rename(columns=names)
    return table.round({"log-likelihood": 2, "logDice": 2})
