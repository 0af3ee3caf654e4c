"""Tables of articles: CSV with any of four separators, one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from components.corpus.readers.decoding import decode
from components.corpus.readers.drafts import Note, Parts, Refused, UnreadableError
from components.corpus.readers.fields import draft_fields, missing_text, recognise

SAMPLE = b"date,text\n2025-05-01,The text of an article stands here.\n"
SEPARATORS = ",;\t|"
MOST_COLUMNS = 500
_LONGEST_CELL = 1 << 30


def read(data: bytes) -> Parts:
    """One article a row under a row of names; rows that do not fit the names are refused singly."""
    csv.field_size_limit(_LONGEST_CELL)
    decoded = decode(data)
    if decoded.note:
        yield Note(decoded.note)
    # Not cleaned as a whole: a line end of Unicode within a cell would become the end of its row.
    text = decoded.text.lstrip("\r\n")
    if not text.strip():
        raise UnreadableError("The file has no text: choose a file with text in it.")
    separator = _choose_separator(text)
    rows = _rows(text, separator)
    names = _column_names(next(rows, ("", []))[1])
    for place, cells in rows:
        yield from _read_row(place, cells, names)


def _choose_separator(text: str) -> str:
    """The separator under which most names in the first row are known; then, most cells."""
    first = text[:1_000_000].partition("\n")[0]

    def rank(separator: str) -> tuple[int, int]:
        try:
            names = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            return (0, 0)
        return (len(recognise(names)), len(names))

    return max(SEPARATORS, key=rank)


def _rows(text: str, separator: str) -> Iterator[tuple[str, list[str] | Refused]]:
    """Rows with their place ("row 2" is the first under the names); blank rows are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
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


def _column_names(cells: list[str] | Refused) -> list[str]:
    if isinstance(cells, Refused):
        raise UnreadableError(cells.reason)
    if len(cells) > MOST_COLUMNS:
        raise UnreadableError(
            f"It has {len(cells):,} columns, more than {MOST_COLUMNS}: keep those that are needed."
        )
    if "text" not in recognise(cells):
        raise UnreadableError(missing_text("column", cells))
    return cells


def _read_row(place: str, cells: list[str] | Refused, names: list[str]) -> Parts:
    if isinstance(cells, Refused):
        yield cells
        return
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(names):
        yield Refused(
            f"{place.capitalize()} has {len(cells)} cells where the first row has {len(names)}: "
            "put cells that contain the separator or a line break in quotation marks."
        )
        return
    values: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=True):
        # Of two columns with one name the first that is filled counts.
        values[name] = values.get(name, "").strip() or cell
    yield from draft_fields(values, place)
