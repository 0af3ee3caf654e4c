"""What is taken of archives: names of files in them that are not, and gzip as far as it goes."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any, BinaryIO

_BLOCK = 1 << 16
_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def refuse_path(name: str) -> str:
    """Why a file of this name is not taken: it reaches out of its archive; "" when it does not."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return "Its name is an absolute path, which points outside the archive: rename it."
    if ".." in path.split("/"):
        return "Its name points outside the archive with “..”: rename it."
    if "\0" in path:
        return "Its name contains a NUL character: rename it."
    return ""


def is_litter(name: str) -> bool:
    """Whether a file was left there by the system that packed the archive."""
    folders = name.split("/")
    return folders[-1].startswith("._") or not set(_LITTER).isdisjoint(folders)


class Unzipped(io.RawIOBase):
    """What gzip packed, in one member or many, as far as it goes; `is_cut` where it breaks off.

    Raises zlib.error where it is damaged.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.is_cut = False
        self._stream = stream
        self._packed: Any = None
        self._rest = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, or a part of it; 0 at the end."""
        data, is_over = b"", False
        while not data and not is_over:
            if not self._rest:
                self._rest = self._stream.read(_BLOCK)
                is_over = not self._rest
            if not self._packed:
                self._rest = self._rest.lstrip(b"\0")
            if self._rest or self._packed:
                data = self._unpack(len(buffer))
        self.is_cut = is_over and self._packed is not None
        buffer[: len(data)] = data
        return len(data)

    def _unpack(self, most: int) -> bytes:
        self._packed = self._packed or zlib.decompressobj(zlib.MAX_WBITS | 16)
        data: bytes = self._packed.decompress(self._rest, most)
        self._rest = self._packed.unconsumed_tail
        if self._packed.eof:
            self._rest, self._packed = self._packed.unused_data, None
        return data
