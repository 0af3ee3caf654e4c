"""Sentence table of a family: what each version did with each sentence, as a grid and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

_WORDS = {"first": "first here", "same": "kept", "edited": "edited", "absent": "—"}
_SIGNS = {"first": "●", "same": "=", "edited": "≠", "absent": ""}
_IN_FIRST = ", as first printed"
# With more versions than this, cells have signs and column headings are vertical.
_WIDE = 8
ROWS = {
    "all": "all",
    "shared": "in two versions or more",
    "edited": "edited along the way",
    "alone": "in one version only",
}


def sentence_grid(
    sentences: pd.DataFrame,
    order: Sequence[int],
    ids: Sequence[str],
    texts: Mapping[str, str],
    names: Mapping[str, str],
    *,
    dated: bool = True,
) -> dict[str, Any]:
    """The sentence table as JSON for the grid component: headings, rows, cells.

    `sentences` is the table of `components.analysis.collection.families`; its versions are numbers
    into `ids`. A row has the words of the version that has it first. A cell has its state, the
    state in words, a sign for `dense` tables (more versions than words fit in), and as `place`
    `article.start.end`, or "" where the sentence is absent. `names` must differ between versions.
    Where not all versions are `dated`, the first that has a sentence is not said to be the first.
    """
    words = _WORDS if dated else _WORDS | {"first": "here"}
    rows = [
        _row(int(str(number)), cells, order, ids, texts, words)
        for number, cells in sentences.groupby("row", sort=True)
    ]
    return {
        "corner": f"Sentence{_IN_FIRST if dated else ''}",
        "heads": [names[ids[version]] for version in order],
        "dense": len(order) > _WIDE,
        "rows": rows,
    }


def filter_sentences(sentences: pd.DataFrame, which: str) -> pd.DataFrame:
    """The rows of the table for one of `ROWS`: all, shared, edited, alone."""
    there = sentences[sentences["state"] != "absent"].groupby("row")["state"]
    rows = {
        "all": there.size() > 0,
        "shared": there.size() > 1,
        "edited": there.agg(lambda states: bool((states == "edited").any())).astype(bool),
        "alone": there.size() == 1,
    }[which]
    return sentences[sentences["row"].isin(rows.index[rows])]


def describe_signs(versions: int, *, dated: bool = True) -> str:
    """The legend of the signs in a dense table; "" for a table with words."""
    if versions <= _WIDE:
        return ""
    first = _WORDS["first"] if dated else "in the first column that has it"
    return f"{_SIGNS['first']} {first}, {_SIGNS['same']} kept, {_SIGNS['edited']} edited."


def grid_table(grid: Mapping[str, Any]) -> pd.DataFrame:
    """The result of `sentence_grid` as a table for export: sentences by versions."""
    heads = [grid["corner"].lower(), *grid["heads"]]
    rows = [[row["words"], *(cell["text"] for cell in row["cells"])] for row in grid["rows"]]
    return pd.DataFrame(rows, columns=heads)


def _row(
    number: int,
    cells: pd.DataFrame,
    order: Sequence[int],
    ids: Sequence[str],
    texts: Mapping[str, str],
    told: Mapping[str, str],
) -> dict[str, Any]:
    by_version = {int(cell["version"]): cell for cell in cells.to_dict("records")}
    first = next(cell for cell in by_version.values() if cell["state"] == "first")
    words = texts[ids[int(first["version"])]][int(first["start"]) : int(first["end"])]
    return {
        "id": str(number),
        "words": " ".join(words.split()),
        "cells": [_cell(by_version.get(version), ids[version], told) for version in order],
    }


def _cell(cell: dict[str, Any] | None, article: str, told: Mapping[str, str]) -> dict[str, str]:
    if cell is None or cell["state"] == "absent":
        return {"state": "absent", "text": _WORDS["absent"], "sign": "", "place": ""}
    place = f"{article}.{int(cell['start'])}.{int(cell['end'])}"
    state = cell["state"]
    return {"state": state, "text": told[state], "sign": _SIGNS[state], "place": place}
