"""Every sentence of a family, a row each, and what each version made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

_WORDS = {"first": "first here", "same": "kept", "edited": "edited", "absent": "—"}
_SIGNS = {"first": "●", "same": "=", "edited": "≠", "absent": ""}
# With more versions a column holds a sign, and its heading stands upright.
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
) -> dict[str, Any]:
    """The sentence table as headings and rows for our component.

    `sentences` is the table of `components.analysis.collection.families`, whose versions are numbers
    into `ids`. A row has the words of the version that has it first; a cell its state in words and
    `article.start.end`, or nothing where the sentence is absent. `names` are different for
    different versions. A `dense` table has more versions than words fit in, so its cells have a
    `sign` besides.
    """
    rows = [
        _row(int(str(number)), cells, order, ids, texts)
        for number, cells in sentences.groupby("row", sort=True)
    ]
    return {
        "corner": "Sentence, as first printed",
        "heads": [names[ids[version]] for version in order],
        "dense": len(order) > _WIDE,
        "rows": rows,
    }


def filter_sentences(sentences: pd.DataFrame, which: str) -> pd.DataFrame:
    """The sentences of one of `ROWS`, as the table that was given."""
    there = sentences[sentences["state"] != "absent"].groupby("row")["state"]
    rows = {
        "all": there.size() > 0,
        "shared": there.size() > 1,
        "edited": there.agg(lambda states: bool((states == "edited").any())).astype(bool),
        "alone": there.size() == 1,
    }[which]
    return sentences[sentences["row"].isin(rows.index[rows])]


def describe_signs(versions: int) -> str:
    """What the signs of a table with so many versions mean; "" where words stand in it."""
    if versions <= _WIDE:
        return ""
    return f"{_SIGNS['first']} first here, {_SIGNS['same']} kept, {_SIGNS['edited']} edited."


def grid_table(grid: Mapping[str, Any]) -> pd.DataFrame:
    """What `sentence_grid` gives as a table: a row a sentence, a column a version."""
    heads = ["sentence, as first printed", *grid["heads"]]
    rows = [[row["words"], *(cell["text"] for cell in row["cells"])] for row in grid["rows"]]
    return pd.DataFrame(rows, columns=heads)


def _row(
    number: int,
    cells: pd.DataFrame,
    order: Sequence[int],
    ids: Sequence[str],
    texts: Mapping[str, str],
) -> dict[str, Any]:
    by_version = {int(cell["version"]): cell for cell in cells.to_dict("records")}
    first = next(cell for cell in by_version.values() if cell["state"] == "first")
    words = texts[ids[int(first["version"])]][int(first["start"]) : int(first["end"])]
    return {
        "id": str(number),
        "words": " ".join(words.split()),
        "cells": [_cell(by_version.get(version), ids[version]) for version in order],
    }


def _cell(cell: dict[str, Any] | None, article: str) -> dict[str, str]:
    if cell is None or cell["state"] == "absent":
        return {"state": "absent", "text": _WORDS["absent"], "sign": "", "place": ""}
    place = f"{article}.{int(cell['start'])}.{int(cell['end'])}"
    state = cell["state"]
    return {"state": state, "text": _WORDS[state], "sign": _SIGNS[state], "place": place}
