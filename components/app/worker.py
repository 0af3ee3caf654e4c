"""The worker: reads waiting files and analyses new articles, in a process of its own.

Run as `python -m components.app.worker`. It knows the store and the analysis and never Streamlit.
Whatever it is doing when it is killed is found again and done by the next worker.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time

from components.app.place import corpus_folder, library_url
from components.app.work import enqueue_folder, work_once
from components.corpus.store import Store, open_store

PAUSE = 0.2
LEASE_SECONDS = 10


def main() -> None:
    """Work until the server that started this process is gone, giving way to its pages."""
    os.nice(10)
    store = open_store(library_url())
    name = f"{socket.gethostname()}:{os.getpid()}"
    chosen = threading.Event()
    for task in (_end_with_server, _hold_lease):
        threading.Thread(target=task, args=(store, name, chosen), daemon=True).start()
    chosen.wait()
    enqueue_folder(store, corpus_folder())
    while chosen.wait():
        if not work_once(store, name):
            time.sleep(PAUSE)


def _end_with_server(store: Store, name: str, chosen: threading.Event) -> None:
    sys.stdin.buffer.read()
    store.results.release("worker", name)
    os._exit(0)


def _hold_lease(store: Store, name: str, chosen: threading.Event) -> None:
    """Of several servers on one library one worker works; another takes over when it is gone."""
    while True:
        if store.results.hold("worker", name, LEASE_SECONDS):
            chosen.set()
        else:
            chosen.clear()
        time.sleep(LEASE_SECONDS / 4)


if __name__ == "__main__":
    main()
