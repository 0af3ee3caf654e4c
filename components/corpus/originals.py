"""Files as they came: compressed, and kept once, under the sha256 of their bytes."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from components.corpus.database import lock_counter
from components.corpus.errors import ArticleUnknown
from components.corpus.schema import original


@dataclass(frozen=True)
class Packed:
    """The bytes of a file, compressed; `size` is theirs before that."""

    sha256: str
    size: int
    data: bytes


def pack(data: bytes) -> Packed:
    """Name and compress the bytes: 30 MB a second or so, thus before a transaction, not in one."""
    return Packed(hashlib.sha256(data).hexdigest(), len(data), zlib.compress(data))


def insert_original(connection: Connection, packed: Packed) -> None:
    """Keep the bytes if they are new."""
    # Two may bring the same file at once; they take turns.
    lock_counter(connection, "originals")
    query = select(original.c.data == b"").where(original.c.sha256 == packed.sha256)
    emptied = connection.execute(query).scalar_one_or_none()
    if emptied is None:
        row = {"sha256": packed.sha256, "size": packed.size, "data": packed.data}
        connection.execute(insert(original), row)
    elif emptied:
        same = original.c.sha256 == packed.sha256
        connection.execute(update(original).where(same).values(data=packed.data))


def read_original(connection: Connection, sha256: str) -> bytes:
    """The bytes of a file as it came. Raises ArticleUnknown."""
    query = select(original.c.data).where(original.c.sha256 == sha256)
    packed = connection.execute(query).scalar_one_or_none()
    # Without bytes once the bin was emptied; zlib makes some of nothing, too.
    if not packed:
        raise ArticleUnknown(f"The file {sha256}")
    return zlib.decompress(packed)
