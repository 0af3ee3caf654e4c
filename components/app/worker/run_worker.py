"""The worker process: serves libraries one piece of work at a time, each under a lease.

Run as `python -m components.app.worker.run_worker`; never loads Streamlit. It serves the library of
the environment and those whose addresses come as lines on its standard input, at whose end it ends;
with `--all` every library beside the first one, until it is told to end by a signal. Work that a
killed worker left is done again by the next one.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from components.app.environment import (
    ALL,
    COLLECTED,
    MAKE,
    PATIENCE,
    SAMPLE,
    corpus_folder,
    library_url,
)
from components.app.team import json_logs
from components.app.worker.folder import Folder, Sample
from components.app.worker.work import (
    close_engine,
    end_work,
    find_engine,
    work_once,
    worker_name,
)
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.store import Store, open_store

_log = logging.getLogger("parallax.worker")
PAUSE = 0.2
LEASE_SECONDS = 10
# Until a library that could not be opened or written to is tried again.
TROUBLE_SECONDS = 5
# Until it is looked again whether there is a library more.
LOOK_SECONDS = 5


class Library:
    """One library that is served: only the worker that holds its lease works on it."""

    def __init__(
        self, address: str, worker: str, folder: Path | None = None, *, make: bool = False
    ) -> None:
        self.address = address
        self._make = make
        self._worker = worker
        self._corpus = folder
        self._folder: Folder | Sample | None = None
        self._store: Store | None = None
        self._ours = False
        self._rest_until = 0.0
        self._said = ""
        self._idle_at: tuple[str, list[str]] | None = None

    def work(self) -> bool:
        """Do one piece of work; False when there is none or another worker has the lease."""
        if time.monotonic() < self._rest_until:
            return False
        try:
            store = self._open()
            if self._ours and self._folder:
                self._folder.look_when_due()
            return self._ours and self._work_on(store)
        except LibraryError as error:
            self._rest(str(error))
            return False
        except Exception as fault:
            # A fault of ours in one library; the others are served on.
            self._rest(f"The work on a library failed: {type(fault).__name__}", fault)
            return False

    def _work_on(self, store: Store) -> bool:
        """A library that has not changed since it had no work is not searched for work again."""
        seen = (store.stamp(), [task.task for task in store.results.progress()])
        if seen == self._idle_at and not store.uploads.waiting():
            return False
        worked = work_once(store, self._worker)
        self._idle_at = None if worked else seen
        return worked

    def hold(self) -> None:
        """Take the lease, or renew it."""
        if self._store is None:
            return
        try:
            ours = self._store.results.hold("worker", self._worker, LEASE_SECONDS)
            if ours and not self._ours:
                # Only one worker works, so whoever was reading before is gone.
                self._store.uploads.take_over(self._worker)
            self._ours = ours
        except LibraryError as error:
            self._ours = False
            self._rest(str(error))

    def release(self) -> None:
        """Give back the lease and the files, so that the next worker need not wait for the end."""
        if self._store is not None and not self._store.read_only:
            self._store.uploads.give_back(self._worker)
            self._store.results.release("worker", self._worker)

    def _open(self) -> Store:
        if self._store is not None and self._store.was_replaced():
            end_work(self._store)
            self._store.close()
            self._store = None
        if self._store is None:
            # Only the first one is ours to make, not what is gone later.
            self._store = open_store(self.address, make=self._make)
            self._make = False
            if self._corpus == SAMPLE:
                self._folder = Sample(self._store)
            elif self._corpus:
                self._folder = Folder(self._store, self._corpus)
            self.hold()
        return self._store

    def _rest(self, said: str, fault: Exception | None = None) -> None:
        self._rest_until = time.monotonic() + TROUBLE_SECONDS
        if said != self._said:
            self._said = said
            _log.warning("%s", said, exc_info=fault)


def main() -> None:
    """Work until the server that started this process ends.

    Processes of the pool work at a lower priority than pages; so does this one where it is alone.
    """
    json_logs.set_up()
    if find_engine() is None:
        os.nice(PATIENCE)
    # What is kept of a large library takes seconds to look through for what can go.
    gc.set_threshold(*COLLECTED)
    name = worker_name()
    is_for_all = ALL in sys.argv
    served = [Library(library_url(), name, corpus_folder(), make=is_for_all or MAKE in sys.argv)]
    if is_for_all:
        # In a thread, for what is interrupted may hold the lock that giving back needs.
        ending = threading.Thread(target=_end, args=(served,), daemon=True)
        signal.signal(signal.SIGTERM, lambda *_: None if ending.is_alive() else ending.start())
    for task in (_look_for_libraries if is_for_all else _listen, _hold_leases):
        threading.Thread(target=task, args=(served, name), daemon=True).start()
    while True:
        # A piece for each in turn, so that a large library does not keep a small one waiting.
        worked = [library.work() for library in list(served)]
        if not any(worked):
            time.sleep(PAUSE)


def _listen(served: list[Library], name: str) -> None:
    for line in sys.stdin.buffer:
        address = line.decode().rstrip("\n")
        _serve(served, address, name)
    _end(served)


def _look_for_libraries(served: list[Library], name: str) -> None:
    libraries = Libraries(library_url())
    while True:
        with suppress(LibraryError):
            for one in libraries.names():
                _serve(served, libraries.url(one), name)
        time.sleep(LOOK_SECONDS)


def _serve(served: list[Library], address: str, name: str) -> None:
    if address not in {library.address for library in served}:
        served.append(Library(address, name))


def _end(served: list[Library]) -> NoReturn:
    try:
        for library in list(served):
            library.release()
        close_engine()
    finally:
        os._exit(0)


def _hold_leases(served: list[Library], name: str) -> None:
    while True:
        time.sleep(LEASE_SECONDS / 4)
        for library in list(served):
            library.hold()


if __name__ == "__main__":
    main()
