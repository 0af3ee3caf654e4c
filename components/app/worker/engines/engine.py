"""Engine of the pipeline: works on the batches of a step, wherever, with the same outcomes."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeAlias

from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Batch
from components.app.worker.result_tables import ENGINE
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.store import Store

# Seconds until a lost engine is tried again: they double while it stays lost.
FIRST_REST, LONGEST_REST = 5.0, 60.0
# Between two looks whether a page asks for that.
PAUSE = 0.2

_log = logging.getLogger("parallax.worker")
# For each article or pair of a batch its result, and why there is none ("" where there is).
Outcome: TypeAlias = list[tuple[Any, str]]


class EngineLost(Exception):  # noqa: N818 (named after what a person reads)
    """An engine that cannot work now; `str()` says why, and what to do about it."""


class StateChanged(Exception):  # noqa: N818
    """The library is no longer as it was when a batch was named."""


class Engine(Protocol):
    """Works on batches of steps, of up to `Step.at_once` articles or pairs times its `at_once`."""

    at_once: int

    def is_worth(self, step: Step, batches: int) -> bool:
        """Whether so many batches of a step are worth being sent there."""

    def make_batch(self, inputs: StoredInputs, step: Step, keys: Sequence[Any]) -> Batch:
        """What is sent of these articles, all of one language, or of these pairs."""

    def run(self, step: Step, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """Work on batches of this step; gives their outcomes in order.

        Raises EngineLost, and StateChanged.
        """

    def close(self) -> None:
        """Let go of it; what it works on is lost."""


def attempt(step: Step, batch: Batch) -> Outcome:
    """Have a step work on a batch; where it fails, on each part of it, down to single ones.

    Any article may hold what nobody thought of, and that must not keep the others waiting.
    """
    try:
        return [(value, "") for value in step.function(batch)]
    except Exception as fault:
        if len(batch) > 1:
            return [one for part in batch.split() for one in attempt(step, part)]
        _log.exception("The step %s failed", step.name)
        return [(step.nothing, f"{type(fault).__name__}: {fault}")]


class Loss:
    """What is known of a lost engine at one library: pages say why, and may ask to try it again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # A worker before this one may have lost its own.
        self._said = store.results.step_faults().get(ENGINE, "")
        self._rest, self._until = FIRST_REST, 0.0

    def rests(self) -> bool:
        """Whether it is not to be tried yet; a page that takes its fault away asks for it."""
        if not self._said or time.monotonic() > self._until:
            return False
        return ENGINE in self._store.results.step_faults()

    def note(self, lost: EngineLost) -> None:
        """It was lost, once more perhaps."""
        _log.warning("%s", lost)
        self._rest = min(2 * self._rest, LONGEST_REST) if self._said else FIRST_REST
        self._until = time.monotonic() + self._rest
        self._said = str(lost)
        self._store.results.save_step_fault(ENGINE, self._said)

    def end(self) -> None:
        """It has worked, or nothing is left to do."""
        if self._said:
            self._said = ""
            self._store.results.drop_step_fault(ENGINE)
