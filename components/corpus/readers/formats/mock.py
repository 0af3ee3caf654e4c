"""A reader that misbehaves as its file says, so that tests can see that it is contained."""

from __future__ import annotations

import ctypes
import os
import socket
import time
from pathlib import Path

from components.corpus.readers.shaping.drafts import Draft, Parts

SAMPLE = b"echo"


def read(data: bytes) -> Parts:
    """Do what the first word says, and report it as an article if that was possible."""
    word, _, rest = data.decode().strip().partition(" ")
    yield Draft(text=f"{word}: {_ACTS.get(word, _echo)(rest)}")


def _echo(rest: str) -> str:
    return rest or "nothing to do"


def _hang(_: str) -> str:
    while True:
        pass


def _sleep(seconds: str) -> str:
    time.sleep(float(seconds or 3600))
    return "woke up"


def _take_memory(_: str) -> str:
    taken = []
    while True:
        taken.append(bytearray(10 << 20))


def _read_address_zero(_: str) -> str:
    return repr(ctypes.string_at(0))


def _leave(_: str) -> str:
    os._exit(3)


def _write(path: str) -> str:
    Path(path).write_bytes(bytes(1 << 20))
    return "written"


def _flood(_: str) -> str:
    return "x" * 1_500_000


def _connect(port: str) -> str:
    socket.create_connection(("127.0.0.1", int(port)), 2).close()
    return "connected"


def _multiply(_: str) -> str:
    for _child in range(50):
        if os.fork() == 0:
            os.setsid()
            time.sleep(60)
            os._exit(0)
    return "fifty children"


def _look_around(_: str) -> str:
    return ",".join(sorted(os.listdir("/proc/self/fd")))


_ACTS = {
    "hang": _hang,
    "sleep": _sleep,
    "oom": _take_memory,
    "segv": _read_address_zero,
    "exit": _leave,
    "disk": _write,
    "flood": _flood,
    "net": _connect,
    "fork": _multiply,
    "files": _look_around,
}
