"""The tables of a library as they are before the worker has made them: all columns, no rows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.analysis.borrowing import NO_VERDICTS
from components.analysis.contradictions import COLUMNS as VALUES
from components.analysis.entities.resolve import COLUMNS as MENTIONS
from components.analysis.facts import date_table, figure_table
from components.analysis.pairs import no_pairs
from components.analysis.projection import no_points


def _blank(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


BLANK = {
    "pairs": no_pairs(),
    "map": no_points(),
    "directions": NO_VERDICTS,
    "figures": figure_table({}),
    "dates": date_table({}).astype({"value": "str"}),
    "contradictions": _blank({"a": "str", "b": "str"} | VALUES | {"thing": "int64"}),
    "boilerplate": _blank({"article": "str", "start": "int64", "end": "int64", "reason": "str"}),
    "reuse": _blank(
        {"a": "str", "b": "str", "score": "float64", "a_in_b": "float64", "b_in_a": "float64"}
    ),
    "mentions": _blank(MENTIONS | {"article": "str", "sentence": "int64", "lead": "bool"}),
    "quotations": _blank(
        {
            "article": "str",
            "start": "int64",
            "end": "int64",
            "text": "str",
            "speaker": "str",
            "kind": "str",
            "mention": "str",
            "confidence": "float64",
            "how": "str",
            "cue": "str",
            "named": "int64",
        }
    ),
    "quotation_ledger": _blank(
        {
            "quotation": "int64",
            "article": "str",
            "state": "str",
            "first": "bool",
            "reattributed": "bool",
            "speaker": "str",
            "confidence": "float64",
            "text": "str",
            "left_out": "object",
            "edits": "object",
            "more": "object",
            "inserted": "object",
            "start": "int64",
            "end": "int64",
        }
    ),
}
