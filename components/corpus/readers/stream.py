"""The bytes of a file, on disk, in hand or unpacked, as something a child can be given."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO


class Cursor(io.RawIOBase):
    """A file from its start, apart from whoever else reads it; closing it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read on from where this reader is, and leave the file where it was."""
        before = self._file.tell()
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        self._file.seek(before)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place; gives it."""
        before = self._file.tell()
        if whence == io.SEEK_CUR:
            offset, whence = self._at + offset, io.SEEK_SET
        self._at = self._file.seek(offset, whence)
        self._file.seek(before)
        return self._at


def open_again(file: BinaryIO) -> BinaryIO:
    """The file from its start, as often as it is asked for."""
    return io.BufferedReader(Cursor(file))


_BLOCK = 1 << 20


@dataclass(frozen=True)
class Source:
    """A file that is open, with its size in bytes and, for one that came as it is, its sha256."""

    file: BinaryIO
    size: int
    sha256: str = ""

    def start(self, size: int = 4096) -> bytes:
        """Its first bytes."""
        return self._read_at(0, size)

    def end(self, size: int = 65536) -> bytes:
        """Its last bytes."""
        return self._read_at(max(0, self.size - size), size)

    def _read_at(self, place: int, size: int) -> bytes:
        self.file.seek(place)
        data = self.file.read(size)
        self.file.seek(0)
        return data


def open_scratch() -> BinaryIO:
    """A file that only this process has: in memory where the system can, else nameless on disk."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("scratch"), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


@contextmanager
def open_source(origin: bytes | Path | BinaryIO) -> Iterator[Source]:
    """The source for bytes, for a path, or for an open file, which is left open."""
    if isinstance(origin, Path):
        with origin.open("rb", buffering=0) as file:
            yield _measure(file)
    elif isinstance(origin, bytes):
        with open_scratch() as file:
            file.write(origin)
            yield Source(file, len(origin), hashlib.sha256(origin).hexdigest())
    elif _has_descriptor(origin):
        yield _measure(origin)
    else:
        with open_scratch() as file:
            while block := origin.read(_BLOCK):
                file.write(block)
            yield _measure(file)


def _measure(file: BinaryIO) -> Source:
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return Source(file, size, digest.hexdigest())


def _has_descriptor(file: BinaryIO) -> bool:
    try:
        file.fileno()
    except (AttributeError, io.UnsupportedOperation):
        return False
    return True
