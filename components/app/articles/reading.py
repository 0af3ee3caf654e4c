"""Reading view: the text of one article with its notes, details, related articles and history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.articles import details_form, left_out_lines
from components.app.caches import comparison_cache, open_library
from components.app.cards import note
from components.app.change_and_undo import Done, by_batches, change, remove_articles, undo_change
from components.app.navigation import open_pair
from components.app.notes import note_dialog
from components.app.notes.colour_meanings import read_meanings
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.corpus.annotations.article_notes import Note
from components.corpus.annotations.tags import LONGEST
from components.text.segment import Span, sentences
from components.views.annotation_rows import span_notes, whole_notes
from components.views.article_details import describe_head, detail_lines, mark_in_label
from components.views.articles import original_name, relative_rows
from components.views.locale_formatting import count_of
from components.views.notes.change_rows import change_rows, describe_change
from components.views.notes.note_marks import note_marks
from components.views.panes import Mark, cut_pieces, reading_pane, sentence_at

TABS = ("Text", "Details", "Related", "History")


def is_open(corpus: Corpus) -> bool:
    """Whether an article that is still there was opened."""
    return state.kept("read") in corpus.known


def show_article(corpus: Corpus) -> None:
    """Draw the article that was opened, and its actions; a hint when none was."""
    article = state.kept("read")
    if not is_open(corpus):
        note("Select an article to read it here.")
        return
    row = dict(corpus.articles.set_index("id", drop=False).loc[article])
    _show_actions(corpus, row)
    _show_tags(article)
    tab = st.segmented_control(
        "Part", TABS, default="Text", required=True, key="part", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    if tab == "Text":
        _show_text(corpus, row)
        return
    st.text(row["label"])
    if tab == "Details":
        _show_details(row)
    elif tab == "Related":
        _show_relatives(corpus, article)
    else:
        _show_history(article)


def _show_actions(corpus: Corpus, row: dict[str, Any]) -> None:
    article = row["id"]
    with st.container(horizontal=True):
        st.button("Edit details", on_click=details_form.begin_editing, args=([article],))
        st.button(
            "Note",
            help="On the article as a whole",
            on_click=note_dialog.begin_note,
            args=(article,),
        )
        st.button("Remove", on_click=_remove, args=(article,))
        pairs = corpus.pairs[(corpus.pairs["a"] == article) | (corpus.pairs["b"] == article)]
        if len(pairs):
            best = pairs.iloc[0]
            st.button(
                "Compare with the most similar", on_click=open_pair, args=(best["a"], best["b"])
            )


def _remove(article: str) -> None:
    words = details_form.name_articles([article])
    change(lambda: remove_articles([article], words))
    state.keep("read", None)


def _show_tags(article: str) -> None:
    tags = open_library.written().tags
    own = tags.get(article, [])
    key = f"tags-{article}-{hash(tuple(own))}"

    def take() -> None:
        chosen = [tag for tag in state.widget(key) or [] if 0 < len(tag.strip()) <= LONGEST]
        change(lambda: _set_tags(article, own, chosen))

    st.multiselect(
        "Tags",
        open_library.written().known_tags,
        default=own,
        accept_new_options=True,
        filter_mode="prefix",
        select_all=False,
        placeholder="Add a tag",
        label_visibility="collapsed",
        key=key,
        on_change=keyed_callback("tags", key, take),
    )


def _set_tags(article: str, before: Sequence[str], after: Sequence[str]) -> Done | None:
    store, who = open_library.store(), change_and_undo.who()
    batches = [
        store.tags.add([article], [tag for tag in after if tag not in before], who),
        store.tags.remove([article], [tag for tag in before if tag not in after], who),
    ]
    return by_batches(f"Changed the tags of {details_form.name_articles([article])}.", batches)


def _show_text(corpus: Corpus, row: dict[str, Any]) -> None:
    article, query, place = row["id"], state.read().query, state.kept("place")
    text, notes = open_library.store().text(article), open_library.store().notes.of(article)
    _show_whole_notes(article, notes)
    spans = sentences(text, row["language"])
    in_title, in_text = open_library.store().marks(article, query) if query else ([], [])
    mentions = corpus.names[corpus.names["article"] == article]
    marks = [
        *_marks(mentions, place),
        *((start, end, "hit") for start, end in in_text),
        *note_marks(notes),
    ]
    title = cut_pieces(row["label"], (0, len(row["label"])), _title_marks(row, in_title))
    side = reading_pane(
        text,
        title,
        describe_head(row, open_library.store().article(article)),
        row["language"],
        marks,
        span_notes(notes, state.time_zone(), read_meanings()),
        comparison_cache.aside(corpus, article, text),
    )
    at = sentence_at(spans, place[0]) if place else None
    custom_components.panes(
        [side],
        key="reading",
        version=f"{article}-{place}-{query}-{corpus.stamp}-{open_library.full_stamp()}-{custom_components.mode()}",
        on_event=partial(_take_event, corpus, article, spans),
        focus=None if at is None else f"a{at}@{state.kept('asked', 0)}",
        noting=True,
    )
    if own := corpus.decided.left.get(article):
        note(f"Analysts left out {count_of(len(own), 'line', 'lines')} of this text.")
    if in_text:
        note(f"The search matches here {count_of(len(in_text), 'time', 'times')}.")


def _take_event(corpus: Corpus, article: str, spans: list[Span], event: dict[str, Any]) -> None:
    if event["kind"] == "line":
        left_out_lines.decide_line(event["place"], event["counts"])
    elif event["kind"] == "leave-out":
        span = note_dialog.selected_span(spans, event)
        left_out_lines.begin_boilerplate(corpus, article, span)
    else:
        note_dialog.take_event(article, spans, event)


def _title_marks(row: dict[str, Any], found: Sequence[Span]) -> list[Mark]:
    status = mark_in_label(row)
    # A label without the title is the beginning of the text, where other places are meant.
    if not row["title"] or not row["label"].endswith(row["title"]):
        return status
    before = len(row["label"]) - len(row["title"])
    return [*status, *((before + start, before + end, "hit") for start, end in found)]


def _marks(mentions: pd.DataFrame, place: tuple[int, int] | None) -> list[Mark]:
    marks = [(int(row.start), int(row.end), "named") for row in mentions.itertuples()]
    return [*marks, (*place, "hit")] if place else marks


def _show_whole_notes(article: str, notes: Sequence[Note]) -> None:
    rows = whole_notes(notes, state.time_zone(), read_meanings())
    if not rows:
        return

    def take(event: dict[str, Any]) -> None:
        kind = "remove-note" if event["action"] == "remove" else "edit-note"
        note_dialog.take_event(article, [], {"kind": kind, "note": int(event["row"])})

    custom_components.rows(rows, key="whole-notes", label="Notes on this article", on_event=take)


def _show_details(row: dict[str, Any]) -> None:
    article = open_library.store().article(row["id"])
    st.text(detail_lines(row, state.time_zone(), article.bases, article.details))
    if not row["sha256"]:
        note("This article was not added from a file.")
        return
    st.caption("SHA-256 of the file as it was added:")
    st.code(row["sha256"], language=None, wrap_lines=True)
    store = open_library.store()
    st.download_button(
        "Download the original file",
        data=lambda: store.original(row["sha256"]),
        file_name=original_name(row["name"]),
        mime="application/octet-stream",
        on_click="ignore",
    )


def _show_relatives(corpus: Corpus, article: str) -> None:
    store = open_library.store()
    versions = store.versions(article)
    earlier = store.relations([article])
    rows = relative_rows(article, versions, earlier, corpus.sharing, corpus.labels)
    if not rows:
        note("No other article has this web address, and none shares passages with this one.")
        return
    note("Select one to compare it with this article.")
    custom_components.rows(
        rows, key="relatives", label="Versions and copies", on_event=lambda event: open_pair(
            article, event["row"]
        ),
    )  # fmt: skip


def _show_history(article: str) -> None:
    history = open_library.store().history(article).iloc[::-1]
    if history.empty:
        note("Nothing has been changed since this article was added.")
        return
    changes = history.assign(article=article, batch=0)

    def take(event: dict[str, Any]) -> None:
        if event["action"] == "undo":
            number = int(event["row"].split(".")[0])
            made = history[history["change"] == number].iloc[0]
            change(lambda: undo_change(number, 0, describe_change(dict(made))))

    custom_components.rows(
        change_rows(changes, {}, state.time_zone()),
        key="history",
        label="History",
        on_event=take,
    )
