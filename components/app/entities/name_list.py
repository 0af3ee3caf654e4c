"""The analyst's own list of names: a CSV that wins over the rules, kept in the library."""

from __future__ import annotations

import csv
import io

import pandas as pd
import streamlit as st

from components.analysis.entities import Gazetteer, read_gazetteer
from components.app import analyst, cached, state
from components.app.cards import card, note
from components.app.entities.cached import list_forms
from components.app.leaving.offers import offer
from components.app.snapshot import Corpus
from components.app.worker.expected import NAME_LIST
from components.corpus.errors import LibraryError
from components.views.export import defuse
from components.views.local import count_of, say_day

_KEY = "list"
_HELP = (
    "A CSV file with one name per line: the name, its type (PERSON, ORG, GPE, LOC, NORP, FAC, "
    "EVENT) and its other forms. These names are found wherever they occur, and take precedence "
    "over the rules. The list is stored in the library and exported with it."
)


def show_name_list(corpus: Corpus) -> None:
    """What is in force, a way to bring another, to take it away and to get back the last one."""
    history = cached.store().verdicts.history(NAME_LIST, _KEY)
    held = history["value"].iloc[-1] if len(history) else ""
    with card("Your list of names", _HELP):
        if held:
            last = history.iloc[-1]
            names = len(read_gazetteer(held.encode()).names)
            note(f"In use: {count_of(names, 'name', 'names')}, since {say_day(last['when'])}.")
            st.text(f"{last['note']} by {last['who']}")
        else:
            note(
                "No list is in use. You can begin with the names that were found, and correct them."
            )
        with st.container(horizontal=True):
            _offer_files(corpus, held)
            if len(history):
                _offer_return(int(history["number"].iloc[-1]), bool(held))
        if not cached.store().read_only:
            _take_file()


def _offer_files(corpus: Corpus, held: str) -> None:
    if held:
        offer("Download the list", defuse(held).encode, "names.csv", "text/csv", "list-held")
    found = "Download the names found"
    offer(found, lambda: _write(list_forms(corpus)), "names-found.csv", "text/csv", "list-found")


def _write(forms: pd.DataFrame) -> bytes:
    """The entities as such a list: what is read in can be read out again."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(["name", "type", "alias"])
    for row in forms.itertuples():
        writer.writerow([row.entity, row.type, *(form for form in row.forms if form != row.entity)])
    return defuse(sink.getvalue()).encode("utf-8-sig")


def _offer_return(number: int, holds: bool) -> None:
    def take_back() -> None:
        try:
            cached.store().verdicts.undo(number, analyst.who())
        except LibraryError as error:
            state.keep("list-trouble", str(error))

    st.button("Stop using the list" if holds else "Use the last list again", on_click=take_back)
    trouble = state.kept("list-trouble", "")
    if trouble:
        st.warning(trouble)
        state.keep("list-trouble", "")


def _take_file() -> None:
    turn = state.kept("list-turn", 0)
    file = st.file_uploader("A list of names", type=["csv", "txt", "tsv"], key=f"list-{turn}")
    if file is None:
        return
    data = file.getvalue()
    read = read_gazetteer(data)
    _say_problems(read)

    def use() -> None:
        text = data.decode("utf-8-sig")
        try:
            cached.store().verdicts.set(NAME_LIST, _KEY, text, note=file.name, who=analyst.who())
        except LibraryError as error:
            state.keep("list-trouble", str(error))
        state.keep("list-turn", turn + 1)

    if read.names:
        st.button(
            f"Use these {count_of(len(read.names), 'name', 'names')}", type="primary", on_click=use
        )


def _say_problems(read: Gazetteer) -> None:
    """Lines that cannot be used, each with its reason; they hold words of the file."""
    if read.problems:
        st.warning(f"{count_of(len(read.problems), 'line', 'lines')} cannot be used:")
        st.text("\n".join(read.problems))
