"""Maintenance of a library: the bin, and the history with undo."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.app import custom_components, state
from components.app.articles.details_form import name_articles
from components.app.caches import open_library
from components.app.cards import card, note, note_cut
from components.app.change_and_undo import (
    Done,
    attempt,
    change,
    restore_articles,
    show_trouble,
    undo_change,
)
from components.app.tables.snapshot import Corpus
from components.corpus.database.roles import Role, may
from components.text.plural import agree
from components.views.article_details import describe_article
from components.views.locale_formatting import count_of, format_count, shorten
from components.views.notes.change_rows import change_rows

SHOWN = 100
NAMED = 10
_BIN = (
    "Removed articles stay here until you restore them or delete them for good. They are not "
    "counted anywhere. If you add the same file again, Parallax says that the article is in the "
    "bin."
)
_CHANGES = "Who changed what and when, in the whole library; changes made together are in one row."


def show_bin() -> None:
    """The removed articles, each to restore, and the button that deletes them for good."""
    removed = open_library.written().removed
    with card("Bin", _BIN):
        if removed.empty:
            note("The bin is empty.")
            state.keep("emptying", None)  # else the dialog would open by itself on what comes next
            return
        ids = removed["id"].tolist()
        custom_components.rows(
            [
                {
                    "id": row["id"],
                    "score": None,
                    "selected": False,
                    "lines": [[[row["label"], "strong"]], [[describe_article(row), "quiet"]]],
                    "actions": [["restore", "Restore"]],
                }
                for row in removed.head(SHOWN).to_dict("records")
            ],
            key="removed",
            label="Removed articles",
            on_event=_restore,
            height=400,
        )
        if len(ids) > SHOWN:
            note_cut(f"The first {SHOWN} of {format_count(len(ids))}.")
        with st.container(horizontal=True):
            st.button("Restore all", on_click=_restore_all, args=(ids,))
            allowed = may(Role.ADMINISTRATOR)
            st.button(
                "Empty the bin…",
                on_click=state.keep,
                args=("emptying", ids if allowed else None),
                disabled=not allowed,
            )
    if state.kept("emptying"):
        _empty_bin(state.kept("emptying"))


def _restore(event: dict[str, Any]) -> None:
    if event["action"] == "restore":
        removed = open_library.written().removed.set_index("id")["label"]
        words = f"“{shorten(removed.get(event['row'], ''), 60)}”"
        change(lambda: restore_articles([event["row"]], words))


def _restore_all(ids: list[str]) -> None:
    change(lambda: restore_articles(ids, name_articles(ids)))


@st.dialog("Empty the bin", on_dismiss=lambda: state.keep("emptying", None))
def _empty_bin(ids: list[str]) -> None:
    # Others may fill the bin while this is open: only what is listed here goes.
    removed = open_library.written().removed
    removed = removed[removed["id"].isin(ids)]
    if removed.empty:
        note("These articles are no longer in the bin.")
        return
    goes = agree(len(removed), "this article", f"these {format_count(len(removed))} articles")
    st.warning(
        f"Delete {goes} for good, with the tags, notes and history on them and the files they came "
        "in? This cannot be undone."
    )
    labels = [shorten(label, 80) for label in removed["label"].head(NAMED)]
    rest = len(removed) - len(labels)
    st.text("\n".join([*labels, *([f"and {format_count(rest)} more"] if rest else [])]))
    if st.button("Delete for good", type="primary"):
        if attempt(lambda: _delete(ids)):
            state.keep("emptying", None)
            state.rerun()
        show_trouble()


def _delete(ids: list[str]) -> Done:
    gone = open_library.store().empty_bin(ids)
    told = f"Deleted {count_of(len(gone), 'article', 'articles')} for good."
    if left := len(ids) - len(gone):
        told += f" {count_of(left, 'article', 'articles')} had left the bin before."
    return Done(told)


def show_changes(corpus: Corpus) -> None:
    """The latest changes of the whole library, each with its undo."""
    shown = SHOWN * state.kept("more_changes", 1)
    changes = open_library.store().changes(shown)
    with card("Latest changes", _CHANGES, changes.drop(columns=["change", "batch"])):
        if changes.empty:
            note(
                "Nothing has been changed yet. Edits, tags and notes will be listed here, and "
                "you can undo them."
            )
            return
        removed = open_library.written().removed
        labels = dict(zip(removed["id"], removed["label"], strict=True)) | corpus.labels
        rows = change_rows(changes, labels, state.time_zone())
        told = {row["id"]: "".join(text for text, _ in row["lines"][-2]) for row in rows}

        def take(event: dict[str, Any]) -> None:
            number, batch = map(int, event["row"].split("."))
            if event["action"] == "undo":
                words = told.get(event["row"], "a change")
                change(lambda: undo_change(number, batch, words))

        custom_components.rows(
            rows, key="changes", label="Latest changes", on_event=take, height=560
        )
        if len(changes) == shown:
            more = state.kept("more_changes", 1) + 1
            st.button("Show more", on_click=state.keep, args=("more_changes", more))
