"""Keyness as a chart, a table and rows: words that are more frequent in some articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.collection.keyness import CHANCE
from components.views.locale_formatting import escape, format_count, format_decimal, shorten
from components.views.panes import list_row
from components.views.theme import TOKENS, ChartBuilder, Mode

PER = 10_000
_EDGES = ("first", "second")


def keyness_chart(
    words: pd.DataFrame,
    mode: Mode,
    *,
    selected: str = "",
    names: tuple[str, str] = ("these articles", "the others"),
) -> go.Figure:
    """Dot plot of word frequencies in two sets, per 10,000 words on a logarithmic scale.

    `words` are rows of the table of `components.analysis.collection.keyness`, drawn from the top;
    frequencies are those in the languages that have the word, and its counts stand on the right. A
    full dot is the first set, a hollow one the second; their distance is the Log Ratio. A count of
    0 is drawn as 0.5. A dot has its word as customdata. Words whose difference may be chance are
    faint; with `selected` all others are. `names` are those of the two sets.
    """
    chart = ChartBuilder(mode, height=26 * max(len(words), 3) + 84)
    rows = list(range(len(words)))
    rates = {edge: _rates(words[edge], words[f"{edge}_words"]) for edge in _EDGES}
    lit = [_light(row, selected) for row in words.to_dict("records")]
    hover = [_hover(row, names) for row in words.to_dict("records")]
    listed = [str(word) for word in words["word"]]
    tokens = TOKENS[mode]
    for light in sorted(set(lit)):
        # One trace for all lines of one opacity: a trace for each would take longer than all else.
        ends = [row for row in rows if lit[row] == light]
        x = [rate for row in ends for rate in (rates["first"][row], rates["second"][row], None)]
        chart.add(
            "scatter",
            mode="lines", x=x, y=[y for row in ends for y in (row, row, None)], opacity=light,
            line={"width": 2, "color": tokens["rule"]}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
    looks: dict[str, dict[str, Any]] = {
        "first": {"color": tokens["accent"]},
        "second": {"color": tokens["raised"], "line": {"width": 2, "color": tokens["quiet"]}},
    }
    for edge, name in zip(_EDGES, names, strict=True):
        chart.add(
            "scatter",
            mode="markers",
            name=name,
            x=rates[edge],
            y=rows,
            customdata=listed,
            marker={"size": 11, "opacity": lit, **looks[edge]},
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    counts = [
        f"{format_count(a)} : {format_count(b)}"
        for a, b in zip(words["first"], words["second"], strict=True)
    ]
    _set_axes(chart, [escape(shorten(name, 24)) for name in listed], counts)
    return chart.build()


def _rates(counts: pd.Series, sizes: pd.Series) -> list[float]:
    return [max(float(n), 0.5) * PER / size for n, size in zip(counts, sizes, strict=True)]


def _light(row: dict[str, Any], selected: str) -> float:
    if selected:
        return 1.0 if row["word"] == selected else 0.3
    return 1.0 if row["q"] < CHANCE else 0.45


def _set_axes(chart: ChartBuilder, names: list[str], counts: list[str]) -> None:
    numbers = {"tickmode": "array", "tickvals": list(range(len(names)))}
    chart.set_x(
        type="log",
        title={"text": f"per {format_count(PER)} words"},
        tickformat="~r",
        dtick=1,
        side="bottom",
    )
    chart.set_y(**numbers, ticktext=names, range=[len(names) - 0.4, -0.6], showgrid=False)
    beside = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 58, "showarrow": False}
    notes = [{**beside, "y": row, "text": text} for row, text in enumerate(counts)]
    heading = {**beside, "y": 1, "yref": "paper", "yanchor": "bottom", "text": "uses ● : ○"}
    chart.set_layout(annotations=[{**one, "font": {"size": 11}} for one in [*notes, heading]])
    chart.set_layout(margin={"r": 64})
    chart.show_legend()


def _hover(row: dict[str, Any], names: tuple[str, str]) -> str:
    times = 2 ** abs(row["log_ratio"])
    more = "more" if row["log_ratio"] > 0 else "less"
    sure = (
        "may be chance" if row["q"] >= CHANCE else f"p {_describe_p(row['corrected'])}, corrected"
    )
    first = _frequency(row["first"], row["first_articles"], names[0], row["first_words"])
    second = _frequency(row["second"], row["second_articles"], names[1], row["second_words"])
    return "<br>".join(
        [
            f"<b>{escape(str(row['word']))}</b>",
            first,
            second,
            f"{format_decimal(times, 1)} times {more} frequent in {names[0]} "
            f"(Log Ratio {format_decimal(row['log_ratio'], 1, sign=True)})",
            f"log-likelihood {format_decimal(row['log_likelihood'], 1)}, {sure}",
        ]
    )


def _frequency(count: int, articles: int, which: str, size: int) -> str:
    rate = f"{format_decimal(count * PER / size, 1)} per {format_count(PER)} words"
    return f"{format_count(count)} in {format_count(articles)} of {which}, {rate}"


def _describe_p(chance: float) -> str:
    return "below 0.0001" if chance < 0.0001 else format_decimal(chance, 4)


def keyness_table(words: pd.DataFrame) -> pd.DataFrame:
    """Keyness as a table for export, with counts, effect, evidence and probabilities."""
    names = {
        "word": "word",
        "first": "in these articles",
        "first_articles": "number of these articles",
        "second": "in the others",
        "second_articles": "number of the others",
        "log_ratio": "Log Ratio",
        "log_likelihood": "log-likelihood",
        "corrected": "p, corrected (Bonferroni)",
        "q": "false discovery rate (Benjamini-Hochberg)",
    }
    table = words[list(names)].rename(columns=names)
    return table.round({"Log Ratio": 2, "log-likelihood": 2})


def group_rows(names: Mapping[str, str], words: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Each group of articles with its distinctive words; a row's id is the key of the group."""
    return [list_row(key, [[[name, "strong"]], _pieces(words[key])]) for key, name in names.items()]


def _pieces(words: pd.DataFrame) -> list[list[str]]:
    if words.empty:
        return [["no word is distinctive", "quiet"]]
    pieces = [
        [str(word), "text" if q < CHANCE else "quiet"]
        for word, q in zip(words["word"], words["q"], strict=True)
    ]
    return [piece for one in pieces for piece in ([" · ", "quiet"], one)][1:]
