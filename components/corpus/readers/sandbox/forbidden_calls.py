"""System calls that nobody makes who reads a file, or turns one into another: filters of seccomp.

Rights to files are Landlock's. https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seccompy import Filter

_THREAD = 0x00010000
# What looks into other programs, changes the system, or does what a filter cannot see (io_uring).
_TO_ALL = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "acct"),
    *("unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "swapon", "reboot"),
    *("init_module", "finit_module", "kexec_load", "bpf", "perf_event_open", "userfaultfd"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "keyctl", "add_key", "request_key"),
    *("mq_open", "shmget", "msgget", "semget"),
)
_TO_READERS = (
    *("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendmmsg"),
    *("execve", "execveat", "fork", "vfork", "kill", "tkill", "rt_sigqueueinfo", "pidfd_open"),
    *("rt_tgsigqueueinfo", "pidfd_send_signal", "setpriority", "sched_setaffinity", "prlimit64"),
    *("chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utimensat"),
    *("setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"),
)


def forbid_to_readers(process: int) -> bytes:
    """The filter of a process, by its number, that reads files; empty for an unknown processor."""
    calls = _forbid((*_TO_ALL, *_TO_READERS))
    if calls is None:
        return b""
    from seccompy import ArgCmp, CmpOp

    # A library may start a thread of its own, which is no process.
    calls.errno("clone", errno.EPERM, args=[ArgCmp(0, CmpOp.MASKED_EQ, 0, mask=_THREAD)])
    # Its flags cannot be looked at; where it is not known, clone is called.
    calls.errno("clone3", errno.ENOSYS)
    # An assertion that fails ends this process by a signal of its own.
    calls.errno("tgkill", errno.EPERM, args=[ArgCmp(0, CmpOp.NE, process)])
    return bytes(calls.program)


@cache
def forbid_to_converters() -> bytes:
    """The filter of a program that turns a file into another, which has sockets by path alone."""
    calls = _forbid(_TO_ALL)
    if calls is None:
        return b""
    from seccompy import ArgCmp, CmpOp

    for name in ("socket", "socketpair"):
        calls.errno(name, errno.EAFNOSUPPORT, args=[ArgCmp(0, CmpOp.NE, int(socket.AF_UNIX))])
    return bytes(calls.program)


def _forbid(names: Iterable[str]) -> Filter | None:
    try:
        from seccompy import Filter

        calls = Filter()
    except (ImportError, ValueError):
        return None
    for name in names:
        # Some processors know not all of them.
        with suppress(ValueError):
            calls.errno(name, errno.EPERM)
    return calls
