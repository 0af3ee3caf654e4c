"""Mentions in their context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

CONTEXT = 90


def mention_rows(
    mentions: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each mention with what stands before and after it, as a row that leads to its place.

    A row's id is `article.start.end`.
    """
    return [
        {
            "id": f"{row.article}.{row.start}.{row.end}",
            "score": None,
            "picked": False,
            "lines": [
                _line(texts[str(row.article)], int(row.start), int(row.end)),
                [[labels[str(row.article)], "quiet"]],
            ],
            "actions": [],
        }
        for row in mentions.itertuples()
    ]


def _line(text: str, start: int, end: int) -> list[list[str]]:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    pieces = [(before, "text"), (text[start:end], "hit"), (after, "text")]
    return [[" ".join(piece.split("\n")), kind] for piece, kind in pieces]
