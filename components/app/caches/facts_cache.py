"""Cache of figures, dates and contradictions, which are read when a page asks for them.

Keys are stamps, that of `open_library.stamp`.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.app.caches import open_library
from components.app.tables.judged_tables import judge_facts_table
from components.app.tables.read_corpus import read_facts
from components.app.tables.snapshot import Corpus


def facts(corpus: Corpus, name: str) -> pd.DataFrame:
    """One of the tables of `FACTS`, about articles that are there; empty before it is made.

    Figures and contradictions are as analysts judged them.
    """
    return _facts(corpus.stamp, name)


def facts_as_read(corpus: Corpus, name: str) -> pd.DataFrame:
    """The same without the verdicts of analysts."""
    return _facts_as_read(_without_decisions(corpus.stamp), name)


@st.cache_resource(show_spinner=False, max_entries=6)
def _facts(stamp: str, name: str) -> pd.DataFrame:
    undecided = _without_decisions(stamp)
    known = open_library.undecided(undecided).rows
    return judge_facts_table(open_library.store(), name, _facts_as_read(undecided, name), known)


@st.cache_resource(show_spinner=False, max_entries=6)
def _facts_as_read(stamp: str, name: str) -> pd.DataFrame:
    return read_facts(open_library.store(), name, open_library.undecided(stamp).rows)


def _without_decisions(stamp: str) -> str:
    return stamp.partition("|")[2]
