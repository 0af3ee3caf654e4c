"""Pausing the analysis of a library, for everybody who reads it, and going on with it."""

from __future__ import annotations

import streamlit as st

from components.app import state
from components.app.caches import open_library
from components.app.change_and_undo import attempt, who
from components.corpus.database.roles import Role, may
from components.views.faults import describe_paused
from components.views.locale_formatting import format_signature

_HELP = (
    "For everybody who reads this library. Files are read on; what is analysed by then is kept, "
    "and goes on from there."
)


def offer_pause() -> None:
    """A button that pauses the analysis; nothing where it is paused or nothing can be stored."""
    store = open_library.store()
    if store.read_only or store.results.paused():
        return
    if st.button(
        "Pause the analysis",
        key="pause-analysis",
        type="tertiary",
        help=_HELP,
        disabled=not may(Role.ANALYST),
    ):
        attempt(lambda: store.results.pause(who()))
        state.rerun()


def show_paused() -> None:
    """Say who paused the analysis of this library, and let any analyst go on with it."""
    store = open_library.store()
    if (paused := store.results.paused()) is None:
        return
    with st.container(key="paused"):
        signature = format_signature(paused.who, paused.since, state.time_zone())
        st.text(describe_paused(signature))
        if not store.read_only and st.button(
            "Go on", key="resume-analysis", disabled=not may(Role.ANALYST)
        ):
            attempt(store.results.resume)
            state.rerun()
