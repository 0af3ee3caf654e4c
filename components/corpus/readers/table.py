"""Tables of articles: CSV with any of four separators, one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from itertools import count
from typing import BinaryIO, TextIO

from components.corpus.readers.decoding import open_text
from components.corpus.readers.drafts import Note, Refused, Row, Rows, UnreadableError
from components.corpus.readers.fields import recognise

SAMPLE = b"date,text\n2025-05-01,The text of an article stands here.\n"
NAMES = "column"
SEPARATORS = ",;\t|"
MOST_COLUMNS = 500
_LONGEST_CELL = 1 << 30
_HEAD = 1_000_000


def rows(source: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows under a row of names; those that do not fit the names are refused singly."""
    csv.field_size_limit(_LONGEST_CELL)
    opened = open_text(source)
    if opened.note:
        yield Note(opened.note)
    # Not cleaned as a whole: a line end of Unicode within a cell would become the end of its row.
    text = opened.text
    head = text.read(_HEAD)
    if not head.strip():
        raise UnreadableError("The file has no text: choose a file with text in it.")
    text.seek(0)
    cells = _rows(text, _choose_separator(head.lstrip("\r\n")))
    names = check_names(next(cells, ("", []))[1])
    for place, found in cells:
        yield found if isinstance(found, Refused) else name_cells(found, names, place)


def check_names(cells: list[str] | Refused) -> list[str]:
    """The names of a table's columns, from its first row."""
    if isinstance(cells, Refused):
        raise UnreadableError(cells.reason)
    if len(cells) > MOST_COLUMNS:
        raise UnreadableError(
            f"It has {len(cells):,} columns, more than {MOST_COLUMNS}: keep those that are needed."
        )
    return cells


def name_cells(cells: list[str], names: list[str], place: str) -> Row | Refused:
    """The values of a row under their names, unless it has more or fewer than there are names."""
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(names):
        return Refused(
            f"{place.capitalize()} has {len(cells)} cells where the first row has {len(names)}: "
            "put cells that contain the separator or a line break in quotation marks."
        )
    values: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=True):
        # Of two columns with one name the first that is filled counts.
        values[name] = values.get(name, "").strip() or cell
    return Row(values, place)


def _choose_separator(head: str) -> str:
    """The separator under which most names in the first row are known; then, most cells."""
    first = head.partition("\n")[0]

    def rank(separator: str) -> tuple[int, int]:
        try:
            names = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            return (0, 0)
        return (len(recognise(tuple(names))), len(names))

    return max(SEPARATORS, key=rank)


def _rows(text: TextIO, separator: str) -> Iterator[tuple[str, list[str] | Refused]]:
    """Rows with their place ("row 2" is the first under the names); blank rows are left out."""
    reader = csv.reader(text, delimiter=separator, strict=True)
    for number in count(1):
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield f"row {number}", Refused(_broken_quotes(number, line, str(problem)))
            continue
        if any(cell.strip() for cell in cells):
            yield f"row {number}", cells


def _broken_quotes(number: int, line: int, problem: str) -> str:
    if "unexpected end" in problem:
        wrong = f"a quotation mark opened in line {line} is never closed"
    else:
        wrong = f"the quotation marks in line {line} do not match"
    return f"Row {number} cannot be read since {wrong}: double the marks that belong to the text."
