"""Changes of the library from a page: who makes them, their undo, and why one failed."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import streamlit as st

from components.app import custom_components, state
from components.app.access.sign_in import NAMES
from components.app.caches import open_library
from components.app.head import notices
from components.app.head.guide import offer_again
from components.app.widgets import explaining
from components.corpus.database.roles import Actor, find_actor
from components.text.hidden_signs import drop_hidden
from components.text.normalisation import clean
from components.views.locale_formatting import count_of

COOKIE = "parallax_who"
LONGEST_NAME = 60


def who() -> str:
    """The name with which this analyst's notes, verdicts and changes are stored.

    That of who has signed in. Where nobody does: the name they gave, which a cookie keeps, else
    `PARALLAX_ANALYST`, else the name of the account on this machine; it is a signature then and
    protects nothing.
    """
    if (actor := find_actor()) is not None:
        return actor.name
    return own_name() or os.environ.get("PARALLAX_ANALYST", "") or _account()


def own_name() -> str:
    """The name the analyst gave, in this session or an earlier one; "" if none."""
    remembered = unquote(st.context.cookies.get(COOKIE, ""))
    name = drop_hidden(clean(str(state.kept("who", remembered))).text)
    return " ".join(name.split())[:LONGEST_NAME]


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # An account without a name, as in some containers.
        return "analyst"


def show_menu() -> None:
    """The menu You: the name, which the browser keeps as a cookie, the tour and the shortcuts."""
    if (actor := find_actor()) is not None:
        _show_signed_in(actor)
        return
    name, signed = own_name(), who()
    key = f"who-{name}"
    with st.popover("You", type="tertiary", help="The name shown with what you write", key="you"):
        st.text_input(
            "Your name",
            name,
            max_chars=LONGEST_NAME,
            key=key,
            on_change=lambda: state.keep("who", state.widget(key) or ""),
            placeholder=signed,
        )
        st.text(f"What you write and decide is signed “{signed}”.")
        st.caption("It is a signature, not a password. Your browser remembers it.")
        offer_again()
    if state.kept("who") is not None:
        custom_components.set_cookie(COOKIE, name, key="remember")


def _show_signed_in(actor: Actor) -> None:
    with st.popover("You", type="tertiary", help="Who has signed in", key="you"):
        st.text(f"Signed in as {actor.name}, {NAMES[actor.role]}.")
        st.caption("What you write and decide is signed with this name.")
        st.button("Sign out", on_click=st.logout)
        offer_again()


@dataclass(frozen=True)
class Done:
    """A change that was made: `words` for it, which may quote an article, and its undo.

    `undo` takes it back and returns that as a change of its own, the same one when a second click
    calls it again; it is None when there is no way back. `taken_back` says that this change was
    itself an undo.
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
    with explaining():
        before = open_library.store().latest_change()
        done = act()
        notices.claim(before)
        if done is not None:
            state.keep("done", done)
    return state.kept("trouble") is None


def by_batches(words: str, batches: Sequence[int], taken_back: bool = False) -> Done | None:
    """One undoable change out of batches (numbers of the history; 0 is none); None if all are 0."""
    made = [batch for batch in batches if batch]
    store, name = open_library.store(), who()

    @cache
    def undo() -> Done:
        with store.together():
            undone = [store.undo_batch(batch, name) for batch in reversed(made)]
        again = by_batches(words, undone, not taken_back)
        return again or Done(words, taken_back=not taken_back)

    return Done(words, undo, taken_back) if made else None


def by_verdicts(words: str, numbers: Sequence[int], taken_back: bool = False) -> Done:
    """One undoable change out of verdicts, by their numbers."""
    store, name = open_library.store(), who()

    @cache
    def undo() -> Done:
        undone = store.verdicts.undo_all(numbers[::-1], name)
        return by_verdicts(words, undone[::-1], not taken_back)

    return Done(words, undo, taken_back)


def by_change(words: str, number: int) -> Done | None:
    """One change of the history, by its number, as an undoable change; None for 0."""
    store, name = open_library.store(), who()

    @cache
    def undo() -> Done:
        store.undo(number, name)
        return Done(words, taken_back=True)

    return Done(words, undo) if number else None


def remove_articles(ids: Sequence[str], words: str) -> Done:
    """Move articles to the bin; `words` name them in the message, if none was gone before."""
    moved = open_library.store().remove(ids, who())
    words, gone = _name_moved(ids, moved, words)

    @cache
    def undo() -> Done:
        return restore_articles(moved, words)

    if not moved:
        return Done(f"Nothing was moved to the bin. {gone}")
    return Done(f"Moved {words} to the bin. {gone}".rstrip(), undo)


def restore_articles(ids: Sequence[str], words: str) -> Done:
    """Restore articles from the bin; `words` name them in the message, if none was gone before."""
    moved = open_library.store().restore(ids, who())
    words, gone = _name_moved(ids, moved, words)

    @cache
    def undo() -> Done:
        return remove_articles(moved, words)

    if not moved:
        return Done(f"Nothing was restored from the bin. {gone}")
    return Done(f"Restored {words} from the bin. {gone}".rstrip(), undo)


def _name_moved(ids: Sequence[str], moved: Sequence[str], words: str) -> tuple[str, str]:
    """What was moved, in words, and a sentence on the rest, "" if there is none."""
    gone = len({*ids}) - len(moved)
    if not gone:
        return words, ""
    told = f"{count_of(gone, 'article', 'articles')} had been moved or deleted before."
    return count_of(len(moved), "article", "articles"), told


def undo_change(number: int, batch: int, words: str) -> Done | None:
    """Undo one change of the history, or its whole batch when `batch` is not 0.

    None when a whole batch was undone before.
    """
    store, name = open_library.store(), who()
    if batch:
        return by_batches(words, [store.undo_batch(batch, name)], taken_back=True)
    store.undo(number, name)
    return Done(words, taken_back=True)


def show_trouble() -> None:
    """Show why the last change failed, if it did."""
    trouble: str | None = state.kept("trouble")
    if trouble:
        st.error("Your change was not saved.")
        st.text(trouble)


def _leave_trouble_behind(page: str) -> None:
    trouble = state.kept("trouble")
    on, told = state.kept("told", (page, None))
    if trouble is not None and trouble == told and on != page:
        trouble = None
        state.keep("trouble", None)
    state.keep("told", (page, trouble))


def show(page: str) -> None:
    """Show the last change with Undo or Redo, or why it failed, until another `page` is opened."""
    _leave_trouble_behind(page)
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
