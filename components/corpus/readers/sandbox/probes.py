"""Probes of the confinement: harmless tries from within it, as a hostile file might make them.

The file to be read is JSON: `folder`, which has a file `other` and a listening socket `socket`, and
is the asker's alone; `port`, on which the asker listens; `asker`, its process. Given is a note, the
JSON list of what could be done. Nothing is changed where it succeeds; of {} nothing is tried.
"""

from __future__ import annotations

import ctypes
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from components.corpus.readers.drafts import Note, Reader


class Around(NamedTuple):
    """What the probes are made at: see the module."""

    folder: str
    port: int
    asker: int

    @property
    def other(self) -> str:
        """The path of a file of somebody else."""
        return f"{self.folder}/other"


def _start_process(_: Around) -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _start_program(_: Around) -> None:
    pid = os.posix_spawn("/bin/true", ["true"], {})
    if os.waitpid(pid, 0)[1]:
        raise PermissionError


def _connect(family: int, address: Any) -> None:
    with socket.socket(family) as made:
        made.settimeout(2)
        made.connect(address)


def _keep_times(around: Around) -> None:
    now = os.stat(around.other)
    os.utime(around.other, ns=(now.st_atime_ns, now.st_mtime_ns))


def _watch(around: Around) -> None:
    libc = ctypes.CDLL(None)
    watching = libc.inotify_init1(os.O_CLOEXEC)
    if watching < 0:
        raise PermissionError
    watched = libc.inotify_add_watch(watching, around.other.encode(), 2)
    os.close(watching)
    if watched < 0:
        raise PermissionError


PROBED: dict[str, Callable[[Around], object]] = {
    "read other files": lambda around: Path(around.other).read_bytes(),
    "list folders": lambda around: os.listdir(around.folder),
    "write files": lambda around: Path(around.folder, "new").write_bytes(b""),
    "empty other files": lambda around: os.truncate(around.other, os.stat(around.other).st_size),
    "remove other files": lambda around: os.rename(around.other, around.other),
    "change the rights of files": lambda around: os.chmod(around.other, 0o600),
    "change the times of files": _keep_times,
    "list the attributes of files": lambda around: os.listxattr(around.other),
    "watch what others do with files": _watch,
    "take memory that is not counted": lambda _: os.close(os.memfd_create("probe")),
    "see the settings of other programs": lambda around: Path(
        f"/proc/{around.asker}/environ"
    ).read_bytes(),
    "signal other programs": lambda around: os.kill(around.asker, 0),
    "start processes": _start_process,
    "start programs": _start_program,
    "reach programs of this machine": lambda around: _connect(
        socket.AF_UNIX, f"{around.folder}/socket"
    ),
    "reach the network": lambda around: _connect(socket.AF_INET, ("127.0.0.1", around.port)),
}
"""What the confinement is to deny, in words that follow "could"."""


def _probe(data: bytes) -> Iterator[Note]:
    told = json.loads(data)
    probes = PROBED.items() if told else ()
    around = Around(**told) if told else Around("", 0, 0)
    yield Note(json.dumps([name for name, one in probes if _is_possible(one, around)]))


def _is_possible(probe: Callable[[Around], object], around: Around) -> bool:
    try:
        probe(around)
    except OSError:
        return False
    return True


PROBES = Reader(lambda: b"{}", whole=_probe)
