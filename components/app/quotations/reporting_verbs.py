"""Reporting verbs that the analyst adds to the built-in list."""

from __future__ import annotations

import re

import streamlit as st

from components.app import change_and_undo, state
from components.app.caches import open_library
from components.app.cards import card, note
from components.app.worker.result_tables import VERB, added_verbs

MOST_VERBS = 50
_VERB_FORM = re.compile(r"[^\W\d_]{2,30}")
_VERBS = (
    "Verbs that introduce speech in your articles and are not in the built-in list. English: the "
    "base form (opine). Other languages: the form used in the text."
)


def show_verbs() -> None:
    """Draw the field for reporting verbs that are not in the built-in list."""
    store = open_library.store()
    verbs = added_verbs(store)

    def store_verbs() -> None:
        wanted = {verb.strip().lower() for verb in state.widget("verbs") or []}
        valid = {verb for verb in wanted if _VERB_FORM.fullmatch(verb)}
        state.keep("verbs-refused", len(wanted - valid))
        for verb in sorted(valid ^ set(verbs)):
            store.verdicts.set(
                VERB, verb, "say" if verb in valid else "", who=change_and_undo.who()
            )

    with card("Reporting verbs of your own", _VERBS):
        st.multiselect(
            "Verbs",
            list(verbs),
            default=list(verbs),
            key="verbs",
            accept_new_options=True,
            filter_mode="prefix",
            select_all=False,
            max_selections=MOST_VERBS,
            placeholder="opine",
            on_change=store_verbs,
            disabled=store.read_only,
        )
        if state.kept("verbs-refused", 0):
            note("A verb must be one word made of letters; other entries were left out.")
        if verbs:
            note("When this list changes, all articles are read again for quotations.")
