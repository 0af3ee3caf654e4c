"""What an article leaves out and what it alone has, as rows and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.views.layout import shorten
from components.views.ledger import KIND_NAMES

_LONGEST = 280


def omission_rows(found: pd.DataFrame, ticks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each sentence, figure, person or quotation with its reason and who carries it.

    `found` has rows of `components.analysis.omissions.left_out`, whose row labels become the ids.
    """
    return [_row(int(str(label)), row, ticks) for label, row in found.to_dict("index").items()]


def _row(label: int, row: dict[str, Any], ticks: Mapping[str, str]) -> dict[str, Any]:
    sisters = [[f"in {', '.join(map(ticks.__getitem__, row['sisters']))}", "quiet"]]
    return {
        "id": str(label),
        "score": float(row["weight"]),
        "picked": False,
        "lines": [
            [[KIND_NAMES.get(row["kind"], row["kind"]), "strong"], [f"  {row['reason']}", "quiet"]],
            [[shorten(" ".join(row["text"].split()), _LONGEST), "text"]],
            *([sisters] if row["sisters"] else []),
        ],
        "actions": [["beside", "Side by side"]] if row["sisters"] else [],
    }


def omission_table(found: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The same for people who take it away."""
    carriers = [" · ".join(map(labels.__getitem__, sisters)) for sisters in found["sisters"]]
    table = found[["what", "kind", "weight", "reason", "text"]].assign(**{"found in": carriers})
    return table.assign(kind=table["kind"].map(KIND_NAMES))
