"""Engines of this machine: this process alone, or all cores, one model in each process.

The processes of a pool end with the one that started them, however that ends.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from components.analysis.entities import languages_supported
from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Batch
from components.app.environment import COLLECTED, PATIENCE
from components.app.worker.batches import make_batch
from components.app.worker.engines.engine import Outcome, attempt
from components.app.worker.stored_inputs import StoredInputs

# Of libraries for numbers, whose threads would only wait for each other.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# With fewer batches waiting a pool is not worth its start.
POOL_FROM, POOL_FROM_PAIRS = 3, 20
# Read by `preloaded`, in the process from which the others are forked.
LANGUAGES = "PARALLAX_PRELOADED"
_DIED = "the process that worked on it ended, perhaps for want of memory"

_log = logging.getLogger("parallax.worker")


def count_processes() -> int:
    """How many processes work: what `PARALLAX_PROCESSES` says, else one for each core."""
    given = os.environ.get("PARALLAX_PROCESSES", "")
    if given.isdecimal() and int(given):
        return int(given)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class OneProcess:
    """Works on batches in this process; an `Engine`."""

    at_once = 1

    def is_worth(self, step: Step, batches: int) -> bool:
        """Always."""
        return True

    def make_batch(self, inputs: StoredInputs, step: Step, keys: Sequence[Any]) -> Batch:
        """What the step is given."""
        return make_batch(inputs, step, keys)

    def run(self, step: Step, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """Work on one batch after the other."""
        return (attempt(step, batch) for batch in batches)

    def close(self) -> None:
        """There is nothing to let go of."""


class ProcessPool:
    """Processes that start with the first batch; an `Engine`.

    Where the system has it they are forked from one that has loaded the models for the languages of
    the first library, so that they share its memory; those for others each loads for itself.
    """

    at_once = 1

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._languages: frozenset[str] = frozenset()
        self._running: ProcessPoolExecutor | None = None

    def is_worth(self, step: Step, batches: int) -> bool:
        """Whether so many batches of a step are worth the start, for which models are loaded."""
        if self._running is not None:
            return batches > 1
        return batches >= (POOL_FROM if step.per == "article" else POOL_FROM_PAIRS)

    def make_batch(self, inputs: StoredInputs, step: Step, keys: Sequence[Any]) -> Batch:
        """What the step is given, for processes do not read."""
        if self._running is None:
            self._languages |= frozenset(inputs.column("language").values())
        return make_batch(inputs, step, keys)

    def run(self, step: Step, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """Work on batches in all processes; gives their outcomes in order.

        When a process dies, the batches under way are worked on again one by one, and what one
        process after another dies of is a fault.
        """
        ahead: deque[tuple[Batch, Future[Outcome]]] = deque()
        for batch in batches:
            ahead.append((batch, self._submit(step, batch)))
            if len(ahead) > self.processes:
                yield from self._take(step, ahead)
        while ahead:
            yield from self._take(step, ahead)

    def close(self) -> None:
        """End the processes at once; what they work on is lost."""
        if self._running is None:
            return
        for child in multiprocessing.active_children():
            child.kill()
        self._running.shutdown(cancel_futures=True)
        self._running = None
        # What the processes shared is given back here, and not first when this process ends.
        gc.collect()

    def _submit(self, step: Step, batch: Batch) -> Future[Outcome]:
        if self._running is None:
            self._running = self._start()
        try:
            return self._running.submit(attempt, step, batch)
        except BrokenProcessPool as broken:
            failed: Future[Outcome] = Future()
            failed.set_exception(broken)
            return failed

    def _take(self, step: Step, ahead: deque[tuple[Batch, Future[Outcome]]]) -> Iterator[Outcome]:
        """The outcome of the first batch; of all, one by one, when a process died."""
        batch, result = ahead.popleft()
        try:
            yield result.result()
        except BrokenProcessPool:
            _log.warning("A process died at the step %s", step.name)
            self.close()
            yield self._work_alone(step, batch)
            while ahead:
                batch, result = ahead.popleft()
                died = isinstance(result.exception(), BrokenProcessPool)
                yield self._work_alone(step, batch) if died else result.result()

    def _work_alone(self, step: Step, batch: Batch) -> Outcome:
        """Nothing else is under way, so that what a process dies of is known."""
        try:
            return self._submit(step, batch).result()
        except BrokenProcessPool:
            self.close()
        if not self._is_sound():
            return attempt(step, batch)
        if len(batch) > 1:
            return [one for part in batch.split() for one in self._work_alone(step, part)]
        return [(step.nothing, _DIED)]

    def _is_sound(self) -> bool:
        """Whether a process lives that has nothing to do; else no text is at fault."""
        self._running = self._running or self._start()
        try:
            self._running.submit(os.getpid).result()
        except BrokenProcessPool:
            _log.error("The processes die at once, so this one works alone")
            self.close()
            return False
        return True

    def _start(self) -> ProcessPoolExecutor:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        for name in _ONE_THREAD:
            os.environ.setdefault(name, "1")
        os.environ[LANGUAGES] = " ".join(sorted(self._languages & languages_supported()))
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload(["components.app.worker.engines.preloaded"])
        return ProcessPoolExecutor(self.processes, context, initializer=_begin)


def _begin() -> None:
    os.nice(max(0, PATIENCE - os.nice(0)))
    gc.set_threshold(*COLLECTED)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process with the one that started the pool, which may have been killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)
