"""How much one file may cost."""

from __future__ import annotations

from dataclasses import dataclass


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
