"""Unpack an exported library in the sandbox: its pieces, or why it cannot be imported."""

# ruff: noqa: N818 (named after what a person reads, as all errors of a library)

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from components.corpus.database.errors import LibraryError
from components.corpus.readers.sandbox.client import Answer, read_isolated, reading_turn
from components.corpus.readers.sandbox.limits import Limits, Order, Task
from components.corpus.readers.stream import Stream

FORMAT_KEY = "library"
NEWER, ORIGINALS = "newer", "originals/"
# Seconds until unpacking is stopped. Measured: 100 MB take some 10 s of a processor; a busy machine
# may need far more.
SECONDS, SECONDS_A_MEGABYTE = 60.0, 1.0
SILENCE = 120.0
# Bytes that any library may unpack to, and how many times its size a larger one may.
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
"""A name (`library.json`, a table, or `originals/` and a SHA-256) and some of its bytes."""


class LibraryNotEmpty(LibraryError):
    """An exported library can only be imported into a new one."""

    sentence = (
        "The library {where} is not empty; nothing was imported. Create a new library and import "
        "into it."
    )


class ExportDamaged(LibraryError):
    """A file that is no exported library, or was changed; `place` is a sentence about where."""

    sentence = (
        "The file {where} is not an exported library, or it was damaged; nothing was imported. "
        "{place}Export the library again."
    )

    def __init__(self, where: str, place: str = "") -> None:
        super().__init__(where)
        self.place = place

    def __str__(self) -> str:
        place = f"{self.place} " if self.place else ""
        return self.sentence.format(where=self.where, place=place)


class ExportStopped(LibraryError):
    """The reading of an export was stopped; `reason` is part of a sentence."""

    sentence = (
        "The file {where} was not imported, because {reason}. Try again when the computer is "
        "less busy, or export the library again."
    )

    def __init__(self, where: str, reason: str = "its check was stopped") -> None:
        super().__init__(where)
        self.reason = reason

    def __str__(self) -> str:
        return self.sentence.format(where=self.where, reason=self.reason)


class ExportNewer(LibraryError):
    """An export in a newer format than this version knows."""

    sentence = (
        "The file {where} was exported by a newer version of Parallax; nothing was imported. "
        "Update Parallax to import it."
    )


def unpack(path: Path) -> Generator[Piece, None, None]:
    """The pieces of an exported library, in the order of `formats.exported_library`.

    None is larger than a row and a few megabytes. Raises ExportDamaged, ExportNewer or
    ExportStopped.
    """
    with path.open("rb", buffering=0) as file, reading_turn():
        stream = Stream(file, path.stat().st_size)
        outcome = yield from _read_pieces(path.name, read_isolated(_order(stream.size), stream))
    if outcome != "read":
        raise ExportStopped(path.name, _STOPPED[outcome])


def _order(size: int) -> Order:
    most = max(ROOM, RATIO * size)
    limits = Limits(memory=MEMORY, members=MOST_FILES, unpacked=most)
    seconds = SECONDS + SECONDS_A_MEGABYTE * size / 1e6
    return Order(Task(FORMAT_KEY, limits), seconds, None, SILENCE, 2 * most)


def _read_pieces(where: str, answer: Answer) -> Generator[Piece, None, str]:
    """The pieces in the answer of the sandbox; returns how reading ended."""
    with closing(answer):
        while True:
            try:
                frame = next(answer)
            except StopIteration as ended:
                return str(ended.value)
            except OSError as problem:
                # No process could be started.
                raise ExportStopped(where, _STOPPED["crash"]) from problem
            if frame["kind"] == "member":
                with frame["content"].file as content:
                    content.seek(0)
                    data = content.read()
                if frame["name"] == NEWER:
                    raise ExportNewer(where)
                yield frame["name"], data
            elif frame["kind"] == "failed":
                raise ExportStopped(where, _STOPPED["failed"])
            elif "reason" in frame:
                raise ExportDamaged(where, frame["reason"])


class Joined(io.RawIOBase):
    """The bytes of pieces as a stream; a read gives one piece at most."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        """The next piece, whatever the size; empty at the end."""
        return next((piece for piece in self._pieces if piece), b"")
