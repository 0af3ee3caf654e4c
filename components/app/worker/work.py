"""Work of the worker on one library: queued files first, then what the pipeline finds out of date.

Each does one piece at a time; whoever calls decides what comes next.
"""

from __future__ import annotations

import logging
import os
import socket
from contextlib import suppress

from components.analysis.pipeline.step import settings_in
from components.analysis.pipeline.step_table import STEPS
from components.analysis.selection import settings_of
from components.app.worker.engines.cluster import Cluster
from components.app.worker.engines.engine import Engine
from components.app.worker.engines.process_pool import ProcessPool, count_processes
from components.app.worker.read_files import read_next
from components.app.worker.result_tables import REQUESTED
from components.app.worker.runner import Runner
from components.corpus.database.errors import ArticleUnknown, LibraryError
from components.corpus.queue.uploads import Uploads
from components.corpus.readers import collect_references
from components.corpus.readers.joined_references import JoinedReferences
from components.corpus.store import Store

LOCAL = "local"
# One for each open library, until `end_work`: its runner, and its state when articles were last
# completed by each other.
_runners: dict[Store, Runner] = {}
_completed: dict[Store, tuple[int, int]] = {}
_engine: list[Engine] = []


def work_through(store: Store) -> None:
    """Do all that waits in a library, with all cores, and return when every table is fresh.

    A step that fails is left out; `store.results.step_faults()` has the reason.
    """
    while work_once(store, worker_name()):
        pass


def worker_name() -> str:
    """The name of this process, `host:pid`, under which it holds leases in a library."""
    return f"{socket.gethostname()}:{os.getpid()}"


def work_once(store: Store, worker: str) -> bool:
    """Do the next piece of work under this worker's name; returns False when nothing waits.

    Files come first, then the steps in the order of their table, then those that pages requested by
    other settings; while the analysis is paused, files alone. Progress that a failed step reported
    is cleared when nothing else is to be done.
    """
    if read_next(store, worker):
        _completed.pop(store, None)
        return True
    complete_articles(store)
    if store.results.paused():
        _clear_progress(store, [task for task in _tasks(store) if not task.startswith(REQUESTED)])
        return False
    if store not in _runners:
        _runners[store] = Runner(store, find_engine())
    runner = _runners[store]
    if runner.run_next():
        return True
    tasks = _tasks(store)
    for task in tasks:
        if task.startswith(REQUESTED) and runner.run_next(
            settings_of(task.removeprefix(REQUESTED))
        ):
            return True
    _clear_progress(store, tasks)
    if any(task.startswith(REQUESTED) for task in tasks):
        _drop_outdated(store)
    return False


def _tasks(store: Store) -> list[str]:
    return [progress.task for progress in store.results.progress()]


def _clear_progress(store: Store, tasks: list[str]) -> None:
    for task in tasks:
        store.results.clear_progress(task)


def complete_articles(store: Store) -> None:
    """Complete articles by what other files tell, when there are others than the last time."""
    uploads = store.uploads
    if _completed.get(store) == (store.revision(), uploads.finished()):
        return
    try:
        _complete(uploads)
    except LibraryError:
        raise
    except Exception:
        # What was read is there, and the other steps go on without this one.
        logging.getLogger("parallax.worker").exception("Articles were not completed")
    _completed[store] = (store.revision(), uploads.finished())


def _complete(uploads: Uploads) -> None:
    for lists in uploads.lists_to_join():
        references = JoinedReferences()
        for row in lists.files:
            answer = uploads.answered(row.id) or None
            with suppress(ArticleUnknown, OSError), uploads.open(row.sha256) as file:
                collect_references(row.name, file, references, answer)
        uploads.join_references(lists, references)
    uploads.settle_days()


def end_work(store: Store) -> None:
    """Forget what this process keeps of a library that it closes."""
    _completed.pop(store, None)
    if store in _runners:
        _runners.pop(store).close()


def find_engine() -> Engine | None:
    """The engine of this process for all libraries; None where one process works alone.

    `PARALLAX_ENGINE` names the scheduler of a cluster; "local" or nothing is a pool.
    """
    if not _engine:
        address = os.environ.get("PARALLAX_ENGINE", "") or LOCAL
        if address != LOCAL:
            _engine.append(Cluster(address))
        elif count_processes() > 1:
            _engine.append(ProcessPool(count_processes()))
    return _engine[0] if _engine else None


def close_engine() -> None:
    """Let go of the engine; what it works on is lost."""
    while _engine:
        _engine.pop().close()


def _drop_outdated(store: Store) -> None:
    """Drop outdated tables of other settings, which a page requests again when it needs them.

    Results per pair go with the last table of their settings.
    """
    revision, left, gone = store.revision(), set[str](), set[str]()
    for name, (_, made) in store.results.frames().items():
        settings = settings_in(name)
        if settings and made < revision:
            store.results.drop_frame(name)
            gone.add(settings)
        else:
            left.add(settings)
    for settings in gone - left:
        for step in STEPS:
            if step.per == "pair":
                store.pair_results.drop(step.name, settings)
