"""Cache of the open libraries: store, corpus, filtered articles, what analysts wrote.

Keys are addresses, stamps, ids and frozen settings, never a table or a matrix, which Streamlit
hashes by a sample.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from weakref import WeakKeyDictionary, WeakValueDictionary

import pandas as pd
import streamlit as st

from components.analysis.claims.judgements import CONTRADICTION, FIGURE, QUOTATION
from components.analysis.collection.concordance import as_query
from components.analysis.entities import read_decisions
from components.analysis.facets import find_members
from components.analysis.pipeline.kept_values import MarkedValues
from components.analysis.selection import Selection, narrow, settings_of
from components.app import state
from components.app.environment import library_url
from components.app.tables.judged_tables import judge_corpus
from components.app.tables.read_corpus import apply_names, read_corpus
from components.app.tables.read_pairs import EVIDENCE_VERDICT, PAIR_VERDICT, decide_pairs
from components.app.tables.snapshot import TABLES, Corpus
from components.app.tables.written import Written
from components.app.worker import result_tables, start_worker
from components.corpus.database.connection import Database
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.store import Store, open_store

# By address, one for all sessions.
_stores: dict[str, Store] = {}
# Addresses of libraries that were there once: a file that is gone is never made again.
_known: set[str] = set()
# That of a thread without a session.
_held: ContextVar[str] = ContextVar("held", default="")
# The corpora in memory, by stamp, and what the next one of a library takes over from the last.
_read: WeakValueDictionary[str, Corpus] = WeakValueDictionary()
_kept: WeakKeyDictionary[Store, MarkedValues] = WeakKeyDictionary()


def store() -> Store:
    """The library that this session has open. Raises LibraryError, with what to do about it."""
    return _open(address())


def store_of(library: str) -> Store:
    """The library of this name, for code outside a session. Raises LibraryError."""
    return _open(_address_of(library))


def address() -> str:
    """The database URL of the library that this session has open. Raises LibraryUnknown."""
    return _held.get() or _address_of(state.library())


@contextmanager
def without_session(address: str) -> Iterator[None]:
    """Have this library open in a thread that goes on whatever the session does."""
    token = _held.set(address)
    try:
        yield
    finally:
        _held.reset(token)


def _address_of(library: str) -> str:
    return _find(library_url(), library) if library else library_url()


@functools.cache
def _find(home: str, name: str) -> str:
    return Libraries(home).url(name)


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
    """Make the file of the library that the environment names, unless it was there before.

    An error is left to the first page, which shows it.
    """
    home = library_url()
    if home.startswith("sqlite"):
        with suppress(LibraryError, ValueError):
            Database(home).close()
            _known.add(home)


def corpus() -> Corpus:
    """The corpus as it is now; also has the worker serve this library, and restarts a dead one."""
    now = stamp()
    start_worker.serve_library(address())
    known = corpus_at(now)
    if known.settings.key and not known.fresh.issuperset({"pairs", "reuse"}):
        result_tables.request_comparison(store(), known.settings)
    return known


def stamp() -> str:
    """The cache key of the corpus: of articles, stored tables, settings, and decisions on entities.

    Notes, tags and other words of analysts do not change it.
    """
    tables, _, annotations = full_stamp().rpartition("-")
    rests, shown = _decided(tables, annotations)
    return "|".join([str(shown), tables, rests, state.settings().key])


def full_stamp() -> str:
    """The cache key of all that is stored, words of analysts included; unique to a library.

    It has the name, for a copied file keeps the identity of the library it was copied from.
    """
    return f"{state.library()}/{store().stamp()}"


@st.cache_resource(show_spinner=False, max_entries=4)
def _decided(tables: str, annotations: str) -> tuple[str, int]:
    """The versions of what tables rest on, and the latest decision that only pages apply."""
    judged = QUOTATION, FIGURE, CONTRADICTION
    latest = store().verdicts.latest("entity", PAIR_VERDICT, EVIDENCE_VERDICT, *judged)
    versions = result_tables.read_decided(store()).versions()
    # Pages apply verdicts on claims at once, and read no table again before it is made by them.
    return "-".join(v for name, v in versions.items() if not name.endswith("judged")), latest


def stamp_of(corpus: Corpus, selection: Selection) -> str:
    """The stamp for counts of a selection: the full one when a search may read tags."""
    stamp = full_stamp() if selection.reads_tags else corpus.stamp
    return f"{stamp}|{state.settings().once}"


def written() -> Written:
    """What analysts have written, tagged and removed."""
    return _written(full_stamp())


@st.cache_resource(show_spinner=False, max_entries=4)
def _written(full_stamp: str) -> Written:
    return Written(store())


def narrowed(corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()) -> pd.DataFrame:
    """The rows of `articles` that satisfy the selection: search, term and speaker included.

    The filters named in `ignoring` do not count.
    """
    asked = selection.without(*ignoring)
    searched = full_stamp() if asked.reads_tags else ""
    return _narrowed(corpus.stamp, searched, repr(asked), asked)


@st.cache_resource(show_spinner=False, max_entries=16)
def _narrowed(stamp: str, searched: str, key: str, _asked: Selection) -> pd.DataFrame:
    # Streamlit takes a dataclass apart to hash it, which costs more than the rows of a small
    # library.
    corpus, asked = corpus_at(stamp), _asked
    found = [_found(searched, asked.query, asked.all_words)] if asked.query else []
    if asked.term:
        found.append(_found(stamp, as_query(asked.term), False))
    if asked.speaker:
        said = corpus.quotations["speaker"] == asked.speaker
        found.append(frozenset(corpus.quotations.loc[said, "article"]))
    both = frozenset.intersection(*found) if found else None
    members = find_members(asked.faceted, lambda: written().tags, corpus.family_of)
    return narrow(corpus.articles, corpus.mentions, asked, found=both, members=members)


@st.cache_resource(show_spinner=False, max_entries=64)
def _found(stamp: str, query: str, all_words: bool) -> frozenset[str]:
    return frozenset(store().find(query, every=all_words)) if query else frozenset()


def is_read() -> bool:
    """Whether the corpus as it is now is in memory, so that `corpus` has nothing to read."""
    return stamp() in _read


def is_made_again() -> bool:
    """Whether the worker makes tables again of which there are those of before."""
    results, asked = store().results, state.settings()
    made, decided = results.frames(), result_tables.read_decided(store())
    behind = TABLES - result_tables.find_fresh(made, decided, store().revision(), asked)
    return bool(behind - {*results.step_faults()}) and {*made} >= TABLES


@st.cache_resource(show_spinner=False, max_entries=4)
def corpus_at(stamp: str) -> Corpus:
    """The corpus of a stamp, with the decisions of analysts on entities and pairs applied."""
    named = read_decisions(store().verdicts.all("entity")["value"])
    corpus = apply_names(undecided(stamp.partition("|")[2]), stamp, named)
    corpus = decide_pairs(store(), judge_corpus(store(), corpus, named))
    _read[stamp] = corpus
    return corpus


@st.cache_resource(show_spinner=False, max_entries=4)
def undecided(stamp: str) -> Corpus:
    """The corpus as analysed, at the end of a stamp that no decision alone changes."""
    key = stamp.split("|")[-1]
    here, kept = store(), _kept.setdefault(store(), MarkedValues())
    return read_corpus(here, stamp, settings_of(key), result_tables.read_decided(here), kept)


def default_pairs() -> pd.DataFrame:
    """The pairs by the default settings, to compare those by other settings with."""
    return corpus_at(stamp().rpartition("|")[0] + "|").pairs
