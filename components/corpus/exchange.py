"""A whole library in one file, and back: nothing that people made or brought is lost.

The file is a ZIP of JSON lines, a table each, of the originals as they came, and of `library.json`,
which holds the version of the format, what is in it, and the sha256 of every part. What can be
worked out again (the index, results of analysis) is left out.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import orjson
from sqlalchemy import Column, Connection, Table, Text, func, insert, select
from sqlalchemy.exc import IntegrityError

from components.corpus.database import Database, lock_counter, set_counter
from components.corpus.derived import derive_again
from components.corpus.errors import ExportDamaged, ExportNewer, LibraryNotEmpty
from components.corpus.intake import storable
from components.corpus.originals import insert_originals, pack, read_blocks
from components.corpus.schema import (
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

# Hears a share from 0 to 1.
Tell = Callable[[float], None]

FORMAT = 1
CONTENTS = "library.json"
# In the order in which they refer to one another.
TABLES = (article, article_text, change, tag, note, verdict, upload, upload_article)
KEPT_COUNTERS = ("annotations", "articles", "batches", "numbers")
CHUNK = 500
# Bytes of one line; far above what reading a file would ever have let in.
LONGEST = 1_000_000_000


@dataclass(frozen=True)
class Exchanged:
    """How many articles, those in the bin included, and how many originals were in the file."""

    articles: int
    originals: int


def export_library(database: Database, path: Path) -> Exchanged:
    """Write the library as it is at this moment; the file is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with (
            database.snapshot() as connection,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            hashes = {f"{table.name}.jsonl": _write(archive, connection, table) for table in TABLES}
            originals = _write_originals(archive, connection)
            counters = {row.name: row.value for row in connection.execute(select(library))}
            rows = {str(table.name): _count(connection, table) for table in TABLES}
            contents = {
                "format": FORMAT,
                "counters": {name: counters[name] for name in KEPT_COUNTERS},
                "rows": rows,
                "originals": originals,
                "sha256": hashes,
            }
            archive.writestr(CONTENTS, orjson.dumps(contents, option=orjson.OPT_INDENT_2))
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Exchanged(rows["article"], len(originals))


def import_library(database: Database, path: Path, tell: Tell = lambda share: None) -> Exchanged:
    """Fill an empty library with an exported one, whole or not at all.

    `tell` hears how far it has come, from 0 to 1. Raises LibraryNotEmpty, ExportNewer, or
    ExportDamaged for anything an export is not.
    """
    where = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            contents = _read_contents(archive, where)
            database.require_room(sum(info.file_size for info in archive.infolist()))
            step = _counting(contents, tell)
            with database.writing() as connection:
                _require_empty(database, connection)
                _read_originals(archive, connection, contents["originals"], step)
                for table in TABLES:
                    _read(archive, connection, table, contents, step)
                _finish(connection, contents["counters"], step)
    except _UNREADABLE as error:
        raise ExportDamaged(where) from error
    return Exchanged(contents["rows"]["article"], len(contents["originals"]))


def _counting(contents: dict[str, Any], tell: Tell) -> Callable[[int], None]:
    """Takes how many rows or files were done, and tells the share of all; articles count twice."""
    rows = contents["rows"]
    total = sum(rows.values()) + len(contents["originals"]) + rows["article"]
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        tell(min(done / (total or 1), 1.0))

    return step


# What zipfile, zlib, JSON, our checks and the database say to a file that is no export.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IntegrityError,
)


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


def _write_originals(archive: zipfile.ZipFile, connection: Connection) -> dict[str, int]:
    """Write the files; gives their sizes, those of emptied ones too, of which nothing is there."""
    every = connection.execute(select(original.c.sha256, original.c.size))
    sizes = {row.sha256: row.size for row in every}
    held = set(connection.execute(select(original_part.c.sha256).distinct()).scalars())
    for sha256 in sorted(held):
        with archive.open(f"originals/{sha256}", "w", force_zip64=True) as file:
            for block in read_blocks(connection, sha256):
                file.write(block)
    return sizes


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _read_contents(archive: zipfile.ZipFile, where: str) -> dict[str, Any]:
    contents = orjson.loads(_take(archive, CONTENTS))
    if not isinstance(contents["format"], int) or contents["format"] > FORMAT:
        raise ExportNewer(where)
    return dict(contents)


def _take(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LONGEST:
        raise ValueError(f"{name} is too large")
    return archive.read(name)


def _require_empty(database: Database, connection: Connection) -> None:
    for name in ("articles", "annotations"):
        lock_counter(connection, name)
    if any(_count(connection, table) for table in (article, verdict, upload, original)):
        raise LibraryNotEmpty(database.where)


def _read_originals(
    archive: zipfile.ZipFile,
    connection: Connection,
    sizes: dict[str, int],
    step: Callable[[int], None],
) -> None:
    names = set(archive.namelist())
    for sha256, size in sizes.items():
        step(1)
        name = f"originals/{sha256}"
        if name not in names:
            row = {"sha256": sha256, "size": int(size)}
            connection.execute(insert(original), row)
            continue
        if archive.getinfo(name).file_size != size:
            raise ValueError(f"the original {sha256} has another size")
        with archive.open(name) as file:
            packed = pack(cast(BinaryIO, file))
        if packed.sha256 != sha256:
            raise ValueError(f"the original {sha256} is another")
        insert_originals(connection, [packed])


def _read(
    archive: zipfile.ZipFile,
    connection: Connection,
    table: Table,
    contents: dict[str, Any],
    step: Callable[[int], None],
) -> None:
    name, digest, count = f"{table.name}.jsonl", hashlib.sha256(), 0
    rows: list[dict[str, Any]] = []
    with archive.open(name) as file:
        for line in _lines(file):
            digest.update(line)
            rows.append(_checked(table, orjson.loads(line)))
            count += 1
            if len(rows) == CHUNK:
                connection.execute(insert(table), rows)
                step(len(rows))
                rows = []
    if rows:
        connection.execute(insert(table), rows)
        step(len(rows))
    if (digest.hexdigest(), count) != (contents["sha256"][name], contents["rows"][table.name]):
        raise ValueError(f"{name} is not what was exported")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST):
        yield line


def _checked(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row, if it has the columns of the table and values such as we write."""
    if set(row) != set(table.c.keys()):
        raise ValueError(f"a row of {table.name} has other columns")
    for name, value in row.items():
        if not _fits(table.c[name], value):
            raise ValueError(f"a row of {table.name} has no such {name}: {value!r}"[:200])
    if table is upload and row["state"] == "reading":
        row |= {"state": "waiting", "worker": "", "lease": 0.0, "tries": 0}
    return row


def _fits(column: Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Text):
        return isinstance(value, str) and storable(value) == value
    return isinstance(value, int | float) and not isinstance(value, bool)


def _finish(connection: Connection, counters: dict[str, int], step: Callable[[int], None]) -> None:
    """Index what was read, and count on from where the library had come to."""
    for name in KEPT_COUNTERS:
        lock_counter(connection, name)
        set_counter(connection, name, int(counters[name]))
    highest = connection.execute(select(func.max(article.c.number))).scalar() or 0
    if highest > counters["numbers"]:
        raise ValueError("articles are numbered beyond the last number")
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
