"""One file, one process: for systems on which the host cannot fork confined children."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from components.corpus.readers.child import write_frames
from components.corpus.readers.task import make_task


def main(request: str) -> None:
    """Read the file on standard input and write its frames to standard output."""
    task = make_task(json.loads(request))
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (task.limits.memory, task.limits.memory))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as result:
        # Whatever a library prints must not end up among the frames.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        write_frames(task, sys.stdin.buffer, result)
