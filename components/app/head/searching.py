"""The search box on every page; what it finds narrows every chart."""

from __future__ import annotations

import streamlit as st

from components.app import cached, state
from components.app.standing import while_standing
from components.corpus.errors import LibraryError

_HELP = (
    'Words, "phrases", begin*, AND, OR, NOT; source: author: lang: tag: and date:2019-11 or '
    "date:2019..2020 look in that field. Words are found in all their forms."
)


def show_box() -> None:
    """Ask for a search, and explain one that cannot be understood."""
    asked = state.read().query
    key = f"search-{asked}"

    def take() -> None:
        state.put("query", (state.widget(key) or "").strip())

    st.text_input(
        "Search the articles",
        asked,
        type="search",
        placeholder="Search the articles",
        label_visibility="collapsed",
        help=_HELP,
        key=key,
        on_change=while_standing("search", key, take),
        width=280,
    )


def explain_query() -> None:
    """Say what is unclear about the search, and go on without it."""
    try:
        if state.read().query:
            cached.narrowed(cached.corpus(), state.read())
    except LibraryError as error:
        st.warning(str(error))
        state.clear("query")
