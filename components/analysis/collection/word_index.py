"""Word index: each word of a library with its position, forms and counts, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.text.search_terms import plain
from components.text.segment import Span

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Of what `WordReader` gives.
VERSION = "5"

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]


@dataclass(frozen=True)
class WordTable:
    """All words of the articles, one after the other.

    Article `n`, of the ids in `articles`, has the words from `bounds[n]` up to `bounds[n+1]`, that
    one excluded. `forms` and `starts` give for each word its row in `vocabulary` and its offset in
    the text. `vocabulary` has columns `form` (as it is written), `plain` (without case and
    accents), `stem`, `term` (the number of the stem, from 0) and `common` (a stop word). 8 bytes a
    word, and 12 for each different word of an article once they are counted.
    """

    articles: list[str]
    bounds: Numbers
    forms: Codes
    starts: Codes
    vocabulary: pd.DataFrame

    @cached_property
    def counts(self) -> csr_matrix:
        """How often each article (row) has each term (column), in any form."""
        from scipy.sparse import csr_matrix

        columns = self.term_of[self.forms]
        ones = np.ones(len(columns), dtype=np.int32)
        shape = (len(self.articles), len(self.labels))
        matrix = csr_matrix((ones, columns, self.bounds), shape=shape)
        matrix.sum_duplicates()
        return matrix

    @cached_property
    def held(self) -> csr_matrix:
        """Which article (row) has which term (column): 1 where it does."""
        held = self.counts.copy()
        held.data[:] = 1
        return held

    @cached_property
    def term_of(self) -> Codes:
        """The term of each row of the vocabulary."""
        return self.vocabulary["term"].to_numpy(dtype=np.int32)

    @cached_property
    def lengths(self) -> Codes:
        """The number of characters in each row of the vocabulary."""
        return self.vocabulary["form"].str.len().to_numpy(dtype=np.int32)

    @cached_property
    def _index(self) -> pd.Index:
        return pd.Index(self.articles, dtype="str")

    def find_rows(self, ids: Iterable[str]) -> NDArray[np.intp]:
        """The number of each of these articles; -1 where it is not in the table."""
        return self._index.get_indexer(pd.Index(ids, dtype="str"))

    @cached_property
    def labels(self) -> NDArray[np.object_]:
        """For each term the form that is most frequent."""
        return self._most_used["form"].to_numpy(dtype=object)

    @cached_property
    def common(self) -> NDArray[np.bool_]:
        """Whether each term is a stop word, or a number too short to tell anything."""
        return self._most_used["common"].to_numpy(dtype=bool)

    @cached_property
    def _most_used(self) -> pd.DataFrame:
        used = np.bincount(self.forms, minlength=len(self.vocabulary))
        return self.vocabulary.iloc[self._find_most_used(used)]

    def labels_in(self, rows: Numbers, wanted: Numbers) -> NDArray[np.object_]:
        """For each of the `wanted` terms the form most frequent in the articles of these `rows`."""
        here = np.zeros(len(self.articles), dtype=bool)
        here[rows] = True
        own = self.forms[np.repeat(here, np.diff(self.bounds))]
        used = np.bincount(own, minlength=len(self.vocabulary))
        best = self._find_most_used(used)[wanted]
        return self.vocabulary["form"].take(best).to_numpy(dtype=object)

    def _find_most_used(self, used: Numbers) -> Numbers:
        """For each term the row of its form that is used most, of several the first by letters."""
        by_letters, by_term, starts = self._orders
        if not len(starts):
            return starts
        size = len(by_letters)
        rank = np.empty(size, dtype=np.int64)
        rank[by_letters] = np.arange(size)
        most = np.maximum.reduceat((used * size + (size - 1 - rank))[by_term], starts)
        return by_letters[size - 1 - most % size]

    @cached_property
    def _orders(self) -> tuple[Numbers, Numbers, Numbers]:
        """The rows of the vocabulary by their letters, by their terms, and where terms begin."""
        import pyarrow as pa
        from pyarrow.compute import array_sort_indices

        letters = array_sort_indices(pa.array(self.vocabulary["form"], pa.large_string()))
        by_term = np.argsort(self.term_of, kind="stable")
        starts = np.flatnonzero(np.diff(self.term_of[by_term], prepend=-1))
        return letters.to_numpy().astype(np.int64), by_term, starts

    @cached_property
    def alphabet(self) -> Codes:
        """The rank of each term in alphabetical order."""
        order = pd.Series(self.labels, dtype=str).map(plain).argsort(kind="stable").to_numpy()
        places = np.empty(len(order), dtype=np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        return places

    def mark_outside(self, aside: Mapping[str, Iterable[Span]]) -> NDArray[np.bool_]:
        """Which words do not begin within spans of these articles, by id."""
        keep = np.ones(len(self.forms), dtype=bool)
        for row, spans in zip(self.find_rows([*aside]), aside.values(), strict=True):
            if row < 0:
                continue
            base, stop = self.bounds[row], self.bounds[row + 1]
            for span in spans:
                first, after = base + np.searchsorted(self.starts[base:stop], span)
                keep[first:after] = False
        return keep

    def only(self, keep: NDArray[np.bool_]) -> WordTable:
        """The table of some of its words: one truth value for each."""
        kept = np.concatenate([[0], np.cumsum(keep)])[self.bounds]
        return replace(self, bounds=kept, forms=self.forms[keep], starts=self.starts[keep])


def gather(table: pd.DataFrame, vocabulary: pd.DataFrame, order: Iterable[str] = ()) -> WordTable:
    """Join what `WordReader.read` gave to one table; no rows give a table without words.

    Articles come by `order`, those that are not in it last, as they arrived.
    """
    place = {id: number for number, id in enumerate(order)}
    ids = table["article"].tolist()
    rows = sorted(range(len(ids)), key=lambda row: place.get(ids[row], len(place)))
    forms, starts = (table[name].tolist() for name in ("forms", "starts"))
    lengths = [len(forms[row]) for row in rows]
    return WordTable(
        articles=[ids[row] for row in rows],
        bounds=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        forms=join_codes(forms[row] for row in rows),
        starts=join_codes(starts[row] for row in rows),
        vocabulary=vocabulary,
    )


def join_codes(parts: Iterable[Codes]) -> Codes:
    """Arrays one after the other; none give an empty one."""
    empty = np.array([], dtype=np.int32)
    return np.concatenate([empty, *parts]).astype(np.int32)
