"""Relations at rest: one as JSON, and many as the table that pages read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from components.analysis.pair.alignment import Counts
from components.analysis.pair.direction import Evidence
from components.analysis.pair.relation import Relation, mirror

_SHARES = ("a_in_b", "b_in_a", "overlap")
_COUNTED = ("kept", "edited", "moved", "dropped", "added")
_DECIDED = ("decided", "decided_by", "decided_at")
TYPES = {
    **dict.fromkeys(("a", "b"), "str"),
    **dict.fromkeys(_SHARES, "float64"),
    **dict.fromkeys(_COUNTED, "Int64"),
    **dict.fromkeys(("kind", "direction", "confidence"), "str"),
    "told": "bool",
    **dict.fromkeys(("reason", *_DECIDED), "str"),
}


def pack_relation(relation: Relation) -> dict[str, Any]:
    """The record as a dictionary that can be written as JSON."""
    return asdict(relation)


def unpack_relation(packed: Mapping[str, Any]) -> Relation:
    """The record that `pack_relation` was given, also after its result was written as JSON."""
    read = {
        "counts": _unpack_counts(packed["counts"]),
        "counts_mirrored": _unpack_counts(packed["counts_mirrored"]),
        "evidence": tuple(_unpack_evidence(found) for found in packed["evidence"]),
        "struck": tuple(packed["struck"]),
    }
    return Relation(**{**packed, **read})


def _unpack_counts(packed: Mapping[str, int] | None) -> Counts | None:
    return None if packed is None else Counts(**packed)


def _unpack_evidence(packed: Mapping[str, Any]) -> Evidence:
    spans = {
        side: tuple((start, end) for start, end in packed[side]) for side in ("first", "second")
    }
    return Evidence(**{**packed, **spans, "quoted": tuple(packed["quoted"])})


def relation_row(relation: Relation) -> tuple[Any, ...]:
    """What `join_rows` puts behind the ids of a pair."""
    return (
        *(getattr(relation, name) for name in _SHARES),
        *(relation.counts and getattr(relation.counts, name) for name in _COUNTED),
        relation.kind,
        relation.direction,
        relation.confidence,
        relation.is_told or mirror(relation).is_told,
        relation.reason,
        *(getattr(relation, name) for name in _DECIDED),
    )


def relation_table(relations: Mapping[tuple[str, str], Relation]) -> pd.DataFrame:
    """One row for each relation; see `join_rows`."""
    return join_rows({pair: relation_row(relation) for pair, relation in relations.items()})


def join_rows(rows: Mapping[tuple[str, str], tuple[Any, ...]]) -> pd.DataFrame:
    """The table of relations, by the ids of its first and second article, from `relation_row`.

    Columns: `a`, `b` (ids), `a_in_b`, `b_in_a`, `overlap` (0 to 1, NaN where not computed), `kept`,
    `edited`, `moved`, `dropped`, `added` (sentences, NA where not aligned), `kind`, `direction`,
    `confidence`, `told` (whether the one that is the taker may be said to have changed, dropped or
    added something), `reason`, `decided`, `decided_by`, `decided_at`. Without relations the table
    is empty and has the same types.
    """
    joined = [(*pair, *row) for pair, row in rows.items()]
    return pd.DataFrame(joined, columns=list(TYPES)).astype(TYPES)


def complete_relations(relations: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    """All pairs that share text, the largest overlap first: as related, or with the shares alone.

    `relations` is a `relation_table`, `reuse` the result of `reused_pairs` with ids, whose shares
    are the present ones. Of a pair that was not related yet all words are "" and the rest is NA.
    """
    ends = np.sort(reuse[["a", "b"]].to_numpy(dtype=object), axis=1)
    turned = (reuse["a"] != ends[:, 0]).to_numpy() if len(reuse) else np.zeros(0, dtype=bool)
    a_in_b, b_in_a = (reuse[name].to_numpy() for name in ("a_in_b", "b_in_a"))
    shares = {
        "a": ends[:, 0],
        "b": ends[:, 1],
        "a_in_b": np.where(turned, b_in_a, a_in_b),
        "b_in_a": np.where(turned, a_in_b, b_in_a),
        "overlap": np.maximum(a_in_b, b_in_a),
    }
    known = relations.drop(columns=list(_SHARES))
    table = pd.DataFrame(shares).merge(known, on=["a", "b"], how="left")
    words = [name for name, kind in TYPES.items() if kind == "str"]
    table[words] = table[words].fillna("")
    table["told"] = table["told"].eq(True)
    return order_relations(table.astype(TYPES)[list(TYPES)])


def order_relations(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table of relations, the largest overlap first, equal ones by their ids."""
    return table.sort_values(
        ["overlap", "a", "b"], ascending=[False, True, True], ignore_index=True
    )
