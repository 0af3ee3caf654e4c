"""Runner of the pipeline: does what is out of date in a library, by the table of steps alone.

Articles and pairs are worked on in batches, by all processes of a pool where there is enough to do,
while a step over the collection is made beside them. Whoever kills a worker loses its batches.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeAlias

from components.analysis.pipeline.kept_values import MarkedValues
from components.analysis.pipeline.step import DEFAULT, Step, is_fresh, rests_on, settings_in
from components.analysis.pipeline.step_inputs import Batch, Pair
from components.analysis.pipeline.step_table import STEPS
from components.analysis.selection import Settings
from components.app.worker.batches import cut, group_missing, is_called_away, save_outcome
from components.app.worker.collection_inputs import CollectionInputs
from components.app.worker.engines.engine import PAUSE, Engine, EngineLost, Loss, StateChanged
from components.app.worker.engines.process_pool import OneProcess
from components.app.worker.pair_inputs import missing_pairs
from components.app.worker.reported_progress import ReportedProgress, log_work
from components.app.worker.stored_inputs import Key, StoredInputs
from components.corpus.database.errors import LibraryError
from components.corpus.store import Store

# What waits in a large library is looked up once for all that is worked on in this time, at whose
# end the processes wait for the slowest of them. Other libraries wait as long for their turn.
SECONDS = 6.0
# A table of results per pair is made while others are missing when it has so many at least, and
# again whenever they have doubled.
EARLY = 400

_log = logging.getLogger("parallax.worker")
_Made: TypeAlias = Mapping[str, tuple[str, int]]


class Runner:
    """Works on one library, one piece at a time.

    A step that fails rests until what it works on changes, or another process works here; its fault
    is in `store.results.step_faults()`. When it works again, the tables of the steps behind it are
    made again, for they may rest on what it had not made.
    """

    def __init__(
        self, store: Store, engine: Engine | None = None, steps: Sequence[Step] = STEPS
    ) -> None:
        self._store, self._engine, self._steps = store, engine, steps
        self._failed: dict[Key, object] = {}
        self._memory: dict[str, dict[str, Any]] = {}
        self._kept = MarkedValues()
        # For one state of the library: the pairs that wait, and how many there are in all.
        self._waiting: dict[Key, tuple[object, dict[Pair, str], int]] = {}
        self._progress = ReportedProgress()
        self._loss = Loss(store)
        self._thread = ThreadPoolExecutor(1)
        self._beside: list[tuple[Step, StoredInputs, Future[None]]] = []

    def run_next(self, asked: Settings = DEFAULT) -> bool:
        """Do one piece of the first step that is out of date; False when none is.

        Raises LibraryError, without which nothing can be done.
        """
        if self._beside and self._beside[0][2].done():
            return self._end_beside()
        inputs = StoredInputs(self._store, asked, steps=self._steps, kept=self._kept)
        ready = list(self._find_ready(inputs))
        batched = [step for step in ready if step.per != "collection"]
        if batched and self._loss.rests():
            batched = []
        whole = [step for step in ready if step.per == "collection"]
        if self._engine is None and ready:
            # A table is only ready before the results that it rests on when it is made early.
            early = [step for step in whole if {*step.inputs} & {one.name for one in batched}]
            self._work_on((early or ready)[0], inputs)
        elif whole and not self._beside and not batched:
            self._work_on(whole[0], inputs)
        elif batched:
            for step in whole:  # one after the other, in a thread
                count = self._count_made(step, inputs)
                made = self._thread.submit(self._make_tables, step, inputs, count)
                self._beside.append((step, inputs, made))
            self._work_on(batched[0], inputs)
        elif self._beside:
            wait([self._beside[0][2]], SECONDS)
        elif ready:
            time.sleep(PAUSE)  # until the engine is tried again
        else:
            self._loss.end()
        return bool(ready or self._beside)

    def close(self) -> None:
        """Let go of the library; a step that is being made beside ends by itself."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _find_ready(self, inputs: StoredInputs) -> Iterator[Step]:
        """The steps that are out of date and rest on none that is, in order."""
        due = {step.name for step, _, _ in self._beside}
        made, resting, working = self._store.results.frames(), set[str](), set[str]()
        for step in self._steps:
            if inputs.asked.key and not step.settings_for(inputs.asked).key:
                continue  # not by these settings
            if self._rests(step, inputs, resting):
                resting.add(step.name)
            if step.name in due | resting:
                continue
            before = due & {*step.inputs_for(inputs.asked), *step.chosen_by}
            if step.per == "pair" and before <= working:
                working.add(step.name)
            is_early = step.per == "collection" and before <= working
            if before and not (is_early and self._is_worth_early(step, made, inputs)):
                due.add(step.name)
            elif self._is_due(step, made, inputs):
                count = self._count_made(step, inputs)
                if not CollectionInputs(inputs, step).keep_tables(made, count):
                    due.add(step.name)
                    yield step

    def _rests(self, step: Step, inputs: StoredInputs, resting: set[str]) -> bool:
        """Whether a step failed at this state, or would read of articles what such a one gives."""
        if self._failed.get(inputs.key_of(step)) == inputs.mark:
            return True
        before = {one.name for one in inputs.before(step, "article")}
        return step.per == "article" and bool(before & resting)

    def _is_due(self, step: Step, made: _Made, inputs: StoredInputs) -> bool:
        """Whether articles or pairs wait for a step, or its tables are not those of this state."""
        if step.per == "article":
            return bool(inputs.missing(step))
        if step.per == "pair":
            return bool(self._list_waiting(step, inputs)[0])
        fresh = is_fresh(step, made, inputs.versions[step.name], inputs.revision, inputs.asked)
        return not fresh or inputs.count_made(step, made) != self._count_made(step, inputs)

    def _is_worth_early(self, step: Step, made: _Made, inputs: StoredInputs) -> bool:
        """Whether a table of results per pair is to be made although others are missing."""
        return self._count_made(step, inputs) >= max(EARLY, 2 * inputs.count_made(step, made))

    def _count_made(self, step: Step, inputs: StoredInputs) -> int:
        """How many results per pair that a step per collection rests on are up to date."""
        listed = [self._list_waiting(one, inputs) for one in inputs.before(step, "pair")]
        return sum(total - len(waiting) for waiting, total in listed)

    def _list_waiting(self, step: Step, inputs: StoredInputs) -> tuple[dict[Pair, str], int]:
        """The pairs that a step waits for, with their keys, and of how many; looked up once."""
        key, mark = inputs.key_of(step), CollectionInputs(inputs, step).mark
        if key not in self._waiting or self._waiting[key][0] != mark:
            self._waiting[key] = mark, *missing_pairs(inputs, step)
        return self._waiting[key][1:]

    def _work_on(self, step: Step, inputs: StoredInputs) -> None:
        if step.per == "collection":
            count = self._count_made(step, inputs)
            self._attempt(step, inputs, lambda: self._make_tables(step, inputs, count))
        else:
            self._attempt(step, inputs, lambda: self._work_on_batches(step, inputs))

    def _attempt(self, step: Step, inputs: StoredInputs, work: Callable[[], None]) -> None:
        try:
            work()
        except EngineLost as lost:
            self._loss.note(lost)
        except Exception as fault:
            if isinstance(fault, StateChanged) or self._store.revision() != inputs.revision:
                return  # An article may have gone while it was read: all is looked up again.
            if isinstance(fault, LibraryError):
                raise
            self._fail(step, inputs, fault)
        else:
            self._recover(step, inputs)

    def _end_beside(self) -> bool:
        step, inputs, made = self._beside.pop(0)
        self._attempt(step, inputs, made.result)
        return True

    def _fail(self, step: Step, inputs: StoredInputs, fault: Exception) -> None:
        name = inputs.name_of(step)
        _log.error("The step %s failed", name, exc_info=fault)
        self._failed[inputs.key_of(step)] = inputs.mark
        # What it keeps between calls may be half of something.
        self._memory.pop(step.name, None)
        self._store.results.save_step_fault(name, f"{type(fault).__name__}: {fault}")
        if not inputs.asked.key:
            self._store.results.clear_progress(name)

    def _recover(self, step: Step, inputs: StoredInputs) -> None:
        name, results = inputs.name_of(step), self._store.results
        self._failed.pop(inputs.key_of(step), None)
        if name not in results.step_faults():
            return
        results.drop_step_fault(name)
        self._waiting.clear()
        behind = rests_on(self._steps, step.name, inputs.asked)
        names = {name for one in behind for name in inputs.tables_of(one)}
        # Those of other settings a page requests again.
        for name in names | {*filter(settings_in, results.frames())}:
            results.drop_frame(name)

    def _make_tables(self, step: Step, inputs: StoredInputs, count: int) -> None:
        began = time.monotonic()
        given = CollectionInputs(inputs, step, self._memory.setdefault(step.name, {}))
        mark = given.mark  # before anything is read: what comes meanwhile changes it
        tables = step.function(given)
        # Articles that changed meanwhile may be in the tables or not: no revision has those.
        is_whole = self._store.revision() == inputs.revision
        mark, revision = (mark, inputs.revision) if is_whole else ("", -1)
        version = inputs.version_of(step, count, mark)
        rows = 0
        for stored, table in inputs.tables_of(step).items():
            partitions = made if isinstance(made := tables[table], dict) else {0: made}
            self._store.results.save_partitions(stored, version, revision, partitions)
            rows += sum(map(len, partitions.values()))
        log_work(step, rows, began)

    def _work_on_batches(self, step: Step, inputs: StoredInputs) -> None:
        """Work on articles or pairs that wait, for a while, until a file or a change comes."""
        began = time.monotonic()
        at_once = self._engine.at_once if self._engine else 1
        waiting, pairs = self._list_waiting(step, inputs) if step.per == "pair" else ({}, 0)
        size = step.at_once * at_once
        groups = cut([*waiting], size) or group_missing(inputs, step, size)
        count, done, taken = sum(map(len, groups)), 0, deque[Sequence[Any]]()
        until = began + SECONDS * at_once
        is_worth = self._engine is not None and self._engine.is_worth(step, len(groups))
        engine = self._engine if self._engine and is_worth else OneProcess()

        def batches() -> Iterator[Batch]:
            for number, keys in enumerate(groups):
                if number and (time.monotonic() > until or is_called_away(self._store)):
                    return
                batch = engine.make_batch(inputs, step, keys)
                # What was read of articles that changed must not be stored as it was before.
                if self._store.revision() != inputs.revision:
                    return
                taken.append(keys)
                yield batch

        self._progress.report(inputs, step, count, pairs)
        for outcome in engine.run(step, batches()):
            self._loss.end()
            save_outcome(inputs, step, taken[0], outcome, waiting)
            done += len(taken.popleft())
            self._progress.report(inputs, step, count - done, pairs)
        log_work(step, done, began)
