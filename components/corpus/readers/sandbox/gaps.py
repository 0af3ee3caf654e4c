"""Gaps: what this system lets the process do that reads files, though it should be closed in."""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any

from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS, Order, Task
from components.corpus.readers.sandbox.probes import PROBED
from components.corpus.readers.sandbox.protocol import HostGoneError
from components.corpus.readers.stream import Stream, open_stream

PROBES = "probes"
"""The key of their format."""
STRICT = "PARALLAX_STRICT"
_log = logging.getLogger("parallax.readers")
_finding = Lock()
_found: list[tuple[str, ...]] = []

Read = Callable[[Order, Stream], Any]


def is_strict() -> bool:
    """Whether nothing is to be read where the process that reads cannot be closed in."""
    return os.environ.get(STRICT) == "1"


def find_gaps(read: Read) -> tuple[str, ...]:
    """What of `probes.PROBED` is possible there, by `read` of the host; () where all is denied.

    Tried once in a process, and logged. Where there is no host everything is possible.
    """
    with _finding:
        if not _found:
            try:
                gaps = tuple(PROBED) if sys.platform != "linux" else _try_out(read)
            except (OSError, HostGoneError):
                gaps = None
            if gaps is None:
                return ()  # what is wrong is told of the file itself, or it can be read after all
            _found.append(gaps)
            if gaps:
                _log.warning("%s", describe_gaps(gaps))
        return _found[0]


def describe_gaps(gaps: Sequence[str]) -> str:
    """A sentence for whoever looks after the machine."""
    told = "This system does not close in the process that reads files: a harmful file could "
    told += ", ".join(gaps)
    if is_strict():
        return f"{told}. Nothing is read, because {STRICT} is 1. SECURITY.md says what it needs."
    return f"{told}. SECURITY.md says what it needs; with {STRICT}=1 nothing would be read."


def _try_out(read: Read) -> tuple[str, ...] | None:
    with tempfile.TemporaryDirectory(prefix="parallax-") as folder:
        Path(folder, "other").write_bytes(b"other")
        Path(folder, "other").chmod(0o600)
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.socket(socket.AF_UNIX) as local,
        ):
            local.bind(f"{folder}/socket")
            local.listen()
            around = {"folder": folder, "port": server.getsockname()[1], "asker": os.getpid()}
            task = Task(PROBES, DEFAULT_LIMITS)
            order = Order(task, DEFAULT_LIMITS.seconds, DEFAULT_LIMITS.wait, 60, 1 << 20)
            with (
                open_stream(json.dumps(around).encode()) as stream,
                closing(read(order, stream)) as answer,
            ):
                for message in answer:
                    if message["kind"] == "note":
                        return tuple(json.loads(message["sentence"]))
    return None
