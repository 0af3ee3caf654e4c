"""The switch among the settings that counts copies of a text once, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.analysis.selection import ONCE_FROM, ONCE_UP_TO, ONCE_USUAL, Settings
from components.app import custom_components, state
from components.app.caches.counting_cache import describe_left_out, find_left_out, read_shares
from components.app.cards import note
from components.app.navigation import open_pair
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.views.copies import copy_rows, group_copies
from components.views.locale_formatting import format_count
from components.views.measures.measure_explanations import explain

LISTED = 50


def choose_once(corpus: Corpus, settings: Settings) -> None:
    """Draw the switch and its share; when it is on also which article stands for which."""
    key = f"once-{settings.once}"
    st.toggle(
        "Count copies of a text once",
        bool(settings.once),
        key=key,
        help=explain("counted once"),
        on_change=keyed_callback(
            "count-once", key, lambda: _count_from(ONCE_USUAL if state.widget(key) else 0)
        ),
    )
    if settings.once:
        _choose_share(settings.once)
        _list_copies(corpus)


def _choose_share(once: int) -> None:
    key = f"once-share-{once}"
    st.slider(
        "A copy has this share of its words in another article, %",
        ONCE_FROM,
        ONCE_UP_TO,
        once,
        5,
        key=key,
        on_change=keyed_callback("once-share", key, lambda: _count_from(state.widget(key))),
    )


def _count_from(once: int) -> None:
    state.change_settings(replace(state.settings(), once=once))


def _list_copies(corpus: Corpus) -> None:
    note(describe_left_out(corpus, state.read()))
    groups = group_copies(find_left_out(corpus, state.read()))
    copies = [(copy, counts) for counts, own in groups.items() for copy in own]
    some = copies[:LISTED]
    if some:
        custom_components.rows(
            copy_rows(
                some,
                read_shares(corpus, tuple(some)),
                (corpus.ticks, corpus.labels),
                state.settings().once,
            ),
            key="copies",
            label="Copies left out of counts",
            on_event=lambda event: open_pair(*event["row"].split(".")),
            height=240,
        )
    if len(copies) > LISTED:
        note(f"The first {LISTED} of {format_count(len(copies))}; the workbook has all.")
