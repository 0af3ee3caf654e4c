"""Stream: the bytes of a file, the name it is shown by, and the sample that tells its encoding."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_LONGEST_NAME = 120
_DEEPEST = 8


def show_name(name: str) -> str:
    """A file's own name, fit to be shown: no folders, controls or bidi marks, not overlong."""
    return _show_segment(_split_path(name)[-1])


def show_path(name: str) -> str:
    """The same with the folders above it, the innermost eight of them."""
    shown = [
        _show_segment(segment)
        for segment in _split_path(name)[-_DEEPEST:]
        if segment not in ("", ".", "..")
    ]
    return "/".join(shown) or "unnamed"


def _split_path(name: str) -> list[str]:
    return name.replace("\\", "/").replace("\0", "").rstrip("/").split("/")


def _show_segment(segment: str) -> str:
    short = segment if len(segment) < 1_000 else segment[:500] + segment[-500:]
    plain = short.encode("utf-8", "replace").decode("utf-8")
    composed = unicodedata.normalize("NFC", plain)
    visible = "".join(c for c in composed if unicodedata.category(c)[0] != "C").strip()
    if len(visible) > _LONGEST_NAME:
        visible = f"{visible[: _LONGEST_NAME - 20]}…{visible[-18:]}"
    return visible or "unnamed"


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
        """Go to another offset; gives it."""
        before = self._file.tell()
        if whence == io.SEEK_CUR:
            offset, whence = self._at + offset, io.SEEK_SET
        self._at = self._file.seek(offset, whence)
        self._file.seek(before)
        return self._at


def open_again(file: BinaryIO) -> BinaryIO:
    """The file from its start, as often as it is asked for."""
    return io.BufferedReader(Cursor(file))


@dataclass(frozen=True)
class Stream:
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

    def _read_at(self, index: int, size: int) -> bytes:
        self.file.seek(index)
        data = self.file.read(size)
        self.file.seek(0)
        return data


def open_scratch() -> BinaryIO:
    """A file that only this process has: in memory where the system can, else nameless on disk."""
    if hasattr(os, "memfd_create"):
        flags = os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING
        return os.fdopen(os.memfd_create("scratch", flags), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


def seal(file: BinaryIO) -> None:
    """Leave a scratch file in memory as it is for good: no rights keep it from who has it open."""
    import fcntl

    seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    # Another file has no seals, and is out of reach by its path; this one may have them.
    with suppress(OSError):
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, seals)


@contextmanager
def open_stream(origin: bytes | Path | BinaryIO) -> Iterator[Stream]:
    """The stream of bytes, of a path, or of an open file, which is left open."""
    if isinstance(origin, Path):
        with origin.open("rb", buffering=0) as file:
            yield _measure(file)
    elif isinstance(origin, bytes):
        with open_scratch() as file:
            file.write(origin)
            yield Stream(file, len(origin), hashlib.sha256(origin).hexdigest())
    elif _has_descriptor(origin):
        yield _measure(origin)
    else:
        with open_scratch() as file:
            while block := origin.read(BLOCK):
                file.write(block)
            yield _measure(file)


def _measure(file: BinaryIO) -> Stream:
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return Stream(file, size, digest.hexdigest())


def _has_descriptor(file: BinaryIO) -> bool:
    try:
        file.fileno()
    except (AttributeError, io.UnsupportedOperation):
        return False
    return True


SAMPLE = 200_000
"""Bytes that a guess rests on, about."""
SAMPLE_OF_BLOCK = 4_000
"""Bytes of one block, when the sample is taken from many."""
BLOCK = 1 << 20
_HIGH = re.compile(rb"[\x80-\xff]")
# Between lines, cells and tags, and between words; none of these signs is ever half of a letter.
_CELLS = re.compile(rb"([\n\t;\"<>]+)")
_BLANKS = re.compile(rb"[ \t\r\n,;\"]+")
_LONG_CELL = 200
"""Bytes of a cell that says nothing of the encoding of others when it is all ASCII."""
_RARE = 0.25
"""With a smaller share of bytes in words with letters outside of ASCII, only those words tell."""


def take_sample(stream: BinaryIO) -> bytes:
    """The file, or lines with letters outside of ASCII from all over it, SAMPLE bytes or few more.

    Only those letters tell one encoding from another.
    """
    start = read_start(stream, SAMPLE + 1)
    if len(start) <= SAMPLE:
        return start
    found: list[bytes] = []
    for block in read_blocks(stream):
        lines = [_shorten(line) for line in block.split(b"\n") if not line.isascii()]
        found += _thin_out(lines, SAMPLE_OF_BLOCK)
    return b"\n".join(_thin_out(found, SAMPLE)) or start


def take_telling(stream: BinaryIO) -> bytes:
    """The bytes of a file that tell its encoding, some SAMPLE at most."""
    return keep_telling(take_sample(stream))


def keep_telling(sample: bytes) -> bytes:
    """The part of a sample that tells one encoding from another: much English around would hide it.

    Long cells in ASCII are left out; where other letters are rare then, the words that have them
    stay, each with its neighbours.
    """
    cells = _CELLS.split(sample)
    kept = b"".join(cell for cell in cells if len(cell) < _LONG_CELL or not cell.isascii())
    words = _BLANKS.split(kept)
    high = [index for index, word in enumerate(words) if not word.isascii()]
    share = sum(len(words[index]) for index in high) / max(1, sum(map(len, words)))
    if not high or share >= _RARE:
        return kept
    near = sorted({index + step for index in high for step in (-1, 0, 1)})
    return b" ".join(words[index] for index in near if 0 <= index < len(words))


def _shorten(line: bytes) -> bytes:
    """A line that is not all ASCII from the word with its first other letter on, cut at a word."""
    if len(line) <= SAMPLE_OF_BLOCK:
        return line
    found = _HIGH.search(line)
    assert found is not None
    at = found.start()
    # A space is never half of a letter, in no encoding that has ASCII in it.
    start = line.rfind(b" ", 0, at) + 1
    end = line.find(b" ", at + SAMPLE_OF_BLOCK)
    return line[start : end if end >= 0 else None]


def _thin_out(lines: list[bytes], most: int) -> list[bytes]:
    """Of so many lines every second, or third, …, so that about `most` bytes are left."""
    return lines[:: max(1, -(-sum(map(len, lines)) // most))]


def read_start(stream: BinaryIO, size: int) -> bytes:
    """So many bytes from the start of a file."""
    stream.seek(0)
    return stream.read(size)


def read_blocks(stream: BinaryIO, skip: int = 0) -> Iterator[bytes]:
    """The file in pieces that end with a line, unless lines are very long."""
    stream.seek(skip)
    while block := stream.read(BLOCK):
        yield block + stream.readline(BLOCK)
