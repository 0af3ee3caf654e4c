"""Term counts of articles that come, change and go; the weights of all follow without a new count.

Weights are those of `tfidf.term_weights` for the texts that are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.tfidf import TermWeights, TfidfSettings, make_analyser

Codes = NDArray[np.int32]


class _Row(NamedTuple):
    """The terms of one article in the order of their letters, as codes, and their counts."""

    codes: Codes
    counts: Codes


class Weighed(NamedTuple):
    """The weights of all articles, the lengths of their rows before they were made 1, and the idf.

    `idf` has a number for each code of a term, 0 where too few articles have it.
    """

    weights: TermWeights
    lengths: NDArray[np.float64]
    idf: NDArray[np.float64]


class TermCounts:
    """How often each article has each term.

    A term has a code for as long as the object lives, and a place in the order of all terms, which
    never changes that of two others: the terms of a row are sorted once. About 8 bytes for each
    term of each article.
    """

    def __init__(self, settings: TfidfSettings | None = None) -> None:
        self._settings = settings or TfidfSettings()
        self._analyse = make_analyser(self._settings)
        self._rows: dict[str, _Row] = {}
        self._code_of: dict[str, int] = {}
        # All terms in order, and the code of each; how many articles have a term, by code.
        self._terms: NDArray[np.object_] = np.empty(0, dtype=object)
        self._codes: Codes = np.empty(0, dtype=np.int32)
        self._articles: NDArray[np.int64] = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, texts: Mapping[str, str]) -> None:
        """Count the terms of articles, by id, in place of those of earlier texts of theirs.

        Linear in the length of these texts.
        """
        counted = {id: Counter(self._analyse(text)) for id, text in texts.items()}
        self._learn({term for counts in counted.values() for term in counts})
        for id, counts in counted.items():
            terms = sorted(counts)
            row = _Row(
                np.fromiter((self._code_of[term] for term in terms), np.int32, len(terms)),
                np.fromiter((counts[term] for term in terms), np.int32, len(terms)),
            )
            self._forget(id)
            self._articles[row.codes] += 1
            self._rows[id] = row

    def drop(self, ids: Iterable[str]) -> None:
        """Forget articles. Those that are not there are passed over."""
        for id in ids:
            self._forget(id)
            self._rows.pop(id, None)

    def weigh(self, ids: Sequence[str]) -> Weighed:
        """The weights of all articles, a row for each of `ids`, which are all that are there.

        Those of `term_weights` for their texts, to 1e-12. Some 50 ns for each term of each article.
        """
        from scipy.sparse import csr_matrix
        from sklearn.utils.extmath import row_norms

        kept = self._articles[self._codes] >= max(1, self._settings.min_articles)
        column_of = np.full(len(kept), -1, dtype=np.int32)
        column_of[self._codes[kept]] = np.arange(np.count_nonzero(kept), dtype=np.int32)
        idf = np.log((1 + len(ids)) / (1 + self._articles)) + 1
        idf[column_of < 0] = 0.0
        rows = [self._rows[id] for id in ids]
        starts = np.cumsum([0, *(len(row.codes) for row in rows)])
        codes = _join([row.codes for row in rows])
        counts = _join([row.counts for row in rows]).astype(np.float64)
        if not kept.all():
            held = column_of[codes] >= 0
            codes, counts = codes[held], counts[held]
            starts = np.concatenate([[0], np.cumsum(held)])[starts]
        if self._settings.sublinear:
            counts = np.log(counts) + 1
        counts *= idf[codes]
        shape = (len(rows), int(np.count_nonzero(kept)))
        matrix = csr_matrix((counts, column_of[codes], starts), shape=shape)
        lengths = row_norms(matrix)
        matrix.data /= np.repeat(np.where(lengths, lengths, 1.0), np.diff(matrix.indptr))
        return Weighed(TermWeights(matrix, self._terms[kept]), lengths, idf)

    def _forget(self, id: str) -> None:
        if id in self._rows:
            self._articles[self._rows[id].codes] -= 1

    def _learn(self, terms: set[str]) -> None:
        """Give codes to terms that have none, and put them in their places among the others."""
        new = sorted(terms - self._code_of.keys())
        first = len(self._code_of)
        self._code_of.update(zip(new, range(first, first + len(new)), strict=True))
        named = np.array(new, dtype=object)
        places = np.searchsorted(self._terms, named)
        codes = np.arange(first, first + len(new), dtype=np.int32)
        self._terms = np.insert(self._terms, places, named)
        self._codes = np.insert(self._codes, places, codes)
        self._articles = np.concatenate([self._articles, np.zeros(len(new), dtype=np.int64)])


def _join(parts: Sequence[Codes]) -> Codes:
    return np.concatenate([np.empty(0, dtype=np.int32), *parts])
