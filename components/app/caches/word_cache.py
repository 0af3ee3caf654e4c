"""Cache of what is counted over the word index: which words count, own stop words."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.analysis.article.outline import set_aside
from components.analysis.collection.word_index import WordTable
from components.analysis.collection.words.own_stop_words import mark_terms
from components.app.caches.open_library import store
from components.app.tables.snapshot import Corpus


def mark_counted(corpus: Corpus, table: WordTable) -> NDArray[np.bool_]:
    """Which words of the table count by the present settings; boilerplate mostly does not."""
    return _mark_counted(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _mark_counted(stamp: str, _corpus: Corpus, _table: WordTable) -> NDArray[np.bool_]:
    having = {*_corpus.lines["article"], *_corpus.quotations["article"]}
    parts = _corpus.parts(store().texts(sorted(having)))
    aside = {id: set_aside(own, _corpus.settings) for id, own in parts.items()}
    return _table.mark_outside({id: spans for id, spans in aside.items() if spans})


def counted_words(corpus: Corpus, table: WordTable) -> WordTable:
    """The table of the words that count by the present settings."""
    return _counted_words(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _counted_words(stamp: str, _corpus: Corpus, _table: WordTable) -> WordTable:
    return _table.only(mark_counted(_corpus, _table))


def mark_own_stop_words(corpus: Corpus, table: WordTable) -> NDArray[np.bool_]:
    """Which terms of the table the analyst leaves out of all counts."""
    return _mark_own(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _mark_own(stamp: str, _corpus: Corpus, _table: WordTable) -> NDArray[np.bool_]:
    return mark_terms(_table, _corpus.decided.stop_words, _corpus.languages.values())
