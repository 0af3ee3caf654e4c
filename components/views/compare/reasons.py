"""Which parts of two articles make them alike, as a chart and as rows."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.article.outline import ALL_PARTS
from components.analysis.pair.direction import Direction, Evidence
from components.views.formatting import format_decimal
from components.views.selection_text import PART_NAMES
from components.views.theme import TOKENS, Drawing, Mode

# Each confidence in a word or two.
CONFIDENCE = {"strong": "very likely", "likely": "likely", "weak": "perhaps", "": ""}


def describe_step(direction: Direction) -> str:
    """The verdict on a step of a lineage, said of the later version."""
    sure = CONFIDENCE[direction.confidence]
    return {
        "second from first": f"{sure} taken from it",
        "first from second": f"{sure} the other way round",
        "common source": f"{sure} both from a common source",
        "cannot tell": "it is not clear which of the two came first",
    }[direction.verdict]


# What an analyst may decide about two articles, the one with the smaller id being the first.
PAIR_VERDICTS = ["second from first", "first from second", "common source", "unrelated"]


def describe_verdict(verdict: str, first: str, second: str) -> str:
    """A verdict on a pair with the names of the two."""
    names = {"first": first, "second": second}
    return " ".join(names.get(word, word) for word in verdict.split())


def describe_direction(direction: Direction, first: str = "A", second: str = "B") -> str:
    """The verdict as a sentence about the two texts by the names given."""
    sure = CONFIDENCE[direction.confidence]
    sentence = {
        "second from first": f"{second} was {sure} taken from {first}",
        "first from second": f"{first} was {sure} taken from {second}",
        "common source": f"both were {sure} taken from a common source",
        "cannot tell": "it is not clear who took from whom",
    }[direction.verdict]
    return sentence[0].upper() + sentence[1:] + "."


def evidence_rows(
    direction: Direction, first: str = "A", second: str = "B"
) -> list[dict[str, Any]]:
    """Each piece of evidence with what it speaks for; a row's id is its number."""
    return [
        _row(number, found, describe_verdict(found.points, first, second))
        for number, found in enumerate(direction.evidence)
    ]


def _row(number: int, found: Evidence, points: str) -> dict[str, Any]:
    spoken = "" if points == "cannot tell" else f"supports: {points}"
    lines = [[[found.sentence, ""]], *([[[spoken, "quiet"]]] if spoken else [])]
    return {"id": str(number), "score": None, "picked": False, "lines": lines, "actions": []}


def evidence_table(direction: Direction) -> pd.DataFrame:
    """The evidence as a table for people, the weightiest first."""
    rows = [(found.sentence, found.points, found.weight) for found in direction.evidence]
    return pd.DataFrame(rows, columns=["evidence", "supports", "weight"])


def leaning(direction: Direction) -> float:
    """How surely the second took from the first: 1 sure, 0 cannot tell, -1 the other way round."""
    sure = {"strong": 1.0, "likely": 0.7, "weak": 0.35, "": 0.0}[direction.confidence]
    return {"second from first": sure, "first from second": -sure}.get(direction.verdict, 0.0)


WHOLE = "everything"


def parts_waterfall(shares: pd.Series, mode: Mode, picked: str = "") -> go.Figure:
    """Draw how the parts add up to the cosine; a bar carries its part, the sum `WHOLE`.

    `shares` has the share of each of `article.outline.ALL_PARTS`; they add up to the cosine.
    """
    tokens = TOKENS[mode]
    names = [*ALL_PARTS, WHOLE]
    values = [float(shares[name]) for name in ALL_PARTS]
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
        text=[f"+{format_decimal(value, 2)}" for value in values]
        + [format_decimal(sum(values), 2)],
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
        for name in ALL_PARTS
    ]
    whole = {"part": WHOLE, "contribution": round(float(split["share"].sum()), 3)}
    return pd.DataFrame([*rows, whole])


def describe_without(without: dict[str, float]) -> str:
    """How alike the two are in all they say, and without each of their parts, in a line."""
    told = [f"without {PART_NAMES[name]} {format_decimal(without[name], 2)}" for name in ALL_PARTS]
    return f"Whole articles {format_decimal(without[WHOLE], 2)}; {', '.join(told)}."


def term_rows(split: pd.DataFrame, part: str = "") -> list[dict[str, Any]]:
    """The common terms as rows to pick, those of one part or all, each with its share."""
    column = "share" if part in ("", WHOLE) else part
    shown = split[split[column] > 0].sort_values([column, "term"], ascending=[False, True])
    return [
        {
            "id": row["term"],
            "score": None,
            "picked": False,
            "lines": [[[row["term"], "strong"], [f"  {format_decimal(row[column], 3)}", "quiet"]]],
            "actions": [],
        }
        for row in shown.to_dict("records")
    ]
