"""Distinctive words of several groups side by side, as cells and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.analysis.collection.keyness import CHANCE
from components.views.locale_formatting import escape, format_count, format_decimal, shorten
from components.views.theme import ChartBuilder, Mode

_NAME, _WORD = 22, 24
# A Log Ratio from which a cell has the full colour: thirty-two times as frequent.
_FULL = 5.0
_FAINT = 0.3


def group_cells(
    laid: pd.DataFrame, groups: Sequence[str], mode: Mode, *, selected: str = ""
) -> Any:
    """Heat map of words (rows) by groups (columns): how much more frequent in it than in the rest.

    `laid` is the result of `lay_side_by_side`. A cell has the Log Ratio; those above zero are
    coloured, and one that may be chance is faint with its number in brackets. It has [group, word]
    as customdata. The row of the `selected` word is outlined.
    """
    words = list(dict.fromkeys(laid["word"]))
    cells = {(row["word"], row["group"]): row for row in laid.to_dict("records")}
    rows = [[cells.get((word, group)) for group in groups] for word in words]
    chart = ChartBuilder(mode, height=24 * max(len(words), 2) + 120)
    chart.add_cells(
        [[_colour(cell) for cell in row] for row in rows],
        written=[[_write(cell) for cell in row] for row in rows],
        customdata=[[[group, word] for group in groups] for word in words],
        hover=[
            [_hover(cell, word, group) for cell, group in zip(row, groups, strict=True)]
            for word, row in zip(words, rows, strict=True)
        ],
        zmax=_FULL,
        x=list(range(len(groups))),
        y=list(range(len(words))),
    )
    chart.name_cells(groups, words, (_NAME, _WORD))
    # None lets plotly turn the names where they are too long.
    chart.set_x(side="top", tickangle=None)
    _outline_own(chart, laid, groups)
    if selected in words:
        place = words.index(selected)
        chart.outline_cells((0, len(groups) - 1), (place, place))
    return chart.build()


def _colour(cell: dict[Any, Any] | None) -> float:
    if cell is None:
        return 0.0
    shown = min(max(float(cell["log_ratio"]), 0.0), _FULL)
    return shown * _FAINT if cell["q"] >= CHANCE else shown


def _write(cell: dict[Any, Any] | None) -> str:
    if cell is None:
        return ""
    ratio = format_decimal(cell["log_ratio"], 1, sign=True)
    return f"({ratio})" if cell["q"] >= CHANCE else ratio


def _hover(cell: dict[Any, Any] | None, word: str, group: str) -> str:
    head = f"<b>{escape(word)}</b>, {escape(shorten(group, 60))}"
    if cell is None:
        return f"{head}<br>too rare to compare"
    more = "more" if cell["log_ratio"] > 0 else "less"
    times = format_decimal(2 ** abs(cell["log_ratio"]), 1)
    chance = "; may be chance" if cell["q"] >= CHANCE else ""
    counts = f"{format_count(cell['first'])} here, {format_count(cell['second'])} in the rest"
    return (
        f"{head}<br>{counts}<br>{times} times {more} frequent (Log Ratio "
        f"{format_decimal(cell['log_ratio'], 1, sign=True)}), log-likelihood "
        f"{format_decimal(cell['log_likelihood'], 1)}{chance}"
    )


def _outline_own(chart: ChartBuilder, laid: pd.DataFrame, groups: Sequence[str]) -> None:
    """Outline in each column the words that are shown for its group."""
    of = laid.drop_duplicates("word")["of"].tolist()
    for place, group in enumerate(groups):
        rows = [row for row, one in enumerate(of) if one == group]
        if rows:
            chart.outline_cells((place, place), (rows[0], rows[-1]))


def group_table(laid: pd.DataFrame) -> pd.DataFrame:
    """The distinctive words of several groups for export: a row for each word and group."""
    names = {
        "of": "distinctive of", "word": "word", "group": "group", "first": "in the group",
        "second": "in the rest", "log_ratio": "Log Ratio", "log_likelihood": "log-likelihood",
        "q": "false discovery rate (Benjamini-Hochberg)",
    }  # fmt: skip
    table = laid[list(names)].rename(columns=names)
    return table.round({"Log Ratio": 2, "log-likelihood": 2})
