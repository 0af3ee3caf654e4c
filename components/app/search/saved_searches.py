"""Saved searches: the menu beside the search box, and the list with what is new on Articles."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection
from components.app import change_and_undo, custom_components, state
from components.app.caches import open_library
from components.app.cards import card, note
from components.app.navigation import ARTICLES
from components.app.search import saved_library
from components.app.tables.snapshot import Corpus
from components.app.url_state import read_query, write_query
from components.app.widgets import as_written
from components.corpus.annotations.saved_searches import LONGEST_NAME, SEARCH, SEEN, Saved
from components.views.search.saved_rows import Told, describe_clauses, saved_rows
from components.views.selection_text import describe_filters

_HELP = (
    "Each with the number of articles it finds now, and how many of them were added since you "
    "last marked it as seen. Select one to make it the present selection."
)


def show_menu() -> None:
    """Draw the menu beside the search box: save the present selection, open one that is saved."""
    _show_menu((state.read(), open_library.full_stamp()))


@st.fragment
def _show_menu(drawn: tuple[Selection, str]) -> None:
    if state.kept("saved-opened"):
        state.keep("saved-opened", None)
        state.switch_page(ARTICLES)
    if (state.read(), open_library.full_stamp()) != drawn:
        state.rerun()
    # Opening a search closes the menu, which another key does.
    menu = st.popover("Saved", type="tertiary", help="Saved searches, and what is new in them",
                      on_change="rerun", key=f"saved-{state.kept('saved-closed', 0)}")  # fmt: skip
    if not menu.open:
        return
    with menu:
        corpus = open_library.corpus()
        _offer_saving(corpus, "menu")
        if told := _tell(corpus):
            custom_components.rows(saved_rows(told, brief=True), key="saved-menu", height=360,
                                   label="Saved searches", on_event=_act_and_leave)  # fmt: skip
        st.button("Rename, delete", type="tertiary", on_click=_open_list, disabled=not told)


def _open_list() -> None:
    state.keep("desk", "saved")
    _leave()


def _act_and_leave(event: dict[str, Any]) -> None:
    _act(event)
    if event["action"] in ("pick", "new"):
        _leave()


def _leave() -> None:
    state.keep("saved-closed", state.kept("saved-closed", 0) + 1)
    # A callback cannot turn to another page.
    state.keep("saved-opened", True)


def show_list(corpus: Corpus) -> None:
    """Draw all saved searches with what can be done with them; how to save one while none is."""
    with card("Saved searches", _HELP, lambda: _make_table(told)):
        told = _tell(corpus)
        if told or state.read().active():
            _offer_saving(corpus, "list")
        if not told:
            note(
                "No search is saved yet. Search for something, or narrow the articles, and save "
                "it here or in the menu Saved: it then tells you which articles are new."
            )
            return
        custom_components.rows(saved_rows(told), key="saved-list", label="Saved searches",
                               on_event=_act)  # fmt: skip
    if one := _find(str(state.kept("renaming") or "")):
        _rename(one)


def _offer_saving(corpus: Corpus, where: str) -> None:
    selection = state.read()
    if not selection.active():
        note("Search for something, or narrow the articles, to save that here.")
        return
    filters = describe_clauses(describe_filters(selection, corpus.labels, longest=40))
    content = urlencode(write_query(selection), doseq=True)
    known = [one.name for one in saved_library.list_saved(SEARCH) if one.content == content]
    if known:
        note(f"The present selection is saved as “{as_written(known[0])}”.")
        return
    key = f"save-{where}-{content}"
    with st.form(f"form-{where}", border=False):
        st.text_input("Save the present selection as", filters[:LONGEST_NAME], key=key,
                      max_chars=LONGEST_NAME)  # fmt: skip
        st.form_submit_button("Save", on_click=_save, args=(key, filters, content))


def _save(key: str, filters: str, content: str) -> None:
    name = saved_library.ask_name(key) or filters[:LONGEST_NAME]
    saved_library.save(SEARCH, name, content)


def _tell(corpus: Corpus) -> list[Told]:
    """What is told of each saved search; one that the library cannot search for finds nothing."""
    return [_tell_of(corpus, one) for one in saved_library.list_saved(SEARCH)]


def _tell_of(corpus: Corpus, one: Saved) -> Told:
    selection = _selection_of(one)
    found = open_library.narrowed(corpus, selection)
    since, looked = _last_look(one)
    new = found if not since else found[found["added"] > pd.Timestamp(since)]
    filters = describe_clauses(describe_filters(selection, corpus.labels, longest=40))
    return Told(one.id, one.name, filters, len(found), tuple(new["id"]), looked.date())


def _last_look(one: Saved) -> tuple[str, datetime]:
    """Up to which arrival this analyst has seen what a search finds, and when that was noted."""
    seen = open_library.written().verdicts(SEEN, f"{one.id}.")
    own = seen[seen["key"] == f"{one.id}.{change_and_undo.who()}"]
    if own.empty:
        return one.since, one.when
    last = own.iloc[-1]
    return str(last["value"]), last["when"]


def _selection_of(one: Saved) -> Selection:
    return read_query(parse_qs(one.content))


def _find(id: str) -> Saved | None:
    return next((one for one in saved_library.list_saved(SEARCH) if one.id == id), None)


def _act(event: dict[str, Any]) -> None:
    one = _find(str(event["row"]))
    if one is None:
        return
    match event["action"]:
        case "rename":
            state.keep("renaming", one.id)
        case "delete":
            saved_library.delete(SEARCH, one)
        case "seen":
            saved_library.mark_seen(one)
        case "new":
            new = _tell_of(open_library.corpus(), one).new
            _open(_selection_of(one).changed(articles=new))
        case _:
            _open(_selection_of(one))


def _open(selection: Selection) -> None:
    state.keep("desk", "")
    state.select(selection)


@st.dialog("Rename a saved search", on_dismiss=lambda: state.keep("renaming", None))
def _rename(one: Saved) -> None:
    with st.form("rename-search", border=False):
        st.text_input("Name", one.name, key=f"rename-{one.id}", max_chars=LONGEST_NAME)
        if st.form_submit_button("Save", type="primary"):
            saved_library.rename(SEARCH, one, saved_library.ask_name(f"rename-{one.id}"))
            state.keep("renaming", None)
            state.rerun()


def _make_table(told: list[Told]) -> pd.DataFrame:
    return pd.DataFrame(
        [(one.name, one.filters, one.articles, len(one.new), one.looked) for one in told],
        columns=["name", "selection", "articles", "new", "last looked"],
    )
