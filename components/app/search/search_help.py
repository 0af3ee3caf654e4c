"""Help on searching beside the search box, and what to try where a search finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library, relaxed_cache
from components.app.cards import note
from components.app.navigation import ARTICLES
from components.app.tables.snapshot import Corpus
from components.corpus.search.operators import Operator
from components.corpus.search.relax_query import Relaxed
from components.views.search.search_help import operator_rows, relaxed_rows, unfiltered_rows
from components.views.selection_text import describe_filters

_SYNTAX = (
    "Operators are written in capitals, fields with a colon and no space. Parts side by side are "
    "all needed; of plain words one is enough, unless you ask for all of them on Articles."
)


def show_menu() -> None:
    """Draw the menu with everything that can be written in the search box."""
    _show_menu(state.read())


@st.fragment
def _show_menu(drawn: Selection) -> None:
    if state.kept("lists-wanted"):
        state.keep("lists-wanted", None)
        state.switch_page(ARTICLES)
    if state.read() != drawn:
        state.rerun()
    # Trying an example closes the menu, which another key does.
    menu = st.popover("Help", type="tertiary", help="How to search", on_change="rerun",
                      key=f"how-to-search-{state.kept('help-closed', 0)}")  # fmt: skip
    if not menu.open:
        return
    with menu:
        _show_operators(open_library.corpus(), "help-examples", 420)
        st.button("Search for a whole list", type="tertiary", on_click=_open_lists)


def _open_lists() -> None:
    state.keep("desk", "lists")
    # A callback cannot turn to another page.
    state.keep("lists-wanted", True)
    _close()


def _close() -> None:
    state.keep("help-closed", state.kept("help-closed", 0) + 1)


def _show_operators(corpus: Corpus, key: str, height: int) -> None:
    st.caption(_SYNTAX)
    operators, counts = relaxed_cache.examples(corpus)
    custom_components.rows(operator_rows(operators, counts), key=key, height=height,
                           label="What can be searched for",
                           on_event=partial(_try_example, operators))  # fmt: skip


def _try_example(operators: Sequence[Operator], event: dict[str, Any]) -> None:
    _close()
    state.put("query", operators[int(event["row"])].example)


def show_nothing_found(corpus: Corpus, selection: Selection) -> None:
    """Draw what to relax of a search that finds nothing, with what each finds; then the help."""
    note("No article matches.")
    relaxed = relaxed_cache.relaxed(corpus, selection)
    clauses = describe_filters(selection, corpus.labels, longest=40)
    counted = {
        clause: (" ".join(words), _count_without(corpus, selection, clause))
        for clause, words in clauses.items()
        if clause not in ("query", "speaker")
    }
    rows = [*relaxed_rows(relaxed), *unfiltered_rows(counted)]
    if rows:
        st.markdown("**Ask for less**")
        custom_components.rows(rows, key="relaxed", label="Ask for less",
                               on_event=partial(_relax, relaxed))  # fmt: skip
    else:
        note("Nothing like it is in these articles, however it is written.")
    st.markdown("**What you can write**")
    _show_operators(corpus, "empty-examples", 360)


def _count_without(corpus: Corpus, selection: Selection, clause: str) -> int:
    return len(open_library.narrowed(corpus, selection.without(clause)))


def _relax(relaxed: Sequence[tuple[Relaxed, int]], event: dict[str, Any]) -> None:
    kind, _, which = event["row"].partition(".")
    if kind == "filter":
        state.clear(which)
        return
    one = relaxed[int(which)][0]
    state.select(state.read().changed(query=one.query, all_words=one.every))
