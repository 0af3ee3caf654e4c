"""Lists of queries from a file or pasted text: one in a line, or columns for name and query."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# Bytes of a list, and queries that are searched for; those after them are listed and not searched.
LARGEST = 1_000_000
MOST = 500

_QUERY_HEADS = frozenset(
    "query queries search searches term terms keyword keywords words string boolean".split()  # noqa: SIM905
)
_NAME_HEADS = frozenset("name names label labels title topic subject group id".split())  # noqa: SIM905
_DELIMITERS = "\t;,"


@dataclass(frozen=True)
class ListedQuery:
    """A query of a list with its name, "" for none, and the line where it stands, from 1.

    `remark` says in a sentence how the line was read where that could have gone otherwise.
    """

    line: int
    name: str
    query: str
    remark: str = ""


@dataclass(frozen=True)
class QueryList:
    """The queries of a list in their order, and what is wrong with lines that hold none."""

    queries: tuple[ListedQuery, ...] = ()
    problems: tuple[str, ...] = ()


def read_query_file(name: str, data: bytes) -> QueryList:
    """Read the queries of a text or CSV file; a problem, and no query, for what is no such file."""
    if len(data) > LARGEST:
        return QueryList(problems=(f"The list is larger than {LARGEST // 1_000_000} MB.",))
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return QueryList(
            problems=(
                "This is no text file. Save the list as text with one query in a line, or as CSV.",
            )
        )
    text, note = _decode(data)
    is_table = name.lower().endswith((".csv", ".tsv"))
    found = read_query_table(text) if is_table else read_query_lines(text)
    return replace(found, problems=(*note, *found.problems))


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (
            "The file is not in UTF-8 and was read as Windows-1252; check letters with accents.",
        )


def read_query_lines(text: str) -> QueryList:
    """One query in a line, taken as it stands; a tab divides a name from its query."""
    rows = [(n, line.split("\t")) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    heads = [head.strip().lower() for head in rows[0][1]] if rows else []
    if len(heads) > 1 and _QUERY_HEADS & {*heads}:
        return _gather([(n, cells, "") for n, cells in rows[1:]], heads)
    two = [(n, cells if len(cells) > 1 else ["", cells[0]], "") for n, cells in rows]
    return _gather(two, ["name", "query"])


def read_query_table(text: str) -> QueryList:
    """Rows of CSV with comma, semicolon or tab; columns by their headings, else name and query.

    With one column it holds the queries. A row whose quotation marks do not fit is taken as it
    stands.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        return QueryList()
    delimiter = max(_DELIMITERS, key=lambda one: lines[0][1].count(one))
    rows = [(n, *_split(line, delimiter)) for n, line in lines]
    heads = [cell.strip().lower() for cell in rows[0][1]]
    if _QUERY_HEADS & {*heads}:
        return _gather([_join_last(row, len(heads), delimiter) for row in rows[1:]], heads)
    wide = max(len(cells) for _, cells, _ in rows)
    columns = ["name", "query"] if wide > 1 else ["query"]
    found = _gather([_join_last(row, len(columns), delimiter) for row in rows], columns)
    told = "the first column was read as the name, the second as the query" if wide > 1 else ""
    note = f"The table has no heading “query”; {told}." if told else ""
    return replace(found, problems=(*([note] if note else ()), *found.problems))


def _join_last(
    row: tuple[int, list[str], str], columns: int, delimiter: str
) -> tuple[int, list[str], str]:
    """The row with no more cells than columns: a comma in a query is not lost."""
    line, cells, remark = row
    if len(cells) <= columns:
        return row
    joined = [*cells[: columns - 1], delimiter.join(cells[columns - 1 :])]
    return line, joined, remark or "Its last cells were joined: there are more than headings."


def _split(line: str, delimiter: str) -> tuple[list[str], str]:
    """The cells of a row, and a remark when its quotation marks do not fit."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True)), ""
    except csv.Error:
        remark = "Its quotation marks were taken as they stand, not as those of a CSV cell."
        return [*_split_outside_marks(line, delimiter)], remark


def _split_outside_marks(line: str, delimiter: str) -> Iterator[str]:
    cell, inside = "", False
    for letter in line:
        if letter == delimiter and not inside:
            yield cell
            cell = ""
            continue
        inside ^= letter == '"'
        cell += letter
    yield cell


def _gather(rows: Sequence[tuple[int, list[str], str]], heads: Sequence[str]) -> QueryList:
    asked = next(n for n, head in enumerate(heads) if head in _QUERY_HEADS)
    named = next((n for n, head in enumerate(heads) if head in _NAME_HEADS), None)
    queries: list[ListedQuery] = []
    empty: list[int] = []
    first: dict[str, int] = {}
    for line, cells, remark in rows:
        query = " ".join(cells[asked].split()) if asked < len(cells) else ""
        if not query:
            empty.append(line)
            continue
        name = cells[named].strip() if named is not None and named < len(cells) else ""
        again = f"The same as line {first[query]}." if query in first else ""
        first.setdefault(query, line)
        told = " ".join(filter(None, (remark, again)))
        queries.append(ListedQuery(line, name, query, told))
    return QueryList(tuple(queries), _tell(empty, len(queries)))


def _tell(empty: list[int], count: int) -> tuple[str, ...]:
    lines = ", ".join(map(str, empty[:10])) + (f" and {len(empty) - 10} more" if empty[10:] else "")
    told = [f"There is no query in line {lines}."] if empty else []
    if count > MOST:
        told.append(
            f"The list has {count} queries; the first {MOST} are searched for, the others are "
            "listed without a number."
        )
    return tuple(told)
