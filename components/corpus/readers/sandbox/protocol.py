"""The caller's end of what a child writes: lines of JSON, and the files within a file."""

from __future__ import annotations

import errno
import json
import select
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import read
from typing import Any

from components.corpus.readers.stream import Source, open_scratch


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


@dataclass(frozen=True)
class Task:
    """What the child is to do: read as `module` does, or only tell the columns of a table.

    With `sizes` (bytes) there are several files, one after the other.
    """

    module: str
    limits: Limits
    columns: Mapping[str, str] | None = None
    only_columns: bool = False
    sizes: tuple[int, ...] = ()


def make_task(request: dict[str, Any]) -> Task:
    """The task that came as JSON."""
    limits = Limits(**request["limits"])
    sizes = tuple(request["sizes"])
    return Task(request["module"], limits, request["columns"], request["only_columns"], sizes)


NOT_THE_FILE = "nothing is known to be wrong with the file"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
_BUSY = (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM)
# What no bytes of a file bring about, unlike a place in it to which nobody can go (EINVAL).
_OURS = (*_FULL, *_BUSY, errno.ENOENT, errno.EACCES, errno.EPERM, errno.EIO)


def find_failure(problem: BaseException | None) -> Exception | None:
    """The failure of ours that a problem is or rests on; None when the file may have caused it."""
    while problem is not None:
        is_ours = isinstance(problem, OSError) and problem.errno in _OURS
        if is_ours or isinstance(problem, ImportError):
            assert isinstance(problem, Exception)
            return problem
        problem = problem.__cause__
    return None


def describe_failure(problem: BaseException) -> str:
    """A sentence for whoever wants the file read: what failed, and what to do."""
    number = problem.errno if isinstance(problem, OSError) else None
    if isinstance(problem, ImportError):
        what = f"a part of Parallax could not be loaded ({problem.name or type(problem).__name__})"
        advice = "install Parallax again"
    elif number in _FULL:
        what, advice = "there is no disk space left", "free some space on the disk"
    elif number in _BUSY:
        what = "the computer has no more memory, processes or open files available"
        advice = "close some programs"
    else:
        what, advice = f"Parallax failed ({type(problem).__name__})", "restart Parallax"
    return f"It was not read because {what}; {NOT_THE_FILE}. Try again; if that fails, {advice}."


LONGEST_LINE = 64 << 20
_BLOCK = 1 << 16
Frame = dict[str, Any]


class SilentError(Exception):
    """Nothing came for as long as was waited."""


class FloodError(Exception):
    """More came than was agreed."""


class FrameReader:
    """Reads frames from a pipe; a frame `member` has its bytes under `content`, as a Source.

    Waits at most `patience` seconds for the next bytes (None: for ever), `start` seconds longer for
    the first, and takes no more than `most` bytes in all; `has_begun` says whether any came. What
    was cut off in the middle of a frame is left out.
    """

    def __init__(self, pipe: int, most: int, patience: float | None, start: float = 0) -> None:
        self._pipe = pipe
        self._left = most
        self._patience = patience
        self._start = start
        self.has_begun = False
        self._buffer = bytearray()
        self._ended = False

    def __iter__(self) -> Iterator[Frame]:
        while (line := self._line()) is not None:
            frame: Frame = json.loads(line)
            if frame["kind"] == "member":
                content = self._member()
                if content is None:
                    continue
                frame["content"] = content
            if frame["kind"] != "begun":
                yield frame

    def _member(self) -> Source | None:
        """The bytes of a member, or None when they were broken off."""
        scratch = open_scratch()
        size = 0
        while (number := int(self._line() or -1)) > 0:
            size += number
            while number and self._fill():
                block = bytes(self._buffer[:number])
                del self._buffer[: len(block)]
                scratch.write(block)
                number -= len(block)
        if number < 0:
            scratch.close()
            return None
        return Source(scratch, size)

    def _line(self) -> bytes | None:
        looked = 0
        while (end := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked > LONGEST_LINE:
                raise FloodError
            if not self._read():
                return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line

    def _fill(self) -> bool:
        return bool(self._buffer) or self._read()

    def _read(self) -> bool:
        """Take what has come into the buffer; False at the end."""
        if self._patience is not None and not self._ended:
            poll = select.poll()
            poll.register(self._pipe, select.POLLIN)
            start = 0 if self.has_begun else self._start
            if not poll.poll((self._patience + start) * 1000):
                raise SilentError
            self.has_begun = True
        # The byte after the last one that was agreed tells a flood from an end.
        block = read(self._pipe, min(_BLOCK, self._left) or 1)
        self._ended = not block
        self._left -= len(block)
        if self._left < 0:
            raise FloodError
        self._buffer += block
        return bool(block)
