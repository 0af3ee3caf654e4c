"""A list of searches from a file or pasted: what each finds, by source or article, as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from components.app import custom_components, state
from components.app.access.list_uploads import MEGABYTES
from components.app.caches import open_library, query_list_cache
from components.app.caches.query_list_cache import Search
from components.app.cards import beside, card, note
from components.app.search import query_answers, saved_library
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.corpus.annotations.saved_searches import QUERIES, pack_queries, read_queries
from components.corpus.search.query_list import (
    MOST,
    ListedQuery,
    QueryList,
    read_query_file,
    read_query_lines,
)
from components.views.locale_formatting import count_of, format_count
from components.views.search.query_table import describe_answers, query_table

# The place of the list in the URL, and what stands before the number of a saved one there.
PLACE = "searches"
_SAVED = "saved-"
# Seconds between two looks while searches are made.
_INTERVAL = 0.2
_HELP = (
    "Every search of a list with the number of articles it finds. Click a row to make it the "
    "search. Other filters count: only articles that they leave are counted."
)
_ANY, _ALL = "Any word", "All words"


def show_lists(corpus: Corpus) -> None:
    """Draw the list that is open with what it finds, and ways to add or open another."""
    found = _find_list()
    if found is None:
        _show_start()
        return
    name = str(state.kept(PLACE))
    every = bool(state.kept("searches-all"))
    search = query_list_cache.search_on(corpus, found, name, every)
    if search.done:
        _show(corpus, found, name, every, search)
    else:
        st.fragment(_follow, run_every=_INTERVAL)(corpus, found, name, every, _read_state())


def _find_list() -> QueryList | None:
    """The list that is open: one that is saved in the library, or kept on the server."""
    name = str(state.kept(PLACE) or "")
    if not name.startswith(_SAVED):
        return query_list_cache.kept_list(name)
    for one in saved_library.list_saved(QUERIES):
        if one.id == name.removeprefix(_SAVED):
            pairs = read_queries(one.content)
            return QueryList(
                tuple(ListedQuery(n, label, query) for n, (label, query) in enumerate(pairs, 1))
            )
    return None


def _show_start() -> None:
    """Draw the ways to a list: a file, pasted lines, or one that is saved."""
    with card("A list of searches", _HELP):
        if state.kept(PLACE):
            note("The list of this link is no longer there. Add it again, or open a saved one.")
        left, right = beside("lists", 1, 1)
        with left:
            _take_file()
            _show_saved()
        with right:
            _take_lines()


def _take_file() -> None:
    key = f"list-file-{state.kept('lists-taken', 0)}"

    def take() -> None:
        if file := state.widget(key):
            _open(read_query_file(file.name, file.getvalue()))

    st.file_uploader("A file with one search in a line (TXT), or with columns for name and query "
                     "(CSV)", type=["txt", "csv", "tsv"], key=key, on_change=take,
                     max_upload_size=MEGABYTES)  # fmt: skip
    note(f"Up to {MOST} searches. Each may use every operator that the search box knows.")


def _take_lines() -> None:
    typed = st.text_area(
        "Or paste them, one in a line", height=160, key="list-lines",
        placeholder='"prime minister" AND port\nferry OR boat\nNames\ttwo columns of a sheet',
    )  # fmt: skip
    st.button("Search for all of them", type="primary", on_click=_open_lines, disabled=not typed)


def _open_lines() -> None:
    _open(read_query_lines(str(state.widget("list-lines") or "")))


def _open(found: QueryList) -> None:
    state.keep("lists-taken", state.kept("lists-taken", 0) + 1)
    state.keep("list-problems", found.problems)
    if found.queries:
        state.keep(PLACE, query_list_cache.keep_list(found))


def _show_saved() -> None:
    for problem in state.kept("list-problems", ()):
        st.warning("The list could not be read.")
        st.text(problem)
    saved = {one.id: one for one in saved_library.list_saved(QUERIES)}
    if not saved:
        return

    def act(event: dict[str, Any]) -> None:
        if event["action"] == "delete":
            saved_library.delete(QUERIES, saved[event["row"]])
        else:
            state.keep("list-problems", ())
            state.keep(PLACE, f"{_SAVED}{event['row']}")

    rows = [
        {
            "id": one.id,
            "score": None,
            "selected": False,
            "lines": [
                [[one.name, "strong"]],
                [[count_of(len(read_queries(one.content)), "search", "searches"), "quiet"]],
            ],
            "actions": [["delete", "Delete"]],
        }
        for one in saved.values()
    ]
    custom_components.rows(rows, key="saved-lists", label="Saved lists", on_event=act, height=320)


def _read_state() -> tuple[object, ...]:
    """What a click may change of all that the page shows."""
    return state.read(), state.kept("desk"), state.kept(PLACE), open_library.full_stamp()


def _follow(
    corpus: Corpus, found: QueryList, name: str, every: bool, drawn: tuple[object, ...]
) -> None:
    search = query_list_cache.search_on(corpus, found, name, every)
    if search.done or _read_state() != drawn:
        state.rerun()
    _show(corpus, found, name, every, search)


def _show(corpus: Corpus, found: QueryList, name: str, every: bool, search: Search) -> None:
    inside = np.zeros(len(corpus.articles), dtype=bool)
    shown = open_library.narrowed(corpus, state.read().without("query", "all_words"))
    inside[shown.index] = True
    table = query_table(found.queries, search.answers, corpus.articles, inside)
    with card("A list of searches", _HELP, table if search.done else None):
        _show_tools(name, found, every)
        for problem in (*found.problems,):
            st.text(problem)
        if not search.done:
            part = len(search.answers) / min(len(found.queries), MOST)
            total = count_of(len(found.queries), "search", "searches")
            st.progress(part, text=f"{format_count(len(search.answers))} of {total}")
        query_answers.show_table(table, name, every)
        st.text(describe_answers(found.queries, search.answers, inside))
    if search.done:
        query_answers.show_matrix(corpus, found, search, inside, every)


def _show_tools(name: str, found: QueryList, every: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="list-tools"):
        st.button("Another list", on_click=state.keep, args=(PLACE, ""))
        key = f"list-match-{every}"
        st.segmented_control(
            "Articles with", (_ANY, _ALL), default=_ALL if every else _ANY, required=True,
            key=key, label_visibility="collapsed",
            on_change=keyed_callback("list-match", key, lambda: state.keep(
                "searches-all", "yes" if state.widget(key) == _ALL else "")),
        )  # fmt: skip
        if not name.startswith(_SAVED):
            st.text_input("Name of the list", key="list-name", placeholder="Name of the list",
                          label_visibility="collapsed", width=220, max_chars=100)  # fmt: skip
            st.button("Save in the library", on_click=_save, args=(found,))


def _save(found: QueryList) -> None:
    count = count_of(len(found.queries), "search", "searches")
    name = saved_library.ask_name("list-name") or f"List of {count}"
    content = pack_queries([(one.name, one.query) for one in found.queries])
    saved_library.save(QUERIES, name, content)
    for one in saved_library.list_saved(QUERIES):
        if one.content == content:
            state.keep(PLACE, f"{_SAVED}{one.id}")
