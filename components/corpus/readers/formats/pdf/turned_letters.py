"""Letters of a PDF that stand on their side or upside down, put as they are read."""

from __future__ import annotations

import math
from collections import Counter

from components.corpus.readers.formats.pdf.letters import SLANTED, Row, is_blank

Parts = dict[int, list[Row]]
"""Rows of a page by the quarter turns of their letters, the most usual turn first."""


def part_by_turn(rows: list[Row]) -> Parts:
    """The rows of each turn, as if the page had been turned until they are read from the left.

    Slanted letters, as of a stamp across the page, are under `SLANTED`, when there are others.
    """
    turns = Counter(letter.turn for row in rows for letter in row if not is_blank(letter))
    if len(turns) < 2 and not any(turns):
        return {0: rows} if rows else {}
    parts: Parts = {}
    for turn, _ in turns.most_common():
        part = [[letter for letter in row if letter.turn == turn] for row in rows]
        parts[turn] = [_turn_row(row, turn) for row in part if row]
    if len(parts) == 1:
        return {0: rows} if SLANTED in parts else parts
    slanted = parts.pop(SLANTED, None)
    return parts | ({SLANTED: slanted} if slanted else {})


def _turn_row(row: Row, turn: int) -> Row:
    """The letters where they would stand if the page were turned back."""
    if turn not in (1, 2, 3):
        return row
    cosine, sine = round(math.cos(turn * math.pi / 2)), round(math.sin(turn * math.pi / 2))

    def turned(x: float, y: float) -> tuple[float, float]:
        return x * cosine + y * sine, y * cosine - x * sine

    placed = []
    for one in row:
        corners = (turned(one.left, one.bottom), turned(one.right, one.top))
        left, right = sorted(x for x, _ in corners)
        bottom, top = sorted(y for _, y in corners)
        origin = turned(*one.origin)
        placed.append(one._replace(left=left, bottom=bottom, right=right, top=top, origin=origin))
    return placed
