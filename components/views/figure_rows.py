"""Figures, dates and contradictions as rows and words, and the timeline of dates named in texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.article.figure_words import qualifier_before
from components.text.segment import sentences
from components.views.entities.entity_rows import mention_rows
from components.views.locale_formatting import count_of, format_day, format_decimal
from components.views.overview.timeline import axis_range, bar_positions
from components.views.panes import cut_pieces, list_row, sentence_at
from components.views.theme import ChartBuilder, Mode, axis_look, category_colours

# Units that are written as words, by how many there are of them.
_TIMES = {
    "s": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "d": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "decade": ("decade", "decades"),
    "century": ("century", "centuries"),
}
_QUALIFIERS = {
    ">": "more than",
    ">=": "at least",
    "<": "less than",
    "<=": "up to",
    "~": "about",
}
_STRENGTHS = {"sure": "contradiction", "maybe": "worth a look"}
_PLACES = 4
# Below this count plotly would put ticks between whole numbers.
_FEW = 5


def contradiction_rows(
    table: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each contradiction with both sentences and buttons to read either or to compare.

    `table` has the columns of the stored contradictions and `others`, the number of other pairs of
    articles with the same contradiction. A row's id is its label in the index.
    """
    return [_contradiction(number, row, texts, labels) for number, row in _numbered(table)]


def _numbered(table: pd.DataFrame) -> list[tuple[Any, dict[str, Any]]]:
    return list(zip(table.index, table.to_dict("records"), strict=True))


def _contradiction(
    number: Any, row: Mapping[str, Any], texts: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, Any]:
    head = [[describe_contradiction(row), "strong"], [f"  {_describe_difference(row)}", "quiet"]]
    lines = [head]
    for article, start, end in (
        (row["a"], row["first_start"], row["first_end"]),
        (row["b"], row["second_start"], row["second_end"]),
    ):
        lines += [_sentence(texts[article], int(start), int(end)), [[labels[article], "quiet"]]]
    actions = [["first", "Read the first"], ["second", "Read the second"], ["compare", "Compare"]]
    return list_row(str(number), lines, actions=actions)


def describe_contradiction(row: Mapping[str, Any]) -> str:
    """What differs, with both figures: “people: 500 · more than 500”."""
    what = row["counts"] or ("date" if row["kind"] == "date" else row["unit"] or "number")
    return f"{what}: {row['first_text']} · {row['second_text']}"


def _describe_difference(row: Mapping[str, Any]) -> str:
    if row["difference"] == "qualifier":
        said = "the same number, with a different qualifier"
    else:
        said = "different dates" if row["kind"] == "date" else "different numbers"
    grounds = describe_grounds(row)
    if grounds:
        said += f"; {grounds}"
    if row.get("decided"):
        said += f"; {row['decided']}"
    if row["others"]:
        said += f"; the same in {count_of(int(row['others']), 'other pair', 'other pairs')}"
    return said


def describe_grounds(row: Mapping[str, Any]) -> str:
    """What both sentences say alike: “both: killed, Kharkiv, 20 May 2025”; "" for nothing."""
    day = format_day(pd.Timestamp(row["day"])) if row["day"] else ""
    told = ", ".join(part for part in (row["event"], row["place"], day) if part)
    return f"both: {told}" if told else ""


def _sentence(text: str, start: int, end: int) -> list[list[str]]:
    spans = sentences(text)
    place = sentence_at(spans, start)
    span = (start, end) if place is None else spans[place]
    pieces = cut_pieces(text, span, [(start, end, "hit")])
    return [[" ".join(piece.split("\n")), kind or "text"] for piece, kind in pieces]


