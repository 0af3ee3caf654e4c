"""A list as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd


def list_table(entries: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """The rows of a list, as `components.app.linked.rows` takes them: a column for each line.

    The column `score` is there when any row has one.
    """
    told = [["".join(text for text, _ in line) for line in row["lines"]] for row in entries]
    longest = max(map(len, told), default=0)
    columns = {
        f"line {place + 1}": [lines[place] if place < len(lines) else "" for lines in told]
        for place in range(longest)
    }
    scores = [row["score"] for row in entries]
    if any(score is not None for score in scores):
        return pd.DataFrame({"score": scores, **columns})
    return pd.DataFrame(columns)
