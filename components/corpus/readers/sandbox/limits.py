"""Limits: what reading a file may cost, and what all the files within one cost together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from components.corpus.readers.detect_format import Format


@dataclass(frozen=True)
class Limits:
    """Bounds on one file and on the process that reads it; sizes in bytes, times in seconds.

    `seconds` bounds processor time; it is multiplied by a format's `patience` and grows with the
    size of the file. The clock bounds only what does not come to an end: a reader, or its silence,
    may last ten times as long, and `wait` seconds at least. `memory` is what a reader may take
    beyond what its libraries hold.

    `file_size` bounds a file that is read as a whole and a file within an archive, `stream_size`
    one that is read piece by piece. `members` (files), `unpacked` (bytes) and `archives` bound
    everything in one archive, all levels together; `depth` the levels; `breakdowns` how many
    files in it may break their reader before the rest is left out.
    """

    file_size: int = 50_000_000
    stream_size: int = 2_000_000_000
    article_length: int = 2_000_000
    seconds: float = 6.0
    wait: float = 60.0
    memory: int = 1 << 30
    result_size: int = 128 << 20
    open_files: int = 64
    members: int = 5_000
    unpacked: int = 500 << 20
    archives: int = 100
    depth: int = 3
    breakdowns: int = 3


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Task:
    """What the child is to do: read as a format (its key), or only tell the columns of a table.

    With `sizes` (bytes) there are several files, one after the other.
    """

    format: str
    limits: Limits
    columns: Mapping[str, str] | None = None
    only_columns: bool = False
    sizes: tuple[int, ...] = ()


def make_task(request: dict[str, Any]) -> Task:
    """The task in an order that came as JSON."""
    limits = Limits(**request["limits"])
    sizes = tuple(request["sizes"])
    return Task(request["format"], limits, request["columns"], request["only_columns"], sizes)


@dataclass(frozen=True)
class Order:
    """A task with what it may cost.

    `processor_seconds` bounds the child's own work. By the clock, which says more of the machine
    than of the file, `seconds` bounds all of the time from its start, for a child whose results are
    taken at once; None lets the caller take its time. `silence` bounds the seconds that are waited
    for one result, `waiting` those for all of them, `most` the bytes that are taken.
    """

    task: Task
    processor_seconds: float
    seconds: float | None
    silence: float
    most: int

    @property
    def waiting(self) -> float:
        """Seconds that are waited for the child in all, apart from what the caller does."""
        return max(self.silence, BY_THE_CLOCK * self.processor_seconds)

    def packed(self) -> bytes:
        """The order as JSON."""
        task = {**vars(self.task), "limits": asdict(self.task.limits)}
        times = {"seconds": self.seconds, "processor_seconds": self.processor_seconds}
        return json.dumps({**task, **times}).encode()


BYTES_A_SECOND = 100_000
"""What a reader does at least, on a slow machine."""
BYTES_A_SECOND_BEFORE = 2_000_000
"""What it looks through at least before its first row: some formats have to be unpacked whole."""
BY_THE_CLOCK = 10
"""How much longer than its own work a reader may take, since others may be at work too."""


def make_order(task: Task, chosen: Format, size: int, most: int) -> Order:
    """An order for a file of `size` bytes, which gives `most` bytes at most besides its own.

    Time goes by the format's patience and the size. The clock bounds all of it for a file that is
    read as a whole, else the silence between two results.
    """
    least = task.limits.seconds * chosen.patience
    seconds = least + size / BYTES_A_SECOND
    if chosen.way == "whole":
        lasting = _by_the_clock(seconds, task)
        return Order(task, seconds, lasting, lasting, most)
    silence = _by_the_clock(least + size / BYTES_A_SECOND_BEFORE, task)
    return Order(task, seconds, None, silence, most + 4 * size)


def _by_the_clock(seconds: float, task: Task) -> float:
    return max(task.limits.wait, BY_THE_CLOCK * seconds)


class Budget:
    """Counts what the files within a file cost; `spent` says in words what ran out, or is ""."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.spent = ""
        self._members = 0
        self._unpacked = 0
        self._archives = 0
        self._breakdowns = 0

    @property
    def bytes_left(self) -> int:
        """How many more bytes may be unpacked."""
        return self.limits.unpacked - self._unpacked

    def take_member(self, size: int) -> bool:
        """Count a file of this size; False when it is one too many."""
        self._members += 1
        self._unpacked += size
        if self._members > self.limits.members:
            self.spent = f"It contains more than {self.limits.members:,} files"
        elif self._unpacked > self.limits.unpacked:
            self.spent = f"It unpacks to more than {self.limits.unpacked / 1e6:,.0f} MB"
        return not self.spent

    def take_archive(self) -> bool:
        """Count an archive within; False when it is one too many."""
        self._archives += 1
        return self._archives <= self.limits.archives

    def take_breakdown(self) -> None:
        """Count a file that its reader could not come to the end of."""
        self._breakdowns += 1
        if self._breakdowns >= self.limits.breakdowns and not self.spent:
            self.spent = f"{self._breakdowns} of its files made the reading program stop"
