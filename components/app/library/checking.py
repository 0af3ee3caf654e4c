"""A check of a whole library, beside the pages: begun by a button, followed, told in words.

It runs in a thread of the server and writes nothing, so that a damaged library is left as it is.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import streamlit as st

from components.app import cached, state
from components.app.cards import note
from components.corpus.checking import Checked
from components.corpus.errors import LibraryError
from components.corpus.store import Store
from components.views.damage import say_checked, say_what_to_do
from components.views.notes import say_when

# So long a click waits for the end, which a small library has reached by then.
PATIENCE = 0.8
_HELP = (
    "Runs the checks of the database itself, and compares every text, note, tag, verdict, edit "
    "and file with a digest taken when it was stored. Results of analysis are not checked: they "
    "can be computed again."
)
SECONDS = 1.0


class Check:
    """One check of one library, under way or done; `part` of it is done, 0 to 1."""

    def __init__(self, store: Store) -> None:
        self.part = 0.0
        self.found: Checked | None = None
        self.trouble = ""
        self.ended: datetime | None = None
        self._store = store
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether its end is still to come."""
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait for the end, but no longer than this."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.found = self._store.check(self._report)
        except LibraryError as error:
            self.trouble = str(error)
        self.ended = datetime.now(UTC).replace(tzinfo=None)

    def _report(self, part: float) -> None:
        self.part = part


# By address: whoever looks at a library sees the check of it that is under way.
_checks: dict[str, Check] = {}
_lock = threading.Lock()


def begin(store: Store, address: str) -> None:
    """Check a library, unless that is under way."""
    with _lock:
        known = _checks.get(address)
        if known is None or not known.is_running:
            known = _checks[address] = Check(store)
    known.wait(PATIENCE)


def show_check() -> None:
    """The button, and how far the last check is or what it found."""
    address = cached.address()
    check = _checks.get(address)
    st.button(
        "Check for damage",
        help=_HELP,
        on_click=begin,
        args=(cached.store(), address),
        disabled=check is not None and check.is_running,
    )
    if check is None:
        return
    if check.is_running:
        st.fragment(_follow, run_every=SECONDS)(check)
    else:
        _tell(check)


def _follow(check: Check) -> None:
    if not check.is_running:
        state.draw_anew()
    st.progress(check.part, text="Checking. You can keep working meanwhile.")


def _tell(check: Check) -> None:
    if check.found is None:
        st.error("The check could not be completed.")
        st.text(check.trouble)
        return
    if check.found.is_whole:
        note(say_checked(check.found))
        note("No text, note, tag, verdict or edit has changed since it was stored.")
    else:
        st.error(say_checked(check.found))
        # Names of files are no Markdown.
        st.text("\n".join([*check.found.database, *check.found.words, *check.found.files]))
        st.text(say_what_to_do(check.found))
    if check.found.limits:
        note(check.found.limits)
    note(f"Checked on {say_when(check.ended, state.time_zone())}.")
