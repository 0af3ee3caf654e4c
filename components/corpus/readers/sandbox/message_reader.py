"""Reader of the messages that a child writes: no more, no longer, and in no other shape."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from os import read

from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS
from components.corpus.readers.sandbox.message_shapes import parse_message, parse_size
from components.corpus.readers.sandbox.protocol import Message
from components.corpus.readers.stream import Stream, open_scratch

LONGEST_LINE = 64 << 20
_BLOCK = 1 << 16


class SilentError(Exception):
    """What was waited for did not come."""


class FloodError(Exception):
    """More came than was agreed."""


class MessageReader:
    """Reads messages from a pipe; a message `member` has its bytes under `content`, as a Stream.

    Waits at most `silence` seconds for the whole of one message, or of one piece of a member (None:
    for ever), and `waiting` seconds for all of them together; `start` seconds longer for the first
    byte, and that wait counts for nothing. The time in which the caller does something else does
    not count. Takes no more than `most` bytes in all, and no article of more than `longest`
    characters; `has_begun` says whether any byte came. What was cut off in the middle of a message
    is left out. Raises SilentError, FloodError and, for what is no message, MalformedError.
    """

    def __init__(
        self,
        pipe: int,
        most: int,
        silence: float | None,
        waiting: float = float("inf"),
        start: float = 0,
        longest: int = DEFAULT_LIMITS.article_length,
    ) -> None:
        self._pipe = pipe
        self._left = most
        self._silence = silence
        self._waiting = waiting
        self._start = start
        self._longest = longest
        self._patience = silence or 0.0
        self.has_begun = False
        self._buffer = bytearray()
        self._ended = False

    def __iter__(self) -> Iterator[Message]:
        while (line := self._line()) is not None:
            message = parse_message(line, self._longest)
            if message["kind"] == "member":
                content = self._member()
                if content is None:
                    continue
                message["content"] = content
            if message["kind"] != "begun":
                yield message

    def _member(self) -> Stream | None:
        """The bytes of a member, or None when they were broken off."""
        scratch = open_scratch()
        size = 0
        while (number := parse_size(self._line())) > 0:
            size += number
            while number and self._fill():
                block = bytes(self._buffer[:number])
                del self._buffer[: len(block)]
                scratch.write(block)
                number -= len(block)
        if number < 0:
            scratch.close()
            return None
        return Stream(scratch, size)

    def _line(self) -> bytes | None:
        self._patience = self._silence or 0.0
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
        if self._silence is not None and not self._ended:
            self._wait()
        # The byte after the last one that was agreed tells a flood from an end.
        block = read(self._pipe, min(_BLOCK, self._left) or 1)
        self._ended = not block
        self._left -= len(block)
        if self._left < 0:
            raise FloodError
        self._buffer += block
        return bool(block)

    def _wait(self) -> None:
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        patience = max(0.0, min(self._patience, self._waiting))
        before = time.monotonic()
        if not poll.poll((patience + (0 if self.has_begun else self._start)) * 1000):
            raise SilentError
        if self.has_begun:
            waited = time.monotonic() - before
            self._patience -= waited
            self._waiting -= waited
        self.has_begun = True
