"""Named libraries: list, create, open, copy, export and import them."""

from __future__ import annotations

from itertools import count
from typing import Any

import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.cards import beside, card, note
from components.app.environment import library_url
from components.app.library import transfer
from components.app.tables.snapshot import Corpus
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import HOME, Libraries
from components.corpus.database.roles import Role, may
from components.views.locale_formatting import count_of

_HELP = (
    "Separate libraries, each with its own articles, notes and history. The link contains the "
    "name of the open library."
)


def show(corpus: Corpus) -> None:
    """The list of libraries, with forms to create, export and import one."""
    libraries = Libraries(library_url())
    with card("Libraries", _HELP):
        here = state.library() or HOME
        custom_components.rows(
            [_row(name, name == here, len(corpus.articles)) for name in libraries.names()],
            key="libraries",
            label="Libraries",
            on_event=_act,
            height=400,
        )
        if corpus.articles.empty:
            note("The library that is open is empty.")
            st.page_link("components/app/pages/add.py", label="Add articles")
        left, right = beside("libraries", 1, 1)
        with left:
            _show_making(libraries)
            _export(here)
        with right:
            _show_import(libraries)
    if original := state.kept("copying"):
        _copy(libraries, original)


def offer_others() -> None:
    """Offer to open, create or import another library, for when this one cannot be shown."""
    with st.container(border=True, key="other-libraries"):
        st.subheader("Other libraries", anchor=False)
        if offer_open():
            libraries = Libraries(library_url())
            _show_making(libraries)
            _show_import(libraries)


def offer_open() -> bool:
    """Offer the other libraries to open; returns False when they cannot be reached."""
    try:
        names = Libraries(library_url()).names()
    except (LibraryError, ValueError) as error:
        st.text(f"No other library can be reached. {error}")
        return False
    here = state.library() or HOME
    if names == [here]:
        note("There is no other library yet. Create one, or import an exported one.")
    for name in names:
        if name != here:
            # A name may look like Markdown, which a label would obey.
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button("Open", key=f"open-{name}", on_click=_open, args=(name,))
                st.text(name)
    return True


def _row(name: str, is_open: bool, articles: int) -> dict[str, Any]:
    told = (
        f"open now · {count_of(articles, 'article', 'articles')}"
        if is_open
        else "open it to see what it contains"
    )
    return {
        "id": name,
        "score": None,
        "selected": is_open,
        "lines": [[[name, "strong"]], [[told, "quiet"]]],
        "actions": [
            *([] if is_open else [["open", "Open"]]),
            *([["copy", "Copy"]] if may(Role.ADMINISTRATOR) else []),
        ],
    }


def _act(event: dict[str, Any]) -> None:
    if event["action"] == "copy":
        state.keep("copying", event["row"])
    else:
        _open(event["row"])


def _open(name: str) -> None:
    state.open_library("" if name == HOME else name)


def _show_making(libraries: Libraries) -> None:
    if not may(Role.ADMINISTRATOR):
        note("To create, copy or import a library takes an administrator.")
        return
    with st.form("make-library", border=False, clear_on_submit=True):
        name = st.text_input("Name of a new library")
        if st.form_submit_button("Create an empty library") and _try(lambda: libraries.make(name)):
            _open(" ".join(name.split()))
            state.rerun()


@st.dialog("Copy a library", on_dismiss=lambda: state.keep("copying", None))
def _copy(libraries: Libraries, original: str) -> None:
    st.text(f"Everything in {original}: articles, files, tags, notes, verdicts and history.")
    with st.form("copy-library", border=False):
        name = st.text_input("Name of the copy")
        asked = st.form_submit_button("Copy", type="primary")
    if asked:
        with st.spinner("Copying…"):
            done = _try(lambda: libraries.copy(original, name))
        if done:
            state.keep("copying", None)
            _open(" ".join(name.split()))
            state.rerun()


def _export(here: str) -> None:
    st.link_button(
        "Export this library",
        transfer.export_address(here, change_and_undo.who()),
        help="One file with everything: articles, files, tags, notes, verdicts and history.",
    )
    note("The file can be imported again, here or by another Parallax, and nothing is lost.")


def _show_import(libraries: Libraries) -> None:
    if not may(Role.ADMINISTRATOR):
        return
    written = st.text_input(
        "Name for the library that is imported",
        value=_unused_name(libraries),
        key=f"import-as-{len(libraries.names())}",
    )
    try:
        name = libraries.require_new(written)
    except (LibraryError, ValueError) as error:
        st.error("Choose another name.")
        st.text(str(error))
        return

    def take(event: dict[str, Any]) -> None:
        _open(event["name"])

    about = {"address": transfer.import_address(name, change_and_undo.who()), "name": name}
    custom_components.library_drop(about, key="take-in", on_event=take)


def _unused_name(libraries: Libraries) -> str:
    """The first of “Imported”, “Imported 2”, … that no library has."""
    taken = {name.casefold() for name in libraries.names()}
    names = (f"Imported{f' {number}' if number > 1 else ''}" for number in count(1))
    return next(name for name in names if name.casefold() not in taken)


def _try(act: Any) -> bool:
    """Do it; on an error show the message and return False."""
    try:
        act()
    except (LibraryError, ValueError) as error:
        st.error("That did not work.")
        st.text(str(error))
        return False
    return True
