"""Own stop words: words that the analyst leaves out of all counts, each in all its forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from components.analysis.collection.word_index import WordTable
from components.text.search_terms import plain, plain_terms, stem

_COMMENT = "#"


def read_list(written: str) -> list[str]:
    """The words of a list as it is typed, pasted or read from a file, each once, in its order.

    Words are parted by spaces, commas, lines or any other sign that is no part of a word; a line
    that begins with # is a comment. In lower case and without accents, for so they are compared.
    """
    lines = (line for line in written.splitlines() if not line.lstrip().startswith(_COMMENT))
    return list(dict.fromkeys(word for line in lines for word in plain_terms(line, "")))


@lru_cache(maxsize=512)
def find_stems(words: tuple[str, ...], language: str) -> frozenset[str]:
    """The stems that these words have in a language (ISO 639-1); those left out of its articles."""
    return frozenset(stem(plain(word), language) for word in words)


def is_left_out(word: str, language: str, stems: Collection[str]) -> bool:
    """Whether a word of an article, as it is written, is one of these stems of its language."""
    return stem(plain(word), language) in stems


def mark_terms(
    table: WordTable, words: tuple[str, ...], languages: Iterable[str]
) -> NDArray[np.bool_]:
    """Which terms of the table are own stop words: one truth value for each.

    `languages` are those of the library. The table does not keep the language of a term, so a word
    goes with all terms that are its stem in any of them, as in the concordance.
    """
    marked = np.zeros(len(table.labels), dtype=bool)
    if words:
        stems = frozenset().union(*(find_stems(words, one) for one in set(languages)))
        marked[table.term_of[table.vocabulary["stem"].isin(stems).to_numpy(dtype=bool)]] = True
    return marked
