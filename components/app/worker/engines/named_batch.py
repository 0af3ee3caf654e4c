"""Batches that are named by their ids, and read from the library where they are worked on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import orjson

from components.analysis.pipeline.kept_values import MarkedValues
from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Batch, digest
from components.analysis.pipeline.step_table import STEP_OF
from components.analysis.selection import settings_of
from components.app.worker.batches import make_batch
from components.app.worker.engines.engine import EngineLost, Outcome, StateChanged, attempt
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.database.errors import LibraryError
from components.corpus.store import Store, open_store

# The libraries that this process has open, with what of their tables is read already.
_open: dict[str, tuple[Store, MarkedValues]] = {}


@dataclass(frozen=True)
class NamedBatch:
    """Articles or pairs of a library, by ids, with the state at which they are asked for.

    `step` and `asked` are the names of the step and of the settings, `version` is that of its
    results, `decided` stands for what analysts decided.
    """

    library: str
    step: str
    asked: str
    version: str
    decided: str
    revision: int
    keys: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def split(self) -> list[Batch]:
        """The two halves."""
        middle = len(self.keys) // 2
        return [replace(self, keys=self.keys[:middle]), replace(self, keys=self.keys[middle:])]

    @property
    def name(self) -> str:
        """Names what is asked for: equal ones have one outcome."""
        return f"{self.step}-{digest(self)}"


def name_batch(inputs: StoredInputs, step: Step, keys: Sequence[Any]) -> NamedBatch:
    """The batch of these articles, all of one language, or of these pairs."""
    return NamedBatch(
        inputs.store.address,
        step.name,
        inputs.asked.key,
        inputs.versions[step.name],
        digest(inputs.decisions),
        inputs.revision,
        tuple(keys),
    )


def work_on(batch: NamedBatch) -> bytes:
    """The outcome of a batch, as JSON in one piece, for `read_outcome`.

    Raises StateChanged where the library is another by now, and EngineLost where this process
    cannot read it, or would find something else.
    """
    try:
        return orjson.dumps(_work_on(batch))
    except LibraryError as error:
        # The fault is this process's: whoever named the batch reads the same library.
        raise EngineLost(f"A worker cannot read the library. {error}") from None


def read_outcome(packed: bytes) -> Outcome:
    """The outcome that `work_on` packed."""
    return [(value, why) for value, why in orjson.loads(packed)]


def _work_on(batch: NamedBatch) -> Outcome:
    step = STEP_OF[batch.step]
    if batch.library not in _open:
        _open[batch.library] = open_store(batch.library, make=False), MarkedValues()
    store, kept = _open[batch.library]
    ids = batch.keys if step.per == "article" else chain.from_iterable(batch.keys)
    articles = store.articles(ids=dict.fromkeys(ids))
    inputs = StoredInputs(store, settings_of(batch.asked), articles=articles, kept=kept)
    found = inputs.revision, digest(inputs.decisions)
    if found != (batch.revision, batch.decided):
        raise StateChanged
    if inputs.versions[step.name] != batch.version:
        raise EngineLost(
            "A worker has another version of Parallax or of its models, whose results would differ."
        )
    outcome = attempt(step, make_batch(inputs, step, batch.keys))
    if store.revision() != batch.revision:
        raise StateChanged
    return outcome
