"""What became of uploaded files, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.views.pairs import find_pair, pair_reason

_STATES = {
    "waiting": "waiting",
    "reading": "being read",
    "asking": "needs your decision",
    "done": "read",
    "rejected": "not read",
    "cancelled": "cancelled",
}
_ACTIONS = {
    "waiting": [["cancel", "Cancel"]],
    "rejected": [["retry", "Try again"]],
    "cancelled": [["retry", "Try again"]],
}


def outcome_rows(uploads: pd.DataFrame) -> list[dict[str, Any]]:
    """Each uploaded file with its outcome and, where it was not taken, the reason.

    `uploads` has columns `id`, `name`, `state`, `message`, `new`, `duplicates`.
    """
    return [
        {
            "id": str(row["id"]),
            "score": None,
            "picked": False,
            "lines": [
                [[row["name"], "strong"], [f"  {_say_state(row)}", "quiet"]],
                *([[[row["message"], "quiet"]]] if row["message"] else []),
            ],
            "actions": _ACTIONS.get(row["state"], []),
        }
        for row in uploads.to_dict("records")
    ]


def outcome_table(uploads: pd.DataFrame) -> pd.DataFrame:
    """The same as a table for people, one row a file."""
    told = [_say_state(row) for row in uploads.to_dict("records")]
    return pd.DataFrame(
        {
            "file": uploads["name"],
            "bytes": uploads["size"],
            "outcome": told,
            "reason": uploads["message"],
        }
    )


def _say_state(row: dict[str, Any]) -> str:
    if row["state"] != "done":
        return _STATES[row["state"]]
    counts = []
    if row["new"]:
        counts.append(f"{row['new']:,} new article{'' if row['new'] == 1 else 's'}")
    if row["duplicates"]:
        counts.append(f"{row['duplicates']:,} already in the library")
    return ", ".join(counts) or _STATES["done"]


def belonging_rows(
    ids: Sequence[str], pairs: pd.DataFrame, labels: dict[str, str]
) -> list[dict[str, Any]]:
    """Each new article with its closest relative and what they share, as a row that leads there.

    A row's id is the article's and, after a point, the relative's.
    """
    return [_belonging(article, pairs, labels) for article in ids if article in labels]


def _belonging(article: str, pairs: pd.DataFrame, labels: dict[str, str]) -> dict[str, Any]:
    own = pairs[((pairs["a"] == article) | (pairs["b"] == article)) & (pairs["score"] > 0)]
    lines = [[[labels[article], "strong"]]]
    if own.empty:
        lines.append([["nothing in the library is like it", "quiet"]])
        return {"id": article, "score": None, "picked": False, "lines": lines, "actions": []}
    best = own.iloc[0]
    relative = best["b"] if best["a"] == article else best["a"]
    row = find_pair(pairs, (article, relative)) or {}
    lines.append([["most similar to ", "quiet"], [labels[relative], ""]])
    lines.append([[pair_reason(row), "quiet"]])
    return {
        "id": f"{article}.{relative}",
        "score": float(best["score"]),
        "picked": False,
        "lines": lines,
        "actions": [["compare", "Compare"]],
    }
