"""Cosine of a pair by parts of the articles and by terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.article.outline import ALL_PARTS
from components.analysis.pair.similarity_parts import SimilarityParts
from components.views.locale_formatting import count_of, format_decimal
from components.views.panes import list_row
from components.views.selection_text import PART_NAMES
from components.views.theme import TOKENS, ChartBuilder, Mode

# The bar of all that counts by the settings, and the key of all text, counted or not.
COUNTED, WHOLE = "what counts", "whole articles"


def parts_waterfall(shares: pd.Series, mode: Mode, selected: str = "") -> go.Figure:
    """Waterfall chart: what each part of the articles adds to the cosine.

    `shares` has the share of each part in `analysis.article.outline.ALL_PARTS`; they add up to the
    cosine. A bar has its part as customdata, the bar of the sum `COUNTED`.
    """
    tokens = TOKENS[mode]
    names = [*ALL_PARTS, COUNTED]
    values = [float(shares[name]) for name in ALL_PARTS]
    chart = ChartBuilder(mode, height=190)
    starts = [sum(values[:place]) for place in range(len(values))] + [0.0]
    chart.add(
        "bar",
        orientation="h",
        y=names,
        x=[*values, sum(values)],
        base=starts,
        customdata=names,
        marker={
            "color": [tokens["accent"]] * len(values) + [tokens["quiet"]],
            "opacity": [1.0 if selected in ("", name, COUNTED) else 0.35 for name in names],
            "line": {"width": 0},
        },
        text=[f"+{format_decimal(value, 2)}" for value in values]
        + [format_decimal(sum(values), 2)],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{customdata}: %{x:.3f} of the cosine<extra></extra>",
    )
    chart.set_y(
        categoryorder="array",
        categoryarray=names[::-1],
        tickmode="array",
        tickvals=names,
        ticktext=[PART_NAMES.get(name, name) for name in names],
        showgrid=False,
    )
    chart.set_x(range=[0, 1.08], tickformat=".1f")
    return chart.build()


def parts_table(split: pd.DataFrame, without: dict[str, float]) -> pd.DataFrame:
    """Columns `part`, `contribution` and `cosine without it`; the last row is the cosine.

    `split` has a row for each common term, with its share in each part and in all (`share`).
    """
    rows = [
        {
            "part": PART_NAMES[name],
            "contribution": round(float(split[name].sum()), 3),
            "cosine without it": round(without[name], 3),
        }
        for name in ALL_PARTS
    ]
    counted = {"part": COUNTED, "contribution": round(float(split["share"].sum()), 3)}
    return pd.DataFrame([*rows, counted])


def describe_without(without: dict[str, float]) -> str:
    """The cosine of all text, counted or not, and that without each part, in one line."""
    told = [f"without {PART_NAMES[name]} {format_decimal(without[name], 2)}" for name in ALL_PARTS]
    return f"By all their text {format_decimal(without[WHOLE], 2)}; {', '.join(told)}."


def describe_dependence(found: SimilarityParts, articles: int) -> str:
    """On what the cosine depends, with the one that does not depend on it."""
    return (
        f"How much a word weighs depends on {count_of(articles, 'article', 'articles')} of this "
        "library, so this number moves as it grows. By the words of the two alone it is "
        f"{format_decimal(found.alone, 2)}."
    )


def common_terms(split: pd.DataFrame, part: str = "") -> list[tuple[str, float]]:
    """The common terms with their shares, largest first, of one part; "" and `COUNTED` mean all."""
    column = "share" if part in ("", COUNTED) else part
    terms = zip(split["term"].tolist(), split[column].tolist(), strict=True)
    return sorted(
        ((term, share) for term, share in terms if share > 0), key=lambda t: (-t[1], t[0])
    )


def term_rows(terms: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    """Common terms with their shares as rows of the list."""
    return [
        list_row(term, [[[term, "strong"], [f"  {format_decimal(share, 3)}", "quiet"]]])
        for term, share in terms
    ]
