"""Cage: run as a script, it binds its own process for good and becomes a foreign program in it.

Needs nothing but Python itself, so that it starts at once. Its only argument is JSON: `program`,
`arguments`, `readable` (paths), `folder` (the only one that can be written, and where it runs),
`sockets` (folders in which it may make sockets, and nothing else),
`environment`, `seconds` of the processor, `memory` and `size` of a file (bytes), `filter`, a
program of seccomp in hexadecimal digits, "" for none.

What it may do where the system can bind it (Landlock, Linux from 5.13): execute the program, and
the interpreter that it names; read the paths given; write in its folder. Without a network there,
and without the system calls that the filter forbids.
Landlock: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

CREATE_RULESET, _ADD_RULE, RESTRICT_SELF = 444, 445, 446
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
REFUSED = 125
"""The status of a cage that could not be closed: the program was not run."""
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_MAKE_SOCKET, _TRUNCATE = 1 << 9, 1 << 14
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
_ALL_RIGHTS = 0xFFFF
_TCP, _SIGNALS_AND_SOCKETS = 3, 3
_BY_PATH = 1
_PR_SET_SECCOMP, _BY_FILTER, _INSTRUCTION = 22, 2, 8
_PROCESSES = 128
"""And threads, of one program."""
_EXECUTED_AS_WELL = 4
"""Interpreters of interpreters, at most."""
RUN, READ = _EXECUTE | _READ_FILE, _READ_FILE | _READ_FOLDER
READ_AND_WRITE, CHANGE = _READ_FILE | _WRITE_FILE, _ALL_RIGHTS & ~_EXECUTE
"""Rights to a file, or to a folder and all in it: `CHANGE` is all but to run."""


def landlock_version() -> int:
    """The version of Landlock that this system has, 0 for none."""
    if sys.platform != "linux":
        return 0
    version = ctypes.CDLL(None).syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    return max(0, int(version))


def find_interpreters(program: Path) -> list[Path]:
    """What the system executes to run a program: the one named in it, and that one's own."""
    found: list[Path] = []
    at: Path | None = program
    while at is not None and len(found) < _EXECUTED_AS_WELL:
        with at.open("rb") as file:
            start = file.read(4096)
        at = _name_interpreter(start)
        if at is not None:
            found.append(at)
    return found


def _name_interpreter(start: bytes) -> Path | None:
    """The loader that an ELF file names, or the interpreter behind `#!`."""
    if start.startswith(b"#!"):
        words = start[2:].split(b"\n", 1)[0].split()
        return Path(os.fsdecode(words[0])) if words else None
    if not start.startswith(b"\x7fELF\x02"):
        return None
    table, size, count = (
        struct.unpack_from("<Q", start, 32)[0],
        *struct.unpack_from("<HH", start, 54),
    )
    for number in range(count):
        offset = table + number * size
        if offset + 56 > len(start):
            return None
        kind, _, at, _, _, length = struct.unpack_from("<IIQQQQ", start, offset)
        if kind == 3:
            return Path(os.fsdecode(start[at : at + length].rstrip(b"\0")))
    return None


def _limit(order: dict[str, Any]) -> None:
    import resource

    # Python ignores them, and so would the program: one has to end it when it writes too much.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)

    for what, most, hard in (
        (resource.RLIMIT_AS, order["memory"], 0),
        # At the first it is told, at the second killed.
        (resource.RLIMIT_CPU, order["seconds"], 1),
        (resource.RLIMIT_FSIZE, order["size"], 0),
        (resource.RLIMIT_NOFILE, 512, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # Some systems know not all of them.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most + hard))


def _bind(order: dict[str, Any]) -> None:
    """Leave no network, and no files but those of the order, where the system can."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Refused in some containers; Landlock forbids TCP as well. Only here can the number of its own
    # processes be bounded: elsewhere all those of its user would count.
    if libc.unshare(NEW_USER_AND_NETWORK) == 0:
        import resource

        resource.setrlimit(resource.RLIMIT_NPROC, (_PROCESSES, _PROCESSES))
    program = Path(order["program"])
    bind_files(
        libc,
        [
            *((path, RUN) for path in (program, *find_interpreters(program))),
            *((path, READ) for path in order["readable"]),
            (os.devnull, READ_AND_WRITE),
            (order["folder"], CHANGE),
            *((path, _MAKE_SOCKET) for path in order["sockets"]),
        ],
    )
    if order["filter"]:
        forbid_calls(libc, bytes.fromhex(order["filter"]))


def bind_files(libc: Any, allowed: Iterable[tuple[str | Path, int]]) -> None:
    """Leave the calling process no files but these, each with its rights, where the system can.

    No TCP besides, no signals to processes outside, no sockets without a place, as far as its
    version of Landlock goes. What is open stays so. Raises OSError where it should have worked.
    """
    version = landlock_version()
    if not version:
        return
    rights = _RIGHTS.get(version, _ALL_RIGHTS)
    attributes = struct.pack("QQQ", rights, _TCP, _SIGNALS_AND_SOCKETS)
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    if rules < 0:
        raise OSError(ctypes.get_errno(), "no rules for files can be made")
    for path, kept in allowed:
        _allow(libc, rules, Path(path), kept & rights)
    if libc.syscall(RESTRICT_SELF, rules, 0):
        raise OSError(ctypes.get_errno(), "the rules for files are refused")
    os.close(rules)


class _Program(ctypes.Structure):
    _fields_: ClassVar = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def forbid_calls(libc: Any, filter: bytes) -> None:
    """Refuse for good the calls that this filter of seccomp forbids, where the system can."""
    program = _Program(len(filter) // _INSTRUCTION, filter)
    libc.prctl(_PR_SET_SECCOMP, _BY_FILTER, ctypes.byref(program), 0, 0)


def _allow(libc: Any, rules: int, path: Path, rights: int) -> None:
    try:
        file = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    kept = rights if path.is_dir() else rights & _OF_FILES
    rule = struct.pack("=Qi", kept, file)
    libc.syscall(_ADD_RULE, rules, _BY_PATH, rule, 0)
    os.close(file)


def main() -> None:
    """Become the program, or end with `REFUSED`."""
    order = json.loads(sys.argv[1])
    os.chdir(order["folder"])
    if os.name == "posix":
        _limit(order)
    if sys.platform == "linux":
        try:
            _bind(order)
        except OSError:
            os._exit(REFUSED)
    program = order["program"]
    try:
        os.execve(program, [program, *order["arguments"]], order["environment"])  # noqa: S606 - a shell is what we avoid
    finally:
        os._exit(REFUSED)


if __name__ == "__main__":
    main()
