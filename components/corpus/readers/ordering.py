"""What reading a file may cost, from its format and size."""

from __future__ import annotations

from components.corpus.readers.formats import Format
from components.corpus.readers.isolation import Order
from components.corpus.readers.task import Task

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
