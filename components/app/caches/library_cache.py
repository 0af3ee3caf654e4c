"""All caches. Keys are stamps, ids and frozen settings, never a frame or a matrix."""

from __future__ import annotations

import functools
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

import pandas as pd
import streamlit as st

from components.analysis.collection.concordance import as_query
from components.analysis.entities import read_decisions
from components.analysis.selection import Selection, narrow
from components.analysis.settings import Settings, settings_of
from components.app import state
from components.app.caches.read_corpus import decide, read_corpus, read_facts
from components.app.caches.snapshot import Corpus
from components.app.environment import library_url, sample_files
from components.app.worker import process, result_tables
from components.corpus.database.connection import Database
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.search.find import SearchResult
from components.corpus.store import Store, open_store
from components.text.segment import Span
from components.views.articles import mark_sample


def store() -> Store:
    """The library that this session has open. Raises a LibraryError that says what to do."""
    return _open(address())


def store_of(library: str) -> Store:
    """The library of this name, for what runs outside a session. Raises LibraryError."""
    return _open(_address_of(library))


def address() -> str:
    """Where the library that this session has open is. Raises LibraryUnknown."""
    return _address_of(state.library())


def _address_of(library: str) -> str:
    return _find(library_url(), library) if library else library_url()


@functools.cache
def _find(home: str, name: str) -> str:
    return Libraries(home).url(name)


_stores: dict[str, Store] = {}
# Addresses of libraries that have been there: none of these is ever made anew.
_known: set[str] = set()


def _open(address: str) -> Store:
    known = _stores.get(address)
    if known is None or known.was_replaced():
        is_first = address == library_url() and address not in _known
        _stores[address] = open_store(address, make=is_first)
        _known.add(address)
        if known is not None:
            known.close()
    return _stores[address]


def make_first() -> None:
    """Make the file of the library that the environment names, if this is the first time.

    What is wrong with it is told on the first page.
    """
    home = library_url()
    if home.startswith("sqlite"):
        with suppress(LibraryError, ValueError):
            Database(home).close()
            _known.add(home)


class Written:
    """Each part is read when it is first asked for, and is shared and never written to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: dict[tuple[str, int, int, bool], SearchResult] = {}

    @cached_property
    def tags(self) -> dict[str, list[str]]:
        """The tags of every article that has any."""
        return self._store.tags.by_article()

    @cached_property
    def known_tags(self) -> list[str]:
        """Every tag, sorted."""
        return sorted({tag for own in self.tags.values() for tag in own})

    @cached_property
    def notes(self) -> dict[str, int]:
        """How many notes each article has that has any."""
        return self._store.notes.counts()

    @cached_property
    def removed(self) -> pd.DataFrame:
        """The articles in the bin, as those in the library are listed."""
        return mark_sample(self._store.articles(removed=True), sample_files())

    def search(self, query: str, limit: int, offset: int, every: bool) -> SearchResult:
        """One page of what a search finds, best first, with passages. Raises QueryUnclear."""
        page = (query, limit, offset, every)
        if page not in self._pages:
            self._pages[page] = self._store.search(query, limit, offset, every=every)
        return self._pages[page]


def corpus() -> Corpus:
    """The corpus as it stands now; a worker that has died is started again."""
    now = stamp()
    process.serve_library(address())
    known = corpus_at(now)
    if known.settings != Settings() and not known.fresh.issuperset({"pairs", "reuse"}):
        result_tables.request_comparison(store(), known.settings)
    return known


def stamp() -> str:
    """Changes whenever articles or stored tables do, what counts of them, or what entities are.

    It stays as it is with every other word that an analyst writes.
    """
    tables, _, annotations = full_stamp().rpartition("-")
    back = result_tables.put_back_mark(_put_back(tables, annotations))
    decided = store().verdicts.latest("entity", result_tables.NAME_LIST, result_tables.VERB)
    return "|".join([str(decided), tables, back, state.settings().key])


def full_stamp() -> str:
    """Changes with every word an analyst writes, too. No two libraries of a server share one.

    The name stands in it because a copied file keeps the identity of the library it was.
    """
    return f"{state.library()}/{store().stamp()}"


@st.cache_data(show_spinner=False, max_entries=32)
def faults(stamp: str, kind: str) -> dict[str, str]:
    """By id the articles in which nothing of this kind could be found, and why."""
    return store().results.faults(kind)


@st.cache_data(show_spinner=False, max_entries=8)
def step_faults(stamp: str) -> dict[str, str]:
    """The steps of the analysis that failed, by name, and why."""
    return store().results.step_faults()


@st.cache_resource(show_spinner=False, max_entries=4)
def _put_back(tables: str, annotations: str) -> dict[str, list[Span]]:
    return result_tables.put_back_spans(store())


def stamp_of(corpus: Corpus, selection: Selection) -> str:
    """What a cached answer about a selection depends on: a search may ask for analysts' words."""
    return full_stamp() if selection.query else corpus.stamp


def written() -> Written:
    """What analysts wrote, tagged and removed by now."""
    return _written(full_stamp())


@st.cache_resource(show_spinner=False, max_entries=4)
def _written(full_stamp: str) -> Written:
    return Written(store())


def narrowed(corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()) -> pd.DataFrame:
    """The articles that satisfy the selection, its search and its term among it, but for the
    clauses ignored.
    """
    asked = selection.without("speaker", *ignoring)
    return _narrowed(corpus.stamp, full_stamp() if asked.query else "", asked)


@st.cache_resource(show_spinner=False, max_entries=16)
def _narrowed(stamp: str, searched: str, asked: Selection) -> pd.DataFrame:
    corpus = corpus_at(stamp)
    found = [_found(searched, asked.query, asked.all_words)] if asked.query else []
    if asked.term:
        found.append(_found(stamp, as_query(asked.term), False))
    both = frozenset.intersection(*found) if found else None
    return narrow(corpus.articles, corpus.mentions, asked, found=both)


@st.cache_resource(show_spinner=False, max_entries=64)
def _found(stamp: str, query: str, all_words: bool) -> frozenset[str]:
    return frozenset(store().find(query, every=all_words)) if query else frozenset()


@st.cache_resource(show_spinner=False, max_entries=4)
def corpus_at(stamp: str) -> Corpus:
    """The corpus of a stamp, under the names that analysts decided on."""
    decisions = read_decisions(store().verdicts.all("entity")["value"])
    found = _undecided(stamp.partition("|")[2])
    fresh = found.fresh - result_tables.find_outdated(store())
    return decide(replace(found, fresh=fresh), stamp, decisions)


@st.cache_resource(show_spinner=False, max_entries=4)
def _undecided(stamp: str) -> Corpus:
    """The corpus as the analyses found it; a decision alone never reads it anew."""
    key = stamp.split("|")[-1]
    back = result_tables.put_back_spans(store())
    return read_corpus(store(), stamp, settings_of(key), back)


def facts(corpus: Corpus, name: str) -> pd.DataFrame:
    """One of the tables `FACTS` about the articles that are there; empty before it was made."""
    return _facts(corpus.stamp.partition("|")[2], name)


@st.cache_resource(show_spinner=False, max_entries=6)
def _facts(stamp: str, name: str) -> pd.DataFrame:
    return read_facts(store(), name, _undecided(stamp).rows)


def usual_pairs() -> pd.DataFrame:
    """The pairs by the usual settings, to say what other settings changed."""
    return corpus_at(stamp().rpartition("|")[0] + "|").pairs
