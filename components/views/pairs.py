"""Pairs of articles in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.views.local import count_of, say_count, say_decimal

Piece = tuple[str, str]


def pair_rows(
    pairs: pd.DataFrame, labels: dict[str, str], picked: tuple[str, str] | None
) -> list[dict[str, Any]]:
    """The pairs as rows to pick: the cosine, both titles, and why they are alike.

    `pairs` is the table of `components.analysis.pairs`. A row's id is both article ids joined by a
    point.
    """
    return [
        {
            "id": f"{row['a']}.{row['b']}",
            "score": float(row["score"]),
            "picked": picked is not None and {row["a"], row["b"]} == set(picked),
            "lines": [
                [[labels[row["a"]], "strong"]],
                [[labels[row["b"]], "strong"]],
                [[pair_reason(row), "quiet"]],
            ],
            "actions": [["compare", "Compare"]],
        }
        for row in pairs.to_dict("records")
    ]


def pair_reason(row: dict[str, Any]) -> str:
    """Why two articles are alike, in a sentence: sentences they share, words they share."""
    parts = []
    if not pd.isna(row["shared"]):
        parts.append(_say_shared(row))
    if row["words"]:
        parts.append(f"words in both: {row['words']}")
    return "; ".join(parts) or "no words in common"


def _say_shared(row: dict[str, Any]) -> str:
    shared, edited = int(row["shared"]), int(row["edited"])
    if not shared:
        return "no sentences in common"
    words = f"{count_of(shared, 'sentence', 'sentences')} in common"
    return f"{words}, {edited} of them edited" if edited else words


def pair_table(pairs: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """The pairs as a table for people: titles, cosine, shared sentences, shared words."""
    return pd.DataFrame(
        {
            "first": pairs["a"].map(labels),
            "second": pairs["b"].map(labels),
            "cosine": pairs["score"].round(3),
            "shared sentences": pairs["shared"],
            "edited": pairs["edited"],
            "words in common": pairs["words"],
        }
    )


def say_change(pairs: pd.DataFrame, usual: pd.DataFrame, at_least: float = 0.5) -> str:
    """How many pairs the settings make alike, and how many the usual ones do."""
    now, before = (int((table["score"] >= at_least).sum()) for table in (pairs, usual))
    return (
        f"{count_of(now, 'pair has', 'pairs have')} a cosine of "
        f"{say_decimal(at_least, 1)} or more; with the default settings, {say_count(before)}."
    )


def find_pair(pairs: pd.DataFrame, pair: tuple[str, str]) -> dict[str, Any] | None:
    """The row of a pair, whichever way round it is asked for; None when it is not in the table."""
    either = pairs[
        ((pairs["a"] == pair[0]) & (pairs["b"] == pair[1]))
        | ((pairs["a"] == pair[1]) & (pairs["b"] == pair[0]))
    ]
    return dict(either.iloc[0]) if len(either) else None
