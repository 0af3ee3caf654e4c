"""Audit of a library where people sign in: who wrote what, for administrators."""

from __future__ import annotations

import streamlit as st

from components.app import custom_components, state
from components.app.access.sign_in import is_asked
from components.app.caches import open_library
from components.app.cards import card, note, note_cut
from components.corpus.database.roles import Role, may
from components.views.audit_rows import list_details, make_rows, make_table

SHOWN = 100
_HELP = (
    "What each person who signed in wrote into this library, also what was undone or deleted "
    "since. Nothing in Parallax can change or delete an entry. Click one for its details; the "
    "exported table has all of them."
)
_BROKEN = (
    "Some entries do not fit together: somebody changed or took out entries by other means than "
    "Parallax. The table says which."
)


def show() -> None:
    """The latest entries; nothing where nobody signs in, or for who is no administrator."""
    if not is_asked() or not may(Role.ADMINISTRATOR):
        return
    store = open_library.store()
    entries = store.audit.entries(SHOWN)
    with card("Who did what", _HELP, lambda: make_table(store.audit.entries())):
        if not entries:
            note("Nobody has written anything yet since people sign in.")
            return
        if not all(entry.is_whole for entry in entries):
            st.error(_BROKEN)
        opened = state.kept("entry", 0)
        custom_components.rows(
            make_rows(entries, state.time_zone(), opened),
            key="audit",
            label="Who did what",
            on_event=lambda event: state.keep("entry", int(event["row"])),
            height=400,
        )
        for entry in entries:
            if entry.number == opened:
                st.text(list_details(entry))
        if len(entries) == SHOWN:
            note_cut(f"The latest {SHOWN}; the table has all.")
