"""Change the library from a page: explain what fails, and offer a way back that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.app import analyst, state
from components.app.caches import library_cache
from components.app.head import notices


@dataclass(frozen=True)
class Done:
    """What was done, in words that may be an article's, and how to take it back.

    `undo` does so and gives what was done thereby; `taken_back` says that this was an undoing.
    """

    words: str
    undo: Callable[[], Done] | None = None
    taken_back: bool = False


def change(act: Callable[[], Done | None]) -> None:
    """Do something to the library in a callback; what fails is kept for `show` to explain."""
    attempt(act)


def attempt(act: Callable[[], Done | None]) -> bool:
    """The same where what follows depends on it; False when it failed and nothing was changed."""
    state.keep("trouble", None)
    with state.explaining():
        before = library_cache.store().latest_change()
        done = act()
        notices.claim(before)
        if done is not None:
            state.keep("done", done)
    return state.kept("trouble") is None


def by_batches(words: str, batches: Sequence[int], taken_back: bool = False) -> Done | None:
    """What changes made at once amount to; None when there were none."""
    made = [batch for batch in batches if batch]
    store, who = library_cache.store(), analyst.who()

    def undo() -> Done:
        undone = [store.undo_batch(batch, who) for batch in reversed(made)]
        return by_batches(words, undone, not taken_back) or Done(words)

    return Done(words, undo, taken_back) if made else None


def by_change(words: str, number: int) -> Done | None:
    """What one change of the history amounts to; None when there was none."""
    store, who = library_cache.store(), analyst.who()

    def undo() -> Done:
        store.undo(number, who)
        return Done(words, taken_back=True)

    return Done(words, undo) if number else None


def remove_articles(ids: Sequence[str], words: str) -> Done:
    """Put articles into the bin."""
    store, who = library_cache.store(), analyst.who()
    moved = store.remove(ids, who)

    def undo() -> Done:
        return restore_articles(moved, words)

    return Done(f"Moved {words} to the bin.", undo)


def restore_articles(ids: Sequence[str], words: str) -> Done:
    """Take articles out of the bin."""
    store, who = library_cache.store(), analyst.who()
    moved = store.restore(ids, who)

    def undo() -> Done:
        return remove_articles(moved, words)

    return Done(f"Restored {words} from the bin.", undo)


def undo_change(number: int, batch: int, words: str) -> Done | None:
    """Take one change of the history back, or all that were made at once with it."""
    store, who = library_cache.store(), analyst.who()
    if batch:
        return by_batches(words, [store.undo_batch(batch, who)], taken_back=True)
    store.undo(number, who)
    return Done(words, taken_back=True)


def show_trouble() -> None:
    """Why the last change could not be stored, if it could not."""
    trouble: str | None = state.kept("trouble")
    if trouble:
        st.error("Your change was not saved.")
        st.text(trouble)


def show() -> None:
    """Say what was done last, with a way back, or why it could not be done."""
    if state.kept("trouble"):
        with st.container(key="trouble"):
            show_trouble()
            st.button("OK", on_click=state.keep, args=("trouble", None))
    done: Done | None = state.kept("done")
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="done"):
        st.text(f"Undone: {done.words}" if done.taken_back else done.words)
        if done.undo is not None:
            st.button("Redo" if done.taken_back else "Undo", on_click=change, args=(done.undo,))
        st.button("Dismiss", type="tertiary", on_click=state.keep, args=("done", None))
