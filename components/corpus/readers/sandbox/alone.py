"""One file, one process: for systems on which the host cannot fork confined children."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from typing import Any

from components.corpus.readers.sandbox.child import write_frames
from components.corpus.readers.sandbox.host import warm_up
from components.corpus.readers.sandbox.protocol import describe_failure, make_task


def main(written: str) -> None:
    """Read the file on standard input and write its frames to standard output."""
    request = json.loads(written)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as result:
        # Whatever a library prints must not end up among the frames.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        try:
            warm_up(request["module"])
        except Exception as problem:  # whatever a library raises that is broken
            line = {"kind": "failed", "reason": describe_failure(problem), "member": ""}
            result.write(json.dumps(line).encode() + b"\n")
            return
        _limit(request)
        write_frames(make_task(request), sys.stdin.buffer, result)


def _limit(request: dict[str, Any]) -> None:
    """Bound memory and processor time, where the system can; what was loaded does not count."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        memory = request["limits"]["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        seconds = round(time.process_time() + request["processor_seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
