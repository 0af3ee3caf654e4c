"""What analysis found, kept with the version of the analysis that found it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any
from weakref import WeakValueDictionary

import orjson
import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from components.corpus.database.connection import (
    Database,
    clock,
    in_chunks,
    lock_counter,
    set_counter,
    timestamp,
)
from components.corpus.database.tables import article, frame, lease, progress, result

# What begins the kind of a result, or the name of a table, that is none: why there is none.
_FAULT = "fault of "


@dataclass(frozen=True)
class StoredFrame:
    """A table about the whole corpus as it was at `revision`, made by `version` of its analysis.

    The table is shared by all who ask for it: it is never written to.
    """

    frame: pd.DataFrame
    version: str
    revision: int


@dataclass(frozen=True)
class Progress:
    """How far a task has come; `reported` is in UTC."""

    task: str
    done: int
    total: int
    reported: datetime


class Results:
    """Results by article, tables about the whole corpus, progress, and who is at work."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # By their bytes, for as long as somebody has them.
        self._tables: WeakValueDictionary[bytes, pd.DataFrame] = WeakValueDictionary()

    def save(
        self, kind: str, version: str, values: Mapping[str, Any], revision: int | None = None
    ) -> int:
        """Keep what JSON can hold for each article, in place of earlier versions; gives how many.

        An article no longer there is passed over; with `revision`, at which the articles were
        read, so is one that changed since. Both then count as missing, if they are there.
        The stamp stays as it is: pages show tables, and these only go into them.
        """
        packed = {id: orjson.dumps(value) for id, value in values.items()}
        saved = 0
        with self._database.writing() as connection:
            # Writers of articles delete results too; row by row the two could lock each other out.
            lock_counter(connection, "articles")
            lock_counter(connection, "results")
            for chunk in in_chunks(packed):
                current = _find_current(connection, chunk, revision)
                _replace(connection, kind, version, {id: packed[id] for id in current})
                saved += len(current)
        return saved

    def save_faults(self, kind: str, faults: Mapping[str, str]) -> None:
        """Keep why nothing of this kind was found in articles, until it is looked for again."""
        if faults:
            self.save(_FAULT + kind, "", faults)

    def faults(self, kind: str) -> dict[str, str]:
        """By id the articles, not in the bin, in which nothing could be found, and why."""
        return self.load(_FAULT + kind, "")

    def load(self, kind: str, version: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """Results by article id of just this version; all not in the bin unless `ids` are given."""
        query = select(result.c.article, result.c.value).where(_made_by(kind, version))
        with self._database.reading() as connection:
            if ids is None:
                shown = query.join(article, article.c.id == result.c.article).where(
                    article.c.removed.is_(None)
                )
                rows = connection.execute(shown.order_by(article.c.number)).all()
                return {id: orjson.loads(value) for id, value in rows}
            ids = list(ids)
            found: dict[str, Any] = {}
            for chunk in in_chunks(ids):
                rows = connection.execute(query.where(result.c.article.in_(chunk))).all()
                found.update((id, orjson.loads(value)) for id, value in rows)
        return {id: found[id] for id in ids if id in found}

    def missing(self, kind: str, version: str) -> dict[str, str]:
        """Languages of articles, not in the bin, without a result of this version; oldest first."""
        mine = and_(result.c.article == article.c.id, _made_by(kind, version))
        query = (
            select(article.c.id, article.c.language)
            .outerjoin(result, mine)
            .where(article.c.removed.is_(None), result.c.article.is_(None))
            .order_by(article.c.number)
        )
        with self._database.reading() as connection:
            return {row.id: row.language for row in connection.execute(query)}

    def expected(self) -> int:
        """How many articles, not in the bin, there are to find something in."""
        query = select(func.count()).select_from(article).where(article.c.removed.is_(None))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def save_frame(self, name: str, version: str, revision: int, table: pd.DataFrame) -> None:
        """Keep a table in place of the one of that name. Columns hold what Arrow can hold."""
        row = {"name": name, "version": version, "revision": revision, "data": _pack(table)}
        with self._database.writing() as connection:
            count = lock_counter(connection, "results")
            connection.execute(delete(frame).where(frame.c.name == name))
            connection.execute(insert(frame), row)
            set_counter(connection, "results", count + 1)

    def frame(self, name: str) -> StoredFrame | None:
        """The table of that name, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(frame).where(frame.c.name == name)).one_or_none()
        return StoredFrame(self._table(row.data), row.version, row.revision) if row else None

    def _table(self, data: bytes) -> pd.DataFrame:
        digest = blake2b(data, digest_size=16).digest()
        table = self._tables.get(digest)
        if table is None:
            self._tables[digest] = table = _unpack(data)
        return table

    def frame_made(self, name: str) -> tuple[str, int] | None:
        """Version and revision of the table of that name, without reading it; None if none."""
        query = select(frame.c.version, frame.c.revision).where(frame.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return (row.version, row.revision) if row else None

    def frames(self) -> dict[str, tuple[str, int]]:
        """Version and revision of every table, by name."""
        query = select(frame.c.name, frame.c.version, frame.c.revision).order_by(frame.c.name)
        query = query.where(frame.c.name.not_like(f"{_FAULT}%"))
        with self._database.reading() as connection:
            return {row.name: (row.version, row.revision) for row in connection.execute(query)}

    def drop_frame(self, name: str) -> None:
        """Forget a table. Nothing happens when there is none of that name."""
        with self._database.writing() as connection:
            count = lock_counter(connection, "results")
            if connection.execute(delete(frame).where(frame.c.name == name)).rowcount:
                set_counter(connection, "results", count + 1)

    def save_step_fault(self, step: str, reason: str) -> None:
        """Keep why a step of the analysis failed, in place of an earlier reason."""
        self.save_frame(_FAULT + step, "", 0, pd.DataFrame({"reason": [reason]}))

    def drop_step_fault(self, step: str) -> None:
        """The step works again. Nothing happens when no fault of it was kept."""
        self.drop_frame(_FAULT + step)

    def step_faults(self) -> dict[str, str]:
        """The steps of the analysis that failed and did not work since, by name, and why."""
        query = select(frame.c.name, frame.c.data).where(frame.c.name.like(f"{_FAULT}%"))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(frame.c.name)).all()
        return {r.name.removeprefix(_FAULT): self._table(r.data)["reason"].iloc[0] for r in rows}

    def report(self, task: str, done: int, total: int) -> None:
        """Say how far a task has come. Each call writes to the disk: a few a second at most."""
        row = {"task": task, "done": done, "total": total, "reported": timestamp()}
        with self._database.writing() as connection:
            lock_counter(connection, "results")
            connection.execute(delete(progress).where(progress.c.task == task))
            connection.execute(insert(progress), row)

    def progress(self) -> list[Progress]:
        """Every task that is under way, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(progress).order_by(progress.c.task)).all()
        return [
            Progress(row.task, row.done, row.total, datetime.fromisoformat(row.reported))
            for row in rows
        ]

    def clear_progress(self, task: str) -> None:
        """The task is over."""
        with self._database.writing() as connection:
            connection.execute(delete(progress).where(progress.c.task == task))

    def hold(self, name: str, worker: str, seconds: float) -> bool:
        """Take or lengthen the lease of that name; False while another worker holds it."""
        with self._database.writing() as connection:
            lock_counter(connection, "results")
            now = clock(connection)
            holder = connection.execute(select(lease).where(lease.c.name == name)).one_or_none()
            if holder and holder.worker != worker and holder.until > now:
                return False
            connection.execute(delete(lease).where(lease.c.name == name))
            row = {"name": name, "worker": worker, "until": now + seconds}
            connection.execute(insert(lease), row)
            return True

    def release(self, name: str, worker: str) -> None:
        """Give the lease up, if it is ours."""
        mine = and_(lease.c.name == name, lease.c.worker == worker)
        with self._database.writing() as connection:
            connection.execute(delete(lease).where(mine))


