"""Gazetteer of the analyst: a CSV of names in the library that takes precedence over the rules."""

from __future__ import annotations

import csv
import io

import pandas as pd
import streamlit as st

from components.analysis.entities import Gazetteer, read_gazetteer
from components.app import change_and_undo, state
from components.app.access.list_uploads import MEGABYTES
from components.app.caches import open_library
from components.app.caches.selection_cache import list_forms
from components.app.cards import card, note
from components.app.export.downloads import offer_file
from components.app.tables.snapshot import Corpus
from components.app.widgets import as_written
from components.app.worker.result_tables import NAME_LIST
from components.corpus.database.errors import LibraryError
from components.views.export.table_files import escape_formulas
from components.views.locale_formatting import count_of, format_day
from components.views.naming.entity_types import ONE_OF_TYPE, TYPE_NAMES

_KEY = "list"
_TROUBLE = "list-trouble"
_TYPES = ", ".join(f"{kind} ({TYPE_NAMES[kind]})" for kind in ONE_OF_TYPE)
_HELP = (
    "A CSV file with one name per line: the name, its type and its other forms. The types are "
    f"{_TYPES}. These names are found wherever they occur, and take precedence over the rules. The "
    "list is stored in the library and exported with it."
)


def show_analyst_gazetteer(corpus: Corpus) -> None:
    """Draw the list in use, its downloads, and the controls to replace, stop or restore it."""
    history = open_library.store().verdicts.history(NAME_LIST, _KEY)
    stored = history["value"].iloc[-1] if len(history) else ""
    with card("Your list of names", _HELP):
        if stored:
            last = history.iloc[-1]
            names = len(read_gazetteer(stored.encode()).names)
            note(f"In use: {count_of(names, 'name', 'names')}, since {format_day(last['when'])}.")
            st.text(f"{last['note']} by {last['who']}")
        else:
            note(
                "No list is in use. You can begin with the names that were found, and correct them."
            )
        with st.container(horizontal=True):
            _offer_files(corpus, stored)
            if len(history):
                _offer_return(int(history["number"].iloc[-1]), bool(stored))
        if not open_library.store().read_only:
            _take_file()


def _offer_files(corpus: Corpus, stored: str) -> None:
    if stored:
        offer_file(
            "Download the list",
            escape_formulas(stored).encode,
            "names.csv",
            "text/csv",
            "list-held",
        )
    found = "Download the names found"
    offer_file(
        found, lambda: _write(list_forms(corpus)), "names-found.csv", "text/csv", "list-found"
    )


def _write(forms: pd.DataFrame) -> bytes:
    """The entities as a CSV in the form that is read, in UTF-8 with a byte order mark."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(["name", "type", "alias"])
    for row in forms.itertuples():
        writer.writerow([row.entity, row.type, *(form for form in row.forms if form != row.entity)])
    return escape_formulas(sink.getvalue()).encode("utf-8-sig")


def _offer_return(number: int, holds: bool) -> None:
    def take_back() -> None:
        try:
            open_library.store().verdicts.undo(number, change_and_undo.who())
        except LibraryError as error:
            state.keep(_TROUBLE, str(error))

    st.button("Stop using the list" if holds else "Use the last list again", on_click=take_back)
    trouble = state.kept(_TROUBLE, "")
    if trouble:
        st.warning(as_written(trouble))
        state.keep(_TROUBLE, "")


def _take_file() -> None:
    turn = state.kept("list-turn", 0)
    key = f"list-{turn}"
    file = st.file_uploader(
        "A list of names", type=["csv", "txt", "tsv"], key=key, max_upload_size=MEGABYTES
    )
    if file is None:
        return
    read = read_gazetteer(file.getvalue())
    _show_problems(read)

    def use() -> None:
        now = state.widget(key)
        if now is None or not read_gazetteer(now.getvalue()).names:
            return
        text = now.getvalue().decode("utf-8-sig")
        try:
            open_library.store().verdicts.set(
                NAME_LIST, _KEY, text, note=now.name, who=change_and_undo.who()
            )
        except LibraryError as error:
            state.keep(_TROUBLE, str(error))
        state.keep("list-turn", turn + 1)

    if read.names:
        st.button(
            f"Use these {count_of(len(read.names), 'name', 'names')}", type="primary", on_click=use
        )


def _show_problems(read: Gazetteer) -> None:
    """The lines that cannot be used, each with its reason, as plain text: they quote the file."""
    if read.problems:
        st.warning(f"{count_of(len(read.problems), 'line', 'lines')} cannot be used:")
        st.text("\n".join(read.problems))
