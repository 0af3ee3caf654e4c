"""Notes: write one on an article or on marked words, change it, take it off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.app import analyst, cached, state
from components.app.articles.editing import name_articles
from components.app.changing import Done, attempt, by_change, change, show_trouble
from components.text.segment import Span

QUOTED = 300


@dataclass(frozen=True)
class Draft:
    """A note being written: on a span or on the whole article, new or one that is there.

    `shown` is the text it had when it was opened, against which it is stored.
    """

    article: str
    span: Span | None = None
    number: int = 0
    shown: str = ""


def begin(article: str) -> None:
    """Open the dialog for a note on the whole article, in a callback."""
    state.keep("draft", Draft(article))


def take(article: str, spans: list[Span], event: dict[str, Any]) -> None:
    """Do what the reading view asks for; `spans` are the sentences of the article it shows."""
    if event["kind"] == "note":
        start = spans[int(event["from"][1:])][0] + event["start"]
        end = spans[int(event["to"][1:])][0] + event["end"]
        if start < end:
            state.keep("draft", Draft(article, (start, end)))
    elif event["kind"] == "remove-note":
        change(lambda: remove_note(event["note"], article))
    elif event["kind"] == "edit-note":
        found = [one for one in cached.store().notes.of(article) if one.id == event["note"]]
        for one in found:
            span = None if one.start is None or one.end is None else (one.start, one.end)
            state.keep("draft", Draft(article, span, one.id, one.text))


def remove_note(number: int, article: str) -> Done | None:
    """Take a note off."""
    words = f"Removed a note from {name_articles([article])}."
    return by_change(words, cached.store().notes.remove(number, analyst.who()))


def show_dialog() -> None:
    """The dialog, when one was asked for."""
    draft: Draft | None = state.kept("draft")
    if draft is not None and draft.article in cached.corpus().known:
        _write(draft)


def _close() -> None:
    state.keep("draft", None)
    state.keep("trouble", None)


@st.dialog("Note", on_dismiss=_close)
def _write(draft: Draft) -> None:
    if draft.span:
        words = cached.store().text(draft.article)[slice(*draft.span)]
        st.text(f"On “{words[:QUOTED]}{'…' if len(words) > QUOTED else ''}”")
    else:
        st.text(f"On {name_articles([draft.article])}")
    with st.form("note", border=False):
        text = st.text_area("Your note", draft.shown, height=120)
        st.caption("It is signed with your name, which you can change under “You” at the top.")
        saved = st.form_submit_button("Save", type="primary")
    if not saved:
        return
    if not text.strip():
        st.error("There is nothing to save yet: write something first.")
        return
    if attempt(lambda: _store(draft, text)):
        state.keep("draft", None)
        state.draw_anew()
    _offer_mine(draft)
    show_trouble()


def _offer_mine(draft: Draft) -> None:
    """After a conflict the next Save is against what stands there now."""
    now = [one.text for one in cached.store().notes.of(draft.article) if one.id == draft.number]
    if now and now[0] != draft.shown:
        state.keep("draft", replace(draft, shown=now[0]))
        st.warning("Save again to replace it with yours, or close this to keep theirs.")


def _store(draft: Draft, text: str) -> Done | None:
    notes, who = cached.store().notes, analyst.who()
    if draft.number:
        made = notes.edit(draft.number, text, who, expected=draft.shown)
        return by_change(f"Changed a note on {name_articles([draft.article])}.", made)
    start, end = draft.span or (None, None)
    number = notes.add(draft.article, text, who, start, end)
    words = f"Added a note on {name_articles([draft.article])}."

    def undo() -> Done:
        return replace(remove_note(number, draft.article) or Done(""), words=words, taken_back=True)

    return Done(words, undo)