def _made_by(kind: str, version: str) -> ColumnElement[bool]:
    return and_(result.c.kind == kind, result.c.version == version)


def _find_current(connection: Connection, ids: list[str], revision: int | None) -> list[str]:
    """Of these, the articles that are there and did not change since."""
    query = select(article.c.id).where(article.c.id.in_(ids)).order_by(article.c.number)
    if revision is not None:
        query = query.where(article.c.changed <= revision)
    return list(connection.execute(query).scalars())


def _replace(connection: Connection, kind: str, version: str, packed: dict[str, bytes]) -> None:
    if not packed:
        return
    old = and_(result.c.kind.in_([kind, _FAULT + kind]), result.c.article.in_(packed))
    connection.execute(delete(result).where(old))
    rows = [
        {"kind": kind, "article": id, "version": version, "value": value}
        for id, value in packed.items()
    ]
    connection.execute(insert(result), rows)


def _pack(table: pd.DataFrame) -> bytes:
    import pyarrow as pa

    arrow = pa.Table.from_pandas(table)
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, arrow.schema, options=options) as writer:
        writer.write_table(arrow)
    return bytes(sink.getvalue())


def _unpack(data: bytes) -> pd.DataFrame:
    import pyarrow as pa

    with pa.ipc.open_stream(data) as reader:
        return reader.read_pandas()
