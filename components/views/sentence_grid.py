"""Every sentence of a family, a row each, and what each version made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

_WORDS = {"first": "first here", "same": "same", "edited": "edited", "absent": "—"}


def sentence_grid(
    sentences: pd.DataFrame,
    order: Sequence[int],
    ids: Sequence[str],
    texts: Mapping[str, str],
    ticks: Mapping[str, str],
) -> dict[str, Any]:
    """The sentence table as headings and rows for our component.

    `sentences` is the table of `components.analysis.sentence_table`, whose versions are numbers
    into `ids`. A row has the words of the version that has it first; a cell its state in words and
    `article.start.end`, or nothing where the sentence is absent.
    """
    rows = [
        _row(int(str(number)), cells, order, ids, texts)
        for number, cells in sentences.groupby("row", sort=True)
    ]
    return {
        "corner": "Sentence, as it stands first",
        "heads": [ticks[ids[version]] for version in order],
        "rows": rows,
    }


def grid_table(grid: Mapping[str, Any]) -> pd.DataFrame:
    """What `sentence_grid` gives as a table: a row a sentence, a column a version."""
    heads = ["sentence, as it stands first", *grid["heads"]]
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
        return {"state": "absent", "text": _WORDS["absent"], "place": ""}
    place = f"{article}.{int(cell['start'])}.{int(cell['end'])}"
    return {"state": cell["state"], "text": _WORDS[cell["state"]], "place": place}
