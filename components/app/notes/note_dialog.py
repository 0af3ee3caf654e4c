"""The dialog in which a note is written, with its colour, and the notes of the reading view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.app import change_and_undo, state
from components.app.articles.details_form import name_articles
from components.app.caches import open_library
from components.app.change_and_undo import Done, attempt, by_change, change, show_trouble
from components.app.notes.colour_meanings import read_meanings, set_colour
from components.app.widgets import as_written
from components.corpus.annotations.verdicts import COLOURS
from components.text.segment import Span
from components.views.notes.note_marks import describe_colour

# Characters of the quoted place in the dialog.
QUOTED = 300


@dataclass(frozen=True)
class Draft:
    """A note that is being written, on a span of an article or on the whole of it.

    `number` is that of a stored note, 0 for a new one. `shown` is its text when it was opened: the
    note is stored only if nobody changed it meanwhile. `colour` is the one it had, "" for none.
    """

    article: str
    span: Span | None = None
    number: int = 0
    shown: str = ""
    colour: str = ""


def begin_note(article: str) -> None:
    """Open the dialog for a note on the whole article, in a callback."""
    state.keep("draft", Draft(article))


def take_event(article: str, spans: list[Span], event: dict[str, Any]) -> None:
    """Act on an event of the reading view: begin a note, edit or remove one.

    `spans` are the sentences of the article on screen; ends of a new note are given in them.
    """
    if event["kind"] == "note":
        start, end = selected_span(spans, event)
        if start < end:
            state.keep("draft", Draft(article, (start, end)))
    elif event["kind"] == "remove-note":
        change(lambda: remove_note(event["note"], article))
    elif event["kind"] == "edit-note":
        begin_editing(article, event["note"])


def selected_span(spans: list[Span], event: dict[str, Any]) -> Span:
    """The span of the text that was selected, from its ends in the sentences on screen."""
    start, end = (
        spans[int(event[side][1:])][0] + event[offset]
        for side, offset in (("from", "start"), ("to", "end"))
    )
    return start, end


def begin_editing(article: str, number: int) -> None:
    """Open the dialog for a stored note, in a callback."""
    for one in open_library.store().notes.of(article):
        if one.id == number:
            state.keep("draft", Draft(article, one.span, one.id, one.text, one.colour))


def remove_note(number: int, article: str) -> Done | None:
    """Remove a note; None when it was gone already."""
    words = f"Removed a note from {name_articles([article])}."
    return by_change(words, open_library.store().notes.remove(number, change_and_undo.who()))


def show_note_dialog() -> None:
    """Draw the dialog if a note is being written."""
    draft: Draft | None = state.kept("draft")
    if draft is not None and draft.article in open_library.corpus().known:
        _write(draft)


def _close() -> None:
    state.keep("draft", None)
    state.keep("trouble", None)


@st.dialog("Note", on_dismiss=_close)
def _write(draft: Draft) -> None:
    if draft.span:
        words = open_library.store().text(draft.article)[slice(*draft.span)]
        st.text(f"On “{words[:QUOTED]}{'…' if len(words) > QUOTED else ''}”")
    else:
        st.text(f"On {name_articles([draft.article])}")
    with st.form("note", border=False):
        text = st.text_area("Your note", draft.shown, height=120)
        colour = _ask_colour(draft.colour)
        st.caption("It is signed with your name, which you can change under “You” at the top.")
        saved = st.form_submit_button("Save", type="primary")
    if not saved:
        return
    if not text.strip():
        st.error("There is nothing to save yet: write something first.")
        return
    if attempt(lambda: _store(draft, text, colour)):
        state.keep("draft", None)
        state.rerun()
    _offer_mine(draft)
    show_trouble()


def _ask_colour(before: str) -> str:
    meanings = read_meanings()
    chosen = st.pills(
        "Colour",
        COLOURS,
        default=before or None,
        format_func=lambda name: as_written(describe_colour(name, meanings).capitalize()),
        help="What a colour stands for is written on the page Notes.",
    )
    return chosen or ""


def _offer_mine(draft: Draft) -> None:
    """After a conflict the next Save is against what stands there now."""
    notes = open_library.store().notes.of(draft.article)
    now = [one.text for one in notes if one.id == draft.number]
    if now and now[0] != draft.shown:
        state.keep("draft", replace(draft, shown=now[0]))
        st.warning("Save again to replace it with yours, or close this to keep theirs.")


def _store(draft: Draft, text: str, colour: str) -> Done | None:
    """Store the note and its colour as one change, which one undo takes back."""
    store, who = open_library.store(), change_and_undo.who()
    notes = store.notes
    about = name_articles([draft.article])
    if not draft.number:
        start, end = draft.span or (None, None)
        with store.together():
            number = notes.add(draft.article, text, who, start, end)
            if colour:
                set_colour(number, colour)
        words = f"Added a note on {about}."

        def undo() -> Done:
            done = remove_note(number, draft.article) or Done("")
            return replace(done, words=words, taken_back=True)

        return Done(words, undo)
    with store.together():
        made = notes.edit(draft.number, text, who, expected=draft.shown)
        recoloured = set_colour(draft.number, colour) if colour != draft.colour else 0
    words = f"Changed a note on {about}."
    return _by_both(words, made, recoloured)


def _by_both(words: str, edited: int, recoloured: int) -> Done | None:
    if not recoloured:
        return by_change(words, edited)

    def undo() -> Done:
        store, who = open_library.store(), change_and_undo.who()
        with store.together():
            store.verdicts.undo(recoloured, who)
            if edited:
                store.undo(edited, who)
        return Done(words, taken_back=True)

    return Done(words, undo)
