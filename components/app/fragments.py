"""A part of a page that is drawn anew alone when something inside it is clicked."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import streamlit as st

from components.analysis.selection import Selection
from components.app import state
from components.app.caches import library_cache
from components.app.caches.snapshot import Corpus
from components.app.library import libraries
from components.corpus.database.errors import UNOPENED, LibraryError

_log = logging.getLogger("parallax")


@contextmanager
def explained() -> Iterator[None]:
    """Say what a user can do about an error outside a page: no page can be drawn, not even Library.

    So the ways to other libraries are there in any case.
    """
    try:
        yield
    except Exception as error:
        _tell(error, "before this page could be shown")
        libraries.offer_others()


@contextmanager
def explained_on_page() -> Iterator[None]:
    """The same within a page, above which all that leads elsewhere stands already."""
    try:
        yield
    except Exception as error:
        _tell(error, "on this page")
        if isinstance(error, UNOPENED):
            libraries.offer_open()


def _tell(error: Exception, where: str) -> None:
    """What is unforeseen gets a number, which stands in the server's log beside the traceback."""
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
    """Make `draw(corpus, selection, …)` such a part.

    What it changes for the whole page, the selection or a pin or a decision, draws the whole page
    anew. `selection` may be another than what is picked, for a chart that is held.
    """

    @st.fragment
    @functools.wraps(draw)
    def drawn(chosen: object, corpus: Corpus, selection: Selection, *others: Any) -> None:
        if (state.read(), state.pins()) != chosen or library_cache.stamp() != corpus.stamp:
            state.rerun()
        with explained():
            draw(corpus, selection, *others)

    @functools.wraps(draw)
    def begin(corpus: Corpus, selection: Selection, *others: Any) -> None:
        drawn((state.read(), state.pins()), corpus, selection, *others)

    return begin
