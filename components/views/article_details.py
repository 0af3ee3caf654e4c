"""What is known of an article: a line for headings, and its fields one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.views.locale_formatting import format_count, format_day, format_when, shorten

# The basis of a day of publication that is not stated by the file itself.
_BASES = {
    "byline": " (from a line of the text)",
    "inferred": " (inferred)",
    "typed": " (typed)",
    "file": " (day on which the file was made)",
}


def describe_article(row: dict[str, Any]) -> str:
    """Source, author and day of an article with the basis of the day; else the name of its file."""
    day = "" if pd.isna(row["published"]) else format_day(row["published"])
    day += _BASES.get(row.get("basis", ""), "") if day else ""
    known = [part for part in (row["source"], row["author"], day) if part]
    return " · ".join(known) or f"source and date not known · {shorten(row['name'], 60)}"


def detail_lines(row: dict[str, Any], zone: str) -> str:
    """The metadata of an article, a line for each field, also for those not known.

    `zone` is the IANA name of the reader's time zone.
    """
    told = {
        "Source": row["source"],
        "Author": row["author"],
        "Published": "" if pd.isna(row["published"]) else format_day(row["published"]),
        "Language": row["language"],
        "Address": row["url"],
        "Words": format_count(row["words"]),
        "Added": format_when(row["added"], zone),
        "File": row["name"],
    }
    return "\n".join(f"{name}: {value or 'not known'}" for name, value in told.items())
