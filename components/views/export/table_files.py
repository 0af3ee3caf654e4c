"""CSV and XLSX files of tables, safe against formula injection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from components.text.plural import agree

# The beginning of a formula (OWASP, CSV injection), full-width forms included, because some
# programs fold them. A program that separates cells by semicolons, tabs or bars begins a new cell
# after each of them, whatever our quotation marks are: so nothing after any separator or at the
# start of a line may begin like a formula, disregarding white space and quotation marks.
_FORMULA = re.compile(
    r"""\A(?=[\t\r\n])|(?:\A|(?<=[;,\t|\r\n\v\f\x1c-\x1e\x85\u2028\u2029]))"""
    r"""([ "\xa0\u2000-\u200f\u202f\u2060\u3000\ufeff]*)(?=[=+\-@＝＋－＠])"""
)

# The provenance is a column and not lines above the headings: programs take the first line of a CSV
# for the headings, and in tables joined from several exports each row keeps its own.
PROVENANCE_COLUMN = "exported from"

# Limits of a sheet (Excel specifications and limits).
MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
_CUT = " … [cut here: a cell can hold no more; the CSV has all]"
_WIDEST = 60
_LOOKED_AT = 200


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook. A name has at most 31 characters and none of `[]:*?/\\`."""

    name: str
    table: pd.DataFrame


def write_csv(table: pd.DataFrame, provenance: str = "") -> bytes:
    """The table as CSV in UTF-8 with a byte-order mark, without which spreadsheets misread it.

    Texts are escaped by `escape_formulas`; numbers stay numbers, days are in ISO form, lists are
    joined by semicolons. A column without negative numbers comes first, so that no line begins with
    one. `provenance`, if given, is in the last column of every row.
    """
    safe = simplify_cells(table)
    if provenance:
        safe[PROVENANCE_COLUMN] = provenance
    safe = _begin_safely(safe)
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = [escape_formulas(v) if isinstance(v, str) else v for v in safe[column]]
    safe.columns = [escape_formulas(str(column)) for column in safe.columns]
    # With both ends of a line named, a cell that holds either of them is put in quotation marks.
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def simplify_cells(table: pd.DataFrame) -> pd.DataFrame:
    """A copy in which every cell is a number, a boolean or a text; days are in ISO form."""
    plain = table.copy()
    for column in plain.columns:
        if not pd.api.types.is_numeric_dtype(plain[column]):
            plain[column] = pd.Series([_plain(v) for v in plain[column]], plain.index, object)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, str) or value is None or value is pd.NaT:
        return value
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return "; ".join(map(str, value))
    return value


def _begin_safely(table: pd.DataFrame) -> pd.DataFrame:
    """Put a column without negative numbers first, when there is one.

    Where a spreadsheet separates cells by semicolons, a line is one cell: after a negative number,
    the next text would continue a formula.
    """
    safe = [not any(map(_is_negative, table[column])) for column in table.columns]
    first = safe.index(True) if True in safe else 0
    return table.iloc[:, [first, *(n for n in range(len(safe)) if n != first)]]


def _is_negative(value: object) -> bool:
    return isinstance(value, int | float | np.number) and bool(value < 0)


def escape_formulas(text: str) -> str:
    """Put an apostrophe before everything in a cell or file that a spreadsheet would run."""
    return _FORMULA.sub(r"\1'", text)


def write_workbook(sheets: Sequence[Sheet], about: Iterable[tuple[str, str]]) -> bytes:
    """An XLSX workbook with a sheet for each table, and a last sheet `About` with the provenance.

    Texts are stored as strings, never as formulas or links, so they need no apostrophe. What does
    not fit into a cell or sheet is cut, and the last sheet says so.
    """
    from xlsxwriter import Workbook

    told = list(about)
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": dict(told).get("shows", ""), "comments": "Made by Parallax"})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            told += _add_sheet(book.add_worksheet(sheet.name), sheet, bold)
        last = pd.DataFrame(told, columns=["about this file", ""])
        _add_sheet(book.add_worksheet("About"), Sheet("About", last), bold)
    return target.getvalue()


def _add_sheet(worksheet: Any, sheet: Sheet, bold: Any) -> list[tuple[str, str]]:
    """Fill a worksheet; returns rows for the sheet `About` on what was cut."""
    table = simplify_cells(sheet.table.head(MOST_ROWS))
    cut = 0
    for place, column in enumerate(table.columns):
        worksheet.write_string(0, place, str(column), bold)
        cells = table[column].tolist()
        worksheet.set_column(place, place, _width(str(column), cells))
        for row, value in enumerate(cells, start=1):
            cut += _write_cell(worksheet, row, place, value)
    worksheet.freeze_panes(1, 0)
    if len(table.columns) and len(table):
        worksheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    said = []
    if len(sheet.table) > MOST_ROWS:
        said.append(("cut off", f"{sheet.name}: the first {MOST_ROWS:,} of {len(sheet.table):,}"))
    if cut:
        cells = agree(cut, "cell was", "cells were")
        words = f"{sheet.name}: {cut:,} {cells} longer than a cell can be ({LONGEST_CELL:,})"
        said.append(("cut off", words))
    return said


def _write_cell(worksheet: Any, row: int, place: int, value: Any) -> bool:
    """Write one cell; returns whether its text was cut."""
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return False
    if isinstance(value, bool):
        worksheet.write_boolean(row, place, value)
        return False
    if isinstance(value, int | float) and abs(value) != float("inf"):
        worksheet.write_number(row, place, value)
        return False
    text = str(value)
    cut = len(text) > LONGEST_CELL
    worksheet.write_string(row, place, text[: LONGEST_CELL - len(_CUT)] + _CUT if cut else text)
    return cut


def _width(heading: str, cells: Sequence[Any]) -> int:
    longest = max((len(str(cell)) for cell in cells[:_LOOKED_AT]), default=0)
    return int(min(max(longest, len(heading)) + 2, _WIDEST))


def _name_line(place: int) -> str:
    return ("entry", "details")[place] if place < 2 else f"details {place}"


def list_table(entries: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """List rows (`components.views.panes.list_row`) as a table, with a column for each line.

    The first line is the `entry`, the second its `details`, a third `details 2`. The column
    `score` is there when any row has a score.
    """
    told = [["".join(text for text, _ in line) for line in row["lines"]] for row in entries]
    longest = max(map(len, told), default=0)
    columns = {
        _name_line(place): [lines[place] if place < len(lines) else "" for lines in told]
        for place in range(longest)
    }
    scores = [row["score"] for row in entries]
    if any(score is not None for score in scores):
        return pd.DataFrame({"score": scores, **columns})
    return pd.DataFrame(columns)
