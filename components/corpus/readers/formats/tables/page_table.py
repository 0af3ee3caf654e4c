"""The table of a web page, as databases write it and name it a spreadsheet."""

from __future__ import annotations

from itertools import islice
from typing import Any, BinaryIO

from components.corpus.readers.drafts import Refused, Rows, UnreadableError
from components.corpus.readers.formats.html_text import parse_page
from components.corpus.readers.formats.tables.delimited import check_names, name_cells
from components.corpus.readers.formats.tables.names_row import (
    LOOKED_THROUGH,
    find_names,
    note_above,
)
from components.corpus.readers.shaping.decoding import decode

_LARGEST = 50_000_000


def read_page_table(stream: BinaryIO) -> Rows:
    """The rows of the largest table of a page, without tables within its cells.

    Raises UnreadableError when there is no table of two rows.
    """
    root = parse_page(decode(stream.read(_LARGEST)).text, huge=True)
    tables = [_rows(table) for table in root.iter("table")]
    rows = max(tables, key=len, default=[])
    if len(rows) < 2:
        raise UnreadableError("It is a web page without a table: save it as HTML.")
    at = find_names([*islice(rows, LOOKED_THROUGH)])
    if at:
        yield note_above(rows[:at])
    names = check_names(rows[at])
    for number, cells in enumerate(rows[at + 1 :], at + 2):
        if not any(cells):
            continue
        place = f"row {number}"
        row = name_cells(cells + [""] * (len(names) - len(cells)), names, place)
        if isinstance(row, Refused):
            row = Refused(f"Row {number} is wider than the names in row {at + 1}.")
        yield row


def _rows(table: Any) -> list[list[str]]:
    found = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    return [[_words(cell) for cell in row if cell.tag in ("td", "th")] for row in found]


def _words(cell: Any) -> str:
    for line_end in cell.iter("br", "p"):
        line_end.tail = f"\n{line_end.tail or ''}"
    return str("".join(cell.itertext())).strip()
