"""What all the files within one file may cost together."""

from __future__ import annotations

from components.corpus.readers.format_table import Format
from components.corpus.readers.sandbox.client import Order
from components.corpus.readers.sandbox.protocol import Limits, Task

BYTES_A_SECOND = 100_000
"""What a reader does at least, on a slow machine."""
BYTES_A_SECOND_BEFORE = 2_000_000
"""What it looks through at least before its first row: some formats have to be unpacked whole."""
BY_THE_CLOCK = 10
"""How much longer than its own work a reader may take, since others may be at work too."""


def place_order(task: Task, chosen: Format, size: int, most: int) -> Order:
    """Time by the format's patience and the size; by the clock for what gives all at once."""
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
    """Counts what was spent; `spent` says in words what ran out, and is "" until then."""

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
