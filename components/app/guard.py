"""The one place where errors become words on a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import streamlit as st

from components.app.library import libraries
from components.corpus.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryForeign,
    LibraryNewer,
    LibraryUnknown,
    LibraryUnreachable,
)

UNOPENED = (LibraryDamaged, LibraryForeign, LibraryNewer, LibraryUnknown, LibraryUnreachable)

_log = logging.getLogger("parallax")


@contextmanager
def explained() -> Iterator[None]:
    """Say what a user can do about an error; anything unforeseen gets a number to quote.

    The number stands in the server's log beside the traceback, which is never shown.
    """
    try:
        yield
    except LibraryError as error:
        st.error("The library could not be used as you asked.")
        # The sentence may hold a name or a path, which are no Markdown.
        st.text(str(error))
        if isinstance(error, UNOPENED):
            libraries.offer_others()
    except Exception:
        number = uuid4().hex[:8]
        _log.exception("Error %s", number)
        st.error(
            f"Something went wrong on this page (error {number} in the server's log). Nothing was "
            "lost: the library is as it was. Reload the page, or clear what is picked."
        )
