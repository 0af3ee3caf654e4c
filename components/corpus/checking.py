"""Whether anything kept in a library was damaged: the database, and each file as it came."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from components.corpus.database import Database
from components.corpus.errors import LibraryDamaged
from components.corpus.originals import read_blocks
from components.corpus.schema import article, metadata, original, original_part, upload

# Damaged places and files that are named; what is beyond is counted.
NAMED = 20

Report = Callable[[float], None]


@dataclass(frozen=True)
class Checked:
    """What a check found: a sentence for each damage, and how much was looked at.

    `database` is about the database, `files` about originals; `limits` says what could not be told.
    """

    database: list[str]
    files: list[str]
    originals: int
    limits: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether no damage was found."""
        return not (self.database or self.files)


def check_library(database: Database, report: Report) -> Checked:
    """Have the database check itself, then read every original against its sha256.

    Some 300 MB a second; `report` is given the part that is done, 0 to 1. Changes nothing.
    """
    report(0.0)
    limits = ""
    try:
        faults = list(_check_file(database) if database.path else _check_server(database))
        if not database.path:
            limits = _say_limits(database)
        sizes = _list_originals(database)
    except LibraryDamaged:
        return Checked(["A part of the database cannot be read."], [], 0, limits)
    files, done, total = [], 0, max(sum(sizes.values()), 1)
    for sha256, size in sizes.items():
        if fault := _check_original(database, sha256, size):
            files.append(f"{_name(database, sha256)}: {fault}")
        done += size
        report(done / total)
    return Checked(_shorten(faults), _shorten(files), len(sizes), limits)


def _check_file(database: Database) -> Iterator[str]:
    with database.reading() as connection:
        for row in connection.exec_driver_sql("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"A row of {row[0]} belongs to one of {row[2]} that is not there."


def _check_server(database: Database) -> Iterator[str]:
    """A server checks each page that it reads, so have it read them all."""
    for table in metadata.sorted_tables:
        every = func.sum(func.hashtext(func.concat(*table.columns)))
        try:
            with database.reading() as connection:
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                connection.execute(select(every).select_from(table)).scalar()
        except LibraryDamaged:
            yield f"The table {table.name} cannot be read whole."


def _say_limits(database: Database) -> str:
    with database.reading() as connection:
        checksums = connection.exec_driver_sql("SHOW data_checksums").scalar()
    if checksums == "on":
        return ""
    return (
        "This server keeps no checksums of what it stores, so of articles and notes only "
        "that all can be read was checked."
    )


def _list_originals(database: Database) -> dict[str, int]:
    held = select(original_part.c.sha256).distinct()
    query = select(original.c.sha256, original.c.size).where(original.c.sha256.in_(held))
    with database.reading() as connection:
        return {row.sha256: row.size for row in connection.execute(query)}


def _check_original(database: Database, sha256: str, size: int) -> str:
    """What is wrong with a file; nothing is an empty string."""
    digest, found = hashlib.sha256(), 0
    try:
        with database.reading() as connection:
            for block in read_blocks(connection, sha256):
                digest.update(block)
                found += len(block)
    except (LibraryDamaged, zlib.error):
        return "it cannot be read any more."
    if found != size:
        return f"{found:,} of its {size:,} bytes are there."
    return "" if digest.hexdigest() == sha256 else "its bytes are not those that came."


def _name(database: Database, sha256: str) -> str:
    with database.reading() as connection:
        return _find_name(connection, sha256) or f"A file without a name ({sha256[:12]}…)"


def _find_name(connection: Connection, sha256: str) -> str:
    for table in (upload, article):
        query = select(table.c.name).where(table.c.sha256 == sha256).limit(1)
        if name := connection.execute(query).scalar():
            return str(name)
    return ""


def _shorten(told: list[str]) -> list[str]:
    rest = len(told) - NAMED
    return told if rest <= 0 else [*told[:NAMED], f"and {rest:,} more"]
