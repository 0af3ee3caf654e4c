"""Stored tables of analysis, in partitions: only those that change are written, and read again.

A partition has a number and some of the rows; a table that is stored whole has partition 0 alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakValueDictionary, ref

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, update

from components.corpus.database.connection import (
    Database,
    in_chunks,
    lock_counter,
    raise_counter,
)
from components.corpus.database.roles import Role
from components.corpus.database.tables import FAULT, frame, frame_partition

if TYPE_CHECKING:
    import pyarrow as pa

Digest: TypeAlias = bytes


@dataclass(frozen=True)
class StoredFrame:
    """A table at `revision`, made by `version` of its analysis; shared, so never write to it.

    `digest` is that of `StoredTables.frame_digests`.
    """

    frame: pd.DataFrame
    version: str
    revision: int
    digest: str


class StoredTables:
    """The tables of one library.

    A table that was read is kept for as long as a caller holds it; the partitions of one that has
    several are kept until it changes, so that only those that changed are read again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: WeakValueDictionary[tuple[Digest, ...], pd.DataFrame] = WeakValueDictionary()
        self._partitions: dict[str, dict[Digest, pa.Table]] = {}
        # By name and number what was stored last.
        self._saved: dict[str, dict[int, tuple[ref[pd.DataFrame], Digest]]] = {}

    def save_frame(self, name: str, version: str, revision: int, table: pd.DataFrame) -> None:
        """Store a table in place of the one of that name. Columns hold what Arrow can hold."""
        self.save_partitions(name, version, revision, {0: table})

    def save_partitions(
        self, name: str, version: str, revision: int, partitions: Mapping[int, pd.DataFrame]
    ) -> None:
        """Store a table in partitions, in place of the one of that name.

        A partition that is the same object as the last time, and lies there as it was stored then,
        is not written again. One without rows is left out, but for number 0, from which an empty
        table has its columns.
        """
        kept = {number: one for number, one in partitions.items() if len(one) or not number}
        saved = self._saved.get(name, {})
        same = {n for n, one in kept.items() if n in saved and saved[n][0]() is one}
        rows = {n: _pack(name, n, kept[n]) for n in kept if n not in same}
        about = {"name": name, "version": version, "revision": revision}
        with self._database.writing(Role.READER) as connection:
            raise_counter(connection, "results")
            stored = _read_digests(connection, name)
            # Another process may have written in between.
            others = [n for n in same if stored.get(n) != saved[n][1]]
            rows |= {n: _pack(name, n, kept[n]) for n in others}
            connection.execute(delete(frame).where(frame.c.name == name))
            connection.execute(insert(frame), about)
            old = frame_partition.c.number.not_in(same.difference(others))
            connection.execute(delete(frame_partition).where(frame_partition.c.name == name, old))
            if rows:
                connection.execute(insert(frame_partition), [*rows.values()])
        digests = {n: rows[n]["digest"] if n in rows else saved[n][1] for n in kept}
        self._saved[name] = {n: (ref(kept[n]), digest) for n, digest in digests.items()}

    def frame(self, name: str) -> StoredFrame | None:
        """The table of that name, its partitions by number; None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(frame).where(frame.c.name == name)).one_or_none()
            if row is None:
                return None
            digests = tuple(one for _, one in sorted(_read_digests(connection, name).items()))
            table = self._tables.get(digests)
            read = None if table is not None else self._read_partitions(connection, name, digests)
        if table is None:
            assert read is not None
            self._tables[digests] = table = _join_tables(read)
        return StoredFrame(table, row.version, row.revision, b"".join(digests).hex())

    def _read_partitions(
        self, connection: Connection, name: str, digests: tuple[Digest, ...]
    ) -> list[pa.Table]:
        known = self._partitions.pop(name, {})
        missing = [digest for digest in digests if digest not in known]
        for chunk in in_chunks(missing):
            query = select(frame_partition.c.digest, frame_partition.c.data)
            query = query.where(frame_partition.c.name == name, frame_partition.c.digest.in_(chunk))
            known |= {digest: _unpack_table(data) for digest, data in connection.execute(query)}
        if len(digests) > 1:
            self._partitions[name] = {digest: known[digest] for digest in digests}
        return [known[digest] for digest in digests]

    def frame_made(self, name: str) -> tuple[str, int] | None:
        """Version and revision of the table of that name; None if there is none."""
        return self.frames().get(name)

    def frames(self) -> dict[str, tuple[str, int]]:
        """Version and revision of every table, by name."""
        query = select(frame.c.name, frame.c.version, frame.c.revision).order_by(frame.c.name)
        query = query.where(frame.c.name.not_like(f"{FAULT}%"))
        with self._database.reading() as connection:
            return {row.name: (row.version, row.revision) for row in connection.execute(query)}

    def frame_digests(self) -> dict[str, str]:
        """A digest of the content of every table, by name: equal tables have equal ones."""
        query = select(frame_partition.c.name, frame_partition.c.digest)
        query = query.order_by(frame_partition.c.name, frame_partition.c.number)
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for name, digest in connection.execute(query):
                found[name] = found.get(name, "") + digest.hex()
        return found

    def keep_frames(self, names: Iterable[str], revision: int) -> None:
        """Take these tables for those of `revision`, at which they would be made just the same."""
        with self._database.writing(Role.READER) as connection:
            raise_counter(connection, "results")
            named = frame.c.name.in_([*names])
            connection.execute(update(frame).where(named).values(revision=revision))

    def drop_frame(self, name: str) -> None:
        """Delete a table. Nothing happens when there is none of that name."""
        with self._database.writing(Role.READER) as connection:
            lock_counter(connection, "results")
            if connection.execute(delete(frame).where(frame.c.name == name)).rowcount:
                connection.execute(delete(frame_partition).where(frame_partition.c.name == name))
                raise_counter(connection, "results")

    def save_step_fault(self, step: str, reason: str) -> None:
        """Store why a step of the analysis failed, in place of an earlier reason."""
        self.save_frame(FAULT + step, "", 0, pd.DataFrame({"reason": [reason]}))

    def drop_step_fault(self, step: str) -> None:
        """Delete the fault of a step, which works again. Nothing happens when there is none."""
        self.drop_frame(FAULT + step)

    def step_faults(self) -> dict[str, str]:
        """Reasons why steps of the analysis, by name, failed and have not worked since."""
        query = select(frame_partition.c.name, frame_partition.c.data)
        query = query.where(frame_partition.c.name.like(f"{FAULT}%")).order_by(
            frame_partition.c.name
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {
            row.name.removeprefix(FAULT): _unpack_table(row.data)["reason"][0].as_py()
            for row in rows
        }


def _read_digests(connection: Connection, name: str) -> dict[int, Digest]:
    """The digest of each partition of a table, by its number."""
    query = select(frame_partition.c.number, frame_partition.c.digest)
    rows = connection.execute(query.where(frame_partition.c.name == name))
    return {row.number: row.digest for row in rows}


def _pack(name: str, number: int, table: pd.DataFrame) -> dict[str, Any]:
    data = _pack_table(table)
    return {"name": name, "number": number, "digest": _digest(data), "data": data}


def _digest(data: bytes) -> Digest:
    return blake2b(data, digest_size=16).digest()


def _pack_table(table: pd.DataFrame) -> bytes:
    """The bytes of a table whose columns hold what Arrow can hold."""
    import pyarrow as pa

    arrow, sink = pa.Table.from_pandas(table), pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, arrow.schema, options=options) as writer:
        writer.write_table(arrow)
    return bytes(sink.getvalue())


def _unpack_table(data: bytes) -> pa.Table:
    """The table of such bytes, for `_join_tables`."""
    import pyarrow as pa

    with pa.ipc.open_stream(data) as reader:
        return reader.read_all()


def _join_tables(partitions: Sequence[pa.Table]) -> pd.DataFrame:
    """The rows of tables with the same columns, one after the other; no table gives no columns."""
    import pyarrow as pa

    if not partitions:
        return pd.DataFrame()
    # Of a partition whose lists are all empty Arrow does not know what they would hold.
    joined = pa.concat_tables(partitions, promote_options="permissive")
    return joined.unify_dictionaries().to_pandas()
