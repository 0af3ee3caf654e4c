"""System calls of who reads a file, or turns one into another: filters of seccomp.

A reader makes few calls: those are named here and all others are refused. A foreign program makes
many: to it those are refused that nobody makes who turns a file into another.
Rights to files are Landlock's. https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

from __future__ import annotations

import errno
import socket
import struct
from contextlib import suppress
from functools import cache

# What looks into other programs, changes the system, or does what a filter cannot see (io_uring).
_NOT_FOR_CONVERTERS = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "acct"),
    *("unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "swapon", "reboot"),
    *("init_module", "finit_module", "kexec_load", "bpf", "perf_event_open", "userfaultfd"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "keyctl", "add_key", "request_key"),
    *("mq_open", "shmget", "shmat", "shmctl", "msgget", "msgsnd", "msgrcv", "msgctl", "semget"),
    *("semop", "semtimedop", "semctl", "fsopen", "fsmount", "move_mount", "open_tree"),
    *("mount_setattr", "open_tree_attr", "open_by_handle_at", "fanotify_init", "process_madvise"),
    *("migrate_pages", "move_pages", "kexec_file_load", "quotactl", "quotactl_fd", "syslog"),
    *("settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "memfd_secret"),
)
# What Python, its libraries and the C library call once all is loaded, some on certain processors.
# What is looked up by a path is bounded by Landlock.
_OF_READERS = (
    *("read", "readv", "pread64", "preadv", "preadv2", "write", "writev", "pwrite64", "pwritev"),
    *("pwritev2", "lseek", "open", "openat", "close", "close_range", "dup", "dup2", "dup3"),
    *("fstat", "stat", "lstat", "newfstatat", "statx", "statfs", "fstatfs", "access", "faccessat"),
    *("faccessat2", "readlink", "readlinkat", "getcwd", "getdents64", "fadvise64", "readahead"),
    *("mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "mincore", "membarrier"),
    *("futex", "set_robust_list", "get_robust_list", "set_tid_address", "rseq", "arch_prctl"),
    *("sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler"),
    *("sched_get_priority_max", "sched_get_priority_min", "getpriority", "getcpu"),
    *("get_mempolicy", "getpid", "getppid", "gettid", "getpgid", "getpgrp", "getsid"),
    *("getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups"),
    *("getrlimit", "getrusage", "sysinfo", "uname", "times", "time", "gettimeofday"),
    *("clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "getrandom"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "sigaltstack"),
    *("poll", "ppoll", "select", "pselect6", "restart_syscall", "exit", "exit_group"),
)
_THREAD = 0x00010000
# Others would set what a file system keeps of a file, or have signals sent to another process.
_ARGUMENTS = {
    "ioctl": (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451),
    "fcntl": (0, 1, 2, 3, 4, 1030, 1032, 1034),
}
"""Of the second argument: is it a terminal and how large, what is there to read, flags of its own;
copies of a descriptor, its flags, the size of a pipe, the seals of a file in memory."""
_SET_NAME, _GET_NAME, _NAME_MEMORY = 15, 16, 0x53564D41
# Calls of the ABI x32 have the architecture of the others, and numbers from here on.
_X32 = 0x40000000
_LOAD_NUMBER, _IF_AT_LEAST, _RETURN, _ERRNO = 0x20, 0x35, 0x06, 0x00050000


@cache
def allow_to_readers() -> bytes:
    """The filter of a process that reads files; empty for an unknown processor. Takes 4 ms.

    To all other calls it answers that the system has none of them: the C library then makes do with
    older ones.
    """
    try:
        from seccompy import Action, ArgCmp, CmpOp, Filter

        calls = Filter(Action.ERRNO | errno.ENOSYS)
    except (ImportError, ValueError):
        return b""
    for name in _OF_READERS:
        # Some processors know not all of them.
        with suppress(ValueError):
            calls.allow(name)
    for name, arguments in _ARGUMENTS.items():
        for argument in arguments:
            calls.allow(name, args={1: argument})
    for what in (_SET_NAME, _GET_NAME, _NAME_MEMORY):
        calls.allow("prctl", args={0: what})
    # Limits of its own can be read, not set.
    calls.allow("prlimit64", args={0: 0, 2: 0})
    # A library may start a thread of its own, which is no process. The flags of clone3 cannot be
    # looked at; where it is not known, clone is called.
    calls.allow("clone", args=[ArgCmp(0, CmpOp.MASKED_EQ, _THREAD, mask=_THREAD)])
    return bytes(calls.program)


@cache
def forbid_to_converters() -> bytes:
    """The filter of a program that turns a file into another, which has sockets by path alone."""
    try:
        from seccompy import ArgCmp, CmpOp, Filter

        calls = Filter()
    except (ImportError, ValueError):
        return b""
    for name in _NOT_FOR_CONVERTERS:
        with suppress(ValueError):
            calls.errno(name, errno.EPERM)
    for name in ("socket", "socketpair"):
        calls.errno(name, errno.EAFNOSUPPORT, args=[ArgCmp(0, CmpOp.NE, int(socket.AF_UNIX))])
    return _refuse_x32() + bytes(calls.program)


def _refuse_x32() -> bytes:
    """Instructions to stand before a filter that allows what it does not name."""
    return b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in (
            (_LOAD_NUMBER, 0, 0, 0),
            (_IF_AT_LEAST, 0, 1, _X32),
            (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
        )
    )
