"""Short texts, many in one child: to fork one for each would cost more than to read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing

from components.corpus.article import Rejection
from components.corpus.readers.budget import Budget
from components.corpus.readers.choosing import choose_format
from components.corpus.readers.isolation import Answer, Order, read_isolated, reading_turn
from components.corpus.readers.limits import DEFAULT_LIMITS, Limits
from components.corpus.readers.names import show_name
from components.corpus.readers.sources import Source, open_scratch, open_source
from components.corpus.readers.task import Task
from components.corpus.readers.walking import Found, Outcome, Place, conclude, take_frame

SHORT = 64_000
"""Bytes."""
SECONDS = 3.0
"""Of the processor, for all together; what was not read by then gets a child of its own."""
# No more than words and their marks, so that no file can do harm to the one after it.
_MODULES = ("plain", "markdown")


def read_together(
    files: Sequence[tuple[str, bytes]], limits: Limits = DEFAULT_LIMITS
) -> list[list[Found] | None]:
    """What `read_many` gives for each of these files; None for those that it has to be asked for.

    Those are all but short texts, and a text that stopped the child with those after it.
    """
    given: list[list[Found] | None] = [None] * len(files)
    modules = [_module(name, data, limits) for name, data in files]
    for module in _MODULES:
        places = [place for place, own in enumerate(modules) if own == module]
        if places:
            found = _read_joined([files[place] for place in places], module, limits)
            # The child may not have come to the last.
            for place, one in zip(places, found, strict=False):
                given[place] = one
    return given


def _module(name: str, data: bytes, limits: Limits) -> str:
    """The module that reads a short text without anything to be said of its format; else ""."""
    if len(data) > SHORT:
        return ""
    with open_source(data) as source:
        choice = choose_format(show_name(name), source, limits)
    return choice.format.module if choice.format and not choice.note else ""


def _read_joined(
    files: Sequence[tuple[str, bytes]], module: str, limits: Limits
) -> Iterator[list[Found]]:
    """What each file gives, as far as the child came."""
    task = Task(module, limits, sizes=tuple(len(data) for _, data in files))
    order = Order(task, SECONDS, limits.wait, limits.wait, limits.result_size)
    with open_scratch() as scratch, reading_turn():
        for _, data in files:
            scratch.write(data)
        joined = Source(scratch, sum(task.sizes))
        with closing(read_isolated(order, joined)) as answer:
            yield from _follow(files, answer)


def _follow(files: Sequence[tuple[str, bytes]], answer: Answer) -> Iterator[list[Found]]:
    budget = Budget(DEFAULT_LIMITS)
    for name, data in files:
        place = Place(show_name(name), hashlib.sha256(data).hexdigest())
        outcome = Outcome()
        for frame in answer:
            if frame["kind"] == "failed":
                return
            outcome.held += take_frame(place, frame, budget, outcome)
            if frame["kind"] in ("end", "unreadable"):
                break
        else:
            return
        if outcome.reason:
            yield [Rejection(place.name, outcome.reason)]
        else:
            yield list(conclude(place, outcome))
