"""The parts of the Library page: the libraries, the bin, what was changed, and how all is kept."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.app import cached, linked, state
from components.app.articles.editing import name_articles
from components.app.cards import card, note, note_cut
from components.app.changing import Done, attempt, change, restore_articles, undo_change
from components.app.library.checking import show_check
from components.app.snapshot import Corpus
from components.text.plural import agree
from components.views.articles import describe
from components.views.layout import shorten
from components.views.local import count_of, say_count
from components.views.notes import change_rows

SHOWN = 100
NAMED = 10
_BIN = (
    "Removed articles stay here until you restore them or delete them for good. They are not "
    "counted anywhere. If you add the same file again, Parallax says that the article is in the "
    "bin."
)
_CHANGES = "Who changed what and when, in the whole library; changes made together are in one row."
_HEALTH = (
    "Where this library is stored, and anything about that place that could cause a loss of work."
)


def show_bin() -> None:
    """What was removed, each with a way back, and the one way in which anything goes for good."""
    removed = cached.written().removed
    with card("Bin", _BIN):
        if removed.empty:
            note("The bin is empty.")
            return
        ids = removed["id"].tolist()
        linked.rows(
            [
                {
                    "id": row["id"],
                    "score": None,
                    "picked": False,
                    "lines": [[[row["label"], "strong"]], [[describe(row), "quiet"]]],
                    "actions": [["restore", "Restore"]],
                }
                for row in removed.head(SHOWN).to_dict("records")
            ],
            key="removed",
            label="Removed articles",
            on_pick=_restore,
            height=400,
        )
        if len(ids) > SHOWN:
            note_cut(f"The first {SHOWN} of {say_count(len(ids))}.")
        with st.container(horizontal=True):
            st.button("Restore all", on_click=_restore_all, args=(ids,))
            st.button("Empty the bin…", on_click=state.keep, args=("emptying", True))
    if state.kept("emptying"):
        _empty_bin()


def _restore(event: dict[str, Any]) -> None:
    if event["action"] == "restore":
        removed = cached.written().removed.set_index("id")["label"]
        words = f"“{shorten(removed.get(event['row'], ''), 60)}”"
        change(lambda: restore_articles([event["row"]], words))


def _restore_all(ids: list[str]) -> None:
    change(lambda: restore_articles(ids, name_articles(ids)))


@st.dialog("Empty the bin", on_dismiss=lambda: state.keep("emptying", None))
def _empty_bin() -> None:
    removed = cached.written().removed
    goes = agree(len(removed), "this article", f"these {say_count(len(removed))} articles")
    st.warning(
        f"Delete {goes} for good, with the tags, notes and history on them and the files they came "
        "in? This cannot be undone."
    )
    labels = [shorten(label, 80) for label in removed["label"].head(NAMED)]
    rest = len(removed) - len(labels)
    st.text("\n".join([*labels, *([f"and {say_count(rest)} more"] if rest else [])]))
    if st.button("Delete for good", type="primary"):
        if attempt(_delete):
            state.keep("emptying", None)
            state.draw_anew()
        st.error(state.kept("trouble"))


def _delete() -> Done:
    gone = cached.store().empty_bin()
    return Done(f"Deleted {count_of(len(gone), 'article', 'articles')} for good.")


def show_changes(corpus: Corpus) -> None:
    """The latest changes of all articles, each with its undo."""
    shown = SHOWN * state.kept("more_changes", 1)
    changes = cached.store().changes(shown)
    with card("Latest changes", _CHANGES, changes.drop(columns=["change", "batch"])):
        if changes.empty:
            note(
                "Nothing has been changed yet. Edits, tags and notes will be listed here, and "
                "you can undo them."
            )
            return
        removed = cached.written().removed
        labels = dict(zip(removed["id"], removed["label"], strict=True)) | corpus.labels
        rows = change_rows(changes, labels, state.time_zone())
        told = {row["id"]: "".join(text for text, _ in row["lines"][-2]) for row in rows}

        def take(event: dict[str, Any]) -> None:
            number, batch = map(int, event["row"].split("."))
            if event["action"] == "undo":
                words = told.get(event["row"], "a change")
                change(lambda: undo_change(number, batch, words))

        linked.rows(rows, key="changes", label="Latest changes", on_pick=take, height=560)
        if len(changes) == shown:
            more = state.kept("more_changes", 1) + 1
            st.button("Show more", on_click=state.keep, args=("more_changes", more))


def show_health() -> None:
    """What may cost someone their work."""
    with card("How it is stored", _HEALTH):
        store = cached.store()
        st.text(f"It is stored in {store.where}")
        risks = store.health()
        for risk in risks:
            st.warning(risk)
        if not risks:
            note("It can be written to, there is enough disk space, and no problem is known.")
        show_check()
