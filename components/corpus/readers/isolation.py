"""The caller's side of the host: send a file, wait for what it says, restart it when it is gone.

Where the system is not Linux there is no host: each file gets a fresh Python process with a limit
on wall-clock time and, where the system has it, on memory; the network stays open to it.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any, BinaryIO

from components.corpus.readers.limits import Limits

MOST_CHILDREN = 2
START_SECONDS = 20
"""Time for the host itself: to start and to import what a format needs."""

_ROOT = Path(__file__).parents[3]
_PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")


@dataclass(frozen=True)
class Answer:
    """How reading ended (`read`, `time`, `memory`, `size`, `crash`) and, for `read`, the lines."""

    outcome: str
    lines: list[dict[str, Any]] = field(default_factory=list)


class HostGoneError(Exception):
    """The host ended or fell silent while a file was being read."""


class ParserHost:
    """A host process and the way to it; safe to share between threads, started when first used."""

    def __init__(self) -> None:
        self._starting = Lock()
        self._free = BoundedSemaphore(MOST_CHILDREN)
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        self._owner = 0

    @property
    def pid(self) -> int | None:
        """The process that forks the readers, or None when it has not been started."""
        return self._process.pid if self._process else None

    def read(self, module: str, data: bytes, limits: Limits, seconds: float) -> Answer:
        """Have `data` read by `module` in a confined child. Waits while two others are busy.

        Raises HostGoneError when the host ended twice; OSError when no process can be started.
        """
        with self._free:
            try:
                return self._ask(module, data, limits, seconds)
            except HostGoneError:
                return self._ask(module, data, limits, seconds)

    def close(self) -> None:
        """End the host and with it every child."""
        with self._starting:
            self._stop()

    def _ask(self, module: str, data: bytes, limits: Limits, seconds: float) -> Answer:
        request = {"module": module, "seconds": seconds, "limits": asdict(limits)}
        with _memory_file("source") as source, _memory_file("result") as result:
            source.write(data)
            source.seek(0)
            outcome = self._exchange(request, source, result, seconds)
            return Answer(outcome, _lines(result) if outcome == "read" else [])

    def _exchange(
        self, request: dict[str, Any], source: BinaryIO, result: BinaryIO, seconds: float
    ) -> str:
        reply, answer_to = socket.socketpair()
        with reply:
            with answer_to:
                files = [source.fileno(), result.fileno(), answer_to.fileno()]
                process = self._send(request, files)
            reply.settimeout(seconds + START_SECONDS)
            try:
                packet = reply.recv(4096)
            except OSError:
                packet = b""
        if not packet:
            process.kill()
            raise HostGoneError
        return str(json.loads(packet)["outcome"])

    def _send(self, request: dict[str, Any], files: list[int]) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._process is None or self._process.poll() is not None or self._is_copy():
                self._start()
            assert self._process is not None
            assert self._requests is not None
            try:
                socket.send_fds(self._requests, [json.dumps(request).encode()], files)
            except OSError as problem:
                self._stop()
                raise HostGoneError from problem
            return self._process

    def _is_copy(self) -> bool:
        """Whether this process was forked from the one that started the host."""
        return self._owner != os.getpid()

    def _start(self) -> None:
        if not self._is_copy():
            self._stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = _run_python(
                f"from components.corpus.readers.host import main; main({theirs.fileno()})",
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
            )
        self._requests, self._owner = ours, os.getpid()

    def _stop(self) -> None:
        if self._requests:
            self._requests.close()
        if self._process and not self._is_copy():
            self._process.kill()
            self._process.wait()
        self._process = self._requests = None


_host = ParserHost()
atexit.register(_host.close)


def read_isolated(module: str, data: bytes, limits: Limits, seconds: float) -> Answer:
    """Have `data` read by `module` outside this process, within `limits` and `seconds`."""
    if sys.platform != "linux":
        return read_alone(module, data, limits, seconds)
    try:
        return _host.read(module, data, limits, seconds)
    except HostGoneError:
        return Answer("crash")


def read_alone(module: str, data: bytes, limits: Limits, seconds: float) -> Answer:
    """Read in a process started for this file: about a second, wherever there is Python."""
    request = json.dumps({"module": module, "limits": asdict(limits)})
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as result:
        source.write(data)
        source.seek(0)
        code = f"from components.corpus.readers.alone import main; main({request!r})"
        process = _run_python(code, stdin=source, stdout=result)
        try:
            status = process.wait(seconds + START_SECONDS / 4)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return Answer("time")
        return Answer("read", _lines(result)) if status == 0 else Answer("crash")


def _run_python(code: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start Python with the caller's search path and next to nothing of its environment."""
    path = [str(_ROOT), *(p for p in sys.path if p)]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own code, no shell
        [sys.executable, "-I", "-X", "utf8", "-c", f"import sys; sys.path[:] = {path!r}; {code}"],
        env={**environment, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        **options,
    )


@contextmanager
def _memory_file(name: str) -> Iterator[BinaryIO]:
    with os.fdopen(os.memfd_create(name), "w+b", buffering=0) as file:
        yield file


def _lines(result: BinaryIO) -> list[dict[str, Any]]:
    result.seek(0)
    with os.fdopen(os.dup(result.fileno()), "rb") as lines:
        return [json.loads(line) for line in lines]
