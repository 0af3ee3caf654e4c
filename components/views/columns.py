"""A table or JSON file of which it has to be said what is what, as its reader sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.views.local import count_of

FIELDS = {
    "text": "Text",
    "title": "Title",
    "source": "Source",
    "author": "Author",
    "date": "Date",
    "url": "Address",
    "language": "Language",
}


def example_table(rows: Sequence[Mapping[str, str]], chosen: Mapping[str, str]) -> pd.DataFrame:
    """The first rows: columns that were chosen first, under what they are read as, then the rest.

    `chosen` maps fields to names of columns, "" for none.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    read = {name: FIELDS[field] for field, name in chosen.items() if name}
    order = [name for name in chosen.values() if name in names]
    order = list(dict.fromkeys([*order, *names]))
    return pd.DataFrame(
        {_heading(name, read): [row.get(name, "") for row in rows] for name in order}, dtype="str"
    )


def _heading(name: str, read: Mapping[str, str]) -> str:
    return f"{read[name]} ← {name}" if name in read else f"not read: {name}"


def say_list(key: str, count: int) -> str:
    """The objects that stand under a key of a JSON file, in words; "" is the file itself."""
    entries = count_of(count, "entry", "entries")
    return f"{entries} under “{key}”" if key else f"{entries} at the top of the file"


def same_columns(asked: Mapping[int, Mapping[str, Any]]) -> list[list[int]]:
    """The numbers of files, those with the same columns and lists together, as they came."""
    groups: dict[Any, list[int]] = {}
    for number, found in asked.items():
        lists = tuple((key, tuple(one["names"])) for key, one in found.get("lists", {}).items())
        groups.setdefault((tuple(found["names"]), lists), []).append(number)
    return list(groups.values())
