"""Batches of articles or pairs: what waits for a step, what it is given, and what it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import DECIDED, Articles, Batch, Decided, Pair
from components.app.worker.engines.engine import Outcome
from components.app.worker.pair_inputs import of_pairs
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.store import Store

# Among so many articles that wait copies are looked for, by lines of so many letters or more.
_TOGETHER, _LONG = 2_000, 40
# So many texts are in memory at once for that.
_AT_ONCE = 100


def group_missing(inputs: StoredInputs, step: Step, size: int) -> list[list[str]]:
    """The articles without a result of a step, in groups of one language.

    They come in order of arrival, but for copies, which come with the first of them: a process does
    not read a paragraph again that it has read, and those of one group go to one process.
    """
    missing = inputs.missing(step)
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    groups: list[list[str]] = []
    order = _bring_copies_together(inputs.store, missing) if len(missing) > size else missing
    for id in order:
        language = missing[id]
        waiting[language].append(id)
        if len(waiting[language]) == size:
            groups.append(waiting.pop(language))
    return groups + list(waiting.values())


def _bring_copies_together(store: Store, ids: Iterable[str]) -> list[str]:
    """The ids with those of copies behind the first of them, among the first `_TOGETHER`."""
    order = list(ids)
    alike: dict[int, list[str]] = {}
    for some in cut(order[:_TOGETHER], _AT_ONCE):
        for id, text in store.texts(some).items():
            alike.setdefault(_mark_text(text), []).append(id)
    return [id for own in alike.values() for id in own] + order[_TOGETHER:]


def _mark_text(text: str) -> int:
    """The least checksum of its longer lines, mostly the same for texts that share most of them."""
    lines = [line for line in text.split("\n") if len(line) >= _LONG] or [text]
    return min(crc32(line.encode("utf-8", "surrogatepass")) for line in lines)


def make_batch(inputs: StoredInputs, step: Step, keys: Sequence[Any]) -> Batch:
    """What a step is given of these articles, all of one language, or of these pairs."""
    if step.per == "article":
        return _of_articles(inputs, step, keys, inputs.column("language")[keys[0]])
    return of_pairs(inputs, step, keys)


def save_outcome(
    inputs: StoredInputs,
    step: Step,
    keys: Sequence[Any],
    outcome: Outcome,
    waiting: dict[Pair, str],
) -> None:
    """Store the results of a batch, and the faults of those that have none.

    `waiting` has the keys of the pairs that wait; those of the batch are taken out of it.
    """
    found = {key: value for key, (value, _) in zip(keys, outcome, strict=True)}
    faults = {key: why for key, (_, why) in zip(keys, outcome, strict=True) if why}
    version = inputs.versions[step.name]
    if step.per == "article":
        inputs.store.results.save(step.name, version, found, inputs.revision, faults)
        return
    key = step.settings_for(inputs.asked).key
    rows = {pair: (waiting.pop(pair), value) for pair, value in found.items()}
    inputs.store.pair_results.save(step.name, key, rows, shown=False, faults=faults)


def _of_articles(inputs: StoredInputs, step: Step, ids: Sequence[str], language: str) -> Articles:
    texts = inputs.store.texts(ids)
    results = {one.name: inputs.results(one.name, ids) for one in inputs.before(step, "article")}
    return Articles(
        list(ids),
        [texts[id] for id in ids],
        language,
        [inputs.days.get(id) for id in ids],
        {name: [found.get(id) for id in ids] for name, found in results.items()},
        inputs.decided if any(name in DECIDED for name in step.inputs) else Decided(),
    )


def cut(keys: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """The keys in their order, up to `size` at a time."""
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def is_called_away(store: Store) -> bool:
    """Whether no further batch is to be begun: files wait, or somebody paused the analysis."""
    return bool(store.uploads.waiting() or store.results.paused())
