"""Spreadsheets (XLSX, ODS; by python-calamine) and Parquet tables (pyarrow): an article a row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO
from zoneinfo import ZoneInfo, available_timezones

from components.corpus.readers.drafts import Note, Reader, Refused, Row, Rows, UnreadableError
from components.corpus.readers.formats.documents import open_document
from components.corpus.readers.formats.field_names import recognise_fields
from components.corpus.readers.formats.tables.delimited import check_names, name_cells

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ROWS_AT_ONCE = 256
_DAMAGED = "It is a damaged spreadsheet: open it and save it again."


def read_spreadsheet(stream: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows under the names in the first row that is filled.

    Of several sheets those count that have a column for texts, or, when none has, the first.
    calamine aborts its process on files whose counts lie; that is answered outside.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    open_document(stream)
    stream.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
    except PasswordError as problem:
        raise UnreadableError(
            "It is protected by a password: save it without one and load it again."
        ) from problem
    except (CalamineError, zipfile.BadZipFile) as problem:
        raise UnreadableError(_DAMAGED) from problem
    names = {sheet: _sheet_names(workbook, sheet) for sheet in workbook.sheet_names}
    fit = [s for s, found in names.items() if "text" in recognise_fields(tuple(found))]
    chosen = fit or [s for s, found in names.items() if found][:1]
    if not chosen:
        raise UnreadableError("It has no text: choose a file with text in it.")
    left = [s for s, found in names.items() if found and s not in chosen]
    if left:
        listed = ", ".join(f"“{name[:40]}”" for name in left[:5])
        yield Note(f"Sheets without a column for texts were left out: {listed}.")
    for sheet in chosen:
        yield from _sheet_rows(workbook, sheet, names[sheet], len(chosen) > 1)


def _sheet_names(workbook: CalamineWorkbook, sheet: str) -> list[str]:
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
        words = [_cell_words(cell) for cell in cells]
        if any(word.strip() for word in words):
            yield number, words


def _cell_words(cell: Any) -> str:
    # A spreadsheet has no whole numbers: all are floats.
    is_whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if is_whole else _value_words(cell)


def read_parquet(stream: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows of a Parquet table, some at a time.

    Lists of words are joined, and other nested values left out.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    _load_zones()
    try:
        table = pq.ParquetFile(stream, pre_buffer=False)
        check_names(table.schema_arrow.names)
        number = 0
        for batch in table.iter_batches(ROWS_AT_ONCE, use_threads=False):
            for values in batch.to_pylist():
                number += 1
                written = {str(name): _value_words(value) for name, value in values.items()}
                yield Row(written, f"row {number}")
    except (pa.ArrowException, OSError) as problem:
        raise UnreadableError("It is a damaged Parquet file: write it again.") from problem


@cache
def _load_zones() -> tuple[ZoneInfo, ...]:
    """All time zones, kept so that the zone of no column has to be looked up on disk."""
    return tuple(map(ZoneInfo, sorted(available_timezones())))


def _value_words(value: Any) -> str:
    match value:
        case None | bool() | dict() | bytes():
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case list():
            return ", ".join(word for word in map(_value_words, value) if word)
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


def _make_parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(pa.table({"text": ["The text of an article stands here."]}), written)
    return written.getvalue()


SPREADSHEET = Reader(_make_xlsx, rows=read_spreadsheet, names="column")
PARQUET = Reader(_make_parquet, rows=read_parquet, names="column")
