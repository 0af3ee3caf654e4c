"""Integrity check: damage of the database, of articles and annotations, and of original files."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from components.corpus.database.connection import Database
from components.corpus.database.errors import LibraryDamaged
from components.corpus.database.tables import (
    article,
    change,
    metadata,
    note,
    tag,
    upload,
    verdict,
)
from components.corpus.integrity.seals import Broken, find_broken
from components.corpus.originals import list_originals, read_blocks
from components.text.plural import agree

# Damages that are named; further ones are counted.
NAMED = 20
# Characters of a title or text that are shown.
_SHOWN = 60
# What a reader calls fields whose columns have other names.
_FIELDS = {
    "published": "day",
    "sha256": "checksum of its file",
    "label": "short name",
    "words": "number of words",
    "added": "time of arrival",
    "removed": "place in the bin",
    "basis": "basis of its date",
    "bases": "bases of its fields",
    "place": "place in its file",
    "url": "address",
    "name": "file name",
    "who": "author",
    "made": "moment",
    "old": "old value",
    "new": "new value",
    "start": "beginning",
}

# Is given the share of a task that is done, 0 to 1.
Report = Callable[[float], None]


@dataclass(frozen=True)
class Checked:
    """The result of a check: a sentence for each damage.

    `database` is about the database, `words` about articles and annotations, `files` about original
    files, of which `originals` were read; `limits` says what could not be checked, "" for nothing.
    """

    database: list[str]
    files: list[str]
    originals: int
    limits: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether no damage was found."""
        return not (self.database or self.words or self.files)


def check_library(database: Database, report: Report) -> Checked:
    """Have the database check itself, then compare every row and file with its digest.

    Some 5 s for 100,000 articles, and 300 MB of files a second; `report` is given the share of the
    files that is done, 0 to 1. Changes nothing. A new connection is opened, because those in use
    may have cached what is damaged on the disk. Derived data is not checked: it can be derived
    again.
    """
    with closing(Database(database.url, make=False)) as fresh:
        return _check(fresh, report)


def _check(database: Database, report: Report) -> Checked:
    report(0.0)
    limits = ""
    try:
        faults = list(_check_file(database) if database.path else _check_server(database))
        if not database.path:
            limits = _say_limits(database)
        words = _check_words(database)
        with database.reading() as connection:
            every, held = list_originals(connection)
        sizes = {sha256: every[sha256] for sha256 in held}
    except LibraryDamaged:
        return Checked(["A part of the database cannot be read."], [], 0, limits)
    files, done, total = [], 0, max(sum(sizes.values()), 1)
    for sha256, size in sizes.items():
        if fault := _check_original(database, sha256, size):
            files.append(f"{_name(database, sha256)}: {fault}")
        done += size
        report(done / total)
    return Checked(_shorten(faults), _shorten(files), len(sizes), limits, words)


def _check_words(database: Database) -> list[str]:
    """Sentences for damaged rows, the first `NAMED` of them."""
    with database.snapshot() as connection:
        # All are found before any is named, because naming makes queries of its own.
        broken = [*islice(rows := find_broken(connection), NAMED)]
        rest = sum(1 for _ in rows)
        told = [name_broken(connection, one) for one in broken]
    return [*told, f"and {rest:,} more"] if rest else told


def _check_file(database: Database) -> Iterator[str]:
    with database.reading() as connection:
        for row in connection.exec_driver_sql("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"A row of {row[0]} belongs to a row of {row[2]} that does not exist."


def _check_server(database: Database) -> Iterator[str]:
    """A server checks each page that it reads, so all are read."""
    for table in metadata.sorted_tables:
        every = func.sum(func.hashtext(func.concat(*table.columns)))
        try:
            with database.reading() as connection:
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                connection.execute(select(every).select_from(table)).scalar()
        except LibraryDamaged:
            yield f"The table {table.name} cannot be read completely."


def _say_limits(database: Database) -> str:
    with database.reading() as connection:
        checksums = connection.exec_driver_sql("SHOW data_checksums").scalar()
    if checksums == "on":
        return ""
    return (
        "This server stores no checksums. For the results of analysis, it was therefore only "
        "checked that they can be read."
    )


def _check_original(database: Database, sha256: str, size: int) -> str:
    """What is wrong with a file, "" for nothing."""
    digest, found = hashlib.sha256(), 0
    try:
        with database.reading() as connection:
            for block in read_blocks(connection, sha256):
                digest.update(block)
                found += len(block)
    except (LibraryDamaged, zlib.error):
        return "it can no longer be read."
    if found != size:
        return f"only {found:,} of its {size:,} bytes are left."
    return "" if digest.hexdigest() == sha256 else "its content has changed since it was added."


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


def name_broken(connection: Connection, broken: Broken) -> str:
    """A sentence that names a damaged row and its damaged fields."""
    named = _NAMES[broken.table.name](connection, broken.row)
    if not broken.fields:
        return f"{named}: it has changed since it was stored."
    words = [_field(broken, name) for name in broken.fields]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    verb = agree(len(words), "has changed since it was", "have changed since they were")
    return f"{named}: its {listed} {verb} stored."


def _field(broken: Broken, name: str) -> str:
    if broken.table is article and name == "author":
        return "author"
    return _FIELDS.get(name, name)


def _name_article(_: Connection, row: Mapping[str, Any]) -> str:
    return f"The article “{_short(row['title'] or row['label'])}” ({row['id']})"


def _name_note(connection: Connection, row: Mapping[str, Any]) -> str:
    return f"A note{_by(row)} on “{_title(connection, row)}”, “{_short(row['text'])}”"


def _name_tag(connection: Connection, row: Mapping[str, Any]) -> str:
    return f"The tag “{_short(row['tag'])}” on “{_title(connection, row)}”"


def _name_change(connection: Connection, row: Mapping[str, Any]) -> str:
    return f"An edit{_by(row)} of the {_short(row['field'])} of “{_title(connection, row)}”"


def _name_verdict(_: Connection, row: Mapping[str, Any]) -> str:
    about = f"on {_short(row['kind'])} {_short(row['key'])}"
    return f"A verdict{_by(row)} {about}, “{_short(row['value'])}”"


def _name_upload(_: Connection, row: Mapping[str, Any]) -> str:
    return f"The record of the added file “{_short(row['name'])}”"


_NAMES = {
    article.name: _name_article,
    note.name: _name_note,
    tag.name: _name_tag,
    change.name: _name_change,
    verdict.name: _name_verdict,
    upload.name: _name_upload,
}


def _title(connection: Connection, row: Mapping[str, Any]) -> str:
    query = select(article.c.label).where(article.c.id == row["article"])
    return _short(connection.execute(query).scalar() or row["article"])


def _by(row: Mapping[str, Any]) -> str:
    return (f" by {_short(row['who'])}" if row["who"] else "") + f" of {row['made'][:10]}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
