"""Fragments of a page, which rerun alone on a click inside them; and error boundaries."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from uuid import uuid4

import streamlit as st

from components.analysis.selection import Selection
from components.app import state
from components.app.caches import open_library
from components.app.library import library_list
from components.app.tables.snapshot import Corpus
from components.corpus.database.errors import UNOPENED, LibraryError

_log = logging.getLogger("parallax")


@contextmanager
def explained() -> Iterator[None]:
    """Error boundary of the whole script: the message, and a way to other libraries.

    No page can be drawn then, not even Library, where libraries are opened.
    """
    try:
        yield
    except Exception as error:
        _show_error(error, "before this page could be shown")
        library_list.offer_others()


@contextmanager
def explained_on_page() -> Iterator[None]:
    """Error boundary of a page, whose head is there already."""
    try:
        yield
    except Exception as error:
        _show_error(error, "on this page")
        if isinstance(error, UNOPENED):
            library_list.offer_open()


def _show_error(error: Exception, where: str) -> None:
    """Show the error; one of ours gets a number, which the server's log has with the traceback."""
    if isinstance(error, LibraryError):
        st.error("The library could not do what you asked.")
        # The sentence may hold a name or a path, which are no Markdown.
        st.text(str(error))
        return
    number = uuid4().hex[:8]
    _log.error("Error %s", number, exc_info=error)
    st.error(
        f"Something went wrong {where} (error {number} in the server's log). Nothing was lost: "
        "the library is unchanged. Reload the page, or clear the selection."
    )


def section(draw: Callable[..., None]) -> Callable[..., None]:
    """Make `draw(corpus, selection, …)` a Streamlit fragment with an error boundary.

    It reruns alone on a click inside it, and the whole page when that click changed the session's
    selection, settings, a pin, the library or the claim that is checked. `selection` may differ
    from the session's, for a pinned chart.
    """

    @st.fragment
    @functools.wraps(draw)
    def drawn(
        chosen: object, runs: Iterator[int], corpus: Corpus, selection: Selection, *others: Any
    ) -> None:
        # The first run is part of the page's: what changes meanwhile must not begin that again.
        if next(runs) and (_read_chosen() != chosen or open_library.stamp() != corpus.stamp):
            state.rerun()
        with explained():
            draw(corpus, selection, *others)

    @functools.wraps(draw)
    def begin(corpus: Corpus, selection: Selection, *others: Any) -> None:
        drawn(_read_chosen(), count(), corpus, selection, *others)

    return begin


def _read_chosen() -> object:
    """What of the session the whole page shows; the dialog of a claim is drawn by no fragment."""
    return state.read(), state.pins(), state.settings(), state.kept("card")
