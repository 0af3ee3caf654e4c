"""Results of analysis by pair of articles, each pair stored once, and the faults of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    func,
    select,
    tuple_,
)

from components.corpus.database.bulk_insert import insert_rows
from components.corpus.database.connection import (
    Database,
    in_chunks,
    lock_counter,
    raise_counter,
)
from components.corpus.database.roles import Role
from components.corpus.database.tables import FAULT, article, pair_result

# The ids of two articles, the smaller first.
Pair: TypeAlias = tuple[str, str]


class PairResults:
    """Results by pair of articles, for a `kind` and for settings (their `key`, or "").

    A pair is two ids, the smaller first; a pair given the other way round raises ValueError. Each
    result has a `key`, by which a caller tells whether it was made from what is there now. The rows
    of an article go when it is deleted.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        kind: str,
        settings: str,
        rows: Mapping[Pair, tuple[str, Any]],
        *,
        shown: bool,
        faults: Mapping[Pair, str] = MappingProxyType({}),
    ) -> int:
        """Store a key and a value (JSON) for each pair, in place of earlier ones; gives how many.

        `faults` are reasons why a pair has no real result, told until the next is saved. Pairs with
        a deleted article are skipped. With `shown` the stamp changes, for pages show these
        results; all is stored in one transaction.
        """
        _require_order(rows)
        _require_order(faults)
        packed = {pair: (key, orjson.dumps(one)) for pair, (key, one) in rows.items()}
        reasons = {pair: ("", orjson.dumps(reason)) for pair, reason in faults.items()}
        with self._database.writing(Role.READER) as connection:
            # Writers of articles delete results, too: without the lock, both could deadlock.
            lock_counter(connection, "articles")
            lock_counter(connection, "results")
            saved = _store(connection, kind, settings, packed)
            _store(connection, FAULT + kind, settings, reasons)
            if shown and saved:
                raise_counter(connection, "results")
        return saved

    def load(
        self, kind: str, settings: str, pairs: Iterable[Pair] | None = None
    ) -> dict[Pair, tuple[str, Any]]:
        """Key and value by pair: of `pairs`, in their order, or of all without one in the bin."""
        columns = (pair_result.c.a, pair_result.c.b, pair_result.c.key, pair_result.c.value)
        query = select(*columns).where(_made_for(kind, settings))
        with self._database.reading() as connection:
            if pairs is None:
                return {
                    (a, b): (key, orjson.loads(value))
                    for a, b, key, value in connection.execute(_outside_bin(query))
                }
            pairs = list(pairs)
            _require_order(pairs)
            found: dict[Pair, tuple[str, bytes]] = {}
            for chunk in in_chunks(pairs):
                rows = connection.execute(query.where(_are_among(chunk)))
                found.update(((a, b), (key, value)) for a, b, key, value in rows)
        return {p: (found[p][0], orjson.loads(found[p][1])) for p in pairs if p in found}

    def keys(
        self, kind: str, settings: str, pairs: Iterable[Pair] | None = None
    ) -> dict[Pair, str]:
        """Keys by pair, of `pairs` or of all, without those with an article in the bin."""
        query = select(pair_result.c.a, pair_result.c.b, pair_result.c.key)
        query = _outside_bin(query.where(_made_for(kind, settings)))
        asked = [query]
        if pairs is not None:
            asked = [query.where(_are_among(chunk)) for chunk in in_chunks(list(pairs))]
        with self._database.reading() as connection:
            rows = [row for one in asked for row in connection.execute(one).all()]
        return {(row.a, row.b): row.key for row in rows}

    def count(self, kind: str, settings: str) -> int:
        """How many pairs have a result."""
        query = select(func.count()).select_from(pair_result).where(_made_for(kind, settings))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def drop(self, kind: str, settings: str) -> None:
        """Delete all results of this kind for these settings, with their faults.

        The stamp changes if there were any.
        """
        with self._database.writing(Role.READER) as connection:
            lock_counter(connection, "results")
            if connection.execute(delete(pair_result).where(_about(kind, settings))).rowcount:
                raise_counter(connection, "results")

    def faults(self, kind: str, settings: str) -> dict[Pair, str]:
        """Reasons why pairs without an article in the bin have no result of this kind."""
        found = self.load(FAULT + kind, settings)
        return {pair: reason for pair, (_, reason) in found.items()}


def _require_order(pairs: Iterable[Pair]) -> None:
    for a, b in pairs:
        if a >= b:
            raise ValueError(f"{(a, b)!r} is no pair of two articles, the smaller id first")


def _made_for(kind: str, settings: str) -> ColumnElement[bool]:
    return and_(pair_result.c.kind == kind, pair_result.c.settings == settings)


def _about(kind: str, settings: str) -> ColumnElement[bool]:
    """The results of a kind, and the faults that stand for them."""
    return and_(pair_result.c.kind.in_([kind, FAULT + kind]), pair_result.c.settings == settings)


def _are_among(pairs: Sequence[Pair]) -> ColumnElement[bool]:
    # SQLite looks up a list of pairs in no index, but one of first ids it does.
    ends = tuple_(pair_result.c.a, pair_result.c.b)
    return and_(pair_result.c.a.in_({a for a, _ in pairs}), ends.in_(pairs))


def _outside_bin(query: Select[Any]) -> Select[Any]:
    """The rows of pairs of which no article is in the bin, in the order of their ids."""
    binned = select(article.c.id).where(article.c.removed.is_not(None))
    shown = query.where(pair_result.c.a.not_in(binned), pair_result.c.b.not_in(binned))
    return shown.order_by(pair_result.c.a, pair_result.c.b)


def _find_current(connection: Connection, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of which both articles are there."""
    ids = {id for pair in pairs for id in pair}
    query = select(article.c.id).where(article.c.id.in_(ids))
    there = set(connection.execute(query).scalars())
    return [pair for pair in pairs if there.issuperset(pair)]


def _store(
    connection: Connection, kind: str, settings: str, packed: Mapping[Pair, tuple[str, bytes]]
) -> int:
    """Store what is packed of pairs that are there; gives how many."""
    saved = 0
    for chunk in in_chunks(packed):
        current = _find_current(connection, chunk)
        _replace(connection, kind, settings, {pair: packed[pair] for pair in current})
        saved += len(current)
    return saved


def _replace(
    connection: Connection, kind: str, settings: str, packed: Mapping[Pair, tuple[str, bytes]]
) -> None:
    if not packed:
        return
    old = and_(_about(kind, settings), _are_among(list(packed)))
    connection.execute(delete(pair_result).where(old))
    shared = {"kind": kind, "settings": settings}
    rows = [
        {**shared, "a": a, "b": b, "key": key, "value": value}
        for (a, b), (key, value) in packed.items()
    ]
    insert_rows(connection, pair_result, rows)
