"""Cache of lists of queries by their digest, so that a reload keeps them, and of what they find.

What is found is keyed by the stamp of the library, the list, and whether all words are needed.
"""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass, field

import numpy as np
import streamlit as st

from components.app.caches import open_library
from components.app.tables.snapshot import Corpus
from components.corpus.database.errors import LibraryError
from components.corpus.search.parse_query import parse
from components.corpus.search.query_list import MOST, ListedQuery, QueryList
from components.views.search.query_table import Answer

# So many lists are kept on the server, the one longest not used goes first.
KEPT = 200
# Seconds of searching before the page is drawn again.
SLICE = 0.4


@st.cache_resource(show_spinner=False)
def _lists() -> dict[str, QueryList]:
    return {}


def keep_list(found: QueryList) -> str:
    """Keep a list; gives the name under which `kept_list` finds it again."""
    written = repr([(one.line, one.name, one.query, one.remark) for one in found.queries])
    name = hashlib.sha256(written.encode()).hexdigest()[:32]
    lists = _lists()
    lists.pop(name, None)
    lists[name] = found
    while len(lists) > KEPT:
        del lists[next(iter(lists))]
    return name


def kept_list(name: str) -> QueryList | None:
    """The list of this name; None when there is none, as after a restart."""
    return _lists().get(name)


@dataclass
class Search:
    """The answers to a list so far, in the order of its queries."""

    queries: tuple[ListedQuery, ...]
    answers: list[Answer] = field(default_factory=list)
    # Sessions that have the same list share its answers.
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def done(self) -> bool:
        """Whether every query was searched for, as far as that is done at all."""
        return len(self.answers) >= min(len(self.queries), MOST)


def search_on(corpus: Corpus, found: QueryList, name: str, every: bool) -> Search:
    """Search for the next queries of a list, for some `SLICE` seconds; gives all answers so far."""
    search = _search(corpus.stamp, open_library.full_stamp(), name, every, found)
    begun = time.monotonic()
    with search.lock:
        while not search.done and time.monotonic() - begun < SLICE:
            query = search.queries[len(search.answers)].query
            search.answers.append(_answer(corpus, query, every))
    return search


@st.cache_resource(show_spinner=False, max_entries=8)
def _search(stamp: str, full_stamp: str, name: str, every: bool, _found: QueryList) -> Search:
    return Search(_found.queries)


def _answer(corpus: Corpus, query: str, every: bool) -> Answer:
    try:
        store = open_library.store()
        ids = store.find(query, every=every)
        remarks = (*map(str, parse(query, every=every).remarks), *store.readings(query))
    except LibraryError as error:
        return Answer(None, (str(error),))
    rows = corpus.rows.get_indexer(ids)
    return Answer(np.asarray(rows[rows >= 0], dtype=np.intp), remarks)
