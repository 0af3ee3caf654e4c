"""Client of the host: sends a file, gives what is found, restarts the host when it is gone.

Where the system is not Linux there is no host: see `read_alone`.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, suppress
from threading import BoundedSemaphore, Lock, Timer

from components.corpus.readers.sandbox.gaps import PROBES, describe_gaps, find_gaps, is_strict
from components.corpus.readers.sandbox.limits import Order
from components.corpus.readers.sandbox.message_reader import FloodError, MessageReader, SilentError
from components.corpus.readers.sandbox.message_shapes import MalformedError
from components.corpus.readers.sandbox.protocol import HostGoneError, Message, describe_failure
from components.corpus.readers.sandbox.python_process import run_python
from components.corpus.readers.stream import Stream, seal

MOST_CHILDREN = 4
ROOM = 1 << 20
"""Bytes that a reader may be ahead of the caller."""
START_SECONDS = 120
"""Time for the host itself, on a busy machine: to start and to load what a format needs."""
_SIGXCPU = 24
Answer = Generator[Message, None, str]
"""Messages as they come; returns how reading ended: `read`; `time` of the processor, `memory` or
`size` that ran out; `late` by the clock; `crash`; `killed` by the system; `failed` for no fault of
the file."""


class ParserHost:
    """A host process and the way to it; safe to share between threads, started when first used.

    `module` is what the process runs: its function `main` serves on the socket it is given. `turn`
    is held while a file is read, so that few are at once; a file within it needs none.
    """

    def __init__(self, module: str = f"{__package__}.host") -> None:
        self._module = module
        self._starting = Lock()
        self.turn = BoundedSemaphore(MOST_CHILDREN)
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        self._owner = 0

    @property
    def pid(self) -> int | None:
        """The process that forks the readers, or None when it has not been started."""
        return self._process.pid if self._process else None

    def read(self, order: Order, stream: Stream) -> Answer:
        """Have `stream` read in a confined child, and once more when the system ended it at once.

        Raises HostGoneError when the host ended twice or after a message, and OSError when no
        process can be started.
        """
        has_any, outcome = False, ""
        try:
            with closing(self._ask(order, stream)) as answer:
                while not outcome:
                    try:
                        yield next(answer)
                        has_any = True
                    except StopIteration as ended:
                        outcome = ended.value
            if has_any or outcome != "killed":
                return outcome
        except HostGoneError:
            if has_any:
                raise
        return (yield from self._ask(order, stream))

    def close(self) -> None:
        """End the host and with it every child."""
        with self._starting:
            self._stop()

    def _ask(self, order: Order, stream: Stream) -> Answer:
        seal(stream.file)
        found, write_to = os.pipe()
        _widen(write_to)
        reply, answer_to = socket.socketpair()
        # Closed in any case: from that the host knows that nobody waits for the child any more.
        with reply, os.fdopen(found, "rb", buffering=0):
            with answer_to, os.fdopen(write_to, "wb", buffering=0):
                process = self._send(order, [stream.file.fileno(), write_to, answer_to.fileno()])
            longest = order.task.limits.article_length
            messages = MessageReader(
                found, order.most, order.silence, order.waiting, START_SECONDS, longest
            )
            try:
                yield from messages
            except FloodError:
                return "size"
            except MalformedError:
                return "crash"
            except SilentError as silence:
                if messages.has_begun:
                    return "late"
                _end(process)
                raise HostGoneError from silence
            outcome = _take_outcome(reply, process)
        if not outcome:
            self._give_up(process)
            raise HostGoneError
        return outcome

    def _send(self, order: Order, files: list[int]) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._process is None or self._process.poll() is not None or self._is_copy():
                self._start()
            assert self._process is not None
            assert self._requests is not None
            try:
                socket.send_fds(self._requests, [order.packed()], files)
            except OSError as problem:
                self._leave()
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
            self._process = run_python(
                f"from {self._module} import main; main({theirs.fileno()})",
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
            )
        self._requests, self._owner = ours, os.getpid()

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        with self._starting:
            if self._process is process:
                self._leave()

    def _leave(self) -> None:
        """Go to a fresh host from now on; this one ends when all it has begun is read."""
        if self._requests:
            self._requests.close()
        self._process = self._requests = None

    def _stop(self) -> None:
        if self._process and not self._is_copy():
            _end(self._process)
        self._leave()


_host = ParserHost()
atexit.register(_host.close)


def reading_turn() -> AbstractContextManager[object]:
    """What is to be held while a file is read, see `ParserHost`."""
    return _host.turn


def tell_gaps() -> str:
    """What this system lets a harmful file do, see `gaps`; "" where that is nothing."""
    gaps = find_gaps(_host.read)
    return describe_gaps(gaps) if gaps else ""


def read_isolated(order: Order, stream: Stream) -> Answer:
    """Have `stream` read outside this process, at the order's cost.

    Where it cannot be closed in, that is logged once; in strict mode nothing is read then.
    """
    try:
        if order.task.format != PROBES and (gaps := find_gaps(_host.read)) and is_strict():
            yield {"kind": "failed", "reason": describe_gaps(gaps), "member": ""}
            return "failed"
        if sys.platform != "linux":
            return (yield from read_alone(order, stream))
        return (yield from _host.read(order, stream))
    except HostGoneError:
        return "failed"
    except OSError as problem:
        yield {"kind": "failed", "reason": describe_failure(problem), "member": ""}
        return "failed"


def read_alone(order: Order, stream: Stream, module: str = f"{__package__}.child") -> Answer:
    """Read in a process started for this file by the `serve_standard_input` of `module`.

    It takes about a second. Time by the clock is bounded and, where the system can, processor time
    and memory; the network stays open to it.
    """
    stream.file.seek(0)
    written = order.packed().decode()
    code = f"from {module} import serve_standard_input; serve_standard_input({written!r})"
    process = run_python(code, stdin=stream.file, stdout=subprocess.PIPE)
    assert process.stdout
    seconds = order.seconds or order.silence + order.processor_seconds
    late = Timer(seconds + START_SECONDS, process.kill)
    late.start()
    try:
        yield from MessageReader(process.stdout.fileno(), order.most, None)
        status = process.wait()
    except FloodError:
        return "size"
    except MalformedError:
        return "crash"
    finally:
        overdue = not late.is_alive()
        late.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
    if overdue:
        return "late"
    return {0: "read", -_SIGXCPU: "time"}.get(status, "crash")


def _widen(pipe: int) -> None:
    """Let a reader go on while the caller keeps what it has found."""
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)


def _take_outcome(reply: socket.socket, process: subprocess.Popen[bytes]) -> str:
    """How the child ended, as the host tells it; "" when it is gone or takes no more requests."""
    reply.settimeout(START_SECONDS)
    try:
        packet = reply.recv(4096)
    except OSError:
        _end(process)
        return ""
    return str(json.loads(packet)["outcome"]) if packet else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    # Until it is gone the next file would be sent to it.
    process.wait()
