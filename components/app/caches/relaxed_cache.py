"""Cache of what a search finds when it asks for less, and of the examples in the help on searching.

Keys are stamps, those of `open_library`, and the selection.
"""

from __future__ import annotations

import time
from contextlib import suppress

import streamlit as st

from components.analysis.selection import Selection
from components.app.caches import open_library
from components.app.caches.selection_cache import count_selected
from components.app.tables.snapshot import Corpus
from components.corpus.database.errors import LibraryError
from components.corpus.search.operators import Operator
from components.corpus.search.relax_query import Relaxed, relax
from components.views.search.search_help import own_examples, own_words

# Seconds after which no further way is tried; those that come first keep most of the search.
LONGEST = 1.5


def relaxed(corpus: Corpus, selection: Selection) -> list[tuple[Relaxed, int]]:
    """Queries that ask for less, each with the articles it finds among those of other filters."""
    return _relaxed(corpus.stamp, open_library.full_stamp(), selection)


@st.cache_resource(show_spinner=False, max_entries=32)
def _relaxed(stamp: str, full_stamp: str, selection: Selection) -> list[tuple[Relaxed, int]]:
    others = selection.without("query", "all_words")
    shown = frozenset(open_library.narrowed(open_library.corpus_at(stamp), others)["id"])
    found: list[tuple[Relaxed, int]] = []
    begun = time.monotonic()
    for one in relax(selection.query, every=selection.all_words):
        if time.monotonic() - begun > LONGEST:
            break
        count = _count(one.query, one.every, shown)
        found += [(one, count)] if count else []
    return found


def examples(corpus: Corpus) -> tuple[tuple[Operator, ...], tuple[int, ...]]:
    """What can be written in a query, with examples of this library and the articles they find."""
    return _examples(corpus.stamp, open_library.full_stamp(), corpus)


@st.cache_resource(show_spinner=False, max_entries=4)
def _examples(
    stamp: str, full_stamp: str, _corpus: Corpus
) -> tuple[tuple[Operator, ...], tuple[int, ...]]:
    counts = count_selected(_corpus, Selection())
    persons = counts.loc[counts["type"] == "PERSON", "entity"].head(1).tolist()
    operators = own_examples(own_words(_corpus.articles, str(next(iter(persons), ""))))
    return operators, tuple(_count(one.example, False, _corpus.known) for one in operators)


def _count(query: str, every: bool, shown: frozenset[str]) -> int:
    with suppress(LibraryError):
        return len(shown.intersection(open_library.store().find(query, every=every)))
    return 0
