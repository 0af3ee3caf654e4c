"""Export of a whole library into one file, and import of it: articles, annotations, original files.

The file is a ZIP of JSON lines, one file for each table, of the original files, and of
`library.json`, which has the version of the format, a list of the content, and the sha256 of every
part. What can be made again (the index, results of analysis) is left out.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, cast

import orjson
from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from components.corpus.add_articles import derive_again
from components.corpus.database.bulk_insert import insert_rows
from components.corpus.database.connection import Database, in_chunks, lock_counter, set_counter
from components.corpus.database.roles import Role
from components.corpus.database.sqlite_file import make_private
from components.corpus.database.tables import article, library, metadata, original, upload, verdict
from components.corpus.database.upgrade_schema import continue_numbers
from components.corpus.export.export_manifest import (
    COUNTERS,
    Contents,
    Row,
    WrongExportError,
    count_steps,
    read_contents,
)
from components.corpus.export.export_rows import Rows
from components.corpus.export.export_schema import CONTENTS, FORMAT, TABLES
from components.corpus.export.imported_articles import settle_articles
from components.corpus.export.unpack import (
    ORIGINALS,
    ExportDamaged,
    Joined,
    LibraryNotEmpty,
    Piece,
    unpack,
)
from components.corpus.integrity.integrity_check import Report
from components.corpus.integrity.seals import (
    SEALED,
    find_broken,
    lengthen_seals,
    list_broken,
    seal_all,
)
from components.corpus.originals import insert_originals, list_originals, pack, read_blocks

# In the order in which they refer to one another.
BY_NAME = {name: metadata.tables[name] for name in TABLES}
# Rows that are written, or articles that are indexed, at a time.
CHUNK = 500


@dataclass(frozen=True)
class Exchanged:
    """How many articles, those in the bin included, and original files the exported file has."""

    articles: int
    originals: int


def export_library(database: Database, path: Path) -> Exchanged:
    """Export the library as it is at this moment; the file is complete or not there at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        make_private(unfinished)
        with (
            database.snapshot() as connection,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            hashes = {f"{name}.jsonl": _write(archive, connection, name) for name in BY_NAME}
            originals, emptied = _write_originals(archive, connection)
            counters = {row.name: row.value for row in connection.execute(select(library))}
            rows = {name: _count(connection, table) for name, table in BY_NAME.items()}
            contents = {
                "format": FORMAT,
                "counters": {name: counters[name] for name in COUNTERS},
                "rows": rows,
                "originals": originals,
                "emptied": emptied,
                "sha256": hashes,
                "damaged": list_broken(connection),
            }
            archive.writestr(CONTENTS, orjson.dumps(contents, option=orjson.OPT_INDENT_2))
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Exchanged(rows["article"], len(originals))


def import_library(database: Database, path: Path, tell: Report = lambda share: None) -> Exchanged:
    """Fill an empty library with an exported one, all of it or nothing.

    The file is unpacked in the sandbox; every value is checked there, and again here. `tell` is
    given the share that is done, 0 to 1. Raises LibraryNotEmpty, ExportNewer, ExportStopped, and
    ExportDamaged, with the place, for a file that is no correct export.
    """
    try:
        with closing(unpack(path)) as pieces, database.writing(Role.ADMINISTRATOR) as connection:
            _require_empty(database, connection)
            return _take(database, connection, pieces, tell)
    except WrongExportError as error:
        raise ExportDamaged(path.name, str(error)) from error
    except IntegrityError as error:
        raise ExportDamaged(path.name, "Its rows do not match each other.") from error


def _take(
    database: Database, connection: Connection, pieces: Iterator[Piece], tell: Report
) -> Exchanged:
    name, data = next(pieces, ("", b""))
    contents = read_contents(data)
    step = count_steps(contents, tell)
    rows, emptied = Rows(contents, converted=True), dict(contents.originals)
    for name, own in groupby(pieces, key=itemgetter(0)):
        if name in BY_NAME:
            # Original files come before tables, which refer to them; the missing were deleted.
            _insert_emptied(connection, emptied)
            for some in _read_rows(BY_NAME[name], own, rows):
                insert_rows(connection, BY_NAME[name], some)
                step(len(some))
        else:
            emptied.pop(_insert_original(database, connection, name, own, contents))
            step(1)
    rows.end()
    _insert_emptied(connection, emptied)
    _finish(connection, contents, step)
    return Exchanged(contents.rows["article"], len(contents.originals))


def _insert_emptied(connection: Connection, emptied: dict[str, int]) -> None:
    """Insert files, by sha256 and size, without their bytes; removes them from `emptied`."""
    for chunk in in_chunks(sorted(emptied)):
        connection.execute(
            insert(original), [{"sha256": sha256, "size": emptied.pop(sha256)} for sha256 in chunk]
        )


def _insert_original(
    database: Database,
    connection: Connection,
    name: str,
    pieces: Iterator[Piece],
    contents: Contents,
) -> str:
    """Store an original file; gives its sha256."""
    packed = pack(cast(BinaryIO, Joined(data for _, data in pieces)))
    database.require_room(sum(packed.lengths))
    with packed.file:
        size = contents.originals.get(packed.sha256)
        if (name, packed.size) != (ORIGINALS + packed.sha256, size):
            raise WrongExportError(f"{name} has a content that does not match its name.")
        insert_originals(connection, [packed])
    return packed.sha256


def _read_rows(table: Table, pieces: Iterator[Piece], rows: Rows) -> Iterator[list[Row]]:
    """Checked rows, some at a time; a file that was being read, or was delayed, waits again."""
    waits = {"state": "waiting", "worker": "", "lease": 0.0, "tries": 0}
    for _, data in pieces:
        found = [rows.take(table.name, orjson.loads(line)) for line in data.splitlines()]
        if table is upload:
            found = [r | waits if r["state"] in ("reading", "delayed") else r for r in found]
        yield from (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))


