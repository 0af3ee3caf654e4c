"""Maintenance of a library: the bin, the history with undo, health, and the check for damage."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from components.app import custom_components, state
from components.app.articles.details_form import name_articles
from components.app.caches import open_library
from components.app.cards import card, note, note_cut
from components.app.change_and_undo import Done, attempt, change, restore_articles, undo_change
from components.app.tables.snapshot import Corpus
from components.corpus.database.errors import LibraryError
from components.corpus.integrity.integrity_check import Checked
from components.corpus.readers.sandbox.client import tell_gaps
from components.corpus.store import Store
from components.text.plural import agree
from components.views.article_details import describe_article
from components.views.faults import describe_check, describe_remedy
from components.views.locale_formatting import count_of, format_count, format_when, shorten
from components.views.notes.change_rows import change_rows

# Seconds that a click waits for the end of a check, which is enough for a small library.
PATIENCE = 0.8
_CHECK = (
    "Runs the checks of the database itself, and compares every text, note, tag, verdict, edit "
    "and file with a fingerprint taken when it was stored. Results of analysis are not checked: "
    "they can be computed again."
)
SECONDS = 1.0
SHOWN = 100
NAMED = 10
_BIN = (
    "Removed articles stay here until you restore them or delete them for good. They are not "
    "counted anywhere. If you add the same file again, Parallax says that the article is in the "
    "bin."
)
_CHANGES = "Who changed what and when, in the whole library; changes made together are in one row."
_HEALTH = (
    "Where this library is stored, anything about that place that could cause a loss of work, and "
    "whether this computer keeps a harmful file from doing anything while it is read."
)


class Check:
    """One check of one library, in a thread; `share` of it is done, 0 to 1."""

    def __init__(self, store: Store) -> None:
        self.share = 0.0
        self.found: Checked | None = None
        self.trouble = ""
        self.ended: datetime | None = None
        self._store = store
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most so many seconds."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.found = self._store.check(self._report)
        except LibraryError as error:
            self.trouble = str(error)
        self.ended = datetime.now(UTC).replace(tzinfo=None)

    def _report(self, share: float) -> None:
        self.share = share


# By address, so that every session sees the check of a library that is running.
_checks: dict[str, Check] = {}
_lock = threading.Lock()


def start_check(store: Store, address: str) -> None:
    """Check a library, unless a check of it is running."""
    with _lock:
        known = _checks.get(address)
        if known is None or not known.is_running:
            known = _checks[address] = Check(store)
    known.wait(PATIENCE)


def show_check() -> None:
    """The button, and the progress or result of the last check."""
    address = open_library.address()
    check = _checks.get(address)
    st.button(
        "Check for damage",
        help=_CHECK,
        on_click=start_check,
        args=(open_library.store(), address),
        disabled=check is not None and check.is_running,
    )
    if check is None:
        return
    if check.is_running:
        st.fragment(_follow, run_every=SECONDS)(check)
    else:
        _show_result(check)


def _follow(check: Check) -> None:
    if not check.is_running:
        state.rerun()
    st.progress(check.share, text="Checking. You can keep working meanwhile.")


def _show_result(check: Check) -> None:
    if check.found is None:
        st.error("The check could not be completed.")
        st.text(check.trouble)
        return
    if check.found.is_whole:
        note(describe_check(check.found))
        note("No text, note, tag, verdict or edit has changed since it was stored.")
    else:
        st.error(describe_check(check.found))
        # Names of files are no Markdown.
        st.text("\n".join([*check.found.database, *check.found.words, *check.found.files]))
        st.text(describe_remedy(check.found))
    if check.found.limits:
        note(check.found.limits)
    note(f"Checked on {format_when(check.ended, state.time_zone())}.")


def show_bin() -> None:
    """The removed articles, each to restore, and the button that deletes them for good."""
    removed = open_library.written().removed
    with card("Bin", _BIN):
        if removed.empty:
            note("The bin is empty.")
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
            st.button("Empty the bin…", on_click=state.keep, args=("emptying", True))
    if state.kept("emptying"):
        _empty_bin()


def _restore(event: dict[str, Any]) -> None:
    if event["action"] == "restore":
        removed = open_library.written().removed.set_index("id")["label"]
        words = f"“{shorten(removed.get(event['row'], ''), 60)}”"
        change(lambda: restore_articles([event["row"]], words))


def _restore_all(ids: list[str]) -> None:
    change(lambda: restore_articles(ids, name_articles(ids)))


@st.dialog("Empty the bin", on_dismiss=lambda: state.keep("emptying", None))
def _empty_bin() -> None:
    removed = open_library.written().removed
    goes = agree(len(removed), "this article", f"these {format_count(len(removed))} articles")
    st.warning(
        f"Delete {goes} for good, with the tags, notes and history on them and the files they came "
        "in? This cannot be undone."
    )
    labels = [shorten(label, 80) for label in removed["label"].head(NAMED)]
    rest = len(removed) - len(labels)
    st.text("\n".join([*labels, *([f"and {format_count(rest)} more"] if rest else [])]))
    if st.button("Delete for good", type="primary"):
        if attempt(_delete):
            state.keep("emptying", None)
            state.rerun()
        st.error(state.kept("trouble"))


def _delete() -> Done:
    gone = open_library.store().empty_bin()
    return Done(f"Deleted {count_of(len(gone), 'article', 'articles')} for good.")


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


def show_health() -> None:
    """Where the library is stored, and risks of losing work there."""
    with card("How it is stored", _HEALTH):
        store = open_library.store()
        st.text(f"It is stored in {store.where}")
        risks = store.health()
        for risk in risks:
            st.warning(risk)
        if not risks:
            note("It can be written to, there is enough disk space, and no problem is known.")
        with st.spinner("Trying out what a harmful file could do …"):
            gaps = tell_gaps()
        closed = "Files are read in a process that can do nothing else on this computer."
        st.warning(gaps) if gaps else note(closed)
        show_check()
