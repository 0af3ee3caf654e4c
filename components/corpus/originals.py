"""Files as they came: in compressed parts, and kept once, under the sha256 of their bytes."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from sqlalchemy import Column, Connection, insert, select

from components.corpus.database.connection import Database, lock_counter
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import original, original_part

PART = 4 << 20
# Measured on articles: five times as fast as zlib's own choice, for a fifth more room.
LEVEL = 1
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Packed:
    """The bytes of a file, compressed part by part; `size` is theirs before that.

    `file` holds the parts one after another: in memory while they are few, else on disk.
    """

    sha256: str
    size: int
    file: BinaryIO
    lengths: tuple[int, ...]

    def parts(self) -> Iterator[bytes]:
        """The compressed parts, in order."""
        self.file.seek(0)
        for length in self.lengths:
            yield self.file.read(length)


def pack(origin: bytes | BinaryIO) -> Packed:
    """Name and compress the bytes: 60 MB a second or so, thus before a transaction, not in one.

    An open file is read from where it stands, a part at a time.
    """
    source = io.BytesIO(origin) if isinstance(origin, bytes) else origin
    digest, size = hashlib.sha256(), 0
    lengths: list[int] = []
    packed = cast(BinaryIO, tempfile.SpooledTemporaryFile(PART))  # noqa: SIM115 (outlives us)
    while (block := source.read(PART)) or not lengths:
        digest.update(block)
        size += len(block)
        lengths.append(packed.write(zlib.compress(block, LEVEL)))
    return Packed(digest.hexdigest(), size, packed, tuple(lengths))


def insert_originals(connection: Connection, files: Sequence[Packed]) -> None:
    """Keep the bytes of those that are new."""
    # Two may bring the same file at once; they take turns.
    lock_counter(connection, "originals")
    distinct = {packed.sha256: packed for packed in files}
    known = set(_find(connection, original.c.sha256, distinct))
    rows = [{"sha256": sha256, "size": distinct[sha256].size} for sha256 in distinct.keys() - known]
    if rows:
        connection.execute(insert(original), rows)
    # One whose bin was emptied is known and has no parts.
    for sha256 in distinct.keys() - set(_find(connection, original_part.c.sha256, distinct)):
        for number, data in enumerate(distinct[sha256].parts()):
            part = {"sha256": sha256, "number": number, "data": data}
            connection.execute(insert(original_part), part)


def _find(connection: Connection, column: Column[str], wanted: Iterable[str]) -> Iterator[str]:
    query = select(column).where(column.in_(list(wanted))).distinct()
    return connection.execute(query).scalars()


def read_blocks(connection: Connection, sha256: str) -> Iterator[bytes]:
    """The bytes of a file as it came, piece by piece. Raises ArticleUnknown."""
    part = select(original_part.c.data).where(original_part.c.sha256 == sha256)
    number = 0
    while data := connection.execute(part.where(original_part.c.number == number)).scalar():
        unpacking = zlib.decompressobj()
        while data:
            yield unpacking.decompress(data, _BLOCK)
            data = unpacking.unconsumed_tail
        yield unpacking.flush()
        number += 1
    if not number:
        # Never there, or gone since the bin was emptied.
        raise ArticleUnknown(f"The file {sha256}")


def read_small(connection: Connection, sha256s: Iterable[str]) -> dict[str, bytes]:
    """Whole files, by their sha256, each of a single part."""
    part = select(original_part.c.sha256, original_part.c.data).where(original_part.c.number == 0)
    rows = connection.execute(part.where(original_part.c.sha256.in_(list(sha256s))))
    return {row.sha256: zlib.decompress(row.data) for row in rows}


@contextmanager
def open_original(database: Database, sha256: str) -> Iterator[BinaryIO]:
    """The file as it came, on disk for as long as the block lasts. Raises ArticleUnknown."""
    with tempfile.TemporaryFile() as file:
        with database.reading() as connection:
            for block in read_blocks(connection, sha256):
                file.write(block)
        file.seek(0)
        yield file
