"""The counts at the head of a page."""

from __future__ import annotations

from collections.abc import Sequence


def figures_line(figures: Sequence[tuple[str, int]]) -> str:
    """Counts with their names as HTML; the names are ours, never an article's words."""
    cells = "".join(f"<div><dt>{name}</dt><dd>{number:,}</dd></div>" for name, number in figures)
    return f"<dl class='figures'>{cells}</dl>"
