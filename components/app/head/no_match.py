"""No match: what a page says in place of its charts where no article satisfies the selection."""

from __future__ import annotations

import streamlit as st

from components.analysis.selection import Selection
from components.app import state
from components.app.caches import open_library
from components.app.tables.snapshot import Corpus
from components.views.selection_text import describe_filters, describe_no_match


def explain_no_match(corpus: Corpus, selection: Selection) -> None:
    """Where no article satisfies the selection: say which filter to clear, and stop the page here.

    A page with a pinned chart goes on, because that chart has a selection of its own.
    """
    if state.pins() or not open_library.narrowed(corpus, selection).empty:
        return
    filters = describe_filters(selection, corpus.labels)
    matching = [
        (name, len(open_library.narrowed(corpus, selection, ignoring=[clause])))
        for clause, (name, _) in filters.items()
    ]
    st.info(describe_no_match(matching))
    st.stop()
