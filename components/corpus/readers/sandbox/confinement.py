"""Confinement of the process that reads a file: what it may still do, for good.

It reads the interpreter, its packages, the libraries of the system and the files that it has open;
it writes what it has open. It opens no other file, reaches no network and no socket, starts no
program and no process, signals nobody. Three parts of the kernel see to that, each with its own
reach, and each may be refused: namespaces, Landlock, seccomp. `probes` tells what holds here.

Landlock: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from components.corpus.readers.sandbox.cage import (
    NEW_USER_AND_NETWORK,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    READ,
    READ_AND_WRITE,
    bind_files,
    forbid_calls,
)
from components.corpus.readers.sandbox.forbidden_calls import allow_to_readers
from components.corpus.readers.sandbox.limits import Limits

_ROOT = Path(__file__).parents[4]
_THREADS = 64
"""What the kernel holds for a thread is counted as nobody's memory."""
SYSTEM = (
    *("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share"),
    *("/usr/local/lib", "/usr/local/share", "/etc/ld.so.cache", "/etc/localtime"),
    *("/dev/urandom", "/dev/zero", "/proc/self"),
)
"""What programs read of a system: libraries and data, nothing of its users."""


def confine(limits: Limits, seconds: int, host: int) -> None:
    """Bind the calling process, for good, to `limits` and to what its module says.

    The limits on memory, time and file size hold everywhere. What the kernel or a container refuses
    of the rest is left out. `seconds` bounds processor time, `host` is the parent, with which this
    process dies.
    """
    # Python ignores this signal by default; here it must end the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    _limit_resources(limits, seconds)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != host:
        os._exit(1)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Only in a namespace of its own do no threads count but its own.
    if libc.unshare(NEW_USER_AND_NETWORK) == 0:
        resource.setrlimit(resource.RLIMIT_NPROC, (_THREADS, _THREADS))
    with suppress(OSError):
        bind_files(
            libc, [*((path, READ) for path in _list_readable()), (os.devnull, READ_AND_WRITE)]
        )
    forbid_calls(libc, allow_to_readers())


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


def _list_readable() -> Iterator[str]:
    """The system, Parallax itself, and the interpreter with its packages."""
    yield from SYSTEM
    yield str(_ROOT / "components")
    own = {sys.prefix, sys.base_prefix}
    yield from own - {"/", "/usr"}
    # A distribution's interpreter has its packages elsewhere; what else is on the path is nobody's.
    for path in sys.path:
        if Path(path).name in ("site-packages", "dist-packages") or path.startswith(tuple(own)):
            yield path
