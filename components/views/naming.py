"""Who calls an actor by which name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.views.layout import shorten
from components.views.local import say_count

OTHERS = "other forms"


def naming_grid(
    table: pd.DataFrame, corner: str, labels: Mapping[str, str], picked: tuple[str, str] | None
) -> dict[str, Any]:
    """The table of `components.analysis.naming` as headings and rows for our component.

    A cell leads to `row.column`, numbers into the table; `labels` say what a row is called.
    """
    forms, groups = [str(form) for form in table.columns], [str(group) for group in table.index]
    rows = []
    for row, (group, counts) in enumerate(zip(groups, table.to_numpy().tolist(), strict=True)):
        cells = [
            {
                "state": "picked" if picked == (group, form) else "count" if count else "none",
                "text": say_count(count) if count else "—",
                "place": f"{row}.{column}" if count else "",
            }
            for column, (form, count) in enumerate(zip(forms, counts, strict=True))
        ]
        rows.append({"id": group, "words": labels.get(group, group), "cells": cells})
    heads = [shorten(form, 40) if form else OTHERS for form in forms]
    return {"corner": corner, "heads": heads, "rows": rows}
