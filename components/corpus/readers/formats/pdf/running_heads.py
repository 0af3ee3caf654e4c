"""Running heads and feet of a PDF: lines that stand on page after page at the same place."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from itertools import pairwise

from components.corpus.readers.formats.pdf.letters import Line

AT_THE_EDGE = 3
"""Lines from the top and from the bottom among which running heads are looked for."""
LONGEST_HEAD = 150
SET_APART = 1.3
"""Steps from line to line that lie between a running head and the text, at least."""
_NUMBER = re.compile(r"\d+")
_Key = tuple[str, int]


def drop_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without running heads and feet, and one example of each that was dropped.

    A line is one when at the same height of at least a third of the pages, three at least (two of
    two), stands the same but for the number of the page, and it is outside of all text of its page
    and, unless a number, set apart. A page of nothing else keeps what is none elsewhere.
    """
    repeated = _find_repeated([_find_edges(lines) for lines in pages])
    gone = [_find_set_apart(lines, keys) for lines, keys in zip(pages, repeated, strict=True)]
    dropped = {key: line.text for page in reversed(gone) for line, key in reversed(page.items())}
    kept: list[list[Line]] = []
    for lines, keys in zip(pages, repeated, strict=True):
        is_text = len(keys) < len(lines)
        away = gone[len(kept)] if is_text else {x for x, key in keys.items() if key in dropped}
        kept.append([line for line in lines if line not in away])
    return kept, list(reversed(dropped.values()))


def _find_edges(lines: list[Line]) -> dict[Line, _Key]:
    """The lines at the edges of a page, with what makes them the same as those of another page."""
    down = sorted(lines, key=lambda line: -line.top)
    short = [
        line
        for line in {*down[:AT_THE_EDGE], *down[-AT_THE_EDGE:]}
        if len(line.text) <= LONGEST_HEAD
    ]
    return {
        line: (_NUMBER.sub("#", line.text).casefold(), round(line.bottom / 8)) for line in short
    }


def _find_repeated(edges: list[dict[Line, _Key]]) -> list[dict[Line, _Key]]:
    """Of each page the lines that stand at the same place of enough others."""
    places: dict[_Key, list[tuple[int, str]]] = defaultdict(list)
    for number, page in enumerate(edges):
        for key, text in {key: line.text for line, key in page.items()}.items():
            places[key].append((number, text))
    filled = sum(bool(page) for page in edges)
    needed = 2 if filled == 2 else max(3, filled / 3)
    enough = {key for key, on in places.items() if len(on) >= needed and _only_pages_differ(on)}
    return [{line: key for line, key in page.items() if key in enough} for page in edges]


def _only_pages_differ(places: list[tuple[int, str]]) -> bool:
    """Whether the numbers in these lines are the same, or one of them counts the pages."""
    numbers = [[int(found) for found in _NUMBER.findall(text)] for _, text in places]
    if all(found == numbers[0] for found in numbers):
        return True
    offsets = zip(
        *([x - page for x in found] for (page, _), found in zip(places, numbers, strict=True)),
        strict=False,
    )
    return any(len(set(position)) == 1 for position in offsets)


def _find_set_apart(lines: list[Line], repeated: dict[Line, _Key]) -> dict[Line, _Key]:
    """Those of the repeated lines of a page above or below which no line is near."""
    text = sorted((x for x in lines if x not in repeated), key=lambda line: -line.bottom)
    steps = [a.bottom - b.bottom for a, b in pairwise(text) if a.bottom - b.bottom > 1]
    found = {}
    for line, key in repeated.items():
        others = [x.bottom - line.bottom for x in text if abs(x.bottom - line.bottom) > 2]
        is_outside = all(step > 0 for step in others) or all(step < 0 for step in others)
        step = statistics.median(steps) if steps else line.height
        is_number = not any(map(str.isalpha, line.text))
        is_apart = is_number or (others and min(map(abs, others)) > SET_APART * step)
        if is_outside and is_apart:
            found[line] = key
    return found
