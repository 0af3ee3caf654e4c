"""Starts the worker beside the server, once, and ends it with the server."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading

from components.app.place import ROOT

_lock = threading.Lock()
_running: subprocess.Popen[bytes] | None = None
_told: set[str] = set()


def serve(address: str) -> None:
    """Have the worker serve this library too; a worker that has died is started anew."""
    start()
    with _lock:
        if _running is None or address in _told:
            return
        _tell(_running, address)
        _told.add(address)


def start() -> None:
    """Start the worker, or start it anew when it has died. `PARALLAX_WORKER=off` leaves it out."""
    global _running
    if os.environ.get("PARALLAX_WORKER") == "off":
        return
    with _lock:
        if is_running():
            return
        # The worker ends when its standard input does, which is when this process ends.
        _running = subprocess.Popen(
            [sys.executable, "-m", "components.app.worker"], cwd=ROOT, stdin=subprocess.PIPE
        )
        atexit.register(stop)
        for address in _told:
            _tell(_running, address)


def _tell(worker: subprocess.Popen[bytes], address: str) -> None:
    assert worker.stdin is not None
    try:
        worker.stdin.write(address.encode() + b"\n")
        worker.stdin.flush()
    except BrokenPipeError:
        # It died just now: the next one is told again.
        return


def is_running() -> bool:
    """Whether the worker of this server is alive."""
    return _running is not None and _running.poll() is None


def stop() -> None:
    """End the worker and wait for it; what it was doing is done again by the next one."""
    if _running is not None and _running.stdin is not None and _running.poll() is None:
        _running.stdin.close()
        try:
            _running.wait(timeout=5)
        except subprocess.TimeoutExpired:
            _running.kill()
