"""Host: a small process that forks one confined child for each file (Linux).

`client` starts it with a socket of sequenced packets. A request is one packet of JSON
(`processor_seconds`, `seconds` or None, and the task of the child) with three open files: the bytes
to read, the pipe that takes what is found, and a socket that takes the reply, JSON with `outcome`.
Who closes the other end of that socket has lost interest: the child is ended. The end of the
request socket is the end of the host. A host that cannot load what a format needs says so and takes
no more requests, so that the next is answered by a fresh one.
"""

from __future__ import annotations

import ctypes
import fcntl
import gc
import json
import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from components.corpus.readers.sandbox.child import warm_up, write_messages
from components.corpus.readers.sandbox.confinement import confine
from components.corpus.readers.sandbox.forbidden_calls import allow_to_readers
from components.corpus.readers.sandbox.limits import make_task
from components.corpus.readers.sandbox.protocol import describe_failure

OUT_OF_MEMORY, NOT_BEGUN = 77, 78
FOR_EVER = 1e7
_PR_SET_CHILD_SUBREAPER = 36
_OUTCOMES: dict[int, str] = {
    signal.SIGXCPU: "time",
    signal.SIGXFSZ: "size",
    # Somebody else, or the kernel, short of memory: the child's own comes to an end otherwise.
    signal.SIGKILL: "killed",
}


@dataclass
class _Running:
    reply: int
    deadline: float
    overdue: bool = False


class Host:
    """Serves requests until the socket closes. One thread; never parses anything itself."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._is_open = True
        self._running: dict[int, _Running] = {}
        self._warm: set[str] = set()
        self._woken, wake = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        # Grandchildren that leave their group come here when their parent ends.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def serve(self) -> None:
        """Take requests and answer them; returns when the other end of the socket is gone."""
        while self._is_open or self._running:
            asked = [self._requests.fileno()] if self._is_open else []
            callers = [r.reply for r in self._running.values() if not r.overdue]
            ready, _, _ = select.select([*asked, self._woken, *callers], [], [], self._patience())
            if self._woken in ready:
                os.read(self._woken, 4096)
            if self._is_open and asked[0] in ready:
                self._take_request()
            self._stop_overdue(ready)
            self._collect()

    def _patience(self) -> float | None:
        deadlines = [r.deadline for r in self._running.values() if not r.overdue]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _take_request(self) -> None:
        packet, files, _, _ = socket.recv_fds(self._requests, 65536, 3)
        if not packet:
            for pid in self._running:
                _kill_group(pid)
            self._close()
            return
        request = json.loads(packet)
        try:
            if request["format"] not in self._warm:
                warm_up(request["format"])
                self._warm.add(request["format"])
                # Or the first collection in a child copies all the memory that it shares with us.
                gc.collect()
                gc.freeze()
            self._start_child(request, files)
        except Exception as problem:  # whatever a library raises that is broken
            self._refuse(files, problem)

    def _start_child(self, request: dict[str, Any], files: list[int]) -> None:
        host, pid = os.getpid(), os.fork()
        if pid == 0:
            _be_child(request, files, host)
        stream, result, reply = files
        os.close(stream)
        os.close(result)
        seconds = request["seconds"]
        self._running[pid] = _Running(reply, time.monotonic() + (seconds or FOR_EVER))

    def _refuse(self, files: list[int], problem: Exception) -> None:
        """Say what failed before there was a child, and take no more requests."""
        # First, so that whoever hears of it sends the next file to another host.
        self._close()
        line = {"kind": "failed", "reason": describe_failure(problem), "member": ""}
        with suppress(BrokenPipeError):
            os.write(files[1], json.dumps(line).encode() + b"\n")
            os.write(files[2], b'{"outcome": "failed"}')
        for file in files:
            os.close(file)

    def _close(self) -> None:
        self._is_open = False
        self._requests.close()

    def _stop_overdue(self, gone: list[int]) -> None:
        now = time.monotonic()
        for pid, running in self._running.items():
            late = now >= running.deadline or running.reply in gone
            if late and not running.overdue:
                running.overdue = True
                _kill_group(pid)

    def _collect(self) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            if running := self._running.pop(pid, None):
                _kill_group(pid)
                self._answer(running, status, usage.ru_maxrss)
            self._kill_strays()

    def _answer(self, running: _Running, status: int, peak_kilobytes: int) -> None:
        outcome = "late" if running.overdue else _outcome(status)
        answer = {"outcome": outcome, "peak_kilobytes": peak_kilobytes}
        with suppress(BrokenPipeError):  # the one who asked may have given up
            os.write(running.reply, json.dumps(answer).encode())
        os.close(running.reply)

    def _kill_strays(self) -> None:
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        if not children.exists():
            return
        for pid in map(int, children.read_text().split()):
            if pid not in self._running:
                _kill_group(pid)
                os.kill(pid, signal.SIGKILL)


def main(descriptor: int) -> None:
    """Serve on the socket that was passed down as this file descriptor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server; the socket ends us
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    # Made once, not by each child.
    allow_to_readers()
    Host(socket.socket(fileno=descriptor)).serve()


def _be_child(request: dict[str, Any], files: list[int], host: int) -> NoReturn:
    code = NOT_BEGUN
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        _keep_only(files[0], files[1])
        task = make_task(request)
        confine(task.limits, max(1, round(request["processor_seconds"])), host)
        with open(3, "rb", closefd=False) as stream, open(4, "wb", closefd=False) as result:
            stream.seek(0)
            code = 1
            write_messages(task, stream, result)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _keep_only(stream: int, result: int) -> None:
    """Make the two files 3 and 4, and close every other, those of other requests among them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    # What is kept of the file as its original must not be changed by whoever reads it.
    stream = os.open(f"/proc/self/fd/{stream}", os.O_RDONLY)
    wanted = (nothing, nothing, nothing, stream, result)
    # First out of the way, since the two may stand at 4 and 3.
    aside = [fcntl.fcntl(f, fcntl.F_DUPFD, len(wanted)) for f in wanted]
    for number, f in enumerate(aside):
        os.dup2(f, number)
    os.closerange(len(wanted), 4096)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _outcome(status: int) -> str:
    if os.WIFSIGNALED(status):
        return _OUTCOMES.get(os.WTERMSIG(status), "crash")
    code = os.waitstatus_to_exitcode(status)
    return {0: "read", OUT_OF_MEMORY: "memory", NOT_BEGUN: "failed"}.get(code, "crash")
