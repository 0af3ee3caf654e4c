"""Messages between the child that reads a file and its caller, and the sentences for failures.

A message is a line of JSON with its `kind`: `article`, `reference`, `note`, `columns`, `format`
(what the file is), `refused` (a part of the file, or a `member` in it, that is not taken), `scan`,
`end`, or `unreadable` (why the file is not read).
After a line `member` come the bytes of a file within the file, in chunks: a line with their number,
then they. The number 0 ends the member, -1 breaks it off. `begun` says that all is loaded: from
there on the time is the file's. `failed` says, of the file or of a `member` in it, that not the
file but the program failed.
"""

from __future__ import annotations

import errno
import json
import select
from collections.abc import Iterator
from dataclasses import asdict
from os import read
from typing import Any, BinaryIO

from components.corpus.readers.drafts import (
    Columns,
    Draft,
    Kind,
    Member,
    Note,
    Reference,
    Refused,
    Result,
    Scan,
    UnreadableError,
)
from components.corpus.readers.stream import Stream, open_scratch

NOT_THE_FILE = "nothing is known to be wrong with the file"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
_BUSY = (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM)
# What no bytes of a file bring about, unlike a place in it to which nobody can go (EINVAL).
_OURS = (*_FULL, *_BUSY, errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSYS, errno.EIO)


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
Message = dict[str, Any]


class SilentError(Exception):
    """Nothing came for as long as was waited."""


class HostGoneError(Exception):
    """The host ended or fell silent while a file was being read."""


class FloodError(Exception):
    """More came than was agreed."""


class MessageReader:
    """Reads messages from a pipe; a message `member` has its bytes under `content`, as a Stream.

    Waits at most `patience` seconds for the next bytes (None: for ever), `start` seconds longer for
    the first, and takes no more than `most` bytes in all; `has_begun` says whether any came. What
    was cut off in the middle of a message is left out.
    """

    def __init__(self, pipe: int, most: int, patience: float | None, start: float = 0) -> None:
        self._pipe = pipe
        self._left = most
        self._patience = patience
        self._start = start
        self.has_begun = False
        self._buffer = bytearray()
        self._ended = False

    def __iter__(self) -> Iterator[Message]:
        while (line := self._line()) is not None:
            message: Message = json.loads(line)
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
        return Stream(scratch, size)

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


def write_member(member: Member, out: BinaryIO) -> None:
    """Write a file within the file; one that breaks off is refused and the others stay."""
    told = {"name": member.name, "url": member.url, "format": member.format}
    write_message(out, {"kind": "member", **told, "captured": member.captured})
    try:
        for chunk in member.chunks:
            if chunk:
                out.write(b"%d\n" % len(chunk))
                out.write(chunk)
        out.write(b"0\n")
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as problem:  # a reader may raise anything on hostile bytes
        out.write(b"-1\n")
        ending = describe_problem(problem)
        kind = "refused" if ending["kind"] == "unreadable" else ending["kind"]
        write_message(out, {**ending, "kind": kind, "member": member.name})
    out.flush()


def write_message(out: BinaryIO, message: Message) -> None:
    """Write one message as a line of JSON."""
    out.write(json.dumps(message, default=str).encode() + b"\n")


def make_message(result: Result) -> Message:
    """The message for a result that is no member."""
    match result:
        case Draft():
            return {"kind": "article", **asdict(result)}
        case Reference(draft, files, doi):
            return {**asdict(draft), "kind": "reference", "files": files, "doi": doi}
        case Refused(reason, member):
            return {"kind": "refused", "reason": reason, "member": member}
        case Note(sentence, is_outcome):
            return {"kind": "note", "sentence": sentence, "is_outcome": is_outcome}
        case Kind(title, parts):
            return {"kind": "format", "title": title, "parts": parts}
        case Columns():
            return {"kind": "columns", **asdict(result)}
        case Scan():
            return {"kind": "scan", **asdict(result)}
    raise TypeError(result)


def describe_problem(problem: Exception) -> dict[str, str]:
    """The message that says why a file, or one within it, is not read to its end."""
    if failure := find_failure(problem):
        return {"kind": "failed", "reason": describe_failure(failure), "member": ""}
    return {"kind": "unreadable", "reason": _reason(problem)}


def _reason(problem: Exception) -> str:
    if isinstance(problem, UnreadableError):
        return str(problem)
    if isinstance(problem, RecursionError):
        return "This file is nested too deeply to be read."
    return (
        f"It could not be read ({type(problem).__name__}): it may be damaged, or not be what its "
        "name says. Open it in the program that made it and save it again."
    )
