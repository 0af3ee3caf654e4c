"""Surface forms of an entity as tables for the grid component: with their reasons, and by group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.views.locale_formatting import format_count, shorten

OTHERS = "other forms"


def form_grid(forms: pd.DataFrame) -> dict[str, Any]:
    """The table of `count_forms` as JSON for the grid component; no cell leads anywhere."""
    rows = [
        {
            "id": row.surface,
            "words": row.surface,
            "cells": [
                {"state": "count", "text": format_count(row.mentions), "place": ""},
                {"state": "count", "text": format_count(row.articles), "place": ""},
                {"state": "told", "text": row.why, "place": ""},
            ],
        }
        for row in forms.itertuples()
    ]
    return {"corner": "form", "heads": ["mentions", "articles", "why"], "rows": rows}


def surface_form_grid(
    table: pd.DataFrame, corner: str, labels: Mapping[str, str], selected: tuple[str, str] | None
) -> dict[str, Any]:
    """How often each group uses each surface form, as JSON for the grid component.

    `table` has groups as rows and forms as columns ("" for the others), as `mention_counts` in the
    analysis counts them. `labels` are the titles of groups; the `place` of a cell is `row.column`,
    both numbers.
    """
    forms, groups = [str(form) for form in table.columns], [str(group) for group in table.index]
    rows = []
    for row, (group, counts) in enumerate(zip(groups, table.to_numpy().tolist(), strict=True)):
        cells = [
            {
                "state": "selected" if selected == (group, form) else "count" if count else "none",
                "text": format_count(count) if count else "—",
                "place": f"{row}.{column}" if count else "",
            }
            for column, (form, count) in enumerate(zip(forms, counts, strict=True))
        ]
        rows.append({"id": group, "words": labels.get(group, group), "cells": cells})
    heads = [shorten(form, 40) if form else OTHERS for form in forms]
    return {"corner": corner, "heads": heads, "rows": rows}
