"""What others did to the library since this session last looked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from components.app import cached, state
from components.app.snapshot import Corpus
from components.views.local import count_of

# Changes that are looked through; more than these are counted as "more than".
MOST = 500


@dataclass(frozen=True)
class Seen:
    """The library as this session saw it last.

    `change` is the latest one, `own` the stretches of numbers of changes made here since, `batches`
    those of the files added here.
    """

    stamp: str
    articles: frozenset[str]
    change: int
    own: tuple[tuple[int, int], ...] = ()
    batches: frozenset[str] = frozenset()


def show_others(corpus: Corpus) -> None:
    """Give notice of what others added or changed; a session that has just begun has seen all."""
    seen: Seen | None = state.kept("seen")
    batch = state.kept("batch")
    if seen is not None and batch:
        seen = replace(seen, batches=seen.batches | {batch})
        state.keep("seen", seen)
    now = cached.full_stamp()
    if seen is not None and seen.stamp == now:
        return
    if seen is not None:
        notice = _say(*_count(seen, corpus.known))
        if notice:
            st.toast(notice, duration="long")
    batches = seen.batches if seen else frozenset()
    state.keep("seen", Seen(now, corpus.known, cached.store().latest_change(), batches=batches))


def claim(before: int) -> None:
    """What was changed since the change of that number was changed by this session."""
    seen: Seen | None = state.kept("seen")
    if seen is not None:
        state.keep("seen", replace(seen, own=(*seen.own, (before, cached.store().latest_change()))))


def _count(seen: Seen, here: frozenset[str]) -> tuple[int, int]:
    """How many articles others added, and how many changes they made."""
    latest = cached.store().latest_change()
    if here <= seen.articles and any(a <= seen.change and latest <= b for a, b in seen.own):
        return 0, 0
    changes = cached.store().changes(min(latest - seen.change, MOST))
    changes = changes[changes["change"] > seen.change]
    returned = changes.loc[(changes["field"] == "removed") & (changes["new"] == ""), "article"]
    added = here - seen.articles - set(returned)
    added -= _brought_here(added, seen.batches)
    theirs = [n for n in changes["change"] if not any(a < n <= b for a, b in seen.own)]
    return len(added), len(theirs)


def _brought_here(articles: frozenset[str], batches: frozenset[str]) -> set[str]:
    """Those that this session added, and those that nobody added."""
    from components.app.worker.folder import FOLDER_BATCH
    from components.app.worker.sample import SAMPLE_BATCH

    ours = batches | {FOLDER_BATCH, SAMPLE_BATCH}
    brought = cached.store().uploads.brought(articles)
    return {article for article, batch in brought.items() if batch in ours}


def _say(added: int, changes: int) -> str:
    parts = []
    if added:
        parts.append(f"{count_of(added, 'article was', 'articles were')} added by others")
    if changes:
        several = count_of(changes, "change was", "changes were")
        parts.append(f"{'more than ' if changes == MOST else ''}{several} made by others")
    return f"{'; '.join(parts)}. The Library page shows who made them." if parts else ""
