"""Rows of a delimited table; where a quotation mark is left open, its lines one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from components.corpus.readers.drafts import Note, Refused

Placed = tuple[str, list[str] | Refused | Note]
_MOST_KEPT = 5_000_000
"""Characters of one row that are kept, to be read by lines if it proves to be several."""


class _KeptLines:
    """The lines of a text, with those since `lines` was emptied, as far as they are few."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.lines: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self._size += len(line)
        if self._size <= _MOST_KEPT:
            self.lines.append(line)
        return line

    def forget(self) -> None:
        """Empty `lines`."""
        self.lines, self._size = [], 0

    @property
    def are_whole(self) -> bool:
        """Whether none was too many to be kept."""
        return self._size <= _MOST_KEPT


def read_quoted_rows(
    text: TextIO, style: Mapping[str, Any], lines_above: int, rows_above: int
) -> Iterator[Placed]:
    """The first row, of names, and those under it, each with its place; blank ones are left out.

    So many lines and rows were read before. A mark that is left open makes one row of several: when
    most of the lines it took have as many cells as there are names, each of them is a row, and a
    note says so; else the row is refused.
    """
    kept = _KeptLines(text)
    reader = csv.reader(kept, **style)
    number, width = rows_above, 0
    while True:
        number += 1
        line = reader.line_num + lines_above + 1
        kept.forget()
        problem = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as raised:
            problem = str(raised)
        swallowed = kept.lines if kept.are_whole and (problem or len(cells) != width) else []
        if width and (rows := _split(swallowed, style, width)):
            yield f"row {number}", _note_open(number, line, len(rows))
            yield from ((f"row {number + at}", row) for at, row in enumerate(rows) if any(row))
            number += len(rows) - 1
        elif problem:
            yield f"row {number}", Refused(_broken_quotes(number, line, problem))
        elif any(cell.strip() for cell in cells):
            width = width or len(cells)
            yield f"row {number}", cells


def _split(lines: list[str], style: Mapping[str, Any], width: int) -> list[list[str]]:
    """The cells of each line, if most after the first are rows by themselves; else none."""
    if len(lines) < 2:
        return []
    rows = [_cells_of(line, style, width) for line in lines]
    fit = sum(len(row) == width for row in rows[1:])
    return rows if 2 * fit > len(rows) - 1 else []


def _cells_of(line: str, style: Mapping[str, Any], width: int) -> list[str]:
    bare = line.rstrip("\r\n")
    try:
        cells = next(csv.reader([bare], **style), [])
        if len(cells) == width:
            return cells
    except csv.Error:
        pass
    loose = bare.split(style["delimiter"])
    mark = style["quotechar"]
    return [cell.strip().removeprefix(mark).removesuffix(mark) for cell in loose]


def _note_open(number: int, line: int, count: int) -> Note:
    return Note(
        f"A quotation mark in line {line} (row {number}) is never closed: the {count:,} lines from "
        "there on were read one by one."
    )


def _broken_quotes(number: int, line: int, problem: str) -> str:
    if "unexpected end" in problem:
        wrong = f"a quotation mark opened in line {line} is never closed"
    else:
        wrong = f"the quotation marks in line {line} do not match"
    return f"Row {number} cannot be read because {wrong}: double the marks that belong to the text."
