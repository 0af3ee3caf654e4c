"""What a child may not do while it reads a foreign file (Linux)."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
from pathlib import Path

from components.corpus.readers.limits import Limits

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
