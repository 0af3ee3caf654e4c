"""What is known of an article, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.corpus.readers.formats import FORMATS
from components.views.local import say_count, say_day
from components.views.notes import say_when

_ENDINGS = tuple(ending for known in FORMATS for ending in known.endings)


def detail_lines(row: dict[str, Any], zone: str) -> str:
    """A line for each thing known of an article, and for what is not."""
    told = {
        "Source": row["source"],
        "Author": row["author"],
        "Published": "" if pd.isna(row["published"]) else say_day(row["published"]),
        "Language": row["language"],
        "Address": row["url"],
        "Words": say_count(row["words"]),
        "Added": say_when(row["added"], zone),
        "File": row["name"],
    }
    return "\n".join(f"{name}: {value or 'not known'}" for name, value in told.items())


def original_name(name: str) -> str:
    """The name of the file that an article came in; of what was in an archive, the archive's."""
    parts = name.split("/")
    files = (part for part in parts if part.lower().endswith(_ENDINGS))
    return next(files, parts[-1]) or "original"
