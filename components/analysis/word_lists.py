"""Word tables: JSON files of words and names for the rules of analysis, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def read_table(package: str, name: str) -> Any:
    """The content of `<package>/tables/<name>.json`; shared between callers, so not to be changed.

    `package` is a folder below this one: `article`, `pair/edits`, `entities` or `quotations`. Its
    `tables/README.md` describes the tables. Raises FileNotFoundError for an unknown one.
    """
    path = _FOLDER / package / "tables" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def read_words(package: str, table: str, name: str) -> frozenset[str]:
    """The list `name` of a table: a JSON array, or one string of words with spaces between."""
    listed = read_table(package, table)[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


def name_words(name: str) -> frozenset[str]:
    """One list of `entities/tables/words.json`."""
    return read_words("entities", "words", name)
