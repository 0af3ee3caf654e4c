"""Read the tables of words that the typing of edits turns on (see tables/README.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("tables")


@cache
def read_table(name: str) -> Any:
    """The content of `tables/<name>.json`; shared, so not to be changed."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One list of words of a table."""
    listed = read_table(table)[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


@cache
def values(table: str, name: str) -> Mapping[str, str]:
    """Each word of a table of values to its value: `{"7": "seven сім"}` is seven and сім to 7."""
    forms = read_table(table)[name].items()
    return {word: value for value, listed in forms for word in listed.split()}


def weight(kind: str, case: str) -> float:
    """How much an edit of this kind and case tells, 0 to 1."""
    share: float = read_table("kinds")[kind][case]
    return share
