"""Original files: stored once under the SHA-256 of their bytes, in compressed parts."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from sqlalchemy import Column, Connection, delete, insert, select

from components.corpus.database.connection import Database, in_chunks, lock_counter
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import article, original, original_part, upload

# Bytes of a part before compression, and of a piece that is read at a time.
PART = 4 << 20
_PIECE = 1 << 20
# Measured on articles: five times as fast as zlib's default, for 20 % more space.
LEVEL = 1
# States of uploads whose file may be read, or read again.
_NEEDED = ("waiting", "delayed", "reading", "asking", "rejected", "cancelled")


@dataclass(frozen=True)
class Packed:
    """The bytes of a file, compressed part by part; `size` counts them before compression.

    `file` holds the parts one after another, of `lengths` bytes each: in memory up to `PART` bytes,
    else on disk.
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


def pack(content: bytes | BinaryIO) -> Packed:
    """Hash and compress bytes: some 60 MB a second, thus before a transaction, not in one.

    A stream is read from its current position, a part at a time. An empty one has one empty part.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    digest, size = hashlib.sha256(), 0
    lengths: list[int] = []
    packed = cast(BinaryIO, tempfile.SpooledTemporaryFile(PART))  # noqa: SIM115 (outlives us)
    while (block := stream.read(PART)) or not lengths:
        digest.update(block)
        size += len(block)
        lengths.append(packed.write(zlib.compress(block, LEVEL)))
    return Packed(digest.hexdigest(), size, packed, tuple(lengths))


def insert_originals(connection: Connection, files: Sequence[Packed]) -> None:
    """Store the files that are not stored yet, and again the bytes of those that were deleted."""
    # Two processes may insert the same file at once; they take turns.
    lock_counter(connection, "originals")
    distinct = {packed.sha256: packed for packed in files}
    known = set(_find(connection, original.c.sha256, distinct))
    rows = [{"sha256": sha256, "size": distinct[sha256].size} for sha256 in distinct.keys() - known]
    if rows:
        connection.execute(insert(original), rows)
    for sha256 in distinct.keys() - set(_find(connection, original_part.c.sha256, distinct)):
        for number, data in enumerate(distinct[sha256].parts()):
            part = {"sha256": sha256, "number": number, "data": data}
            connection.execute(insert(original_part), part)


def _find(connection: Connection, column: Column[str], wanted: Iterable[str]) -> Iterator[str]:
    query = select(column).where(column.in_(list(wanted))).distinct()
    return connection.execute(query).scalars()


def read_blocks(connection: Connection, sha256: str) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. Raises ArticleUnknown if none are stored (any more)."""
    part = select(original_part.c.data).where(original_part.c.sha256 == sha256)
    number = 0
    while data := connection.execute(part.where(original_part.c.number == number)).scalar():
        unpacking = zlib.decompressobj()
        while data:
            yield unpacking.decompress(data, _PIECE)
            data = unpacking.unconsumed_tail
        yield unpacking.flush()
        number += 1
    if not number:
        raise ArticleUnknown(f"The file {sha256}")


def list_originals(connection: Connection) -> tuple[dict[str, int], list[str]]:
    """Sizes in bytes of all files ever stored, by sha256, and those whose bytes are still there.

    The latter are sorted.
    """
    every = connection.execute(select(original.c.sha256, original.c.size))
    held = connection.execute(select(original_part.c.sha256).distinct()).scalars()
    return {row.sha256: row.size for row in every}, sorted(held)


def delete_unneeded(connection: Connection, sha256s: Iterable[str]) -> None:
    """Delete the bytes of those files that no article and no unfinished upload needs."""
    for chunk in in_chunks(sha256s):
        of_articles = select(article.c.sha256).where(article.c.sha256.in_(chunk))
        of_uploads = select(upload.c.sha256).where(
            upload.c.sha256.in_(chunk), upload.c.state.in_(_NEEDED)
        )
        unneeded = delete(original_part).where(
            original_part.c.sha256.in_(chunk),
            original_part.c.sha256.not_in(of_articles),
            original_part.c.sha256.not_in(of_uploads),
        )
        connection.execute(unneeded)


def read_small(connection: Connection, sha256s: Iterable[str]) -> dict[str, bytes]:
    """Bytes of files of a single part, by sha256; others are cut at `PART`."""
    part = select(original_part.c.sha256, original_part.c.data).where(original_part.c.number == 0)
    rows = connection.execute(part.where(original_part.c.sha256.in_(list(sha256s))))
    return {row.sha256: zlib.decompress(row.data) for row in rows}


@contextmanager
def open_original(database: Database, sha256: str) -> Iterator[BinaryIO]:
    """A file as a stream, on disk for as long as the block lasts. Raises ArticleUnknown."""
    with tempfile.TemporaryFile() as file:
        with database.reading() as connection:
            for block in read_blocks(connection, sha256):
                file.write(block)
        file.seek(0)
        yield file
