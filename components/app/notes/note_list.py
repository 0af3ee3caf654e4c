"""The card of all notes: searched, filtered, opened where they stand, and exported."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import custom_components, state
from components.app.caches import open_library
from components.app.cards import beside, card, note, note_cut
from components.app.change_and_undo import change
from components.app.export import downloads
from components.app.navigation import open_article, open_place
from components.app.notes import note_dialog
from components.app.notes.colour_meanings import read_meanings, show_meanings
from components.app.tables.snapshot import Corpus
from components.corpus.annotations.verdicts import COLOURS
from components.views.locale_formatting import count_of, day_order, format_count
from components.views.notes.note_files import write_notes_json, write_notes_markdown
from components.views.notes.note_marks import describe_colour
from components.views.notes.note_table import (
    NO_COLOUR,
    NoteFilter,
    export_table,
    gather_notes,
    narrow_notes,
    note_rows,
)
from components.views.selection_text import about_rows, file_name

SHOWN = 200
_HELP = (
    "Every note on an article or on words of it, with its colour, author and time. A click opens "
    "the article at the words. Evidence packs and exported libraries include the notes."
)
_ENDINGS = (
    ("Markdown", write_notes_markdown, "md", "text/markdown"),
    ("JSON", write_notes_json, "json", "application/json"),
)


def show_notes(corpus: Corpus) -> None:
    """Draw the notes with their search and filters; without any, how to write one."""
    notes = _read_notes(corpus)
    if notes.empty:
        st.info(
            "There are no notes yet. Open an article, select words and press “Note on these "
            "words”; a note can have one of five colours, and you say what each stands for. All "
            "notes are collected, searched and exported here."
        )
        return
    with card("Notes", _HELP, lambda: export_table(shown), key="all-notes"):
        shown = narrow_notes(notes, _ask(notes, corpus))
        with st.container(horizontal=True, vertical_alignment="center", key="note-files"):
            show_meanings()
            _offer_files(corpus, shown)
        if shown.empty:
            note("No note matches. Clear a filter above.")
            return
        custom_components.rows(
            note_rows(shown.head(SHOWN), state.time_zone()),
            key="note-list",
            label="Notes",
            on_event=partial(_take, shown.set_index("number")),
        )
        every = count_of(len(notes), "note", "notes")
        note(f"{every}." if len(shown) == len(notes) else f"{format_count(len(shown))} of {every}.")
        if len(shown) > SHOWN:
            note_cut(f"The latest {SHOWN}; the exports have all.")


def _read_notes(corpus: Corpus) -> pd.DataFrame:
    store = open_library.store()
    notes = [one for one in store.notes.all() if one.article in corpus.known]
    texts = store.texts({one.article for one in notes if one.span})
    return gather_notes(notes, corpus.articles, texts, open_library.written().tags, read_meanings())


def _ask(notes: pd.DataFrame, corpus: Corpus) -> NoteFilter:
    first, second, third = beside("note-search", 2, 1, 1)
    words = first.text_input(
        "Search the notes", key="note-words", bind="query-params",
        placeholder="words of a note, of the text it is on, or of a title",
    )  # fmt: skip
    meanings = dict(zip(notes["colour"], notes["meaning"], strict=True))
    colours = second.multiselect(
        "Colour", [*COLOURS, NO_COLOUR], key="note-colour", bind="query-params",
        format_func=lambda name: describe_colour(name, meanings), placeholder="every colour",
        select_all=False,
    )  # fmt: skip
    people = third.multiselect(
        "Written by", sorted(set(notes["who"])), key="note-by", bind="query-params",
        placeholder="everybody", select_all=False,
    )  # fmt: skip
    first, second, third, fourth = beside("note-places", 2, 1, 1, 1)
    articles = first.multiselect(
        "On the article", list(dict.fromkeys(notes["id"])), key="note-on", bind="query-params",
        format_func=lambda id: corpus.labels[id], placeholder="every article", select_all=False,
    )  # fmt: skip
    tags = second.multiselect(
        "Tagged", sorted({tag for own in notes["tags"] for tag in own}), key="note-tag",
        bind="query-params", placeholder="any or none", select_all=False,
    )  # fmt: skip
    days = (_ask_day(third, "From day", "note-from"), _ask_day(fourth, "To day", "note-to"))
    return NoteFilter(words or "", colours, people, articles, tags, days)


def _ask_day(place: Any, label: str, key: str) -> date | None:
    day: date | None = place.date_input(
        label, None, key=key, format=day_order(), bind="query-params"
    )
    return day


def _offer_files(corpus: Corpus, shown: pd.DataFrame) -> None:
    told = downloads.about(corpus)
    rows = about_rows(told, "Notes")
    for label, write, ending, mime in _ENDINGS:
        downloads.offer_file(
            label,
            partial(write, shown, rows),
            file_name(told, "notes", ending),
            mime,
            f"notes-{ending}",
        )


def _take(notes: pd.DataFrame, event: dict[str, Any]) -> None:
    number = int(event["row"])
    if number not in notes.index:
        return
    row = notes.loc[number]
    if event["action"] == "remove":
        change(lambda: note_dialog.remove_note(number, row["id"]))
    elif event["action"] == "edit":
        note_dialog.begin_editing(row["id"], number)
    elif pd.isna(row["start"]):
        open_article(row["id"])
    else:
        open_place(f"{row['id']}.{row['start']}.{row['end']}")
        open_article(row["id"])
