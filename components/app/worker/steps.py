"""Steps of the analysis: each does one piece of work at a time, and a fault stops only that step.

A step over the collection is a `Step`; within it `analyse_missing` takes the articles a few at a
time. Faults are kept in the library, where the pages find them.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from components.app.worker.result_tables import NAME_LIST, PUT_BACK, VERB
from components.corpus.database.errors import LibraryError
from components.corpus.queue.leases import Upload
from components.corpus.readers.sandbox.protocol import describe_failure, find_failure
from components.corpus.store import Store

FIRST_SECONDS, LONGEST_SECONDS = 5.0, 600.0

_log = logging.getLogger("parallax.worker")
# How often each file was delayed since this process works.
_delays: WeakKeyDictionary[Store, Counter[int]] = WeakKeyDictionary()


def delay(
    store: Store, worker: str, uploads: Iterable[Upload], why: str, *, counts: bool = False
) -> None:
    """Put files back into the queue: the wait doubles each time, from 5 s to `LONGEST_SECONDS`.

    `why` is shown to the analyst. With `counts` the file itself may be at fault, and after some
    tries the queue rejects it.
    """
    seen = _delays.setdefault(store, Counter())
    for upload in uploads:
        seconds = min(FIRST_SECONDS * 2 ** min(seen[upload.id], 20), LONGEST_SECONDS)
        store.uploads.delay([upload.id], worker, why, seconds, counts=counts)
        seen[upload.id] += 1
        _log.warning("%s was not read and is tried again: %s", upload.name, why)


def relieve(store: Store, uploads: Iterable[int]) -> None:
    """After a delayed file could be read, try the other delayed files at once."""
    seen = _delays.get(store, Counter[int]())
    if relieved := [upload for upload in uploads if seen.pop(upload, 0)]:
        _log.info("%d delayed files were read", len(relieved))
        store.uploads.hasten()


def describe_fault(problem: Exception) -> str:
    """Why reading stopped, as a sentence for the analyst who waits for the file."""
    if isinstance(problem, LibraryError):
        return str(problem)
    return describe_failure(find_failure(problem) or problem)


# Ids, texts and the one language of some articles; gives a result for each, in their order.
Analyse: TypeAlias = Callable[[list[str], list[str], str], list[Any]]

ARTICLES_AT_ONCE = 16
# What waits in a large library is looked up once for all that is analysed in this time. It is
# short, for files that come meanwhile are read first.
SECONDS = 2.0

_Inputs: TypeAlias = tuple[int, int]

# The inputs with which each step of a library failed in this process: it rests until they change.
_failed: WeakKeyDictionary[Store, dict[str, _Inputs]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Step:
    """`work` does one piece and returns whether there was any; `tables` are those it makes.

    Its fault is kept under `name`.
    """

    name: str
    work: Callable[[Store], bool]
    tables: tuple[str, ...] = ()


def do_next(store: Store, steps: Sequence[Step]) -> bool:
    """Do one piece of the first step that has work; returns False when none has.

    A step that fails is skipped until its inputs change (articles, lists of names and verbs,
    boilerplate that was put back) or another process works here; its fault is in
    `store.results.step_faults()`. When it works again, the tables of the steps after it are made
    again, for they may rest on what it had not made. Raises LibraryError, without which nothing
    can be done.
    """
    faults = store.results.step_faults()
    inputs = _inputs_of(store)
    failed = _failed.setdefault(store, {})
    for position, step in enumerate(steps):
        if failed.get(step.name) == inputs:
            continue
        try:
            worked = step.work(store)
        except LibraryError:
            raise
        except Exception as fault:
            _log.exception("The step %s failed", step.name)
            failed[step.name] = inputs
            store.results.save_step_fault(step.name, f"{type(fault).__name__}: {fault}")
            return True
        if not worked and step.name in faults:
            _recover(store, step, steps[position + 1 :])
            return True
        if worked:
            return True
    return False


def _inputs_of(store: Store) -> _Inputs:
    """Numbers that change with everything a step works on."""
    return store.revision(), store.verdicts.latest(NAME_LIST, VERB, PUT_BACK)


def _recover(store: Store, step: Step, later: Sequence[Step]) -> None:
    store.results.drop_step_fault(step.name)
    for one in later:
        for table in one.tables:
            store.results.drop_frame(table)


def analyse_missing(
    store: Store,
    kind: str,
    version: str,
    analyse: Analyse,
    nothing: Any,
    at_once: int = ARTICLES_AT_ONCE,
) -> bool:
    """Analyse articles that have no result of this kind and version, for `SECONDS` at most.

    `analyse` gets at most `at_once` articles of one language. An article on which it fails gets the
    result `nothing` and a fault of this `kind`; the others are analysed. Stops earlier when an
    article changes. Returns False when no article waits.
    """
    revision = store.revision()
    missing = store.results.missing(kind, version)
    if not missing:
        return False
    waiting, total = list(missing), store.results.expected()
    until = time.monotonic() + SECONDS
    for start in range(0, len(waiting), at_once):
        some = waiting[start : start + at_once]
        store.results.report(kind, total - len(waiting) + start, total)
        texts = store.texts(some)
        found: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for language in sorted({missing[i] for i in some}):
            ids = [i for i in some if missing[i] == language]
            found |= _analyse_each(analyse, {i: texts[i] for i in ids}, language, faults)
        store.results.save(kind, version, dict.fromkeys(faults, nothing) | found, revision)
        store.results.save_faults(kind, faults)
        if time.monotonic() > until or store.revision() != revision:
            break
    return True


def _analyse_each(
    analyse: Analyse, texts: dict[str, str], language: str, faults: dict[str, str]
) -> dict[str, Any]:
    """The results by id; adds to `faults` the articles without one."""
    try:
        return dict(zip(texts, analyse([*texts], [*texts.values()], language), strict=True))
    except LibraryError:
        raise
    except Exception as fault:
        # Any article may hold what nobody thought of, and that must not keep the others waiting.
        if len(texts) > 1:
            found: dict[str, Any] = {}
            for id, text in texts.items():
                found |= _analyse_each(analyse, {id: text}, language, faults)
            return found
        (id,) = texts
        _log.exception("Article %s could not be read", id)
        faults[id] = f"{type(fault).__name__}: {fault}"
        return {}
