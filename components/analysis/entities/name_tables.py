"""Read the tables of names and words that the rules rest on (see tables/README.md)."""

from __future__ import annotations

from components.analysis.tables import read_words


def words(kind: str) -> frozenset[str]:
    """One list of `tables/words.json`."""
    return read_words("entities", "words", kind)
