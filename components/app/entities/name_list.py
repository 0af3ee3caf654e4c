"""The analyst's own list of names: a CSV that wins over the rules, kept in the library."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from components.analysis.entities import Decision, Gazetteer, read_gazetteer, write_decision
from components.app import analyst, custom_components, state
from components.app.caches import library_cache
from components.app.caches.selection_cache import list_forms
from components.app.caches.snapshot import Corpus
from components.app.cards import card, note, note_cut
from components.app.export.downloads import offer_file
from components.app.worker.result_tables import NAME_LIST
from components.corpus.database.errors import LibraryError
from components.views.entities.entity_rows import decision_rows, decision_table, describe_decision
from components.views.export.table_files import escape_formulas
from components.views.formatting import count_of, format_count, format_day

SHOWN = 50
KIND = "entity"
_LATEST, _TROUBLE = "decision", "decision-trouble"
_HELP = (
    "What analysts decided about entities, the newest first. A withdrawn decision stays in this "
    "list and can be made again. An exported library includes these decisions."
)


def keep_decision(decision: Decision) -> None:
    """Let a decision hold from now on, and go with the entity where it goes."""
    # Keys sort as they were made, which is the order in which decisions are applied.
    key = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:6]}"
    try:
        store = library_cache.store()
        number = store.verdicts.set(KIND, key, write_decision(decision), who=analyst.who())
    except LibraryError as error:
        state.keep(_TROUBLE, str(error))
        return
    before = state.read().entity
    state.keep(_LATEST, (number, decision, before))
    if decision.kind in ("merge", "rename"):
        state.put("entity", decision.into)
    elif decision.kind in ("hide", "reject"):
        state.clear("entity")


def turn() -> int:
    """Another number after each decision of this session."""
    latest = state.kept(_LATEST)
    return latest[0] if latest else 0


def show_latest(corpus: Corpus) -> None:
    """What was decided last in this session, with the way back."""
    trouble = state.kept(_TROUBLE, "")
    if trouble:
        st.warning(trouble)
        state.keep(_TROUBLE, "")
    latest = state.kept(_LATEST)
    if latest is None:
        return
    number, decision, before = latest

    def undo() -> None:
        _take_back(number)
        state.keep(_LATEST, None)
        state.put("entity", before)

    with st.container(horizontal=True, vertical_alignment="center", key="decided"):
        st.text(f"Decided: {describe_decision(decision, corpus.labels)}.")
        st.button("Undo", on_click=undo, key="undo-decision")
        st.button("Keep", on_click=state.keep, args=(_LATEST, None), key="keep-decision")


def _take_back(number: int) -> None:
    try:
        library_cache.store().verdicts.undo(number, analyst.who())
    except LibraryError as error:
        state.keep(_TROUBLE, str(error))


def show_history(corpus: Corpus) -> None:
    """Every decision about an entity, each with who made it, when, and the way back."""
    history = library_cache.store().verdicts.history(KIND)
    with card("Decisions about entities", _HELP, lambda: decision_table(history, corpus.labels)):
        if history.empty:
            note("No decisions yet. Select an entity to merge, split, rename or hide it.")
            return
        rows = decision_rows(history, corpus.labels, state.time_zone())
        custom_components.rows(
            rows[:SHOWN], key="decisions", label="Decisions", on_pick=_undo_row, height=360
        )
        if len(rows) > SHOWN:
            note_cut(f"The latest {SHOWN} of {format_count(len(rows))}; the table has all.")


def _undo_row(event: dict[str, Any]) -> None:
    if event["action"] == "undo":
        _take_back(int(event["row"]))
        state.keep(_LATEST, None)


_KEY = "list"
_HELP_NAME_LIST = (
    "A CSV file with one name per line: the name, its type (PERSON, ORG, GPE, LOC, NORP, FAC, "
    "EVENT) and its other forms. These names are found wherever they occur, and take precedence "
    "over the rules. The list is stored in the library and exported with it."
)


def show_name_list(corpus: Corpus) -> None:
    """What is in force, a way to bring another, to take it away and to get back the last one."""
    history = library_cache.store().verdicts.history(NAME_LIST, _KEY)
    held = history["value"].iloc[-1] if len(history) else ""
    with card("Your list of names", _HELP_NAME_LIST):
        if held:
            last = history.iloc[-1]
            names = len(read_gazetteer(held.encode()).names)
            note(f"In use: {count_of(names, 'name', 'names')}, since {format_day(last['when'])}.")
            st.text(f"{last['note']} by {last['who']}")
        else:
            note(
                "No list is in use. You can begin with the names that were found, and correct them."
            )
        with st.container(horizontal=True):
            _offer_files(corpus, held)
            if len(history):
                _offer_return(int(history["number"].iloc[-1]), bool(held))
        if not library_cache.store().read_only:
            _take_file()


def _offer_files(corpus: Corpus, held: str) -> None:
    if held:
        offer_file(
            "Download the list", escape_formulas(held).encode, "names.csv", "text/csv", "list-held"
        )
    found = "Download the names found"
    offer_file(
        found, lambda: _write(list_forms(corpus)), "names-found.csv", "text/csv", "list-found"
    )


def _write(forms: pd.DataFrame) -> bytes:
    """The entities as such a list: what is read in can be read out again."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(["name", "type", "alias"])
    for row in forms.itertuples():
        writer.writerow([row.entity, row.type, *(form for form in row.forms if form != row.entity)])
    return escape_formulas(sink.getvalue()).encode("utf-8-sig")


def _offer_return(number: int, holds: bool) -> None:
    def take_back() -> None:
        try:
            library_cache.store().verdicts.undo(number, analyst.who())
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
            library_cache.store().verdicts.set(
                NAME_LIST, _KEY, text, note=file.name, who=analyst.who()
            )
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
