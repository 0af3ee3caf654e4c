"""The child that reads one file: bytes in, frames out.

A frame is a line of JSON with its `kind`. After a line `member` come the bytes of a file within
the file, in chunks: a line with their number, then they. The number 0 ends the member, -1 breaks it
off. `begun` tells that all is loaded: from there on the time is the file's. `failed` tells, of the
file or of a `member` in it, that not the file but the program failed.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import signal
import struct
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from components.corpus.readers.format_table import read_columns, read_parts
from components.corpus.readers.sandbox.protocol import Limits, Task, describe_failure, find_failure
from components.corpus.readers.shaping.drafts import (
    Columns,
    Draft,
    Member,
    Note,
    Part,
    Refused,
    UnreadableError,
)
from components.corpus.readers.shaping.finish import finish

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
_LANDLOCK_CREATE_RULESET = 444
_LANDLOCK_RESTRICT_SELF = 446
# Writing, removing and making of every kind; reading and running stay, or imports would fail.
_EVERY_CHANGE = 0b1_1111_1111_0010


def confine(limits: Limits, seconds: int, host: int) -> None:
    """Bind the calling process, for good, to `limits`, without network and without new files.

    The limits on memory, time and file size hold everywhere. The network namespace and the ban on
    writing (Landlock) are left out in silence where the kernel or a container forbids them.
    `seconds` bounds processor time, `host` is the parent, with which this process dies.
    """
    # Python ignores this signal by default; here it must end the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    _limit_resources(limits, seconds)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != host:
        os._exit(1)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.unshare(_NEW_USER_AND_NETWORK)
    _forbid_writing(libc)


def _limit_resources(limits: Limits, seconds: int) -> None:
    # The address space of the libraries that the host has loaded is not the file's fault.
    memory = limits.memory + _address_space()
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, limits.result_size, limits.result_size),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(what, (soft, hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _forbid_writing(libc: ctypes.CDLL) -> None:
    """Leave the two files already open as the only ones that can be written."""
    rules = struct.pack("Q", _EVERY_CHANGE)
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset >= 0:
        libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)


def write_frames(task: Task, source: BinaryIO, out: BinaryIO) -> None:
    """Read `source`: a line `begun`, one frame a part, a last line `end`; so for each file in it.

    Whatever the parser raises becomes a line `unreadable`, or `failed` where it cannot be the
    file's doing; only MemoryError goes through, since there may be none left to say so.
    """
    if not task.sizes:
        _write_file(task, source, out)
    for size in task.sizes:
        _write_file(task, io.BytesIO(source.read(size)), out)


def _write_file(task: Task, source: BinaryIO, out: BinaryIO) -> None:
    last = {"kind": "end"}
    _write_line(out, {"kind": "begun"})
    out.flush()
    try:
        if task.only_columns:
            _write_line(out, _line(read_columns(task.module, source)))
        else:
            _write_parts(task, source, out)
    except MemoryError:
        raise
    except BrokenPipeError:
        return
    except Exception as problem:  # a parser may raise anything on hostile bytes
        last = _ending(problem)
    _write_line(out, last)
    out.flush()


def _write_parts(task: Task, source: BinaryIO, out: BinaryIO) -> None:
    for part in read_parts(task.module, source, task.limits, task.columns):
        for finished in finish(part, task.limits) if isinstance(part, Draft) else [part]:
            if isinstance(finished, Member):
                _write_member(finished, out)
            else:
                _write_line(out, _line(finished))


def _write_member(member: Member, out: BinaryIO) -> None:
    _write_line(out, {"kind": "member", "name": member.name, "url": member.url})
    try:
        for chunk in member.chunks:
            if chunk:
                out.write(b"%d\n" % len(chunk))
                out.write(chunk)
        out.write(b"0\n")
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as problem:  # as above: one broken member leaves the others whole
        out.write(b"-1\n")
        ending = _ending(problem)
        kind = "refused" if ending["kind"] == "unreadable" else ending["kind"]
        _write_line(out, {**ending, "kind": kind, "member": member.name})
    out.flush()


def _write_line(out: BinaryIO, line: dict[str, Any]) -> None:
    out.write(json.dumps(line, default=str).encode() + b"\n")


def _line(part: Part) -> dict[str, Any]:
    match part:
        case Draft():
            return {"kind": "article", **asdict(part)}
        case Refused(reason, member):
            return {"kind": "refused", "reason": reason, "member": member}
        case Note(sentence):
            return {"kind": "note", "sentence": sentence}
        case Columns():
            return {"kind": "columns", **asdict(part)}
    raise TypeError(part)


def _ending(problem: Exception) -> dict[str, str]:
    """The line that tells why a file, or one within it, is not read to its end."""
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
