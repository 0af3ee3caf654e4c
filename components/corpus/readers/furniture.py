"""Lines that belong to the pages of a document and not to its text: running heads, numbers."""

from __future__ import annotations

import re
from collections import Counter

from components.corpus.readers.letters import Line

AT_THE_EDGE = 3
"""Lines from the top and from the bottom among which they are looked for."""
LONGEST = 150
_NUMBER = re.compile(r"\d+")


def drop_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without them, and one example of each that was dropped.

    A line is furniture when at the same height of at least a third of the pages, three at least
    (two of two), stands the same but for numbers.
    """
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for page in edges for key in set(page.values()))
    filled = sum(bool(lines) for lines in pages)
    needed = 2 if filled == 2 else max(3, filled / 3)
    dropped: dict[tuple[str, int], str] = {}
    kept = []
    for lines, page in zip(pages, edges, strict=True):
        gone = {line: key for line, key in page.items() if counts[key] >= needed}
        for line, key in gone.items():
            dropped.setdefault(key, line.text)
        kept.append([line for line in lines if line not in gone])
    return kept, list(dropped.values())


def _edges(lines: list[Line]) -> dict[Line, tuple[str, int]]:
    """The lines at the edges of a page, with what makes them the same as those of another page."""
    down = sorted(lines, key=lambda line: -line.top)
    short = [
        line for line in {*down[:AT_THE_EDGE], *down[-AT_THE_EDGE:]} if len(line.text) <= LONGEST
    ]
    return {
        line: (_NUMBER.sub("#", line.text).casefold(), round(line.bottom / 8)) for line in short
    }
