"""How much one file may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one file and on the process that reads it; sizes in bytes, times in seconds.

    `seconds` bounds processor and wall-clock time alike and is multiplied by a format's `patience`,
    since a table holds many articles. `memory` counts address space, libraries included.
    """

    file_size: int = 50_000_000
    article_length: int = 2_000_000
    seconds: float = 9.0
    memory: int = 1 << 30
    result_size: int = 128 << 20
    open_files: int = 64


DEFAULT_LIMITS = Limits()
