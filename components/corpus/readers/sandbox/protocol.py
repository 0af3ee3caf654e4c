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
from dataclasses import asdict
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

Message = dict[str, Any]
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


class HostGoneError(Exception):
    """The host ended or fell silent while a file was being read."""


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
