"""Notes, tags and verdicts of analysts: the list of all, and the dialog to write a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.articles.details_form import name_articles
from components.app.caches import open_library
from components.app.cards import beside, card, note, note_cut
from components.app.change_and_undo import (
    Done,
    attempt,
    by_batches,
    by_change,
    change,
    show_trouble,
)
from components.app.navigation import (
    ARTICLES,
    COMPARE,
    ENTITIES,
    open_article,
    open_pair,
    open_place,
)
from components.app.tables.snapshot import Corpus
from components.text.segment import Span
from components.views.locale_formatting import format_count
from components.views.notes_and_changes import (
    annotation_rows,
    annotation_table,
    gather_annotations,
    narrow_annotations,
)

# Characters of the quoted place in the dialog.
QUOTED = 300
SHOWN = 200
_HELP = (
    "Tags, notes and verdicts on changes, pairs and entities, with author and time. An exported "
    "library includes them."
)


@dataclass(frozen=True)
class Draft:
    """A note that is being written, on a span of an article or on the whole of it.

    `number` is that of a stored note, 0 for a new one. `shown` is its text when it was opened: the
    note is stored only if nobody changed it meanwhile.
    """

    article: str
    span: Span | None = None
    number: int = 0
    shown: str = ""


def begin_note(article: str) -> None:
    """Open the dialog for a note on the whole article, in a callback."""
    state.keep("draft", Draft(article))


def take_event(article: str, spans: list[Span], event: dict[str, Any]) -> None:
    """Act on an event of the reading view: begin a note, edit or remove one.

    `spans` are the sentences of the article on screen; ends of a new note are given in them.
    """
    if event["kind"] == "note":
        start = spans[int(event["from"][1:])][0] + event["start"]
        end = spans[int(event["to"][1:])][0] + event["end"]
        if start < end:
            state.keep("draft", Draft(article, (start, end)))
    elif event["kind"] == "remove-note":
        change(lambda: remove_note(event["note"], article))
    elif event["kind"] == "edit-note":
        for one in open_library.store().notes.of(article):
            if one.id == event["note"]:
                state.keep("draft", Draft(article, one.span, one.id, one.text))


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
        st.caption("It is signed with your name, which you can change under “You” at the top.")
        saved = st.form_submit_button("Save", type="primary")
    if not saved:
        return
    if not text.strip():
        st.error("There is nothing to save yet: write something first.")
        return
    if attempt(lambda: _store(draft, text)):
        state.keep("draft", None)
        state.rerun()
    _offer_mine(draft)
    show_trouble()


def _offer_mine(draft: Draft) -> None:
    """After a conflict the next Save is against what stands there now."""
    notes = open_library.store().notes.of(draft.article)
    now = [one.text for one in notes if one.id == draft.number]
    if now and now[0] != draft.shown:
        state.keep("draft", replace(draft, shown=now[0]))
        st.warning("Save again to replace it with yours, or close this to keep theirs.")


def _store(draft: Draft, text: str) -> Done | None:
    notes, who = open_library.store().notes, change_and_undo.who()
    if draft.number:
        made = notes.edit(draft.number, text, who, expected=draft.shown)
        return by_change(f"Changed a note on {name_articles([draft.article])}.", made)
    start, end = draft.span or (None, None)
    number = notes.add(draft.article, text, who, start, end)
    words = f"Added a note on {name_articles([draft.article])}."

    def undo() -> Done:
        return replace(remove_note(number, draft.article) or Done(""), words=words, taken_back=True)

    return Done(words, undo)


def show_annotations(corpus: Corpus) -> None:
    """Draw all annotations, filtered by kind, person and words; a click opens what one is about."""
    annotations = _gather(corpus)
    if annotations.empty:
        st.info(
            "There are no notes, tags or verdicts yet. Add tags and notes to articles where you "
            "read them, and give verdicts on changes and pairs where you compare them. All of "
            "them are listed here."
        )
        st.page_link(ARTICLES, label="Articles")
        st.page_link(COMPARE, label="Compare")
        return
    shown = _choose(annotations)
    with card("Notes, tags and verdicts", _HELP, lambda: annotation_table(shown)):
        if shown.empty:
            note("Nothing matches. Clear a filter above.")
            return
        rows = annotation_rows(shown.head(SHOWN), state.time_zone())
        places = dict(zip(shown["id"], shown["place"], strict=True))

        def take(event: dict[str, Any]) -> None:
            if event["action"] == "remove":
                change(lambda: _remove(event["row"]))
            else:
                _go(places.get(event["row"], ""))

        custom_components.rows(
            rows, key="annotations", label="Notes, tags and verdicts", on_event=take
        )
        note(f"{format_count(len(shown))} of {format_count(len(annotations))}.")
        if len(shown) > SHOWN:
            note_cut(f"The latest {SHOWN}; the export has all.")


def _gather(corpus: Corpus) -> pd.DataFrame:
    store = open_library.store()
    verdicts = {kind: store.verdicts.all(kind) for kind in store.verdicts.kinds()}
    return gather_annotations(store.tags.placed(), store.notes.all(), verdicts, corpus.labels)


def _choose(annotations: pd.DataFrame) -> pd.DataFrame:
    first, second, third = beside("annotations", 1, 1, 1)
    kinds = first.multiselect(
        "Kind", sorted(set(annotations["kind"])), key="kind", bind="query-params",
        placeholder="every kind", select_all=False,
    )  # fmt: skip
    people = second.multiselect(
        "Person", sorted(set(annotations["who"])), key="person", bind="query-params",
        placeholder="everybody", select_all=False,
    )  # fmt: skip
    words = third.text_input("Words", key="words", bind="query-params")
    return narrow_annotations(annotations, kinds, people, words or "")


def _go(place: str) -> None:
    kind, _, where = place.partition(":")
    if kind == "read":
        (open_place if "." in where else open_article)(where)
    elif kind == "claim":
        state.keep("card", where)
    elif kind == "pair":
        open_pair(*where.split("."))
    elif kind == "change":
        pair, _, changed = where.partition(":")
        state.put("pair", tuple(pair.split(".")))
        state.keep("change", changed)
        state.keep("focus", None)
        state.switch_page(COMPARE)
    elif kind == "entity":
        state.put("entity", where)
        state.switch_page(ENTITIES)


def _remove(id: str) -> Done | None:
    kind, _, which = id.partition(".")
    store, who = open_library.store(), change_and_undo.who()
    if kind == "tag":
        article, _, tag = which.partition(".")
        return by_batches(f"Removed the tag “{tag}”.", [store.tags.remove([article], [tag], who)])
    if kind == "note":
        article = next((one.article for one in store.notes.all() if one.id == int(which)), "")
        return remove_note(int(which), article)
    return _withdraw(int(which))


def _withdraw(number: int) -> Done | None:
    store, who = open_library.store(), change_and_undo.who()
    for kind in store.verdicts.kinds():
        verdicts = store.verdicts.all(kind)
        for row in verdicts[verdicts["number"] == number].to_dict("records"):
            made = store.verdicts.set(kind, row["key"], "", "", who, expected=row["value"])
            return Done("Withdrew a verdict.", partial(_restore, made))
    return None


def _restore(number: int) -> Done:
    open_library.store().verdicts.undo(number, change_and_undo.who())
    return Done("Withdrew a verdict.", taken_back=True)
