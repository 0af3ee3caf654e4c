"""The caller's end of what a child writes: lines of JSON, and the files within a file."""

from __future__ import annotations

import json
import select
from collections.abc import Iterator
from os import read
from typing import Any

from components.corpus.readers.sources import Source, open_scratch

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
