"""The calls of the system that a reader may make: none but those that reading takes."""

import platform
import sys

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.sandbox.forbidden_calls import allow_to_readers

pytestmark = [
    pytest.mark.usefixtures("misbehaving_files"),
    pytest.mark.skipif(sys.platform != "linux", reason="the confinement needs Linux"),
    pytest.mark.skipif(not allow_to_readers(), reason="no calls of this processor are known"),
]
REFUSED = {
    "the rights, times and attributes of files": (
        "chmod fchmod fchmodat fchmodat2 chown utime utimes futimesat utimensat setxattr "
        "setxattrat getxattr lgetxattr fgetxattr getxattrat listxattr llistxattr flistxattr "
        "listxattrat removexattr removexattrat file_setattr file_getattr"
    ),
    "files and their size": (
        "mkdirat unlinkat renameat2 linkat symlinkat mknodat truncate ftruncate fallocate"
    ),
    "what others do with files": (
        "inotify_init inotify_init1 inotify_add_watch fanotify_init fanotify_mark"
    ),
    "memory that is not counted or is shared": (
        "memfd_create memfd_secret pipe2 shmget shmat shmctl shmdt msgget msgrcv msgsnd msgctl "
        "semget semop semtimedop semctl mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify "
        "mq_getsetattr remap_file_pages"
    ),
    "the share of the processor and disk": (
        "sched_setscheduler sched_setattr sched_setparam sched_setaffinity setpriority ioprio_set"
    ),
    "other processes": (
        "fork vfork execve execveat clone3 kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo "
        "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease migrate_pages "
        "move_pages pidfd_open pidfd_getfd pidfd_send_signal kcmp setrlimit timer_create"
    ),
    "files without a path": "name_to_handle_at open_by_handle_at",
    "mounts": (
        "mount umount2 fsopen fsconfig fsmount fspick move_mount open_tree mount_setattr statmount "
        "listmount pivot_root chroot unshare setns"
    ),
    "the system": (
        "quotactl quotactl_fd syslog settimeofday clock_settime adjtimex clock_adjtime bpf keyctl "
        "perf_event_open userfaultfd io_uring_setup io_setup seccomp landlock_create_ruleset"
    ),
    "sockets": "socket socketpair connect bind listen accept4 sendto sendmsg recvmsg sendmmsg",
}
READ_ON_X32 = 0x40000000
"""The first of them; the kernel knows it where it was built for it."""


def call(*numbers):
    """How these calls end within the confinement."""
    act = f"call {' '.join(map(str, numbers))}".encode()
    (article,) = read_file("a.misbehaving", act).articles
    return article.text.removeprefix("call: ").split()


@pytest.mark.parametrize("what", REFUSED)
def test_calls_that_reading_does_not_take_are_not_there(what):
    from seccompy import syscall_nr

    known = {}
    for name in REFUSED[what].split():
        try:
            known[name] = syscall_nr(name)
        except ValueError:
            # This processor has no call of that name.
            continue
    ended = dict(zip(known, call(*known.values()), strict=True))
    assert ended == dict.fromkeys(known, "ENOSYS")


def test_a_call_that_reading_takes_is_there():
    from seccompy import syscall_nr

    # Nothing is open under the number -1.
    assert call(syscall_nr("close"), syscall_nr("read")) == ["EBADF", "EBADF"]


def test_what_a_file_system_keeps_of_a_file_cannot_be_set_by_ioctl_or_fcntl():
    from seccompy import syscall_nr

    # Both with a second argument that is none of those allowed.
    assert call(syscall_nr("ioctl"), syscall_nr("fcntl"), syscall_nr("prctl")) == ["ENOSYS"] * 3


@pytest.mark.skipif(platform.machine() != "x86_64", reason="only there is a second set of numbers")
def test_calls_by_the_numbers_of_x32_are_not_there():
    # Neither is one for which no call is known.
    assert call(READ_ON_X32, READ_ON_X32 + 512, 100_000) == ["ENOSYS"] * 3


@pytest.mark.skipif(platform.machine() != "x86_64", reason="only there is a second set of numbers")
def test_the_filter_of_converters_looks_at_numbers_of_x32_first():
    from components.corpus.readers.sandbox.forbidden_calls import forbid_to_converters

    load, compare, refuse = (forbid_to_converters()[at : at + 8].hex() for at in (0, 8, 16))
    # Load the number; go on behind the next instruction below 0x40000000; else error 38, ENOSYS.
    assert (load, compare, refuse) == ("20" + "0" * 14, "3500000100000040", "0600000026000500")
