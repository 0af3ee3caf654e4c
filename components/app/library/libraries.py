"""Named libraries on the Library page: make, open, copy, take away whole and take in again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from components.app import linked, state
from components.app.adding.uploaded import forget
from components.app.cards import beside, card, note
from components.app.library import exporting
from components.app.place import library_url
from components.app.snapshot import Corpus
from components.corpus.errors import LibraryError
from components.corpus.libraries import HOME, Libraries
from components.views.local import say_count

_HELP = (
    "Libraries beside one another, each with its own articles, notes and history. The one that is "
    "open stands in the link."
)


def show(corpus: Corpus) -> None:
    """All libraries, and the ways to have another."""
    libraries = Libraries(library_url())
    with card("Libraries", _HELP):
        here = state.library() or HOME
        linked.rows(
            [_row(name, name == here, len(corpus.articles)) for name in libraries.names()],
            key="libraries",
            label="Libraries",
            on_pick=_act,
            height=400,
        )
        if corpus.articles.empty:
            note("The library that is open is empty.")
            st.page_link("components/app/pages/add.py", label="Add articles")
        left, right = beside("libraries", 1, 1)
        with left:
            _make(libraries)
            _export(here)
        with right:
            _take_in(libraries)
    if source := state.kept("copying"):
        _copy(libraries, source)


def offer_others() -> None:
    """Ways to the libraries beside one that cannot be opened."""
    try:
        names = Libraries(library_url()).names()
    except LibraryError:
        return
    for name in names:
        if name != (state.library() or HOME):
            # A name may look like Markdown, which a label would obey.
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button("Open", key=f"open-{name}", on_click=_open, args=(name,))
                st.text(name)


def _row(name: str, is_open: bool, articles: int) -> dict[str, Any]:
    told = (
        f"open now · {say_count(articles)} articles" if is_open else "open it to see what it holds"
    )
    return {
        "id": name,
        "score": None,
        "picked": is_open,
        "lines": [[[name, "strong"]], [[told, "quiet"]]],
        "actions": [*([] if is_open else [["open", "Open"]]), ["copy", "Copy"]],
    }


def _act(event: dict[str, Any]) -> None:
    if event["action"] == "copy":
        state.keep("copying", event["row"])
    else:
        _open(event["row"])


def _open(name: str) -> None:
    state.open_library("" if name == HOME else name)


def _make(libraries: Libraries) -> None:
    with st.form("make-library", border=False, clear_on_submit=True):
        name = st.text_input("Name of a new library")
        if st.form_submit_button("Make an empty library") and _try(lambda: libraries.make(name)):
            _open(" ".join(name.split()))
            st.rerun()


@st.dialog("Copy a library", on_dismiss=lambda: state.keep("copying", None))
def _copy(libraries: Libraries, source: str) -> None:
    st.text(f"Everything in {source}: articles, files, tags, notes, verdicts and history.")
    with st.form("copy-library", border=False):
        name = st.text_input("Name of the copy")
        asked = st.form_submit_button("Copy", type="primary")
    if asked:
        with st.spinner("Copying…"):
            done = _try(lambda: libraries.copy(source, name))
        if done:
            state.keep("copying", None)
            _open(" ".join(name.split()))
            st.rerun()


def _export(here: str) -> None:
    st.link_button(
        "Export this library",
        exporting.link(here),
        help="One file with everything in it: articles, files, tags, notes, verdicts and history.",
    )
    note("The file can be taken in again, here or by another Parallax, and nothing is lost.")


def _take_in(libraries: Libraries) -> None:
    key = f"import-{state.kept('imported', '')}"
    file = st.file_uploader("An exported library", type=["zip"], key=key)
    with st.form("take-in", border=False):
        name = st.text_input("Name for it")
        asked = st.form_submit_button("Import as a new library", disabled=file is None)
    if not asked or file is None:
        return
    with st.spinner("Importing…"), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exported library.zip"
        path.write_bytes(file.getbuffer())
        done = _try(lambda: libraries.take_in(path, name))
    if done:
        forget([file.file_id])
        _open(" ".join(name.split()))
        state.keep("imported", uuid4().hex)
        st.rerun()


def _try(act: Any) -> bool:
    """Whether it could be done; else it is said why not."""
    try:
        act()
    except (LibraryError, ValueError) as error:
        st.error("That could not be done.")
        st.text(str(error))
        return False
    return True