def contradiction_table(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Contradictions as a table for export: what is counted, both figures, both articles."""
    return pd.DataFrame(
        {
            "what": [row["counts"] or row["kind"] for row in table.to_dict("records")],
            "first": table["first_text"],
            "second": table["second_text"],
            "first article": table["a"].map(labels),
            "second article": table["b"].map(labels),
            "difference": table["difference"],
            "sentences": table["basis"],
            "strength": table["strength"].map(_STRENGTHS),
            "grounds": [describe_grounds(row) for row in table.to_dict("records")],
        }
    )


def figure_rows(
    figures: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each figure in its context, with what it was read as."""
    rows = mention_rows(figures, texts, labels)
    for row, figure in zip(rows, figures.to_dict("records"), strict=True):
        text = texts[str(figure["article"])]
        told, _ = qualifier_before(text, int(figure["start"]))
        # An analyst may have corrected it, and then the article's own words no longer fit.
        own = figure["qualifier"] and not figure.get("decided")
        qualifier = " ".join(text[slice(*told)].split()) if own else None
        read = f" · read as {describe_figure(figure, qualifier)}"
        decided = f", {figure['decided']}" if figure.get("decided") else ""
        row["lines"][1].append([read + decided, "quiet"])
    return rows


def figure_table(figures: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Figures as a table for export: the words, what they were read as, the article."""
    columns = ["text", "value", "high", "unit", "counts"]
    return figures[columns].assign(
        qualifier=figures["qualifier"].map(_QUALIFIERS).fillna(""),
        article=figures["article"].map(labels),
    )


def describe_figure(figure: Mapping[str, Any], qualifier: str | None = None) -> str:
    """What a figure was read as: “more than 2,500,000 USD”.

    `qualifier` are the article's own words; without them the stored sign (`>=` …) is put in words.
    """
    told = qualifier or _QUALIFIERS.get(figure["qualifier"], "")
    value, high = format_decimal(figure["value"], _PLACES, least=0), figure["high"]
    span = "" if pd.isna(high) else f" to {format_decimal(high, _PLACES, least=0)}"
    one, several = _TIMES.get(figure["unit"], (figure["unit"], figure["unit"]))
    named = one if figure["value"] == 1 and not span else several
    unit = "%" if named == "%" else f" {named}" if named else ""
    counts = f" {figure['counts']}" if figure["counts"] else ""
    return f"{told[:1].lower()}{told[1:]} {value}{span}{unit}{counts}".lstrip()


def mentioned_dates_timeline(
    bins: pd.DataFrame, step: str, mode: Mode, *, selected: tuple[str, str] | None = None
) -> go.Figure:
    """Bar chart of how often each period is named in texts, above how many articles are of it.

    `bins` has columns `first` and `last` (days), `named` and `published`; `step` is the word for a
    period: day, week, month, year. A bar has `[first, last]` as customdata, in ISO days; with
    `selected` all others are faint. The second panel is left out when no article is dated.
    """
    some_published = bool(bins["published"].any())
    chart = ChartBuilder(
        mode, height=320 if some_published else 220, dragmode="select", selectdirection="h"
    )
    edges = [
        [f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}"]
        for a, b in bins[["first", "last"]].itertuples(index=False)
    ]
    lit = [1.0 if selected is None or tuple(edge) == selected else 0.35 for edge in edges]
    for name, nouns, axis, colour in (
        ("named", ("named in the texts", "named in the texts"), "y", 0),
        ("published", ("article published", "articles published"), "y2", 6),
    )[: 1 + some_published]:
        chart.add(
            "bar",
            **bar_positions(bins["first"], bins["last"]),
            y=bins[name].tolist(),
            yaxis=axis,
            customdata=edges,
            marker={"color": category_colours(mode)[colour], "opacity": lit, "line": {"width": 0}},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            hovertext=_describe_bars(bins["first"], bins[name], step, nouns),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    chart.set_x(type="date", showgrid=False, range=axis_range(bins["first"], bins["last"]))
    chart.set_y(title={"text": f"times a {step} is named"}, **_counted(bins["named"]))
    if some_published:
        chart.set_layout(yaxis2=axis_look(mode))
        chart.set_layout(
            yaxis={"domain": [0.42, 1]},
            yaxis2={
                "domain": [0, 0.34],
                "title": {"text": "articles published"},
                **_counted(bins["published"]),
            },
            xaxis={"anchor": "y2"},
        )
    return chart.build()


def _describe_bars(
    days: pd.Series, counts: pd.Series, step: str, nouns: tuple[str, str]
) -> list[str]:
    return [
        f"{step} of {format_day(day)}<br>{count_of(n, *nouns)}"
        for day, n in zip(days, counts, strict=True)
    ]


def _counted(counts: pd.Series) -> dict[str, Any]:
    """The properties of an axis of whole numbers."""
    return {"rangemode": "tozero"} | ({"dtick": 1} if counts.max() < _FEW else {})


def describe_dates_left_out(open_ones: int, vague: int, outside: int, step: str) -> str:
    """How many dates are not on the chart, and why; "" when all are.

    `open_ones` have no day, `vague` ones are of more than a `step`, `outside` ones are more than
    two years before the first publication or after the last.
    """
    parts = [
        f"{count_of(number, 'date', 'dates')} {why}"
        for number, why in (
            (open_ones, "with no day assigned"),
            (vague, f"of more than a {step}"),
            (outside, "more than two years before the first publication or after the last"),
        )
        if number
    ]
    return f"Not on the chart: {', '.join(parts)}." if parts else ""
