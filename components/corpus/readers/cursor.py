"""A file that is read in two places at once."""

from __future__ import annotations

import io
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
