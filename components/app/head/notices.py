"""Notices at the top of every page: progress, failed steps, what others did to the library."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from components.app import state
from components.app.access.message_rate import CONNECTION, has_waited
from components.app.caches import fault_cache, open_library
from components.app.tables.snapshot import FACTS, TABLES, WORDS, Corpus
from components.app.worker.result_tables import ENGINE, REQUESTED
from components.corpus.analysis_results import Progress
from components.corpus.database.errors import UNOPENED
from components.corpus.read_articles import READER
from components.views.faults import describe_failed, describe_failed_pairs, describe_lost
from components.views.locale_formatting import count_of, describe_remaining, format_count

# Least seconds between reruns for new articles: while files come in, which is often, and otherwise,
# so that a run for a click is not cut short.
REST_SECONDS = 10.0
LEAST_SECONDS = 0.5
# The same while tables that the page has of before are made again one after the other: each run
# reads what has changed, and takes time from what is being made.
ROUND_SECONDS = 8.0
# Changes that are looked through; more than these are counted as "more than".
MOST = 500
_WORDS = {
    "lines": "Finding boilerplate",
    "outlines": "Finding sentences",
    "names": "Reading names",
    "quotations": "Reading quotations",
    "facts": "Reading numbers and dates",
    "alignments": "Aligning articles that share text",
    "relations": "Arguing who took from whom",
    "contradictions": "Comparing numbers and dates",
}
# What readers call the tables that numbers on the pages rest on.
_COUNTED = {
    "similarity": ("pairs", "map"),
    "shared text": ("reuse", "relations", "aligned"),
    "names": ("mentions",),
    "quotations": ("quotations", "quotation_ledger"),
    "numbers and dates": FACTS,
    "words": (WORDS,),
}
_PAIRS = frozenset({"alignments", "relations", "contradictions"})


def show_progress(corpus: Corpus, below: Callable[[], None]) -> None:
    """Show the worker's progress while results are behind the articles, once a second.

    Twice a second while tables are made again, which takes seconds in all.

    `below` draws what stands under it.
    """
    behind = TABLES - corpus.fresh or open_library.store().uploads.waiting()
    is_moving = behind or open_library.stamp() != corpus.stamp
    seconds = 0.5 if is_moving and open_library.is_made_again() else 1.0
    _follow(corpus.stamp, seconds if is_moving else None, below)


def describe_behind(corpus: Corpus) -> str:
    """Which numbers on the pages are of before, for they are being counted again; "" for none."""
    behind = TABLES - corpus.fresh - {*fault_cache.step_faults(corpus.stamp)}
    named = [words for words, tables in _COUNTED.items() if behind.intersection(tables)]
    if not named or corpus.articles.empty:
        return ""
    every = "all numbers" if len(named) == len(_COUNTED) else ", ".join(named)
    return f"being counted again: {every}; until then you see those of before"


def _follow(stamp: str, run_every: float | None, below: Callable[[], None]) -> None:
    drawn = time.monotonic()

    @st.fragment(run_every=run_every)
    def follow() -> None:
        try:
            look()
        except UNOPENED:
            # The next run says what became of the library.
            state.rerun()

    def look() -> None:
        passed = time.monotonic() - drawn
        if state.is_stale() or (passed > LEAST_SECONDS and is_due(passed)):
            state.rerun()
        tasks = open_library.store().results.progress() if run_every else []
        if tasks:
            # It lies over the page, which keeps its place when it comes and goes.
            with st.container(key="progress", gap="xsmall"):
                for task in tasks:
                    _show(task)
                below()

    def is_due(passed: float) -> bool:
        if open_library.stamp() == stamp:
            return False
        if open_library.store().uploads.waiting():
            return passed > REST_SECONDS
        return passed > ROUND_SECONDS or not open_library.is_made_again()

    follow()


def _show(task: Progress) -> None:
    if task.task.startswith(REQUESTED):
        st.progress(0.5, text="Comparing all articles again with the new settings")
        return
    share = task.done / task.total if task.total else 0.0
    total = (
        count_of(task.total, "pair", "pairs")
        if task.task in _PAIRS
        else count_of(task.total, "article", "articles")
    )
    words = f"{_WORDS.get(task.task, task.task)}: {format_count(task.done)} of {total}"
    st.progress(share, text=f"{words}{describe_remaining(task.seconds)}")


def show_waiting() -> None:
    """Say that clicks of this page had to wait."""
    if has_waited(st.context.headers.get(CONNECTION, "")):
        st.warning(
            "Clicks of this page had to wait: the server is busy, or more came from here than are "
            "taken from one page at once. None is lost: they are done one after the other."
        )


def show_failed(corpus: Corpus) -> None:
    """Say which steps of the analysis failed, and on which pairs, by the present settings only."""
    present = REQUESTED + corpus.settings.key
    faults = dict(fault_cache.step_faults(corpus.stamp))
    if lost := faults.pop(ENGINE, ""):
        _show_lost(lost)
    steps = describe_failed(
        {
            step: why
            for step, why in faults.items()
            if not step.startswith(REQUESTED) or step == present
        }
    )
    pairs = fault_cache.pair_faults(corpus.stamp)
    told = [steps, *(describe_failed_pairs(pairs[step], corpus.labels, step) for step in pairs)]
    if any(told):
        with st.container(key="failed"):
            # A reason may hold an article's words, which are no Markdown.
            st.text("\n".join(filter(None, told)))


def _show_lost(why: str) -> None:
    """Say why the engine of the analysis is lost, and have it tried again on a click."""
    with st.container(key="lost"):
        st.text(describe_lost(why))
        if st.button("Try again", key="try-engine"):
            open_library.store().results.drop_step_fault(ENGINE)
            state.rerun()


@dataclass(frozen=True)
class Seen:
    """The library as this session last saw it.

    `change` is the number of the latest change, `own` the ranges (after, up to) of numbers of the
    changes made in this session since, `batches` those of the files added in it.
    """

    stamp: str
    articles: frozenset[str]
    change: int
    own: tuple[tuple[int, int], ...] = ()
    batches: frozenset[str] = frozenset()


def show_others(corpus: Corpus) -> None:
    """Show a toast with what others added or changed since the last run of this session."""
    seen: Seen | None = state.kept("seen")
    batch = state.kept("batch")
    seen = _claim_readings(seen)
    if seen is not None and batch:
        seen = replace(seen, batches=seen.batches | {batch})
        state.keep("seen", seen)
    now = open_library.full_stamp()
    if seen is not None and seen.stamp == now:
        return
    if seen is not None:
        notice = _say(*_count(seen, corpus.known))
        if notice:
            st.toast(notice, duration="long")
    batches = seen.batches if seen else frozenset()
    state.keep(
        "seen", Seen(now, corpus.known, open_library.store().latest_change(), batches=batches)
    )


def _claim_readings(seen: Seen | None) -> Seen | None:
    """Count what was replaced by reading files again, as this session wanted, as its own."""
    for number in state.kept("read again", ()) if seen else ():
        replaced = open_library.store().uploads.understood(number).replaced
        if seen and replaced and (own := (replaced.after, replaced.upto)) not in seen.own:
            seen = replace(seen, own=(*seen.own, own))
    return seen


def claim(before: int) -> None:
    """Count the changes after the one of this number as made by this session."""
    seen: Seen | None = state.kept("seen")
    if seen is not None:
        state.keep(
            "seen", replace(seen, own=(*seen.own, (before, open_library.store().latest_change())))
        )


def _count(seen: Seen, here: frozenset[str]) -> tuple[int, int]:
    """The numbers of articles that others added and of changes they made."""
    latest = open_library.store().latest_change()
    if here <= seen.articles and any(a <= seen.change and latest <= b for a, b in seen.own):
        return 0, 0
    changes = open_library.store().changes(min(latest - seen.change, MOST))
    changes = changes[(changes["change"] > seen.change) & (changes["who"] != READER)]
    returned = changes.loc[(changes["field"] == "removed") & (changes["new"] == ""), "article"]
    added = here - seen.articles - set(returned)
    added -= _brought_here(added, seen.batches)
    theirs = [n for n in changes["change"] if not any(a < n <= b for a, b in seen.own)]
    return len(added), len(theirs)


def _brought_here(articles: frozenset[str], batches: frozenset[str]) -> set[str]:
    """Which of these articles came from this session, the sample or the corpus folder."""
    from components.app.worker.folder import FOLDER_BATCH, SAMPLE_BATCH

    ours = batches | {FOLDER_BATCH, SAMPLE_BATCH}
    brought = open_library.store().uploads.brought(articles)
    return {article for article, batch in brought.items() if batch in ours}


def _say(added: int, changes: int) -> str:
    parts = []
    if added:
        parts.append(
            f"{count_of(added, 'article was', 'articles were')} added in another tab or by others"
        )
    if changes:
        several = count_of(changes, "change was", "changes were")
        parts.append(
            f"{'more than ' if changes == MOST else ''}{several} made in another tab or by others"
        )
    return f"{'; '.join(parts)}. The Library page shows who made them." if parts else ""
