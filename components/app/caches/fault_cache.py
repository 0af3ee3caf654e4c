"""Cache of faults: articles, pairs and steps of the analysis that failed, and why.

Keys are stamps, that of `open_library.stamp`.
"""

from __future__ import annotations

import streamlit as st

from components.analysis.pipeline.step_inputs import Pair
from components.analysis.pipeline.step_table import STEPS
from components.app.caches import open_library


@st.cache_data(show_spinner=False, max_entries=32)
def faults(stamp: str, kind: str) -> dict[str, str]:
    """The articles that could not be analysed for this kind of result: the reason by id."""
    return open_library.store().results.faults(kind)


@st.cache_data(show_spinner=False, max_entries=8)
def step_faults(stamp: str) -> dict[str, str]:
    """The steps of the analysis that failed: the reason by name."""
    return open_library.store().results.step_faults()


@st.cache_data(show_spinner=False, max_entries=8)
def pair_faults(stamp: str) -> dict[str, dict[Pair, str]]:
    """The pairs on which steps of the analysis failed, by step: the reason by pair of ids."""
    settings = open_library.corpus_at(stamp).settings
    return {
        step.name: open_library.store().pair_results.faults(
            step.name, step.settings_for(settings).key
        )
        for step in STEPS
        if step.per == "pair"
    }
