"""Word index: each word of a library with its position, forms and counts, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.text.search_terms import plain, stem, terms
from components.text.segment import Span

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

VERSION = "4"
# Shorter numbers are list marks, hours and the pieces of larger numbers.
_SHORTEST_NUMBER = 4

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
    def term_of(self) -> Codes:
        """The term of each row of the vocabulary."""
        return self.vocabulary["term"].to_numpy(dtype=np.int32)

    @cached_property
    def lengths(self) -> Codes:
        """The number of characters in each row of the vocabulary."""
        return self.vocabulary["form"].str.len().to_numpy(dtype=np.int32)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The number of each article id."""
        return {article: row for row, article in enumerate(self.articles)}

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
        ordered = self.vocabulary.assign(used=used).sort_values(
            ["term", "used", "form"], ascending=[True, False, True]
        )
        return ordered.drop_duplicates("term").set_index("term")

    def labels_in(self, rows: Numbers, wanted: Numbers) -> NDArray[np.object_]:
        """For each of the `wanted` terms the form most frequent in the articles of these `rows`."""
        spans = [self.forms[self.bounds[row] : self.bounds[row + 1]] for row in rows]
        used = np.bincount(_join(spans), minlength=len(self.vocabulary))
        forms = np.flatnonzero(np.isin(self.term_of, wanted))
        ordered = pd.DataFrame(
            {
                "term": self.term_of[forms],
                "used": used[forms],
                "form": self.vocabulary["form"].to_numpy(dtype=object)[forms],
            }
        ).sort_values(["term", "used", "form"], ascending=[True, False, True])
        best = ordered.drop_duplicates("term").set_index("term")["form"]
        return best.reindex(wanted).to_numpy(dtype=object)

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
        for article, spans in aside.items():
            row = self.row_of.get(article)
            if row is None:
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


# Form, plain form, stem, the number of the stem, and whether it is common.
_Entry = tuple[str, str, str, int, bool]


class WordReader:
    """Takes texts apart into words, as the search does, and keeps them while articles come and go.

    Some 1 ms for 1,000 words of a new article. 8 bytes are kept for each word.
    """

    def __init__(self) -> None:
        self._code_of: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._term_of: dict[str, int] = {}
        # By code, and those that came since the last reading.
        self._vocabulary = _describe([])
        self._new: list[_Entry] = []
        self._rows: dict[str, tuple[str, Codes, Codes]] = {}

    def read(
        self,
        languages: Mapping[str, str],
        read: Callable[[Iterable[str]], Mapping[str, str]],
        common: Mapping[str, Collection[str]],
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The two arguments of `gather`: a row for each article, and the vocabulary.

        `languages` (ISO 639-1) by article id are all articles that are there, `read` gives texts by
        id, which never change, and `common` has the stop words of each language. The table has
        columns `article`, `forms` and `starts` (arrays).
        """
        self._rows = {id: row for id, row in self._rows.items() if languages.get(id) == row[0]}
        for id, text in read([id for id in languages if id not in self._rows]).items():
            self._take(id, text, languages[id], common)
        rows = [self._rows[id] for id in languages]
        joined = _join([forms for _, forms, _ in rows])
        # As numbered where they first stand, whatever was read before.
        numbered, used = pd.factorize(joined)
        ends = np.cumsum([len(forms) for _, forms, _ in rows])[:-1]
        table = pd.DataFrame(
            {
                "article": pd.Series(list(languages), dtype=str),
                "forms": pd.Series(np.split(numbered.astype(np.int32), ends)[: len(rows)]),
                "starts": pd.Series([starts for _, _, starts in rows], dtype=object),
            }
        )
        if self._new:
            known = [self._vocabulary, _describe(self._new)]
            self._vocabulary, self._new = pd.concat(known, ignore_index=True), []
        vocabulary = self._vocabulary.take(used).reset_index(drop=True)
        terms, _ = pd.factorize(vocabulary["term"])
        return table, vocabulary.assign(term=terms.astype(np.int32))

    def _take(
        self, id: str, text: str, language: str, common: Mapping[str, Collection[str]]
    ) -> None:
        codes, plains = self._code_of[language], _make_plain(frozenset(common.get(language, ())))
        forms, starts = [], []
        for start, end in terms(text, language):
            form = text[start:end]
            code = codes.get(form)
            if code is None:
                code = codes[form] = len(self._vocabulary) + len(self._new)
                word = plain(form)
                # Signs alone have no plain form; nobody can look for them, and they stay as is.
                root = stem(word, language) if word else form
                term = self._term_of.setdefault(root, len(self._term_of))
                is_common = word in plains or _says_nothing(word)
                self._new.append((form, word, root, term, is_common))
            forms.append(code)
            starts.append(start)
        self._rows[id] = (
            language, np.array(forms, dtype=np.int32), np.array(starts, dtype=np.int32)
        )  # fmt: skip


@lru_cache(maxsize=64)
def _make_plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(plain, words))


def _describe(entries: Sequence[_Entry]) -> pd.DataFrame:
    forms, plains, stems, terms, common = zip(*entries, strict=True) if entries else [()] * 5
    return pd.DataFrame(
        {
            "form": pd.Series(forms, dtype=str),
            "plain": pd.Series(plains, dtype=str),
            "stem": pd.Series(stems, dtype=str),
            "term": pd.Series(terms, dtype=np.int32),
            "common": pd.Series(common, dtype=bool),
        }
    )


def _says_nothing(word: str) -> bool:
    number = word.isdecimal() and len(word) < _SHORTEST_NUMBER
    return number or (len(word) == 1 and word.isascii()) or not word


def gather(table: pd.DataFrame, vocabulary: pd.DataFrame) -> WordTable:
    """Join what `WordReader.read` gave to one table; no rows give a table without words."""
    lengths = [len(forms) for forms in table["forms"]]
    return WordTable(
        articles=table["article"].tolist(),
        bounds=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        forms=_join(table["forms"]),
        starts=_join(table["starts"]),
        vocabulary=vocabulary,
    )


def _join(parts: Iterable[Codes]) -> Codes:
    empty = np.array([], dtype=np.int32)
    return np.concatenate([empty, *parts]).astype(np.int32)
