"""Put files into the queue, inside a transaction that is already open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert

from components.corpus.intake import storable
from components.corpus.originals import Packed, insert_originals
from components.corpus.schema import upload


def insert_uploads(
    connection: Connection, batch: str, files: Sequence[tuple[str, Packed]], who: str
) -> list[int]:
    """Keep the files and put them at the end of the queue; gives their numbers."""
    insert_originals(connection, [packed for _, packed in files])
    rows = [_new_row(batch, name, packed.sha256, who) for name, packed in files]
    # The database numbers them in their order only when it is told to.
    numbered = insert(upload).returning(upload.c.id, sort_by_parameter_order=True)
    return list(connection.execute(numbered, rows).scalars())


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
