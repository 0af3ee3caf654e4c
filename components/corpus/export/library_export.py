"""A whole library in one file, and back: nothing that people made or brought is lost.

The file is a ZIP of JSON lines, a table each, of the originals as they came, and of `library.json`,
which holds the version of the format, what is in it, and the sha256 of every part. What can be
worked out again (the index, results of analysis) is left out.
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
from typing import Any, BinaryIO, cast

import orjson
from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from components.corpus.database.connection import Database, in_chunks, lock_counter, set_counter
from components.corpus.database.errors import (
    ExportDamaged,
    ExportNewer,
    ExportStopped,
    LibraryNotEmpty,
)
from components.corpus.database.sqlite_file import make_private
from components.corpus.database.tables import (
    article,
    article_text,
    change,
    library,
    note,
    original,
    original_part,
    tag,
    upload,
    upload_article,
    verdict,
)
from components.corpus.export.export_manifest import (
    COUNTERS,
    Contents,
    NewerExportError,
    WrongExportError,
    read_contents,
)
from components.corpus.export.export_rows import Rows
from components.corpus.export.export_schema import CONTENTS, FORMAT
from components.corpus.export.unpack import ORIGINALS, Joined, Piece, StoppedError, unpack
from components.corpus.intake import derive_again
from components.corpus.integrity.checksums import SEALED, find_broken, seal_all
from components.corpus.originals import insert_originals, pack, read_blocks

# Hears a share from 0 to 1.
Tell = Callable[[float], None]

# In the order in which they refer to one another.
TABLES = (article, article_text, change, tag, note, verdict, upload, upload_article)
BY_NAME = {str(table.name): table for table in TABLES}
CHUNK = 500


@dataclass(frozen=True)
class Exchanged:
    """How many articles, those in the bin included, and how many originals were in the file."""

    articles: int
    originals: int


def export_library(database: Database, path: Path) -> Exchanged:
    """Write the library as it is at this moment; the file is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        make_private(unfinished)
        with (
            database.snapshot() as connection,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            hashes = {f"{table.name}.jsonl": _write(archive, connection, table) for table in TABLES}
            originals, emptied = _write_originals(archive, connection)
            counters = {row.name: row.value for row in connection.execute(select(library))}
            rows = {str(table.name): _count(connection, table) for table in TABLES}
            contents = {
                "format": FORMAT,
                "counters": {name: counters[name] for name in COUNTERS},
                "rows": rows,
                "originals": originals,
                "emptied": emptied,
                "sha256": hashes,
                "damaged": _find_damaged(connection),
            }
            archive.writestr(CONTENTS, orjson.dumps(contents, option=orjson.OPT_INDENT_2))
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Exchanged(rows["article"], len(originals))


def import_library(database: Database, path: Path, tell: Tell = lambda share: None) -> Exchanged:
    """Fill an empty library with an exported one, whole or not at all.

    The file is read in a confined child and checked there, value by value, and again here. `tell`
    hears how far it has come, from 0 to 1. Raises LibraryNotEmpty, ExportNewer, ExportStopped, or
    ExportDamaged, which names the place, for anything an export is not.
    """
    where = path.name
    try:
        with closing(unpack(path)) as pieces, database.writing() as connection:
            _require_empty(database, connection)
            return _take(database, connection, pieces, tell)
    except NewerExportError as error:
        raise ExportNewer(where) from error
    except WrongExportError as error:
        raise ExportDamaged(where, str(error)) from error
    except IntegrityError as error:
        raise ExportDamaged(where, "Its rows do not match each other.") from error
    except StoppedError as error:
        raise ExportStopped(where, str(error)) from error


def _take(
    database: Database, connection: Connection, pieces: Iterator[Piece], tell: Tell
) -> Exchanged:
    name, data = next(pieces, ("", b""))
    contents = read_contents(data)
    step = _counting(contents, tell)
    rows, emptied = Rows(contents, mended=True), dict(contents.originals)
    for name, own in groupby(pieces, key=itemgetter(0)):
        if name in BY_NAME:
            # Files come first, for uploads refer to them; those that are not there were deleted.
            _insert_emptied(connection, emptied)
            _insert_rows(connection, BY_NAME[name], own, rows, step)
        else:
            emptied.pop(_insert_original(database, connection, name, own, contents))
            step(1)
    rows.end()
    _insert_emptied(connection, emptied)
    _finish(connection, contents, step)
    return Exchanged(contents.rows["article"], len(contents.originals))


def _insert_emptied(connection: Connection, emptied: dict[str, int]) -> None:
    """Note files by sha256 and size that the library had deleted; empties the list."""
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
    """Keep a file; gives its sha256."""
    packed = pack(cast(BinaryIO, Joined(data for _, data in pieces)))
    database.require_room(sum(packed.lengths))
    with packed.file:
        size = contents.originals.get(packed.sha256)
        if (name, packed.size) != (ORIGINALS + packed.sha256, size):
            raise WrongExportError(f"{name} has a content that does not match its name.")
        insert_originals(connection, [packed])
    return packed.sha256


def _insert_rows(
    connection: Connection,
    table: Table,
    pieces: Iterator[Piece],
    rows: Rows,
    step: Callable[[int], None],
) -> None:
    for _, data in pieces:
        found = [
            _released(table, rows.take(table.name, orjson.loads(line)))
            for line in data.splitlines()
        ]
        for start in range(0, len(found), CHUNK):
            some = found[start : start + CHUNK]
            connection.execute(insert(table), some)
            step(len(some))


def _released(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row; a file that was being read, or was delayed, waits again."""
    if table is upload and row["state"] in ("reading", "delayed"):
        return row | {"state": "waiting", "worker": "", "lease": 0.0, "tries": 0}
    return row


def _counting(contents: Contents, tell: Tell) -> Callable[[int], None]:
    """Takes how many rows or files were done, and tells the share of all; articles count twice."""
    rows = contents.rows
    total = sum(rows.values()) + len(contents.originals) + rows["article"]
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        tell(min(done / (total or 1), 1.0))

    return step


def _write(archive: zipfile.ZipFile, connection: Connection, table: Table) -> str:
    """Write one table; gives the sha256 of what was written."""
    digest = hashlib.sha256()
    # SQLAlchemy's own kind of string is none that orjson takes.
    names = [str(column.name) for column in table.c]
    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
        for row in connection.execution_options(yield_per=CHUNK).execute(_ordered(table)):
            line = orjson.dumps(
                dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE
            )
            digest.update(line)
            file.write(line)
    return digest.hexdigest()


def _ordered(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def _write_originals(
    archive: zipfile.ZipFile, connection: Connection
) -> tuple[dict[str, int], list[str]]:
    """Write the files; gives the sizes of all, and those of which nothing is there any more."""
    every = connection.execute(select(original.c.sha256, original.c.size))
    sizes = {row.sha256: row.size for row in every}
    held = set(connection.execute(select(original_part.c.sha256).distinct()).scalars())
    for sha256 in sorted(held):
        with archive.open(f"originals/{sha256}", "w", force_zip64=True) as file:
            for block in read_blocks(connection, sha256):
                file.write(block)
    return sizes, sorted(sizes.keys() - held)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _require_empty(database: Database, connection: Connection) -> None:
    for name in ("articles", "annotations"):
        lock_counter(connection, name)
    if any(_count(connection, table) for table in (article, verdict, upload, original)):
        raise LibraryNotEmpty(database.where)


def _finish(connection: Connection, contents: Contents, step: Callable[[int], None]) -> None:
    """Seal and index what was read, and count on from where the library had come to."""
    for name in COUNTERS:
        lock_counter(connection, name)
        set_counter(connection, name, contents.counters[name])
    if contents.is_sealed:
        _require_seals(connection, contents)
    else:
        for table, names in SEALED.items():
            seal_all(connection, table.name, names)
    ids = list(connection.execute(select(article.c.id).order_by(article.c.number)).scalars())
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        derive_again(connection, some)
        step(len(some))
    if connection.dialect.name == "postgresql":
        for table in (change, note, upload, verdict):
            last = select(func.max(table.c.id)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, func.coalesce(last, 1))))


def _require_seals(connection: Connection, contents: Contents) -> None:
    """That no row is other than it was stored, but for those of which the export says so."""
    # Looked up by their JSON: a list of a million keys may be there, and each row may be broken.
    known = {table: {*map(orjson.dumps, keys)} for table, keys in contents.damaged.items()}
    for broken in find_broken(connection):
        if orjson.dumps(broken.key) not in known.get(broken.table.name, ()):
            told = (
                f"the row {broken.key} has changed since it was stored "
                f"({', '.join(broken.fields)})."
            )
            raise WrongExportError(f"{broken.table.name}.jsonl: {told}")


def _find_damaged(connection: Connection) -> dict[str, list[Any]]:
    """The keys of rows, by table, that are not as they were stored."""
    damaged: dict[str, list[Any]] = {}
    for broken in find_broken(connection):
        damaged.setdefault(str(broken.table.name), []).append(broken.key)
    return damaged
