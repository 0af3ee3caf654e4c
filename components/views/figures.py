"""The counts at the head of a page."""

from __future__ import annotations

from collections.abc import Sequence

from components.views.local import say_count


def figures_line(figures: Sequence[tuple[str, str, int | str, str]]) -> str:
    """Counts with their names, for one and for several, as HTML; each is explained on hover.

    Names, explanations and figures in words are ours, never an article's.
    """
    cells = "".join(
        f"<div title='{about}'><dt>{one if figure == 1 else several}</dt>"
        f"<dd>{_write(figure)}</dd></div>"
        for one, several, figure, about in figures
    )
    return f"<dl class='figures'>{cells}</dl>"


def _write(figure: int | str) -> str:
    return figure if isinstance(figure, str) else say_count(figure)
