"""Reads the JSON tables of words and names that the rules rest on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def read_table(package: str, name: str) -> Any:
    """The content of `<package>/tables/<name>.json`; shared, so not to be changed.

    `package` is one of this folder that has a `tables/README.md`: `edits`, `entities` or
    `quotations`.
    """
    path = _FOLDER / package / "tables" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def read_words(package: str, table: str, name: str) -> frozenset[str]:
    """One list of words of a table, which is an array or one string split at spaces."""
    listed = read_table(package, table)[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


def name_words(name: str) -> frozenset[str]:
    """One list of `entities/tables/words.json`."""
    return read_words("entities", "words", name)
