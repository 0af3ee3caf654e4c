"""Exported library: its rows, each checked, and its originals, in pieces of a few megabytes.

What is given are members, one for each piece: `library.json`, then a file called `originals/` and
its SHA-256 in one or more pieces, then the rows of each table as they are stored now, as lines of
JSON, under the table's name.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from components.corpus.export.export_manifest import (
    COUNTERS,
    Contents,
    NewerExportError,
    Row,
    WrongExportError,
    read_contents,
)
from components.corpus.export.export_rows import Rows
from components.corpus.export.export_schema import CONTENTS, FORMAT, TABLES
from components.corpus.readers.drafts import Member, Reader, Results, UnreadableError
from components.corpus.readers.formats.archives import is_bomb, open_package, read_chunks
from components.corpus.readers.sandbox.limits import Limits

NEWER = "newer"
ORIGINALS = "originals/"
PIECE = 4 << 20
# Bytes of one row: a text of the longest, each of its characters escaped.
LONGEST_ROW = 32 << 20
LONGEST_CONTENTS = 256 << 20


def read_library(stream: BinaryIO, limits: Limits) -> Results:
    """Its pieces in the order in which they can be stored. Raises UnreadableError."""
    package = open_package(stream, limits.members, limits.unpacked)
    try:
        yield from _read(package)
    except NewerExportError:
        yield Member(NEWER, [])
    except WrongExportError as problem:
        raise UnreadableError(str(problem)) from problem


def _read(package: zipfile.ZipFile) -> Results:
    entries = _entries(package)
    data = b"".join(_chunks(package, entries, CONTENTS, LONGEST_CONTENTS))
    contents = read_contents(data)
    _require_members(entries, contents)
    yield Member(CONTENTS, [data])
    for sha256, size in contents.originals.items():
        if ORIGINALS + sha256 in entries:
            for piece in _original(package, entries, sha256, size):
                yield Member(ORIGINALS + sha256, [piece])
    rows = Rows(contents)
    for table in (name for name in TABLES if name in contents.rows):
        name = f"{table}.jsonl"
        chunks = _chunks(package, entries, name, 1 << 62)
        taken = (rows.take(table, row) for row in _rows(chunks, name, contents.sha256[name]))
        yield from _pieces(table, taken)
    yield from _pieces("upload_article", rows.given)
    rows.end()


def _entries(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in package.infolist():
        name = entry.filename
        if name in entries:
            raise WrongExportError(f"It contains {name[:80]!r} twice.")
        if entry.flag_bits & 1:
            raise WrongExportError("It is protected by a password.")
        entries[name] = entry
    if CONTENTS not in entries:
        raise WrongExportError(f"It has no {CONTENTS}.")
    return entries


def _require_members(entries: dict[str, zipfile.ZipInfo], contents: Contents) -> None:
    tables = {f"{table}.jsonl" for table in contents.rows}
    files = {ORIGINALS + sha256 for sha256 in contents.originals}
    kept = {ORIGINALS + sha256 for sha256 in contents.originals if not contents.lacks(sha256)}
    if missing := (tables | kept) - entries.keys():
        raise WrongExportError(f"It has no {min(missing)}.")
    if others := entries.keys() - tables - files - {CONTENTS}:
        raise WrongExportError(f"It contains {min(others)[:80]!r}, which {CONTENTS} does not name.")
    for table in contents.rows:
        if is_bomb(entries[f"{table}.jsonl"]):
            raise WrongExportError(f"{table}.jsonl would unpack to far more than its size.")


def _chunks(
    package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str, most: int
) -> Iterator[bytes]:
    if entries[name].file_size > most:
        raise WrongExportError(f"{name} is larger than {most / 1e6:,.0f} MB.")
    return read_chunks(package, entries[name])


def _original(
    package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], sha256: str, size: int
) -> Iterator[bytes]:
    """The bytes of a file, in one piece at least."""
    name, digest, found = ORIGINALS + sha256, hashlib.sha256(), 0
    if entries[name].file_size != size:
        raise WrongExportError(
            f"The original {sha256} does not have the expected size of {size:,} bytes."
        )
    piece = bytearray()
    for chunk in read_chunks(package, entries[name]):
        digest.update(chunk)
        found += len(chunk)
        piece += chunk
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    if piece or not found:
        yield bytes(piece)
    if digest.hexdigest() != sha256:
        raise WrongExportError(f"The original {sha256} has a content that does not match its name.")


def _rows(chunks: Iterable[bytes], name: str, sha256: str) -> Iterator[Any]:
    digest = hashlib.sha256()
    for number, line in enumerate(_lines(chunks, name), start=1):
        digest.update(line)
        try:
            yield orjson.loads(line)
        except orjson.JSONDecodeError as problem:
            raise WrongExportError(f"{name}, row {number}: it is not JSON.") from problem
    if digest.hexdigest() != sha256:
        raise WrongExportError(f"{name} was changed after the export.")


def _lines(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Lines with their ends; the last one may have none."""
    rest = bytearray()
    for chunk in chunks:
        looked = len(rest)
        rest += chunk
        start = 0
        while (end := rest.find(b"\n", max(start, looked))) >= 0:
            yield bytes(rest[start : end + 1])
            start = end + 1
        del rest[:start]
        if len(rest) > LONGEST_ROW:
            raise WrongExportError(f"{name} has a row longer than {LONGEST_ROW / 1e6:,.0f} MB.")
    if rest:
        yield bytes(rest)


def _pieces(table: str, rows: Iterable[Row]) -> Iterator[Member]:
    piece = bytearray()
    for row in rows:
        piece += orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
        if len(piece) >= PIECE:
            yield Member(table, [bytes(piece)])
            piece.clear()
    if piece:
        yield Member(table, [bytes(piece)])


def _make_sample() -> bytes:
    """The export of an empty library."""
    nothing = hashlib.sha256(b"").hexdigest()
    contents = {
        "format": FORMAT,
        "counters": dict.fromkeys(COUNTERS, 0),
        "rows": dict.fromkeys(TABLES, 0),
        "originals": {},
        "sha256": {f"{table}.jsonl": nothing for table in TABLES},
        "damaged": {},
        "emptied": [],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for table in TABLES:
            archive.writestr(f"{table}.jsonl", b"")
        archive.writestr(CONTENTS, orjson.dumps(contents))
    return packed.getvalue()


LIBRARY = Reader(_make_sample, stream=read_library)
