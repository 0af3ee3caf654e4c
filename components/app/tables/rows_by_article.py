"""Rows of result tables by the article that they are about, found by row numbers, not by ids.

A comparison of numbers is much faster than one of words in a table of a million rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, starmap
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.selection import keep_rows
from components.views.compare.only_in_one import NamedPlace

# The columns of a table that name articles, where that is not `article`.
_ENDS = {"taken": ("taker", "giver")} | dict.fromkeys(("pairs", "relations", "sharing"), ("a", "b"))


class RowsByArticle:
    """Where the articles of a library occur in its tables; `ids` are theirs, in order."""

    def __init__(self, ids: pd.Index) -> None:
        self._ids = ids
        self._numbers: dict[str, list[NDArray[np.intp]]] = {}

    def numbers(self, name: str, table: pd.DataFrame) -> list[NDArray[np.intp]]:
        """For each row of the table of this name the row numbers of its articles, -1 for none."""
        if name not in self._numbers:
            ends = _ENDS.get(name, ("article",))
            self._numbers[name] = [rows_of(table[end], self._ids) for end in ends]
        return self._numbers[name]

    def among(self, name: str, table: pd.DataFrame, inside: NDArray[np.bool_]) -> pd.DataFrame:
        """The rows whose articles are all `inside`, which has a truth for each article."""
        keep = np.ones(len(table), dtype=bool)
        for numbers in self.numbers(name, table):
            keep &= inside[numbers]
        return keep_rows(table, keep)

    def about(
        self, name: str, table: pd.DataFrame, article: str, columns: Sequence[str] = ()
    ) -> pd.DataFrame:
        """The rows that have the article, of some columns; none when it is not known."""
        number = self._ids.get_indexer([article])[0]
        own = [numbers == number for numbers in self.numbers(name, table) if number >= 0]
        places = np.flatnonzero(np.logical_or.reduce(own)) if own else np.arange(0)
        some = table[[*columns]] if columns else table
        if len(places) and places[-1] - places[0] == len(places) - 1:
            # A slice is a view; rows taken one by one cost a millisecond for a column of words.
            return some.iloc[places[0] : places[-1] + 1]
        return some.iloc[places]


class NamesByArticle:
    """The mentions of each article as rows; `names` has those of an article together."""

    def __init__(self, names: pd.DataFrame) -> None:
        numbers, ids = pd.factorize(names["article"])
        changes = np.flatnonzero(np.diff(numbers)) + 1
        edges = [0, *changes.tolist(), len(numbers)] if len(numbers) else []
        # At once: one id after the other costs ten times as much.
        named = ids.take(numbers[edges[:-1]]).astype(object).tolist()
        self._bounds = dict(zip(named, starmap(slice, pairwise(edges)), strict=True))
        self._columns = [_slicing(names[name]) for name in NamedPlace._fields]

    def of(self, article: str) -> list[NamedPlace]:
        """The mentions in one article, in their order."""
        own = self._bounds.get(article, slice(0, 0))
        return [*map(NamedPlace._make, zip(*(read(own) for read in self._columns), strict=True))]


def _slicing(column: pd.Series) -> Callable[[slice], list[Any]]:
    """Reads some values of a column; of words no object is made before."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        # A slice of numbers costs little, that of a column of categories does not.
        numbers, words = column.cat.codes.to_numpy(), column.cat.categories.to_numpy(dtype=object)
        return lambda part: words[numbers[part]].tolist()
    values = column.array
    return lambda part: values[part].tolist()


def rows_of(ids: pd.Series, known: pd.Index) -> NDArray[np.intp]:
    """The row number of each id in `known`, -1 for none; fast for categorical ids."""
    if isinstance(ids.dtype, pd.CategoricalDtype):
        rows = known.get_indexer(ids.cat.categories.astype(str))
        return np.append(rows, -1)[ids.cat.codes]
    return known.get_indexer(ids.astype(str))
