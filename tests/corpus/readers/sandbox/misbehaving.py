"""A reader that misbehaves as its file says, and a host that has it beside those of Parallax.

The format is in no table of Parallax. `register` adds it to this process alone and has its files
read in a host that is started from this module, whose `main` adds it there.
"""

import ctypes
import errno
import os
import resource
import socket
import time
from pathlib import Path

from components.corpus.readers import detect_format
from components.corpus.readers.detect_format import Format
from components.corpus.readers.drafts import Draft, Reader
from components.corpus.readers.sandbox import client

_MESSAGES = 4
"""The descriptor by which a child tells what it finds."""
MODULE = "tests.corpus.readers.sandbox.misbehaving"
FORMAT = Format("misbehaving", f"{MODULE}:MISBEHAVING", "a test", (".misbehaving",))


def main(descriptor):
    """Serve as the host does, on the socket with this descriptor."""
    from components.corpus.readers.sandbox import host

    detect_format.FORMATS = (*detect_format.FORMATS, FORMAT)
    host.main(descriptor)


def serve_standard_input(order):
    """Read one file as the child without a host does."""
    from components.corpus.readers.sandbox import child

    detect_format.FORMATS = (*detect_format.FORMATS, FORMAT)
    child.serve_standard_input(order)


def register():
    """Let this process read such files from now on."""
    detect_format.FORMATS = (*detect_format.FORMATS, FORMAT)
    client._host.close()
    client._host = client.ParserHost(MODULE)


def misbehave(data):
    """Do what the first word says, and report it as an article if that was possible."""
    word, _, rest = data.decode().strip().partition(" ")
    yield Draft(text=f"{word}: {_ACTS.get(word, _echo)(rest)}")


def _echo(rest):
    return rest or "nothing to do"


def _hang(_):
    while True:
        pass


def _sleep(seconds):
    time.sleep(float(seconds or 3600))
    return "woke up"


def _await(path):
    while not Path(path).exists():
        time.sleep(0.01)
    return "it is there"


def _take_memory(_):
    taken = []
    while True:
        taken.append(bytearray(10 << 20))


def _read_address_zero(_):
    return repr(ctypes.string_at(0))


def _leave(_):
    os._exit(3)


def _write(path):
    Path(path).write_bytes(bytes(1 << 20))
    return "written"


def _flood(_):
    return "x" * 1_500_000


def _connect(port):
    socket.create_connection(("127.0.0.1", int(port)), 2).close()
    return "connected"


def _multiply(_):
    for _child in range(50):
        if os.fork() == 0:
            os.setsid()
            time.sleep(60)
            os._exit(0)
    return "fifty children"


def _empty_itself(_):
    os.ftruncate(3, 0)
    return "emptied"


def _write_anew(_):
    Path("/proc/self/fd/3").write_bytes(b"other")
    return "written"


def _abort(_):
    os.abort()


def _say(lines):
    """Write this among the messages."""
    os.write(_MESSAGES, f"{lines}\n".encode())
    return "said"


def _drip(_):
    """Write a line that never ends, a byte at a time."""
    while True:
        os.write(_MESSAGES, b" ")
        time.sleep(0.01)


def _chatter(_):
    while True:
        _say('{"kind": "begun"}')
        time.sleep(0.01)


def _call(numbers):
    """Make these calls with arguments that no call does anything with; how each ended."""
    libc, ended = ctypes.CDLL(None, use_errno=True), []
    for number in map(int, numbers.split()):
        ctypes.set_errno(0)
        libc.syscall(*map(ctypes.c_long, (number, *[-1] * 6)))
        ended.append(errno.errorcode.get(ctypes.get_errno(), "none"))
    return " ".join(ended)


def _count_threads(_):
    return str(resource.getrlimit(resource.RLIMIT_NPROC))


def _look_around(_):
    return ",".join(sorted(os.listdir("/proc/self/fd")))


_ACTS = {
    "hang": _hang,
    "sleep": _sleep,
    "await": _await,
    "oom": _take_memory,
    "segv": _read_address_zero,
    "exit": _leave,
    "disk": _write,
    "flood": _flood,
    "net": _connect,
    "fork": _multiply,
    "files": _look_around,
    "empty": _empty_itself,
    "rewrite": _write_anew,
    "abort": _abort,
    "threads": _count_threads,
    "say": _say,
    "drip": _drip,
    "chatter": _chatter,
    "call": _call,
}

MISBEHAVING = Reader(lambda: b"echo", whole=misbehave)
