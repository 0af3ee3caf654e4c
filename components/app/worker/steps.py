"""One step of the analysis: its fault is kept and told, and does not keep the others waiting."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from components.app.worker.comparing import NAME_LIST, PUT_BACK, VERB
from components.corpus.database.errors import LibraryError
from components.corpus.store import Store

_log = logging.getLogger(__name__)
_Moment = tuple[int, int]
# Where each step of a library failed in this process: it rests until the library is another.
_failed: WeakKeyDictionary[Store, dict[str, _Moment]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Step:
    """`work` does one piece and says whether there was any; `tables` are those it makes.

    `name` is what its fault is kept under.
    """

    name: str
    work: Callable[[Store], bool]
    tables: tuple[str, ...] = ()


def do_next(store: Store, steps: Sequence[Step]) -> bool:
    """Do a piece of the first step that has one; False when none has.

    A step that fails keeps its fault in the library and rests until articles or the analysts' words
    that it may depend on have changed, or another process works here. When it works again, the
    tables of the steps behind it are made again, for they may rest on what it had not made. Errors
    of the library itself pass: nothing can be done without it.
    """
    faults = store.results.step_faults()
    moment = _moment(store)
    failed = _failed.setdefault(store, {})
    for place, step in enumerate(steps):
        if failed.get(step.name) == moment:
            continue
        try:
            worked = step.work(store)
        except LibraryError:
            raise
        except Exception as fault:
            _log.exception("The step %s failed", step.name)
            failed[step.name] = moment
            store.results.save_step_fault(step.name, f"{type(fault).__name__}: {fault}")
            return True
        if not worked and step.name in faults:
            _recover(store, step, steps[place + 1 :])
            return True
        if worked:
            return True
    return False


def _moment(store: Store) -> _Moment:
    """Changes with all that a step works on."""
    return store.revision(), store.verdicts.latest(NAME_LIST, VERB, PUT_BACK)


def _recover(store: Store, step: Step, behind: Sequence[Step]) -> None:
    store.results.drop_step_fault(step.name)
    for later in behind:
        for table in later.tables:
            store.results.drop_frame(table)
