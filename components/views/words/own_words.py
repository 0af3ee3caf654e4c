"""Own stop words as rows and as a table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.views.locale_formatting import format_signature
from components.views.panes import list_row


def own_word_rows(stored: pd.DataFrame, zone: str) -> list[dict[str, Any]]:
    """Each own stop word with who left it out and when; the id of a row is the word.

    `stored` are verdicts of the library, as `Verdicts.all` gives them; `zone` is the reader's.
    """
    return [
        list_row(
            row["key"],
            [
                [
                    [row["key"], "strong"],
                    [f"  {format_signature(row['who'], row['when'], zone)}", "quiet"],
                ]
            ],
            actions=[["count", "Count again"]],
        )
        for row in stored.to_dict("records")
    ]


def own_word_table(stored: pd.DataFrame) -> pd.DataFrame:
    """The own stop words for export: columns `word`, `left out by`, `when` (UTC)."""
    return pd.DataFrame(
        {
            "word": stored["key"],
            "left out by": stored["who"],
            "when": stored["when"].to_numpy(),
        }
    )
