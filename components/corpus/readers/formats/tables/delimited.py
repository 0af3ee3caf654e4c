"""Delimited tables (CSV, TSV) with any of four separators: one article a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import Any, BinaryIO

from components.corpus.readers.drafts import Note, Reader, Refused, Row, Rows, UnreadableError
from components.corpus.readers.formats.field_names import recognise_fields
from components.corpus.readers.formats.json.made_articles import read_values, recognise_maker
from components.corpus.readers.formats.json.makers import Maker
from components.corpus.readers.formats.references.zotero_table import is_zotero, read_reference
from components.corpus.readers.formats.tables.gdelt import is_graph, read_graph
from components.corpus.readers.formats.tables.names_row import (
    LOOKED_THROUGH,
    TRAFILATURA_NAMES,
    find_names,
    is_nameless,
    note_above,
)
from components.corpus.readers.formats.tables.quoted_rows import read_quoted_rows
from components.corpus.readers.shaping.decoding import LARGE, open_text

SEPARATORS = ",;\t|"
MOST_COLUMNS = 500
_LONGEST_CELL = 1 << 30
_HEAD = 1_000_000
_ROWS_LOOKED_AT = 200
_SEPARATOR_LINE = re.compile(
    r"[\r\n]*[\"']?sep=(\\t|[^\w\"'\r\n])[\"']?[;,\t]*(?:\r\n?|\n|\Z)", re.IGNORECASE
)
_WRAPPED = re.compile(r"'(?:[^']|'')*'")
_SOME = 10
"""One row in so many may have another number of cells than there are names."""


def read_csv(stream: BinaryIO, columns: Mapping[str, str], large: int = LARGE) -> Rows:
    """The rows under a row of names; those that do not fit the names are refused singly.

    A first line `sep=;`, which Excel writes and hides, says the separator and is no row.
    """
    csv.field_size_limit(_LONGEST_CELL)
    opened = open_text(stream, large)
    if opened.note:
        yield Note(opened.note)
    # Not cleaned as a whole: a line end of Unicode within a cell would become the end of its row.
    text = opened.text
    head = text.read(_HEAD)
    if not head.strip():
        raise UnreadableError("The file has no text: choose a file with text in it.")
    text.seek(0)
    if is_graph(head[:1000]):
        yield from read_graph(text)
        return
    hidden, separator = _said_separator(head)
    below = io.StringIO(head, newline="").readlines()[hidden:]
    above, separator = _find_names(below, separator)
    if any(map(str.strip, below[:above])):
        yield note_above([line.split(separator) for line in below[:above] if line.strip()])
    for _ in range(hidden + above):
        text.readline()
    mark = _choose_mark(below[above:], separator, is_cut=len(head) == _HEAD)
    cells = read_quoted_rows(text, _style(separator, mark), hidden + above, above)
    first = next(cells, ("", list[str]()))
    names = check_names([] if isinstance(first[1], Note) else first[1])
    if is_nameless(names):
        names, cells = TRAFILATURA_NAMES, chain([first], cells)
    of_zotero = is_zotero(names)
    for place, found in cells:
        row = name_cells(found, names, place) if isinstance(found, list) else found
        if of_zotero and isinstance(row, Row):
            yield from read_reference(row)
        else:
            yield row


def _said_separator(head: str) -> tuple[int, str]:
    """How many lines stand above the names, and the separator that the last of them says."""
    found = _SEPARATOR_LINE.match(head)
    if found is None:
        return 0, ""
    said = found[1]
    return len(found[0].splitlines()), "\t" if said == "\\t" else said


def _style(separator: str, mark: str) -> Mapping[str, Any]:
    """What the csv module has to be told; strict, so that what does not match is refused."""
    spaced = mark == "'"
    return {
        **{"delimiter": separator, "quotechar": mark},
        **{"skipinitialspace": spaced, "strict": True},
    }


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
    return _add_maker(Row(values, place), tuple(names))


def _add_maker(row: Row, names: tuple[str, ...]) -> Row:
    """The row with what its columns mean, where they are the keys of a known maker of JSON."""
    maker = _maker_of(names)
    if maker is None:
        return row
    said = read_values(row.values, maker, {})
    fields = said.fields | ({"text": ""} if said.is_brief else {})
    return Row({**row.values, **said.values}, row.place, fields, maker.name, said.details)


@lru_cache
def _maker_of(names: tuple[str, ...]) -> Maker | None:
    return recognise_maker(dict.fromkeys(names, ""))


def _find_names(lines: list[str], said: str) -> tuple[int, str]:
    """How many lines stand above the names, and the separator, unless it is `said`."""
    filled = [(at, line) for at, line in enumerate(lines[: 2 * LOOKED_THROUGH]) if line.strip()]
    separators = [said or _choose_separator(line) for _, line in filled[:LOOKED_THROUGH]]
    found = find_names([_cells(one[1], by) for one, by in zip(filled, separators, strict=False)])
    return (filled[found][0] if found else 0), (separators[found] if filled else ",")


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _choose_separator(first: str) -> str:
    """The separator under which most names in the first row are known; then, most cells."""

    def rank(separator: str) -> tuple[int, int]:
        try:
            names = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            return (0, 0)
        bare = tuple(name.strip().strip("'") for name in names)
        return (len(recognise_fields(bare)), len(names))

    return max(SEPARATORS, key=rank)


def _choose_mark(lines: list[str], separator: str, is_cut: bool) -> str:
    """The mark around cells: `"`, or `'` where that is certain.

    An apostrophe is a letter of its word, and a headline may be a quotation. So the first rows have
    to be whole when read with `'`, and either not so with `"`, or two cells of each stand in `'`,
    or one has an apostrophe that is doubled. `is_cut` when the lines end somewhere in the file.
    """
    if not any("'" in line for line in lines):
        return '"'
    single, double = (_first_rows(lines, separator, mark, is_cut) for mark in "'\"")
    misfits = _count_misfits(single)
    if not single or misfits * _SOME > len(single):
        return '"'
    cells = [[cell.strip() for cell in row] for row in double]
    is_doubled = any("''" in c[1:-1] for row in cells for c in row if _WRAPPED.fullmatch(c))
    is_usual = len(cells) > 1 and all(map(_is_in_marks, cells[1:]))
    is_needed = misfits < _count_misfits(double) or _spans_lines(cells, len(single))
    return "'" if is_needed or is_usual or is_doubled else '"'


def _spans_lines(cells: list[list[str]], whole: int) -> bool:
    """Whether cells, of so many rows when read with `'`, go on in the next line: two a row do."""
    opened = sum(cell.startswith("'") for row in cells for cell in row)
    closed = sum(cell.endswith("'") for row in cells for cell in row)
    return whole < len(cells) and opened == closed >= 2 * (whole - 1) > 0


def _is_in_marks(row: list[str]) -> bool:
    """Whether all words of a row stand in `'`, in two cells or more."""
    wrapped = sum(bool(_WRAPPED.fullmatch(cell)) for cell in row)
    return wrapped > 1 and wrapped >= sum(any(map(str.isalpha, cell)) for cell in row)


def _count_misfits(rows: list[list[str]]) -> int:
    return sum(len(row) != len(rows[0]) for row in rows)


def _first_rows(lines: list[str], separator: str, mark: str, is_cut: bool) -> list[list[str]]:
    """Rows that are not blank, as far as they were looked at; none when a mark does not match."""
    reader = csv.reader(lines, **_style(separator, mark))
    found: list[list[str]] = []
    try:
        found += islice((cells for cells in reader if any(map(str.strip, cells))), _ROWS_LOOKED_AT)
    except csv.Error as problem:
        return found if is_cut and "unexpected end" in str(problem) else []
    return found


_SAMPLE = b"date,text\n2025-05-01,The text of an article stands here.\n"
CSV = Reader(lambda: _SAMPLE, rows=read_csv, names="column")
