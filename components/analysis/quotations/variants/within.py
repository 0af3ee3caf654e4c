"""Variants of quotations within some of the articles, measured by nothing outside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from components.analysis.quotations.resolve_speakers import Quotation
from components.analysis.quotations.utterances import PAUSE, Utterance, read_utterances
from components.analysis.quotations.variants.ledger import (
    describe_edit,
    find_changes,
    name_state,
)
from components.analysis.quotations.variants.written_forms import Printed


def measure_within(variants: pd.DataFrame, articles: Collection[str]) -> pd.DataFrame:
    """The rows of a stored ledger for some of its articles, resting on nothing outside them.

    Where the form printed first is in another article, the first of these is the measure, and all
    is compared again. Quotations that fewer than two of these have, or none prints, are left out.
    """
    if variants.empty:
        return variants
    kept = [variants.iloc[:0]]
    inside = variants["article"].isin(list(articles))
    direct = variants["state"] != "reported"
    measures = set(variants.index[direct & ~variants[direct]["quotation"].duplicated()])
    for _, rows in variants[inside].groupby("quotation", sort=True):
        if rows["article"].nunique() > 1 and direct[rows.index].any():
            first = [number == 0 for number in range(len(rows))]
            is_measured = not measures.isdisjoint(rows.index)
            kept.append((rows if is_measured else _measured_again(rows)).assign(first=first))
    return pd.concat(kept)


def _measured_again(rows: pd.DataFrame) -> pd.DataFrame:
    said = [_read_again(row) for row in rows.to_dict("records")]
    base = next(number for number, one in enumerate(said) if one.kind == "direct")
    texts = [PAUSE.join(rows[rows["article"] == id]["text"]) for id in rows["article"]]
    printed = Printed(dict(enumerate(texts)).__getitem__)
    changes = [
        find_changes(said[base], one, printed, (base, number)) for number, one in enumerate(said)
    ]
    return rows.assign(
        state=[name_state(*pair) for pair in zip(said, changes, strict=True)],
        earliest=False,
        reattributed=False,  # Whether to another than here, nobody has asked.
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
