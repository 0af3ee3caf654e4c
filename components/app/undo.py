"""Changes of the library from a page, each with its undo and an error message when it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.app import analyst, state
from components.app.caches import library_cache
from components.app.head import notices


@dataclass(frozen=True)
class Done:
    """A change that was made: `words` for it, which may quote an article, and its undo.

    `undo` takes it back and returns that as a change of its own; it is None when there is no way
    back. `taken_back` says that this change was itself an undo.
    """

    words: str
    undo: Callable[[], Done] | None = None
    taken_back: bool = False


def change(act: Callable[[], Done | None]) -> None:
    """Change the library in a callback; `show` tells what was done, or why it failed."""
    attempt(act)


def attempt(act: Callable[[], Done | None]) -> bool:
    """Like `change`, but returns False when it failed; then nothing was changed."""
    state.keep("trouble", None)
    with state.explaining():
        before = library_cache.store().latest_change()
        done = act()
        notices.claim(before)
        if done is not None:
            state.keep("done", done)
    return state.kept("trouble") is None


def by_batches(words: str, batches: Sequence[int], taken_back: bool = False) -> Done | None:
    """One undoable change out of batches (numbers of the history; 0 is none); None if all are 0."""
    made = [batch for batch in batches if batch]
    store, who = library_cache.store(), analyst.who()

    def undo() -> Done:
        undone = [store.undo_batch(batch, who) for batch in reversed(made)]
        return by_batches(words, undone, not taken_back) or Done(words)

    return Done(words, undo, taken_back) if made else None


def by_change(words: str, number: int) -> Done | None:
    """One change of the history, by its number, as an undoable change; None for 0."""
    store, who = library_cache.store(), analyst.who()

    def undo() -> Done:
        store.undo(number, who)
        return Done(words, taken_back=True)

    return Done(words, undo) if number else None


def remove_articles(ids: Sequence[str], words: str) -> Done:
    """Move articles to the bin; `words` name them in the message."""
    store, who = library_cache.store(), analyst.who()
    moved = store.remove(ids, who)

    def undo() -> Done:
        return restore_articles(moved, words)

    return Done(f"Moved {words} to the bin.", undo)


def restore_articles(ids: Sequence[str], words: str) -> Done:
    """Restore articles from the bin; `words` name them in the message."""
    store, who = library_cache.store(), analyst.who()
    moved = store.restore(ids, who)

    def undo() -> Done:
        return remove_articles(moved, words)

    return Done(f"Restored {words} from the bin.", undo)


def undo_change(number: int, batch: int, words: str) -> Done | None:
    """Undo one change of the history, or its whole batch when `batch` is not 0."""
    store, who = library_cache.store(), analyst.who()
    if batch:
        return by_batches(words, [store.undo_batch(batch, who)], taken_back=True)
    store.undo(number, who)
    return Done(words, taken_back=True)


def show_trouble() -> None:
    """Show why the last change failed, if it did."""
    trouble: str | None = state.kept("trouble")
    if trouble:
        st.error("Your change was not saved.")
        st.text(trouble)


def show() -> None:
    """Show the last change with Undo or Redo, or why it failed."""
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
