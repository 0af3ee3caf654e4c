"""What the colours of notes stand for in this library: read, asked for, and set."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.app import change_and_undo, state
from components.app.caches import open_library
from components.app.change_and_undo import Done, by_verdicts, change
from components.app.widgets import keyed_callback
from components.corpus.annotations.verdicts import COLOUR_MEANING, COLOURS, NOTE_COLOUR
from components.views.notes.note_marks import describe_colour

LONGEST_MEANING = 40


def read_meanings() -> dict[str, str]:
    """What the colours stand for, by name; a colour without a meaning is not in it."""
    held = open_library.written().verdicts(COLOUR_MEANING, "")
    return dict(zip(held["key"], held["value"], strict=True))


def set_colour(number: int, colour: str) -> int:
    """Give a note a colour, "" for none; gives the number of the verdict, for its undo."""
    verdicts = open_library.store().verdicts
    return verdicts.set(NOTE_COLOUR, str(number), colour, "", change_and_undo.who())


def show_meanings() -> None:
    """Draw the menu with what each colour stands for, to read and to change."""
    meanings = read_meanings()
    with st.popover("Colours", help="What each colour of a note stands for", key="colour-meanings"):
        st.caption("What a colour stands for in this library, for everybody who works in it.")
        for colour in COLOURS:
            before = meanings.get(colour, "")
            key = f"meaning-{colour}-{before}"
            st.text_input(
                colour.capitalize(),
                before,
                max_chars=LONGEST_MEANING,
                placeholder="such as: to check",
                key=key,
                on_change=keyed_callback(
                    f"meaning-{colour}", key, partial(_take_meaning, colour, before, key)
                ),
            )


def _take_meaning(colour: str, before: str, key: str) -> None:
    wanted = " ".join(str(state.widget(key) or "").split())[:LONGEST_MEANING]
    if wanted != before:
        change(lambda: _set_meaning(colour, before, wanted))


def _set_meaning(colour: str, before: str, wanted: str) -> Done:
    verdicts, who = open_library.store().verdicts, change_and_undo.who()
    made = verdicts.set(COLOUR_MEANING, colour, wanted, "", who, expected=before)
    words = f"The colour of notes is now “{describe_colour(colour, {colour: wanted})}”."
    return by_verdicts(words, [made])
