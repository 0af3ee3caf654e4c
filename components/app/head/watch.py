"""What the worker is doing, and a rerun when it has something new."""

from __future__ import annotations

import time

import streamlit as st

from components.app import cached, state
from components.app.snapshot import FACTS, FRAMES, WORDS, Corpus
from components.app.worker import comparing
from components.corpus.errors import UNOPENED
from components.corpus.results import Progress
from components.views.local import count_of, say_count

# While files come in, articles change with every few of them, and a page is not drawn for each.
REST_SECONDS = 10.0
# Nor while one is drawn for a click, which would be lost.
LEAST_SECONDS = 0.5
_WORDS = {
    "lines": "Finding boilerplate",
    "outlines": "Finding sentences",
    "names": "Reading names",
    "quotations": "Reading quotations",
    "facts": "Reading numbers and dates",
    "contradictions": "Comparing numbers and dates",
}


def show_progress(corpus: Corpus) -> None:
    """Show the worker's progress while results are behind the articles, and follow it."""
    behind = {*FRAMES, *FACTS, WORDS} - corpus.fresh or cached.store().uploads.waiting()
    is_moving = behind or cached.stamp() != corpus.stamp
    _follow(corpus.stamp, run_every=1.0 if is_moving else None)


def _follow(stamp: str, run_every: float | None) -> None:
    drawn = time.monotonic()

    @st.fragment(run_every=run_every)
    def follow() -> None:
        try:
            look()
        except UNOPENED:
            # Drawn anew, the page says what became of the library.
            state.draw_anew()

    def look() -> None:
        store = cached.store()
        rest = REST_SECONDS if store.uploads.waiting() else LEAST_SECONDS
        if state.is_late() or (time.monotonic() - drawn > rest and cached.stamp() != stamp):
            state.draw_anew()
        tasks = store.results.progress()
        if tasks:
            # It lies over the page, which keeps its place when it comes and goes.
            with st.container(key="progress", gap="xsmall"):
                for task in tasks:
                    _show(task)

    follow()


def _show(task: Progress) -> None:
    if task.task.startswith(comparing.ASKED):
        st.progress(0.5, text="Comparing all articles again with the new settings")
        return
    share = task.done / task.total if task.total else 0.0
    words = _WORDS.get(task.task, task.task)
    st.progress(
        share,
        text=f"{words}: {say_count(task.done)} of {count_of(task.total, 'article', 'articles')}",
    )
