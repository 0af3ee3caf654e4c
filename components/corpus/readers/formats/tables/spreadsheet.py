"""Spreadsheets (XLSX, ODS, XLS; by python-calamine): an article a row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from components.corpus.readers.detect_format import looks_like_page
from components.corpus.readers.drafts import Note, Reader, Refused, Rows, UnreadableError
from components.corpus.readers.formats.documents import open_document
from components.corpus.readers.formats.field_names import recognise_fields
from components.corpus.readers.formats.tables.delimited import check_names, name_cells, read_csv
from components.corpus.readers.formats.tables.names_row import (
    LOOKED_THROUGH,
    find_names,
    note_above,
)
from components.corpus.readers.formats.tables.numeric_days import DAYS_FROM_1904
from components.corpus.readers.formats.tables.page_table import read_page_table

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "It is a damaged spreadsheet: open it and save it again."


def read_spreadsheet(stream: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows under the names, which stand in the first row that is filled or under a preamble.

    Of several sheets those count that have a column for texts, or, when none has, the first. A
    table of text or of a web page that is named `.xls`, as many databases do, is read as that.
    calamine aborts its process on files whose counts lie; that is answered outside.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    start = stream.read(1024)
    stream.seek(0)
    if not start.startswith((b"PK", _OLE)):
        yield from _read_in_disguise(stream, start, columns)
        return
    counts_from_1904 = start.startswith(b"PK") and _counts_from_1904(open_document(stream))
    stream.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
    except PasswordError as problem:
        raise UnreadableError(
            "It is protected by a password: save it without one and load it again."
        ) from problem
    except (CalamineError, zipfile.BadZipFile) as problem:
        raise UnreadableError(_DAMAGED) from problem
    sheets = [_find_sheet(workbook, sheet) for sheet in workbook.sheet_names]
    fit = [s for s in sheets if "text" in recognise_fields(tuple(s.names))]
    chosen = fit or [s for s in sheets if s.names][:1]
    if not chosen:
        raise UnreadableError("It has no text: choose a file with text in it.")
    left = [s for s in sheets if s.names and s not in chosen]
    if left:
        listed = ", ".join(f"“{s.title[:40]}”" for s in left[:5])
        yield Note(f"Sheets without a column for texts were left out: {listed}.")
    for sheet in chosen:
        if sheet.above:
            yield note_above(sheet.above)
        yield from _sheet_rows(workbook, sheet, len(chosen) > 1, counts_from_1904)


def _read_in_disguise(stream: BinaryIO, start: bytes, columns: Mapping[str, str]) -> Rows:
    """A table of text or of a web page under the name of a spreadsheet."""
    if b"\0" in start.removeprefix(b"\xff\xfe")[:64:2]:
        raise UnreadableError(_DAMAGED)
    if b"<table" in start.lower() or looks_like_page(start):
        yield Note("It is a web page with a table, although its name is that of a spreadsheet.")
        yield from read_page_table(stream)
        return
    if not any(mark in start for mark in (b"\t", b";", b",")):
        raise UnreadableError(_DAMAGED)
    yield Note("It is a table as text, although its name is that of a spreadsheet.")
    yield from read_csv(stream, columns)


def _counts_from_1904(package: zipfile.ZipFile) -> bool:
    """Whether the days of a workbook are counted from 1904, as on old Macintosh computers."""
    if "xl/workbook.xml" not in package.namelist():
        return False
    with package.open("xl/workbook.xml") as part:
        return bool(re.search(rb"date1904\s*=\s*[\"'](?:1|true)", part.read(1 << 16)))


@dataclass(frozen=True)
class _Sheet:
    """A sheet, the rows above its names, the names, and the number of their row."""

    title: str
    above: list[list[str]]
    names: list[str]
    number: int


def _find_sheet(workbook: CalamineWorkbook, sheet: str) -> _Sheet:
    filled = list(islice(_filled(workbook, sheet), LOOKED_THROUGH))
    if not filled:
        return _Sheet(sheet, [], [], 0)
    rows = [cells for _, cells in filled]
    at = find_names(rows)
    names = rows[at]
    while names and not names[-1].strip():
        names = names[:-1]
    return _Sheet(sheet, rows[:at], check_names(names), filled[at][0])


def _sheet_rows(
    workbook: CalamineWorkbook, sheet: _Sheet, named: bool, counts_from_1904: bool
) -> Rows:
    days = recognise_fields(tuple(sheet.names)).get("date", []) if counts_from_1904 else []
    for number, cells in _filled(workbook, sheet.title):
        if number <= sheet.number:
            continue
        place = f"row {number} of “{sheet.title[:40]}”" if named else f"row {number}"
        padded = cells + [""] * (len(sheet.names) - len(cells))
        row = name_cells(padded, sheet.names, place)
        if isinstance(row, Refused):
            row = Refused(f"{place.capitalize()} is wider than the names in row {sheet.number}.")
        elif days:
            shifted = {name: _shift_from_1904(row.values[name]) for name in days}
            row = replace(row, values={**row.values, **shifted})
        yield row


def _shift_from_1904(cell: str) -> str:
    """A serial day of such a workbook as one that counts from 1900; anything else as it is."""
    digits = cell.partition(".")[0]
    is_serial = len(digits) == 5 and digits.isdecimal()
    return str(int(digits) + DAYS_FROM_1904) if is_serial else cell


def _filled(workbook: CalamineWorkbook, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with their numbers as the program shows them."""
    from python_calamine import CalamineError

    try:
        # calamine gives the empty rows above the first that is filled as well.
        for number, cells in enumerate(workbook.get_sheet_by_name(sheet).iter_rows(), 1):
            words = [_cell_words(cell) for cell in cells]
            if any(word.strip() for word in words):
                yield number, words
    except CalamineError as problem:  # a workbook that opens may have a damaged sheet
        raise UnreadableError(_DAMAGED) from problem


def _cell_words(cell: Any) -> str:
    # A spreadsheet has no whole numbers: all are floats.
    is_whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if is_whole else value_words(cell)


def value_words(value: Any) -> str:
    """A cell as words, without the time of a day; "" for what is no word, number or day."""
    match value:
        case None | bool() | dict() | bytes():
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case list():
            return ", ".join(word for word in map(value_words, value) if word)
        case _:
            return str(value)


def _make_xlsx() -> bytes:
    space = "http://schemas.openxmlformats.org"
    office, parts = f"{space}/officeDocument/2006/relationships", f"{space}/package/2006"
    main = f"{space}/spreadsheetml/2006/main"
    cell = '<c t="inlineStr"><is><t>text</t></is></c>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{parts}/content-types"/>')
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{parts}/relationships"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{parts}/relationships"><Relationship Id="r" '
            f'Type="{office}/worksheet" Target="worksheets/a.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>',
        )
        package.writestr(
            "xl/worksheets/a.xml",
            f'<worksheet xmlns="{main}"><sheetData><row r="1">{cell}</row>'
            f'<row r="2">{cell}</row></sheetData></worksheet>',
        )
    return packed.getvalue()


SPREADSHEET = Reader(_make_xlsx, rows=read_spreadsheet, names="column")
