"""Read the tables of words that the typing of edits turns on (see tables/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from components.analysis.tables import read_table, read_words


def words(table: str, name: str) -> frozenset[str]:
    """One list of words of a table."""
    return read_words("pair/edits", table, name)


@cache
def values(table: str, name: str) -> Mapping[str, str]:
    """Each word of a table of values to its value: `{"7": "seven сім"}` is seven and сім to 7."""
    forms = read_table("pair/edits", table)[name].items()
    return {word: value for value, listed in forms for word in listed.split()}


def weight(kind: str, case: str) -> float:
    """How much an edit of this kind and case tells, 0 to 1."""
    share: float = read_table("pair/edits", "kinds")[kind][case]
    return share
