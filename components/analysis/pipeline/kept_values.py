"""Values that steps keep for as long as what they were made from stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd

T = TypeVar("T")
# Of so many pieces the columns are made one again: each stays a piece of their memory.
_MOST_PIECES = 256


class MarkedValues:
    """Values by name, each with the mark of what it was made from; the last of each name alone."""

    def __init__(self) -> None:
        self._found: dict[object, tuple[object, Any]] = {}

    def has(self, name: object, mark: object) -> bool:
        """Whether the value of this name was made at this mark."""
        return name in self._found and self._found[name][0] == mark

    def keep(self, name: object, mark: object, make: Callable[[], T]) -> T:
        """The value of this name, made now where that at this mark is not there.

        The mark has to be taken before anything is read.
        """
        known = self._found.get(name)
        if known is None or known[0] != mark:
            known = self._found[name] = mark, make()
        found: T = known[1]
        return found


class SameObjects:
    """A mark of objects, which it keeps alive: one of others is unequal, however alike they are."""

    def __init__(self, *objects: object) -> None:
        self._objects = objects

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SameObjects) or len(self._objects) != len(other._objects):
            return False
        return all(one is two for one, two in zip(self._objects, other._objects, strict=True))

    __hash__ = None  # type: ignore[assignment]


@dataclass
class Kept(Generic[T]):
    """A `value` made from all articles, what else it is `about`, and the mark of each article.

    A step takes it out of `Inputs.memory` and puts it back when it is whole.
    """

    value: T
    about: Hashable = ()
    marks: dict[str, Hashable] = field(default_factory=dict)

    def compare(self, marks: Mapping[str, Hashable]) -> tuple[list[str], list[str]]:
        """The articles that came or changed since the last call, and those that went."""
        changed = [id for id, mark in marks.items() if self.marks.get(id) != mark]
        gone = [id for id in self.marks if id not in marks]
        self.marks = dict(marks)
        return changed, gone

    def wait_for(self, ids: Iterable[str]) -> None:
        """Take these articles for changed at the next call: a result of theirs may come later."""
        for id in ids:
            del self.marks[id]


class KeptRows:
    """A table of articles that come and go, of which the rows of those that stay stay."""

    def __init__(self) -> None:
        self._rows: pd.DataFrame | None = None
        self._spans: dict[str, tuple[int, int]] = {}
        self._pieces = 0

    def put(
        self, new: pd.DataFrame, counts: Mapping[str, int], order: Iterable[str]
    ) -> pd.DataFrame:
        """The rows of all articles by `order`; shared, so never write to it.

        Those that are new or have other rows have so many of `new` as `counts` says, in the order
        of its ids, which may be another; all others have the rows they had. `new` has all columns,
        even without rows.
        """
        ends = np.cumsum([*counts.values()], dtype=np.int64).tolist()
        came = {id: (end - size, end) for (id, size), end in zip(counts.items(), ends, strict=True)}
        pieces: list[tuple[bool, int, int]] = []
        spans, length = {}, 0
        for id in order:
            is_new = id in came
            first, behind = came[id] if is_new else self._spans.get(id, (0, 0))
            if first == behind:
                continue
            spans[id] = length, length + behind - first
            length += behind - first
            if pieces and pieces[-1][0] == is_new and pieces[-1][2] == first:
                pieces[-1] = is_new, pieces[-1][1], behind
            else:
                pieces.append((is_new, first, behind))
        self._rows, self._spans = self._join(new, pieces), spans
        return self._rows

    def _join(self, new: pd.DataFrame, pieces: list[tuple[bool, int, int]]) -> pd.DataFrame:
        old = new.iloc[:0] if self._rows is None else self._rows
        if pieces == [(False, 0, len(old))]:
            return old
        self._pieces += len(pieces)
        if self._pieces <= _MOST_PIECES:
            cut = [(new if is_new else old).iloc[a:b] for is_new, a, b in pieces]
            return pd.concat(cut or [new.iloc[:0]], ignore_index=True)
        self._pieces = 1
        places = [np.arange(a, b) + len(old) * is_new for is_new, a, b in pieces]
        both = pd.concat([old, new], ignore_index=True)
        return both.take(np.concatenate(places)).reset_index(drop=True)


def count_rows(table: pd.DataFrame, ids: Iterable[str]) -> dict[str, int]:
    """How many rows each of these articles has in a table in their order, by column `article`."""
    counts = table["article"].value_counts(sort=False).to_dict()
    return {id: counts.get(id, 0) for id in ids}
