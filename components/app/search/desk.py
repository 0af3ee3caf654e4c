"""What the Articles page shows: articles, saved searches, or a list of searches."""

from __future__ import annotations

import streamlit as st

from components.app import state
from components.app.widgets import keyed_callback

ARTICLES, SAVED, LISTS = "", "saved", "lists"
_WORDS = {ARTICLES: "Articles", SAVED: "Saved searches", LISTS: "List of searches"}


def choose_view() -> str:
    """Draw the switch between the views of the page, which stands in the link; gives the view."""
    asked = state.kept("desk")
    view = asked if asked in _WORDS else ARTICLES
    key = f"desk-{view}"
    st.segmented_control(
        "Show", list(_WORDS), default=view, format_func=_WORDS.__getitem__, required=True,
        label_visibility="collapsed", key=key,
        on_change=keyed_callback("desk", key, lambda: state.keep("desk", state.widget(key))),
    )  # fmt: skip
    return str(view)
