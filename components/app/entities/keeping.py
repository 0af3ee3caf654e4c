"""Keep decisions in the library, take them back, and show them all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import streamlit as st

from components.analysis.entities import Decision, write_decision
from components.app import analyst, cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.snapshot import Corpus
from components.corpus.errors import LibraryError
from components.views.decisions import decision_rows, decision_table, say_decision
from components.views.local import say_count

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
        store = cached.store()
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
        st.text(f"Decided: {say_decision(decision, corpus.labels)}.")
        st.button("Undo", on_click=undo, key="undo-decision")
        st.button("Keep", on_click=state.keep, args=(_LATEST, None), key="keep-decision")


def _take_back(number: int) -> None:
    try:
        cached.store().verdicts.undo(number, analyst.who())
    except LibraryError as error:
        state.keep(_TROUBLE, str(error))


def show_history(corpus: Corpus) -> None:
    """Every decision about an entity, each with who made it, when, and the way back."""
    history = cached.store().verdicts.history(KIND)
    with card("Decisions about entities", _HELP, lambda: decision_table(history, corpus.labels)):
        if history.empty:
            note("No decisions yet. Select an entity to merge, split, rename or hide it.")
            return
        rows = decision_rows(history, corpus.labels, state.time_zone())
        linked.rows(rows[:SHOWN], key="decisions", label="Decisions", on_pick=_undo_row, height=360)
        if len(rows) > SHOWN:
            note_cut(f"The latest {SHOWN} of {say_count(len(rows))}; the table has all.")


def _undo_row(event: dict[str, Any]) -> None:
    if event["action"] == "undo":
        _take_back(int(event["row"]))
        state.keep(_LATEST, None)
