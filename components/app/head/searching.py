"""The search box on every page; what it finds narrows every chart."""

from __future__ import annotations

import re

import streamlit as st

from components.app import cached, state
from components.app.standing import while_standing
from components.corpus.errors import LibraryError
from components.corpus.query_reading import parse

_HELP = """
**How to search**

| type | to find |
|---|---|
| `ferry minister` | articles with any of the words, in all their forms; those with all first |
| `"prime minister"` | these words in this order, exactly as written |
| `diplom*` | words that begin with this |
| `ferry AND minister` | both; also `OR`, `NOT` and brackets, in capitals |
| `ferry -bridge` | ferry, but not bridge |
| `source:post` `author:lee` | a name in that field; also `lang:en` and `tag:check` |
| `date:2019-11` | that month; or a year, a day, or `date:2019..2020` |

On the Articles page you can choose to search for all of the words.
"""
_MARKDOWN = re.compile(r"([^\w\s“”])")


def show_box() -> None:
    """Ask for a search, and say what can be asked."""
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
        key=key,
        on_change=while_standing("search", key, take),
        # Beside all else above a page, also on a screen of 800 pixels.
        width=240,
    )
    with st.popover("Help", type="tertiary", help="How to search", key="how-to-search"):
        st.markdown(_HELP)


def explain_query() -> None:
    """Say what of the search was not understood, and go on without that."""
    selection = state.read()
    try:
        if selection.query:
            cached.narrowed(cached.corpus(), selection)
            if remarks := parse(selection.query).remarks:
                _warn(" ".join(map(str, remarks)))
    except LibraryError as error:
        _warn(str(error))
        state.clear("query")


def _warn(sentence: str) -> None:
    # It repeats what was typed, or stood in a link.
    st.warning(_MARKDOWN.sub(r"\\\1", sentence))
