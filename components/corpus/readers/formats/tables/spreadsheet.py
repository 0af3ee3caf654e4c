"""Spreadsheets (XLSX, ODS), by python-calamine: one article a row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from components.corpus.readers.formats.tables.delimited import check_names, name_cells
from components.corpus.readers.formats.tables.field_names import recognise
from components.corpus.readers.formats.zip_files import open_document
from components.corpus.readers.shaping.drafts import Note, Refused, Rows, UnreadableError

NAMES = "column"
_DAMAGED = "It is a damaged spreadsheet: open it and save it again."


def rows(source: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows under the names in the first row that is filled.

    Of several sheets those count that have a column for texts, or, when none has, the first.
    calamine aborts its process on files whose counts lie; that is answered outside.
    """
    open_document(source)
    source.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(source)
    except PasswordError as problem:
        raise UnreadableError(
            "It is protected by a password: save it without one and load it again."
        ) from problem
    except (CalamineError, zipfile.BadZipFile) as problem:
        raise UnreadableError(
            "It is a damaged spreadsheet: open it and save it again."
        ) from problem
    names = {sheet: _names(workbook, sheet) for sheet in workbook.sheet_names}
    fit = [s for s, found in names.items() if "text" in recognise(tuple(found))]
    chosen = fit or [s for s, found in names.items() if found][:1]
    if not chosen:
        raise UnreadableError("It has no text: choose a file with text in it.")
    left = [s for s, found in names.items() if found and s not in chosen]
    if left:
        listed = ", ".join(f"“{name[:40]}”" for name in left[:5])
        yield Note(f"Sheets without a column for texts were left out: {listed}.")
    for sheet in chosen:
        yield from _sheet_rows(workbook, sheet, names[sheet], len(chosen) > 1)


def _names(workbook: CalamineWorkbook, sheet: str) -> list[str]:
    first = next(_filled(workbook, sheet), (0, []))[1]
    while first and not first[-1].strip():
        first = first[:-1]
    return check_names(first) if first else []


def _sheet_rows(workbook: CalamineWorkbook, sheet: str, names: list[str], named: bool) -> Rows:
    filled = _filled(workbook, sheet)
    next(filled)
    for number, cells in filled:
        place = f"row {number} of “{sheet[:40]}”" if named else f"row {number}"
        padded = cells + [""] * (len(names) - len(cells))
        row = name_cells(padded, names, place)
        if isinstance(row, Refused):
            row = Refused(f"{place.capitalize()} is wider than the names in the first row.")
        yield row


def _filled(workbook: CalamineWorkbook, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with their numbers as the program shows them."""
    opened = workbook.get_sheet_by_name(sheet)
    first = (opened.start or (0, 0))[0] + 1
    for number, cells in enumerate(opened.iter_rows(), first):
        words = [_written(cell) for cell in cells]
        if any(word.strip() for word in words):
            yield number, words


def _written(cell: Any) -> str:
    match cell:
        case bool():
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def _sample() -> bytes:
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


SAMPLE = _sample()
