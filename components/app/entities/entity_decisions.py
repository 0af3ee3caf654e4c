"""Entity card: surface forms of the selected entity, and decisions about entities with undo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from components.analysis.entities import Decision, Preview, preview, write_decision
from components.analysis.entities.mention_counts import count_forms
from components.analysis.selection import Selection
from components.app import change_and_undo, custom_components, state
from components.app.caches import open_library
from components.app.cards import card, note, note_cut
from components.app.entities.decision_form import ask_decision, read_decision
from components.app.fragments import section
from components.app.navigation import open_place
from components.app.tables.snapshot import Corpus
from components.app.widgets import as_written
from components.corpus.database.errors import LibraryError
from components.text.plural import agree
from components.views.entities.entity_charts import form_grid
from components.views.entities.entity_rows import (
    decision_rows,
    decision_table,
    describe_decision,
    describe_preview,
    mention_rows,
)
from components.views.locale_formatting import count_of, format_count
from components.views.naming.entity_types import TYPE_NAMES

EXAMPLES = 4
DECISIONS_SHOWN = 50
_FEW_FORMS, _FORMS_HEIGHT = 5, 240
_KIND = "entity"
_LATEST, _TROUBLE = "decision", "decision-trouble"
_FORMS = (
    "The forms that are counted under this name in the whole library, with the reason for each. "
    "A form without a reason is the name itself."
)
_DECIDE = (
    "Your decision applies to every chart, also to articles added later and whenever names are "
    "read again. You can withdraw it at any time."
)
_HISTORY = (
    "What analysts decided about entities, the newest first. A withdrawn decision stays in this "
    "list and can be made again. An exported library includes these decisions."
)


@section
def show_card(corpus: Corpus, selection: Selection) -> None:
    """Draw the surface forms of the selected entity."""
    own = corpus.mentions[corpus.mentions["entity"] == selection.entity]
    if own.empty:
        note("There are no mentions under this name: it was merged or hidden, or was never found.")
        return
    forms = count_forms(own, selection.entity)
    with card("The selected entity", _FORMS, forms):
        kind = _list_types(own)[0]
        st.text(selection.entity)
        counted = count_of(len(own), "mention", "mentions")
        articles = count_of(int(own["article"].nunique()), "article", "articles")
        note(f"{TYPE_NAMES.get(kind, kind)}: {counted} in {articles}")
        _show_forms(forms)
        _note_uncertain(own)


@section
def show_form(corpus: Corpus, selection: Selection) -> None:
    """Draw the form for a decision on the selected entity, where it has a mention."""
    own = corpus.mentions[corpus.mentions["entity"] == selection.entity]
    if own.empty:
        return
    with card("Is that right?", _DECIDE):
        if open_library.store().read_only:
            note("This library can only be read, so nothing can be decided.")
            return
        _decide(corpus, selection.entity, _choose_type(own))


def _show_forms(forms: pd.DataFrame) -> None:
    with st.container(height=_FORMS_HEIGHT if len(forms) > _FEW_FORMS else "content", border=False):
        custom_components.grid(
            form_grid(forms), key="forms", label="Forms of the name", on_event=lambda event: None
        )


def _list_types(own: pd.DataFrame) -> list[str]:
    """The types of these mentions, the most frequent first."""
    return [str(kind) for kind in own["type"].astype(str).value_counts().index]


def _choose_type(own: pd.DataFrame) -> str:
    kinds = _list_types(own)
    if len(kinds) == 1:
        return kinds[0]
    chosen = st.selectbox(
        "Several entities have this name",
        kinds,
        format_func=lambda kind: TYPE_NAMES.get(kind, kind),
    )
    return str(chosen)


def _note_uncertain(own: pd.DataFrame) -> None:
    """How many mentions were linked by other articles, or left apart, and may be wrong."""
    for column, words in (
        ("inferred", "assigned from the rest of the library, not from the name itself"),
        ("ambiguous", "left separate, because the name could mean somebody else"),
    ):
        count = int(own[column].sum()) if column in own else 0
        if count:
            note(f"{format_count(count)} of them {agree(count, 'was', 'were')} {words}.")


def _decide(corpus: Corpus, entity: str, kind: str) -> None:
    turn = _turn()
    decision = ask_decision(corpus, entity, kind, turn)
    if decision is None:
        return
    seen = preview(corpus.mentions, decision)
    st.text(describe_decision(decision, corpus.labels))
    st.text(describe_preview(decision, seen))
    _show_examples(corpus, seen)

    def take() -> None:
        now = read_decision(corpus, entity, kind, turn)
        if now is not None and not preview(corpus.mentions, now).changed.empty:
            _store(now)

    st.button("Decide", type="primary", disabled=seen.changed.empty, on_click=take, key="decide")


def _turn() -> int:
    """Another number after each decision of this session, with which the form begins again."""
    latest = state.kept(_LATEST)
    return latest[0] if latest else 0


def _show_examples(corpus: Corpus, seen: Preview) -> None:
    """A mention of each of the first articles, so that one form does not hide the others."""
    some = seen.changed.drop_duplicates(["article", "surface"]).head(EXAMPLES)
    if some.empty:
        return
    texts = open_library.store().texts(list(dict.fromkeys(some["article"].astype(str))))
    custom_components.rows(
        mention_rows(some, texts, corpus.labels),
        key="preview",
        label="What would change",
        on_event=lambda event: open_place(event["row"]),
    )
    if len(seen.changed) > len(some):
        note_cut(f"Examples: {len(some)} of {format_count(len(seen.changed))}.")


def _store(decision: Decision) -> None:
    """Store a decision, and select the entity under its new name."""
    if not store_decision(decision):
        return
    if decision.kind in ("merge", "rename"):
        state.put("entity", decision.into)
    elif decision.kind in ("hide", "reject"):
        state.clear("entity")


def store_decision(decision: Decision) -> bool:
    """Store a decision, and offer to undo it; False where the library could not take it.

    The selection stays as it is.
    """
    # Keys sort as they were made, which is the order in which decisions are applied.
    key = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:6]}"
    try:
        store = open_library.store()
        number = store.verdicts.set(_KIND, key, write_decision(decision), who=change_and_undo.who())
    except LibraryError as error:
        state.keep(_TROUBLE, str(error))
        return False
    state.keep(_LATEST, (number, decision, state.read().entity))
    return True


def show_latest(corpus: Corpus) -> None:
    """Draw the last decision of this session, if there is one, with a button that undoes it."""
    trouble = state.kept(_TROUBLE, "")
    if trouble:
        st.warning(as_written(trouble))
        state.keep(_TROUBLE, "")
    latest = state.kept(_LATEST)
    if latest is None:
        return
    number, decision, before = latest

    def undo() -> None:
        _undo(number)
        state.keep(_LATEST, None)
        state.put("entity", before)

    with st.container(horizontal=True, vertical_alignment="center", key="decided"):
        st.text(f"Decided: {describe_decision(decision, corpus.labels)}.")
        st.button("Undo", on_click=undo, key="undo-decision")
        st.button("Keep", on_click=state.keep, args=(_LATEST, None), key="keep-decision")


def _undo(number: int) -> None:
    try:
        open_library.store().verdicts.undo(number, change_and_undo.who())
    except LibraryError as error:
        state.keep(_TROUBLE, str(error))


def show_history(corpus: Corpus) -> None:
    """Draw every decision about an entity with its author and time; each can be undone."""
    history = open_library.store().verdicts.history(_KIND)
    with card("Decisions about entities", _HISTORY, lambda: decision_table(history, corpus.labels)):
        if history.empty:
            note("No decisions yet. Select an entity to merge, split, rename or hide it.")
            return
        rows = decision_rows(history, corpus.labels, state.time_zone())
        custom_components.rows(
            rows[:DECISIONS_SHOWN],
            key="decisions",
            label="Decisions",
            on_event=_undo_row,
            height=360,
        )
        if len(rows) > DECISIONS_SHOWN:
            note_cut(
                f"The latest {DECISIONS_SHOWN} of {format_count(len(rows))}; the table has all."
            )


def _undo_row(event: dict[str, Any]) -> None:
    if event["action"] == "undo":
        _undo(int(event["row"]))
        state.keep(_LATEST, None)
