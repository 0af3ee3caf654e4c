"""Word reader: takes texts apart into words for the word index, and keeps what stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from components.analysis.collection.word_index import Codes, join_codes
from components.text.search_terms import plain, stem, terms

# Shorter numbers are list marks, hours and the pieces of larger numbers.
_SHORTEST_NUMBER = 4

# Form, plain form, stem, the number of the stem, and whether it is common.
_Entry = tuple[str, str, str, int, bool]
# Language, codes of the forms, and where the words begin.
_Row = tuple[str, Codes, Codes]
Partitions = dict[int, pd.DataFrame]
# Rows of a partition: articles of the table of words, forms of the vocabulary.
_ARTICLES, _FORMS = 512, 16_384


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
        self._rows: dict[str, _Row] = {}
        # What the last reading gave: its rows, the codes in the order of their numbers, each code's
        # number or -1, and the partitions.
        self._given: list[_Row] = []
        self._used = self._number_of = np.empty(0, dtype=np.int32)
        self._tables: tuple[Partitions, Partitions] = {}, {}

    def read(
        self,
        languages: Mapping[str, str],
        read: Callable[[Iterable[str]], Mapping[str, str]],
        common: Mapping[str, Collection[str]],
    ) -> tuple[Partitions, Partitions]:
        """The two first arguments of `gather`, in partitions: a row an article, and the vocabulary.

        `languages` (ISO 639-1) by article id are all articles that are there, in order of arrival;
        `read` gives texts by id, which never change, and `common` has the stop words of each
        language. The table has columns `article`, `forms` and `starts` (arrays); forms are numbered
        as they first stand in it. A partition that stays as it was is the same object.
        """
        self._rows = {id: row for id, row in self._rows.items() if languages.get(id) == row[0]}
        for id, text in read([id for id in languages if id not in self._rows]).items():
            self._take(id, text, languages[id], common)
        if self._new:
            known = [self._vocabulary, _describe(self._new)]
            self._vocabulary, self._new = pd.concat(known, ignore_index=True), []
        rows = [self._rows[id] for id in languages]
        more = len(self._vocabulary) - len(self._number_of)
        self._number_of = np.append(self._number_of, np.full(more, -1, dtype=np.int32))
        stay, known_forms = len(self._given), len(self._used)
        both = zip(self._given, rows, strict=False)
        if len(rows) < stay or any(one is not other for one, other in both):
            # An article in between went or changed, and with it perhaps where a form first stands.
            stay, known_forms = 0, 0
            self._number_of[:], self._used = -1, self._used[:0]
        self._number(rows[stay:])
        self._given = rows
        words, vocabulary = self._tables
        _renew(words, stay, len(rows), _ARTICLES, lambda own: self._list_rows([*languages], own))
        terms = pd.factorize(self._vocabulary["term"].to_numpy()[self._used])[0].astype(np.int32)
        _renew(
            vocabulary, known_forms, len(self._used), _FORMS,
            lambda own: self._vocabulary.take(self._used[own])
            .reset_index(drop=True)
            .assign(term=terms[own]),
        )  # fmt: skip
        return dict(words), dict(vocabulary)

    def _number(self, rows: Sequence[_Row]) -> None:
        """Number the forms of these rows that have no number yet."""
        codes = join_codes([forms for _, forms, _ in rows])
        new = pd.unique(codes[self._number_of[codes] < 0])
        first = len(self._used)
        self._number_of[new] = np.arange(first, first + len(new), dtype=np.int32)
        self._used = np.append(self._used, new)

    def _list_rows(self, ids: Sequence[str], own: slice) -> pd.DataFrame:
        """Some rows of the table of words."""
        rows = self._given[own]
        numbers = [self._number_of[forms] for _, forms, _ in rows]
        return pd.DataFrame(
            {
                "article": pd.Series(ids[own], dtype=str),
                "forms": pd.Series(numbers, dtype=object),
                "starts": pd.Series([starts for _, _, starts in rows], dtype=object),
            }
        )

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


def _renew(
    tables: Partitions, known: int, count: int, size: int, make: Callable[[slice], pd.DataFrame]
) -> None:
    """Make those partitions again that have other rows than the `known` ones, of `count` in all."""
    wanted = range(max(1, -(-count // size)))  # an empty table has its columns in the first one
    for number in [number for number in tables if number not in wanted]:
        del tables[number]
    for number in wanted:
        end = min((number + 1) * size, count)
        if end > known or not known or number not in tables:
            tables[number] = make(slice(number * size, end))
