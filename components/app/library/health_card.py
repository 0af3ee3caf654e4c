"""Health of a library: where it lies, what could lose work there, and the check for damage."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import streamlit as st

from components.app import state
from components.app.caches import open_library
from components.app.cards import card, note
from components.app.widgets import as_written
from components.corpus.database.errors import LibraryError
from components.corpus.integrity.integrity_check import Checked
from components.corpus.readers.sandbox.client import tell_gaps
from components.corpus.store import Store
from components.views.faults import describe_check, describe_remedy
from components.views.locale_formatting import format_when

# Seconds that a click waits for the end of a check, which is enough for a small library.
PATIENCE = 0.8
_CHECK = (
    "Runs the checks of the database itself, and compares every text, note, tag, verdict, edit "
    "and file with a fingerprint taken when it was stored. Results of analysis are not checked: "
    "they can be computed again."
)
SECONDS = 1.0
_HEALTH = (
    "Where this library is stored, anything about that place that could cause a loss of work, and "
    "whether this computer keeps a harmful file from doing anything while it is read."
)


class Check:
    """One check of one library, in a thread; `share` of it is done, 0 to 1."""

    def __init__(self, store: Store) -> None:
        self.share = 0.0
        self.found: Checked | None = None
        self.trouble = ""
        self.ended: datetime | None = None
        self._store = store
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most so many seconds."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.found = self._store.check(self._report)
        except LibraryError as error:
            self.trouble = str(error)
        self.ended = datetime.now(UTC).replace(tzinfo=None)

    def _report(self, share: float) -> None:
        self.share = share


# By address, so that every session sees the check of a library that is running.
_checks: dict[str, Check] = {}
_lock = threading.Lock()


def start_check(store: Store, address: str) -> None:
    """Check a library, unless a check of it is running."""
    with _lock:
        known = _checks.get(address)
        if known is None or not known.is_running:
            known = _checks[address] = Check(store)
    known.wait(PATIENCE)


def show_check() -> None:
    """The button, and the progress or result of the last check."""
    address = open_library.address()
    check = _checks.get(address)
    st.button(
        "Check for damage",
        help=_CHECK,
        on_click=start_check,
        args=(open_library.store(), address),
        disabled=check is not None and check.is_running,
    )
    if check is None:
        return
    if check.is_running:
        st.fragment(_follow, run_every=SECONDS)(check)
    else:
        _show_result(check)


def _follow(check: Check) -> None:
    if not check.is_running:
        state.rerun()
    st.progress(check.share, text="Checking. You can keep working meanwhile.")


def _show_result(check: Check) -> None:
    if check.found is None:
        st.error("The check could not be completed.")
        st.text(check.trouble)
        return
    if check.found.is_whole:
        note(describe_check(check.found))
        note("No text, note, tag, verdict or edit has changed since it was stored.")
    else:
        st.error(describe_check(check.found))
        # Names of files are no Markdown.
        st.text("\n".join([*check.found.database, *check.found.words, *check.found.files]))
        st.text(describe_remedy(check.found))
    if check.found.limits:
        note(as_written(check.found.limits))
    note(f"Checked on {format_when(check.ended, state.time_zone())}.")


def show_health() -> None:
    """Where the library is stored, and risks of losing work there."""
    with card("How it is stored", _HEALTH):
        store = open_library.store()
        st.text(f"It is stored in {store.where}")
        risks = store.health()
        for risk in risks:
            st.warning(as_written(risk))
        if not risks:
            note("It can be written to, there is enough disk space, and no problem is known.")
        with st.spinner("Trying out what a harmful file could do …"):
            gaps = tell_gaps()
        if gaps:
            st.warning(gaps)
        else:
            note("Files are read in a process that can do nothing else on this computer.")
        show_check()
