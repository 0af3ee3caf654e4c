"""The ledger of some articles alone: all compared with the form that is printed first in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from components.analysis.quotations.resolve_speakers import Quotation
from components.analysis.quotations.utterances import PAUSE, Utterance, read_utterances
from components.analysis.quotations.variants.shared_words import Changes, compare, state_of


def measure_within(variants: pd.DataFrame, articles: Collection[str]) -> pd.DataFrame:
    """The rows of a stored ledger for some of its articles, resting on nothing outside them.

    Where the form printed first is in another article, the first of these is the measure, and all
    is compared again. Quotations that fewer than two of these have, or none prints, are left out.
    """
    kept = []
    inside = variants[variants["article"].isin(list(articles))]
    for _, rows in inside.groupby("quotation", sort=True):
        direct = rows["state"] != "reported"
        if rows["article"].nunique() > 1 and direct.any():
            kept.append(rows if rows["first"].any() else _measured_again(rows))
    return pd.concat(kept) if kept else variants.iloc[:0]


def _measured_again(rows: pd.DataFrame) -> pd.DataFrame:
    said = [_read_again(row) for row in rows.to_dict("records")]
    base = next(one for one in said if one.kind == "direct")
    changes = [Changes() if one.kind == "reported" else compare(base, one) for one in said]
    start = said.index(base)
    is_kept = not bool(rows["reattributed"].iloc[start])
    return rows.assign(
        state=[state_of(*pair) for pair in zip(said, changes, strict=True)],
        first=[number == 0 for number in range(len(said))],
        reattributed=rows["reattributed"] & is_kept & isinstance(rows["speaker"].iloc[start], str),
        left_out=[one.left_out for one in changes],
        edits=[[describe_edit(*pair) for pair in one.edits] for one in changes],
        more=[one.more for one in changes],
        inserted=[one.inserted for one in changes],
    )


def _read_again(row: Mapping[str, Any]) -> Utterance:
    """The utterance of a stored row, from its printed text."""
    kind = "reported" if row["state"] == "reported" else "direct"
    parts = [Quotation(0, 0, part, None, kind) for part in row["text"].split(PAUSE)]
    return next(read_utterances(0, parts, ""))


def describe_edit(there: str, here: str) -> str:
    """An edit in one line: words there and here, or what was put in."""
    return f"{there} → {here}" if there else f"put in: {here}"
