"""Which parts of two articles make them alike, as a chart and as rows."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.parts import NAMES
from components.views.clauses import PART_NAMES
from components.views.drawing import Drawing
from components.views.local import say_decimal
from components.views.theme import TOKENS, Mode

WHOLE = "everything"


def parts_waterfall(shares: pd.Series, mode: Mode, picked: str = "") -> go.Figure:
    """Draw how the parts add up to the cosine; a bar carries its part, the sum `WHOLE`.

    `shares` has the share of each of `analysis.parts.NAMES`; they add up to the cosine.
    """
    tokens = TOKENS[mode]
    names = [*NAMES, WHOLE]
    values = [float(shares[name]) for name in NAMES]
    drawing = Drawing(mode, height=190)
    starts = [sum(values[:place]) for place in range(len(values))] + [0.0]
    drawing.add(
        "bar",
        orientation="h",
        y=names,
        x=[*values, sum(values)],
        base=starts,
        customdata=names,
        marker={
            "color": [tokens["accent"]] * len(values) + [tokens["quiet"]],
            "opacity": [1.0 if picked in ("", name, WHOLE) else 0.35 for name in names],
            "line": {"width": 0},
        },
        text=[f"+{say_decimal(value, 2)}" for value in values] + [say_decimal(sum(values), 2)],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{customdata}: %{x:.3f} of the cosine<extra></extra>",
    )
    drawing.set_y(
        categoryorder="array",
        categoryarray=names[::-1],
        tickmode="array",
        tickvals=names,
        ticktext=[PART_NAMES.get(name, name) for name in names],
        showgrid=False,
    )
    drawing.set_x(range=[0, 1.08], tickformat=".1f")
    return drawing.figure()


def parts_table(split: pd.DataFrame, without: dict[str, float]) -> pd.DataFrame:
    """Part, what it gives to the cosine, and the cosine without it; the whole in the last row."""
    rows = [
        {
            "part": PART_NAMES[name],
            "contribution": round(float(split[name].sum()), 3),
            "cosine without it": round(without[name], 3),
        }
        for name in NAMES
    ]
    whole = {"part": WHOLE, "contribution": round(float(split["share"].sum()), 3)}
    return pd.DataFrame([*rows, whole])


def say_without(without: dict[str, float]) -> str:
    """How alike the two are in all they say, and without each of their parts, in a line."""
    told = [f"without {PART_NAMES[name]} {say_decimal(without[name], 2)}" for name in NAMES]
    return f"Whole articles {say_decimal(without[WHOLE], 2)}; {', '.join(told)}."


def term_rows(split: pd.DataFrame, part: str = "") -> list[dict[str, Any]]:
    """The common terms as rows to pick, those of one part or all, each with its share."""
    column = "share" if part in ("", WHOLE) else part
    shown = split[split[column] > 0].sort_values([column, "term"], ascending=[False, True])
    return [
        {
            "id": row["term"],
            "score": None,
            "picked": False,
            "lines": [[[row["term"], "strong"], [f"  {say_decimal(row[column], 3)}", "quiet"]]],
            "actions": [],
        }
        for row in shown.to_dict("records")
    ]
