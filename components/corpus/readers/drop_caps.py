"""Large letters at the beginning of a paragraph of a PDF, set back before its first line.

Lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

from dataclasses import replace

from components.corpus.readers.initials import is_initial, join_initial
from components.corpus.readers.letters import Line

LEAST_HEIGHT = 1.6
"""Heights of a line from which a letter is such an initial."""


def place_drop_caps(lines: list[Line], text: str) -> list[Line]:
    """The lines of a page, each lone large letter joined to the line that begins with it.

    The lines beside it begin where it does, as those below. `text` is that of the document.
    """
    for initial in [line for line in lines if is_initial(line.text)]:
        beside = sorted(
            (line for line in lines if _is_beside(initial, line)), key=lambda line: -line.top
        )
        if beside:
            moved = {line: replace(line, left=initial.left) for line in beside}
            # A space after it shows: the lines below begin nearer to it.
            apart = len(beside) > 1 and beside[0].left - beside[1].left > 0.1 * beside[0].height
            rest = f" {beside[0].text}" if apart else beside[0].text
            begun = join_initial(initial.text, rest, text)
            moved[beside[0]] = replace(moved[beside[0]], text=begun)
            lines = [moved.get(line, line) for line in lines if line is not initial]
    return lines


def _is_beside(initial: Line, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    gap = line.left - initial.right
    return (
        initial.bottom < middle < initial.top
        and LEAST_HEIGHT * line.height < initial.height
        and -0.5 * line.height < gap < 1.2 * line.height
    )