def _write(archive: zipfile.ZipFile, connection: Connection, name: str) -> str:
    """Write one table as JSON lines, ordered by its key; gives the sha256 of the lines."""
    digest, table = hashlib.sha256(), BY_NAME[name]
    # orjson does not take SQLAlchemy's own kind of string.
    names = [str(column.name) for column in table.c]
    query = select(table).order_by(*table.primary_key.columns)
    with archive.open(f"{name}.jsonl", "w", force_zip64=True) as file:
        for row in connection.execution_options(yield_per=CHUNK).execute(query):
            fields = dict(zip(names, row, strict=True))
            line = orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)
            digest.update(line)
            file.write(line)
    return digest.hexdigest()


def _write_originals(
    archive: zipfile.ZipFile, connection: Connection
) -> tuple[dict[str, int], list[str]]:
    """Write the original files; gives the sizes of all, and those without bytes any more."""
    sizes, held = list_originals(connection)
    for sha256 in held:
        with archive.open(f"{ORIGINALS}{sha256}", "w", force_zip64=True) as file:
            for block in read_blocks(connection, sha256):
                file.write(block)
    return sizes, sorted(sizes.keys() - {*held})


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _require_empty(database: Database, connection: Connection) -> None:
    for name in ("articles", "annotations"):
        lock_counter(connection, name)
    if any(_count(connection, table) for table in (article, verdict, upload, original)):
        raise LibraryNotEmpty(database.where)


def _finish(connection: Connection, contents: Contents, step: Callable[[int], None]) -> None:
    """Set counters, check or make seals, check long ids, and derive everything."""
    for name in COUNTERS:
        lock_counter(connection, name)
        set_counter(connection, name, contents.counters[name])
    if contents.is_sealed:
        if contents.is_without_bases:
            lengthen_seals(connection, article.name, ("{}", "{}"))
        _require_seals(connection, contents)
    else:
        for table, names in SEALED.items():
            seal_all(connection, table.name, names)
    ids = list(connection.execute(select(article.c.id).order_by(article.c.number)).scalars())
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        settle_articles(connection, some)
        derive_again(connection, some)
        step(len(some))
    continue_numbers(connection)


def _require_seals(connection: Connection, contents: Contents) -> None:
    """Raise WrongExportError for a damaged row that the export does not name as damaged."""
    # Looked up by their JSON: there may be a million keys, and each row may be damaged.
    known = {table: {*map(orjson.dumps, keys)} for table, keys in contents.damaged.items()}
    for broken in find_broken(connection):
        if orjson.dumps(broken.key) not in known.get(broken.table.name, ()):
            told = (
                f"the row {broken.key} has changed since it was stored "
                f"({', '.join(broken.fields)})."
            )
            raise WrongExportError(f"{broken.table.name}.jsonl: {told}")
