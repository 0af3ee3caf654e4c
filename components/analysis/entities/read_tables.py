"""Read the tables of names and words that the rules rest on (see tables/README.md)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("tables")


@cache
def read_table(name: str) -> Any:
    """The content of `tables/<name>.json`; shared, so not to be changed."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def words(kind: str) -> frozenset[str]:
    """One list of `tables/words.json`."""
    return frozenset(read_table("words")[kind])
