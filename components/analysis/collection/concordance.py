"""Concordance (KWIC, keyword in context): the places of a term, found and sorted by context."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.word_index import Numbers, WordTable
from components.corpus.search.query_tree import Words
from components.corpus.search.ranking import Phrase, phrases_of
from components.text.search_terms import bare_terms

ORDERS = ("day", "source", "left 1", "left 2", "left 3", "right 1", "right 2", "right 3")
_QUOTES = '"“”„«»'
_NEAR = 3


@dataclass(frozen=True)
class Places:
    """The places of a term: for each the numbers of its first and last word in the word table."""

    first: Numbers
    last: Numbers

    def __len__(self) -> int:
        return len(self.first)

    def take(self, which: NDArray[np.integer] | NDArray[np.bool_] | slice) -> Places:
        """Some of the places, in the order of `which`."""
        return Places(self.first[which], self.last[which])


def read_term(written: str) -> Words | None:
    """Read a term as it is typed: words in a row, in all their forms; None without a word.

    In "quotation marks" the words are meant as they are written; with * at the end the last word is
    a beginning.
    """
    bare = written.strip()
    prefix = bare.endswith("*")
    bare = bare.rstrip("*").rstrip()
    exact = len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES
    words = tuple(bare_terms(bare))
    # What goes on has no known stem, so it is looked for as it is written.
    return Words(words, exact=exact or prefix, prefix=prefix) if words else None


def as_query(written: str) -> str:
    """The search query that finds the articles with a term; "" without a word."""
    term = read_term(written)
    if term is None:
        return ""
    if term.exact:
        return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")
    # The search takes words joined by a hyphen as neighbours, in all their forms.
    return "-".join(term.words)


def find_places(table: WordTable, written: str, languages: Iterable[str]) -> Places:
    """Find every place of a term, in the order of the table; empty without one.

    `languages` are those of the library.
    """
    term = read_term(written)
    if term is None or not len(table.forms):
        return _no_places()
    found = [_find(table, phrase) for phrase in phrases_of(term, languages)]
    first, which = np.unique(np.concatenate([one.first for one in found]), return_index=True)
    return Places(first, np.concatenate([one.last for one in found])[which])


def _find(table: WordTable, phrase: Phrase) -> Places:
    column = table.vocabulary["stem" if phrase.stemmed else "plain"]
    last_place = len(phrase.words) - 1
    first = np.arange(len(table.forms), dtype=np.int64)
    for step, word in enumerate(phrase.words):
        begins = phrase.prefix and step == last_place
        fits = column.str.startswith(word) if begins else column == word
        first = first[first + step < len(table.forms)]
        # Over all words at first, over the few that are left afterwards.
        codes = table.forms[first + step] if step else table.forms
        first = first[fits.to_numpy(dtype=bool)[codes]]
    last = first + last_place
    whole = _rows(table, first) == _rows(table, last)
    return Places(first[whole], last[whole])


def places_of_spans(
    table: WordTable, articles: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> Places:
    """The places of spans, such as the mentions of an entity, in the order of the table.

    Article ids, starts and ends, one for each span. Spans without a word are left out.
    """
    found = []
    for row, start, end in zip(table.find_rows(articles), starts, ends, strict=True):
        if row < 0:
            continue
        base, stop = table.bounds[row], table.bounds[row + 1]
        first, after = base + np.searchsorted(table.starts[base:stop], [start, end])
        if first < after:
            found.append((first, after - 1))
    if not found:
        return _no_places()
    pairs = np.array(sorted(found), dtype=np.int64)
    return Places(pairs[:, 0], pairs[:, 1])


def articles_of(table: WordTable, places: Places) -> Numbers:
    """The number of the article of each place."""
    return _rows(table, places.first)


def sort_places(table: WordTable, places: Places, order: str, articles: pd.DataFrame) -> Places:
    """Sort places by one of `ORDERS`.

    `articles` has `published` and `source`, one row for each article of the table. "left 2" sorts
    by the second word before the place in alphabetical order, then by the nearer and the farther
    one; places without such a word are first. Equal places keep the order of the table. Raises
    ValueError for an unknown order.
    """
    if order not in ORDERS:
        raise ValueError(f"{order!r} is not one of {', '.join(ORDERS)}")
    if order in ("day", "source"):
        rows = articles_of(table, places)
        day = articles["published"].rank(method="dense").fillna(np.inf).to_numpy()
        source, _ = pd.factorize(articles["source"].fillna(""), sort=True)
        by = [source[rows], day[rows]]
        return places.take(np.lexsort(by if order == "day" else by[::-1]))
    side, _, nearest = order.partition(" ")
    steps = sorted(range(1, _NEAR + 1), key=lambda step: step != int(nearest))
    keys = tuple(_neighbours(table, places, side, step) for step in reversed(steps))
    return places.take(np.lexsort(keys))


def _neighbours(table: WordTable, places: Places, side: str, step: int) -> NDArray[np.int32]:
    """The alphabetical rank of the word so many steps away, -1 beyond the end of the article."""
    here = places.first if side == "left" else places.last
    there = here - step if side == "left" else here + step
    inside = (there >= 0) & (there < len(table.forms))
    there = np.where(inside, there, here)
    inside &= _rows(table, there) == _rows(table, here)
    return np.where(inside, table.alphabet[table.term_of[table.forms[there]]], -1)


def forms_found(table: WordTable, places: Places, most: int = 6) -> list[str]:
    """The forms of a term at its places, the most frequent first, in lower case."""
    single = places.first[places.first == places.last]
    used = np.bincount(table.forms[single], minlength=1)
    order = np.argsort(-used, kind="stable")[: np.count_nonzero(used)]
    written = table.vocabulary["form"].iloc[order]
    return list(dict.fromkeys(form.casefold() for form in written))[:most]


def spans(table: WordTable, places: Places) -> pd.DataFrame:
    """The places as spans: columns `article` (id), `start`, `end`, in the same order."""
    ends = table.starts[places.last] + table.lengths[table.forms[places.last]]
    return pd.DataFrame(
        {
            "article": [table.articles[row] for row in articles_of(table, places)],
            "start": table.starts[places.first],
            "end": ends,
        }
    )


def _rows(table: WordTable, numbers: Numbers) -> Numbers:
    rows: Numbers = np.searchsorted(table.bounds, numbers, side="right") - 1
    return rows


def _no_places() -> Places:
    none = np.array([], dtype=np.int64)
    return Places(none, none)
