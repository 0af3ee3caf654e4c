"""What the Articles page shows: articles, saved searches, or a list of searches."""

from __future__ import annotations

import streamlit as st

from components.app import state

ARTICLES, SAVED, LISTS = "", "saved", "lists"
_KEY = "desk-view"
_WORDS = {ARTICLES: "Articles", SAVED: "Saved searches", LISTS: "List of searches"}


def choose_view() -> str:
    """Draw the switch between the views of the page, which stands in the link; gives the view."""
    asked = state.kept("desk")
    view = asked if asked in _WORDS else ARTICLES
    # Other parts of the page set the view too, and a switch that was here before has its old value.
    state.preset(_KEY, view)
    st.segmented_control(
        "Show", list(_WORDS), format_func=_WORDS.__getitem__, required=True,
        label_visibility="collapsed", key=_KEY,
        on_change=lambda: state.keep("desk", state.widget(_KEY)),
    )  # fmt: skip
    return str(view)
