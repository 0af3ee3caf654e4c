"""The edits between two short texts in English, for tests of what is said of them."""

from __future__ import annotations

from components.analysis.pair.alignment import align
from components.analysis.pair.edits import Edit

TELLING = 0.35  # from which weight on the ledger counts a change as telling


def edits(first: str, second: str) -> list[Edit]:
    alignment = align(first, second, language="en")
    return [edit for link in alignment.links for edit in alignment.edits(link)]


def heaviest(first: str, second: str) -> Edit:
    return max(edits(first, second), key=lambda edit: edit.weight)
