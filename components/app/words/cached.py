"""What the Words page shows, worked out once for each selection and term."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.analysis.concordance import Places, find_places
from components.analysis.keyness import Apart, compare_with_others
from components.analysis.parts import set_aside
from components.analysis.selection import Selection
from components.analysis.word_table import WordTable, gather
from components.app.cached import address, narrowed, stamp_of, store
from components.app.snapshot import WORDS, Corpus


def words() -> WordTable | None:
    """Every word of the library; None before it was first read. May be behind the articles."""
    made = store().results.frame_made(WORDS)
    return _words(address(), *made) if made else None


@st.cache_resource(show_spinner=False, max_entries=2)
def _words(address: str, version: str, revision: int) -> WordTable | None:
    table, vocabulary = (store().results.frame(name) for name in (WORDS, "vocabulary"))
    if not table or not vocabulary or not table.revision == vocabulary.revision == revision:
        return None  # the worker is just writing the next one
    return gather(table.frame, vocabulary.frame)


def find_apart(corpus: Corpus, selection: Selection, table: WordTable) -> Apart:
    """What sets the selected articles apart from the others, in what counts of them."""
    return _find_apart(stamp_of(corpus, selection), corpus.stamp, selection, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=64)
def _find_apart(
    searched: str, stamp: str, selection: Selection, _corpus: Corpus, _table: WordTable
) -> Apart:
    selected = narrowed(_corpus, selection)["id"].tolist()
    return compare_with_others(_counted(stamp, _corpus, _table), _corpus.articles, selected)


@st.cache_resource(show_spinner=False, max_entries=2)
def _counted(stamp: str, _corpus: Corpus, _table: WordTable) -> WordTable:
    having = {*_corpus.lines["article"], *_corpus.quotations["article"]}
    parts = _corpus.parts(store().texts(sorted(having)))
    aside = {id: set_aside(own, _corpus.settings) for id, own in parts.items()}
    return _table.without({id: spans for id, spans in aside.items() if spans})


def find_term(corpus: Corpus, term: str, table: WordTable) -> Places:
    """Every place of a term, whether it counts or not."""
    return _find_term(corpus.stamp, term, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=64)
def _find_term(stamp: str, term: str, _corpus: Corpus, _table: WordTable) -> Places:
    return find_places(_table, term, set(_corpus.articles["language"]))


def find_rows(corpus: Corpus, table: WordTable) -> NDArray[np.intp]:
    """The number in the word table of each article, in their order; -1 when not read yet."""
    return _find_rows(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _find_rows(stamp: str, _corpus: Corpus, _table: WordTable) -> NDArray[np.intp]:
    return pd.Index(_table.articles).get_indexer(_corpus.articles["id"])


def describe_rows(corpus: Corpus, table: WordTable) -> pd.DataFrame:
    """Columns `published` and `source` for each article of the word table."""
    return _describe_rows(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _describe_rows(stamp: str, _corpus: Corpus, _table: WordTable) -> pd.DataFrame:
    known = _corpus.articles.set_index("id")[["published", "source"]]
    return known.reindex(_table.articles).reset_index(drop=True)
