"""Logs as JSON, a line for each event, for programs that collect them: `PARALLAX_LOG=json`."""

from __future__ import annotations

import logging
import os
import sys

_FIELDS = "{levelname}{name}{message}{process}"
_NAMES = {"levelname": "level", "name": "logger"}


def set_up() -> None:
    """Write all logs of this process as JSON to standard error, where the environment asks for it.

    A line has `time` (UTC, ISO 8601), `level`, `logger`, `message`, `process`, and `exc_info` where
    something was raised. Ends the process where the package for it is missing.
    """
    if os.environ.get("PARALLAX_LOG", "") != "json":
        return
    try:
        from pythonjsonlogger.json import JsonFormatter
    except ModuleNotFoundError:
        sys.exit("PARALLAX_LOG=json needs python-json-logger: pip install -r team/requirements.txt")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(_FIELDS, style="{", rename_fields=_NAMES, timestamp="time"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # What libraries write by handlers of their own would come in another form.
    for name in [*logging.root.manager.loggerDict]:
        own = logging.getLogger(name)
        own.handlers, own.propagate = [], True


def dask_setup(_: object) -> None:
    """What a scheduler or worker calls that has this module as a preload."""
    set_up()
