"""Put files into the queue, inside a transaction that is already open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from sqlalchemy import Connection, and_, insert, select

from components.corpus.database import lock_counter
from components.corpus.intake import storable
from components.corpus.originals import Packed, insert_originals, pack
from components.corpus.schema import upload
from components.corpus.sealing import sealed
from components.corpus.taking import Upload, set_asking

# A name, and the bytes or the open file, which is read from where it stands.
File = tuple[str, bytes | BinaryIO]
# Files, and bytes of them compressed, that are put into the queue in one transaction.
FILES_AT_ONCE, BYTES_AT_ONCE = 100, 16 << 20
NO_BYTES = hashlib.sha256(b"").hexdigest()


def pack_some(
    files: Iterable[File],
) -> Iterator[tuple[list[tuple[str, Packed]], int]]:
    """The files packed, as many at a time as go into one transaction, with their bytes then."""
    held: list[tuple[str, Packed]] = []
    size = 0
    for name, data in files:
        held.append((name, pack(data)))
        size += sum(held[-1][1].lengths)
        if len(held) == FILES_AT_ONCE or size > BYTES_AT_ONCE:
            yield held, size
            held, size = [], 0
    if held:
        yield held, size


def insert_question(
    connection: Connection, within: Upload, name: str, packed: Packed, found: Mapping[str, Any]
) -> None:
    """Put a table that stands in another file into its batch, asked about, unless it is there."""
    same = and_(
        upload.c.batch == within.batch, upload.c.name == name, upload.c.sha256 == packed.sha256
    )
    if connection.execute(select(upload.c.id).where(same)).first() is None:
        who = connection.execute(select(upload.c.who).where(upload.c.id == within.id)).scalar_one()
        (number,) = insert_uploads(connection, within.batch, [(name, packed)], who)
        set_asking(connection, number, found)


def insert_uploads(
    connection: Connection,
    batch: str,
    files: Sequence[tuple[str, Packed]],
    who: str,
    only_first: bool = False,
) -> list[int]:
    """Keep the files and put them at the end of the queue; gives their numbers.

    With `only_first` nothing is done unless the library never had anything.
    """
    if only_first and not _is_unused(connection):
        return []
    insert_originals(connection, [packed for _, packed in files])
    rows = [sealed(upload, _new_row(batch, name, packed.sha256, who)) for name, packed in files]
    # The database numbers them in their order only when it is told to.
    numbered = insert(upload).returning(upload.c.id, sort_by_parameter_order=True)
    return list(connection.execute(numbered, rows).scalars())


def _is_unused(connection: Connection) -> bool:
    """Whether no article and no file was ever in this library; nobody else adds one meanwhile."""
    lock_counter(connection, "articles")
    numbers = lock_counter(connection, "numbers")
    lock_counter(connection, "originals")
    return not numbers and connection.execute(select(upload.c.id).limit(1)).first() is None


def was_refused(connection: Connection, batch: str, name: str, reason: str) -> bool:
    """Whether `insert_refused` noted the same before."""
    known = select(upload.c.id).where(
        upload.c.batch == batch,
        upload.c.name == storable(name),
        upload.c.sha256 == NO_BYTES,
        upload.c.message == storable(reason),
    )
    return connection.execute(known.limit(1)).first() is not None


def insert_refused(connection: Connection, batch: str, name: str, reason: str) -> None:
    """Note that a file was not taken: it stands there without its bytes."""
    packed = pack(b"")
    insert_originals(connection, [packed])
    row = sealed(upload, _new_row(batch, name, packed.sha256, ""))
    connection.execute(insert(upload), {**row, "state": "rejected", "message": storable(reason)})


def _new_row(batch: str, name: str, sha256: str, who: str) -> dict[str, Any]:
    return {
        "batch": batch,
        "who": storable(who),
        "name": storable(name),
        "sha256": sha256,
        "state": "waiting",
        "message": "",
        "new": 0,
        "duplicates": 0,
        "worker": "",
        "lease": 0.0,
        "tries": 0,
        "asked": "",
        "columns": "",
    }
