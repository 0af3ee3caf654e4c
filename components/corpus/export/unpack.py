"""An exported library, unpacked in a confined child: its pieces, and why there are no more."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from components.corpus.export.export_manifest import NewerExportError, WrongExportError
from components.corpus.readers.sandbox.client import Answer, read_isolated, reading_turn
from components.corpus.readers.sandbox.limits import Limits, Order, Task
from components.corpus.readers.stream import Stream

FORMAT_KEY = "library"
NEWER, ORIGINALS = "newer", "originals/"
# Measured: a file of 100 MB takes some 10 s of a processor; a busy machine may need far more.
SECONDS, SECONDS_A_MEGABYTE = 60.0, 1.0
SILENCE = 120.0
# What every library may unpack to, and how many times its size a larger one.
ROOM, RATIO = 512 << 20, 100
MEMORY = 1 << 30
MOST_FILES = 5_000_000
_STOPPED = {
    "time": "its check took longer than expected for a library of its size",
    "memory": "its check took more memory than any library needs",
    "size": "it unpacks to far more than its size",
    "crash": "the program that checks it stopped",
    "late": "the computer was too busy",
    "killed": "the computer ended the program that was checking it",
    "failed": "a part of Parallax failed; nothing is known to be wrong with the file",
}
Piece = tuple[str, bytes]
"""What it belongs to, `library.json`, a table, or `originals/` and a SHA-256, and the bytes."""


class StoppedError(Exception):
    """The child did not come to the end; `str()` says why, as part of a sentence."""


def unpack(path: Path) -> Generator[Piece, None, None]:
    """The pieces of an exported library, as `readers.formats.exported_library` gives them.

    None is larger than a row and a few megabytes. Raises WrongExportError, NewerExportError or
    StoppedError.
    """
    with path.open("rb", buffering=0) as file, reading_turn():
        source = Stream(file, path.stat().st_size)
        outcome = yield from _pieces(read_isolated(_order(source.size), source))
    if outcome != "read":
        raise StoppedError(_STOPPED[outcome])


def _order(size: int) -> Order:
    most = max(ROOM, RATIO * size)
    limits = Limits(memory=MEMORY, members=MOST_FILES, unpacked=most)
    seconds = SECONDS + SECONDS_A_MEGABYTE * size / 1e6
    return Order(Task(FORMAT_KEY, limits), seconds, None, SILENCE, 2 * most)


def _pieces(answer: Answer) -> Generator[Piece, None, str]:
    """The pieces among the frames; gives how reading ended."""
    with closing(answer):
        while True:
            try:
                frame = next(answer)
            except StopIteration as ended:
                return str(ended.value)
            except OSError as problem:
                # No process could be started.
                raise StoppedError(_STOPPED["crash"]) from problem
            if frame["kind"] == "member":
                with frame["content"].file as content:
                    content.seek(0)
                    data = content.read()
                if frame["name"] == NEWER:
                    raise NewerExportError
                yield frame["name"], data
            elif frame["kind"] == "failed":
                raise StoppedError(_STOPPED["failed"])
            elif "reason" in frame:
                raise WrongExportError(frame["reason"])


class Joined(io.RawIOBase):
    """Pieces as an open file; a read gives no more than one of them."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        """The next piece, whatever the size; empty at the end."""
        return next((piece for piece in self._pieces if piece), b"")
