"""What reading a file may cost, from its format and size."""

from __future__ import annotations

from components.corpus.readers.formats import Format
from components.corpus.readers.isolation import Order
from components.corpus.readers.task import Task

BYTES_A_SECOND = 100_000
"""What a reader of rows does at least, on a slow and busy machine."""
BYTES_A_SECOND_BEFORE = 2_000_000
"""What it looks through at least before its first row: some formats have to be unpacked whole."""


def place_order(task: Task, chosen: Format, size: int, most: int) -> Order:
    """Time by the format's patience, and by size for what is read piece by piece."""
    seconds = task.limits.seconds * chosen.patience
    if chosen.way == "whole":
        return Order(task, seconds, seconds, seconds, most)
    silence = seconds + size / BYTES_A_SECOND_BEFORE
    return Order(task, seconds + size / BYTES_A_SECOND, None, silence, most + 4 * size)
