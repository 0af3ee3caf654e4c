"""Results of analysis by article and as tables; faults, progress and leases of the workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from components.corpus.database.bulk_insert import insert_rows
from components.corpus.database.connection import (
    clock,
    in_chunks,
    lock_counter,
    raise_counter,
    timestamp,
)
from components.corpus.database.roles import Role
from components.corpus.database.tables import FAULT, article, lease, progress, result
from components.corpus.read_articles import mark_fields
from components.corpus.stored_tables import StoredTables


@dataclass(frozen=True)
class Progress:
    """How far a task has come, `reported` in UTC; `seconds` are those left, -1 when unknown."""

    task: str
    done: int
    total: int
    reported: datetime
    seconds: float


@dataclass(frozen=True)
class Pause:
    """That the analysis of a library was paused, by `who` ("" for nobody named), `since` in UTC."""

    who: str
    since: datetime


# The lease of whoever paused the analysis, which no worker takes.
PAUSED = "paused"


class Results(StoredTables):
    """Results by article, tables about the whole corpus, progress, leases of workers, a pause."""

    def save(
        self, kind: str, version: str, values: Mapping[str, Any], revision: int | None = None,
        faults: Mapping[str, str] = MappingProxyType({}),
    ) -> int:  # fmt: skip
        """Store a value (JSON) for each article, in place of earlier ones; gives how many.

        `faults` are reasons why an article has no real one, told until the next is saved. Deleted
        articles are skipped, and with `revision`, at which the articles were read, those changed
        since, which stay missing. The stamp does not change: pages show tables alone.
        """
        packed, saved = {id: orjson.dumps(value) for id, value in values.items()}, 0
        reasons = {id: orjson.dumps(reason) for id, reason in faults.items()}
        with self._database.writing(Role.READER) as connection:
            # Writers of articles delete results, too: without the lock, both could deadlock.
            lock_counter(connection, "articles")
            lock_counter(connection, "results")
            for chunk in in_chunks(packed):
                current = _find_current(connection, chunk, revision)
                _replace(connection, kind, version, {id: packed[id] for id in current})
                failed = {id: reasons[id] for id in current if id in reasons}
                _insert(connection, FAULT + kind, version, failed)
                saved += len(current)
        return saved

    def faults(self, kind: str) -> dict[str, str]:
        """Reasons why articles, by id, not in the bin, have no result of this kind."""
        return self.load(FAULT + kind, None)

    def load(
        self, kind: str, version: str | None, ids: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """Results of this version, or of any with None, by article id.

        Of `ids`, in their order, or of all articles not in the bin.
        """
        query = select(result.c.article, result.c.value).where(_made_by(kind, version))
        with self._database.reading() as connection:
            if ids is None:
                shown = query.join(article, article.c.id == result.c.article)
                shown = shown.where(article.c.removed.is_(None)).order_by(article.c.number)
                return {id: orjson.loads(value) for id, value in connection.execute(shown)}
            ids = list(ids)
            found: dict[str, bytes] = {}
            for chunk in in_chunks(ids):
                rows = connection.execute(query.where(result.c.article.in_(chunk)))
                found.update((id, value) for id, value in rows)
        return {id: orjson.loads(found[id]) for id in ids if id in found}

    def missing(self, kind: str, version: str, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Languages, by id, of articles not in the bin that lack this result; in arrival order.

        Of `ids` alone where they are given.
        """
        mine = and_(result.c.article == article.c.id, _made_by(kind, version))
        query = (
            select(article.c.id, article.c.language)
            .outerjoin(result, mine)
            .where(article.c.removed.is_(None), result.c.article.is_(None))
            .order_by(article.c.number)
        )
        asked = [query]
        if ids is not None:
            asked = [query.where(article.c.id.in_(chunk)) for chunk in in_chunks(ids)]
        with self._database.reading() as connection:
            return {row.id: row.language for one in asked for row in connection.execute(one)}

    def field_marks(self) -> dict[str, str]:
        """A digest of each field over all articles; see `read_articles.mark_fields`."""
        with self._database.reading() as connection:
            return mark_fields(connection)

    def expected(self) -> int:
        """The number of articles, not in the bin, which are to have a result."""
        query = select(func.count()).select_from(article).where(article.c.removed.is_(None))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def report(self, task: str, done: int, total: int, seconds: float = -1.0) -> None:
        """Store how far a task has come. Each call writes to the disk: a few a second at most."""
        row = {"task": task, "done": done, "total": total, "reported": timestamp()}
        with self._database.writing(Role.READER) as connection:
            lock_counter(connection, "results")
            connection.execute(delete(progress).where(progress.c.task == task))
            connection.execute(insert(progress), row | {"seconds": seconds})

    def progress(self) -> list[Progress]:
        """Every task that is under way, ordered by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(progress).order_by(progress.c.task)).all()
        known = [row._asdict() for row in rows]
        return [Progress(**r | {"reported": datetime.fromisoformat(r["reported"])}) for r in known]

    def clear_progress(self, task: str) -> None:
        """Delete the progress of a task that is over."""
        with self._database.writing(Role.READER) as connection:
            connection.execute(delete(progress).where(progress.c.task == task))

    def hold(self, name: str, worker: str, seconds: float) -> bool:
        """Take or renew the lease of that name; False while another worker holds it."""
        with self._database.writing(Role.READER) as connection:
            lock_counter(connection, "results")
            now = clock(connection)
            holder = connection.execute(select(lease).where(lease.c.name == name)).one_or_none()
            if holder and holder.worker != worker and holder.until > now:
                return False
            connection.execute(delete(lease).where(lease.c.name == name))
            row = {"name": name, "worker": worker, "until": now + seconds}
            connection.execute(insert(lease), row)
            return True

    def pause(self, who: str) -> None:
        """Have every worker leave the analysis of this library alone, for all who read it."""
        with self._database.writing() as connection:
            raise_counter(connection, "results")
            connection.execute(delete(lease).where(lease.c.name == PAUSED))
            row = {"name": PAUSED, "worker": who, "until": clock(connection)}
            connection.execute(insert(lease), row)

    def resume(self) -> None:
        """End a pause. Nothing happens when there is none."""
        with self._database.writing() as connection:
            raise_counter(connection, "results")
            connection.execute(delete(lease).where(lease.c.name == PAUSED))

    def paused(self) -> Pause | None:
        """By whom the analysis was paused and when; None when it was not."""
        with self._database.reading() as connection:
            row = connection.execute(select(lease).where(lease.c.name == PAUSED)).one_or_none()
        if row is None:
            return None
        return Pause(row.worker, datetime.fromtimestamp(row.until, UTC).replace(tzinfo=None))

    def holder(self, name: str) -> str | None:
        """The worker that holds the lease of that name now; None when nobody does."""
        with self._database.reading() as connection:
            is_held = and_(lease.c.name == name, lease.c.until > clock(connection))
            return connection.execute(select(lease.c.worker).where(is_held)).scalar_one_or_none()

    def release(self, name: str, worker: str) -> None:
        """End the lease of that name, if this worker holds it."""
        mine = and_(lease.c.name == name, lease.c.worker == worker)
        with self._database.writing(Role.READER) as connection:
            connection.execute(delete(lease).where(mine))


def _made_by(kind: str, version: str | None) -> ColumnElement[bool]:
    made = result.c.kind == kind
    return made if version is None else and_(made, result.c.version == version)


def _find_current(connection: Connection, ids: list[str], revision: int | None) -> list[str]:
    """The articles that are there and, with `revision`, have not changed since."""
    query = select(article.c.id).where(article.c.id.in_(ids)).order_by(article.c.number)
    if revision is not None:
        query = query.where(article.c.changed <= revision)
    return list(connection.execute(query).scalars())


def _replace(connection: Connection, kind: str, version: str, packed: dict[str, bytes]) -> None:
    if not packed:
        return
    old = and_(result.c.kind.in_([kind, FAULT + kind]), result.c.article.in_(packed))
    connection.execute(delete(result).where(old))
    _insert(connection, kind, version, packed)


def _insert(connection: Connection, kind: str, version: str, packed: dict[str, bytes]) -> None:
    if not packed:
        return
    shared = {"kind": kind, "version": version}
    rows = [{**shared, "article": id, "value": value} for id, value in packed.items()]
    insert_rows(connection, result, rows)
