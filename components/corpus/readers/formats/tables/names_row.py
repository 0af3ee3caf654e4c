"""The row of a table that has the names of its columns, which databases put under a preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.corpus.readers.drafts import Note
from components.corpus.readers.formats.field_names import recognise_fields

LOOKED_THROUGH = 40
"""Rows among which the names stand, if not in the first."""
_LONGEST_NAME = 60
_ENOUGH = 2
_SHOWN = 3

TRAFILATURA_NAMES = [
    *("url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments"),
    *("license", "pagetype"),
]
"""What stands in the tables of trafilatura, which have no names."""
_FINGERPRINT = re.compile("[0-9a-f]{6,16}")


def is_nameless(first: Sequence[str]) -> bool:
    """Whether the first row of a table is an article as trafilatura writes it."""
    at = TRAFILATURA_NAMES.index("fingerprint")
    is_as_wide = len(first) == len(TRAFILATURA_NAMES)
    return is_as_wide and bool(_FINGERPRINT.fullmatch(first[at]))


def find_names(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows has the names: the first, unless a later one plainly has.

    That is one with a name for the text and another known name, or with three; or, where no name
    is known, the first row that is filled as wide as most under a few narrow ones.
    """
    first = known_names(rows[0]) if rows else set()
    if "text" in first or len(first) > _ENOUGH:
        return 0
    better = (
        at for at, cells in enumerate(rows[:LOOKED_THROUGH]) if at and _is_better(cells, first)
    )
    found = next(better, None)
    return _by_width(rows[:LOOKED_THROUGH]) if found is None else found


def known_names(cells: Sequence[str]) -> set[str]:
    """The fields that these cells name, none where they are no names."""
    names = tuple(bare for cell in cells if (bare := cell.strip().strip("'\"")))
    if any(len(name) > _LONGEST_NAME for name in names):
        return set()
    return set(recognise_fields(names))


def _is_better(cells: Sequence[str], first: set[str]) -> bool:
    known = known_names(cells)
    enough = _ENOUGH if "text" in known else _ENOUGH + 1
    return len(known) >= enough and len(known) > len(first)


def _by_width(rows: Sequence[Sequence[str]]) -> int:
    widths = [sum(bool(cell.strip()) for cell in cells) for cells in rows]
    usual = sorted(widths)[len(widths) // 2] if widths else 0
    if usual <= _ENOUGH or widths[0] > usual / _ENOUGH:
        return 0
    at = next(at for at, width in enumerate(widths) if width >= usual)
    are_names = all(len(cell.strip()) <= _LONGEST_NAME for cell in rows[at])
    below = widths[at + 1 :]
    fit = sum(widths[at] / _ENOUGH <= width <= widths[at] for width in below)
    return at if are_names and fit * 5 >= len(below) * 4 > 0 else 0


def note_above(rows: Sequence[Sequence[str]]) -> Note:
    """That these rows above the names were left out, with what the first of them say."""
    said = [" ".join(filter(None, map(str.strip, cells))) for cells in rows]
    shown = ", ".join(f"“{words[:60]}”" for words in said[:_SHOWN] if words)
    more = " and more" if len(said) > _SHOWN else ""
    return Note(f"Left out, because it stands above the names of the columns: {shown}{more}.")
