"""One file, one process: for systems on which the host cannot fork confined children."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from components.corpus.readers.child import write_lines
from components.corpus.readers.limits import Limits


def main(request: str) -> None:
    """Read the file on standard input and write its lines to standard output."""
    asked = json.loads(request)
    limits = Limits(**asked["limits"])
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as result:
        # Whatever a library prints must not end up among the lines.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        write_lines(asked["module"], sys.stdin.buffer.read(), limits, result)
