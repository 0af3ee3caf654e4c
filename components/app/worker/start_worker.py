"""The worker's process, seen from the server: started with it, restarted, stopped with it."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress

from components.app.environment import MAKE, ROOT

# Seconds until a worker that died is restarted: they double while workers live no longer.
FIRST_REST, LONGEST_REST, LONG_LIFE = 1.0, 60.0, 60.0
# Seconds that the first page has to be drawn before a worker takes its share of the cores: from the
# start of the server at most, and from the first script run.
LATEST, AFTER_PAGE = 6.0, 2.0
# For a worker to give back what it holds, before it is killed.
STOP_SECONDS = 5.0

_lock = threading.Lock()
_running: subprocess.Popen[bytes] | None = None
_stopped = False
_told: set[str] = set()
# Not started before this moment of the monotonic clock.
_due = 0.0


def serve_library(address: str) -> None:
    """Have the worker serve the library at this address too; restarts a worker that has died."""
    global _due
    with _lock:
        _due = min(_due, time.monotonic() + AFTER_PAGE)
        is_new = not _stopped and address not in _told
        if is_new:
            _told.add(address)
            if _running is not None:
                _tell(_running, address)
    if time.monotonic() >= _due:
        start()


def start_soon() -> None:
    """Start the worker when the first page had its time, or `LATEST` seconds from now."""
    global _due
    with _lock:
        _due = time.monotonic() + LATEST
    threading.Thread(target=_wait_and_start, daemon=True).start()


def _wait_and_start() -> None:
    while (rest := _due - time.monotonic()) > 0:
        time.sleep(min(rest, 0.2))
    if not _stopped:
        start()


def start(*, make: bool = False) -> None:
    """Start the worker, and from then on another whenever it dies, until `stop`.

    With `make` it makes the library of the environment. `PARALLAX_WORKER=off` leaves it out.
    """
    global _stopped
    if os.environ.get("PARALLAX_WORKER") == "off":
        return
    with _lock:
        if is_running():
            return
        _stopped = False
        threading.Thread(target=_follow, args=(_launch(make),), daemon=True).start()


def _launch(make: bool = False) -> subprocess.Popen[bytes]:
    global _running
    # The worker ends when its standard input does, which is when this process ends.
    asked = [MAKE] if make else []
    _running = subprocess.Popen(  # noqa: S603 (a command of ours)
        [sys.executable, "-m", "components.app.worker.run_worker", *asked],
        cwd=ROOT,
        stdin=subprocess.PIPE,
    )
    for address in _told:
        _tell(_running, address)
    return _running


def _follow(worker: subprocess.Popen[bytes]) -> None:
    """Start another whenever the worker ends, unless it was stopped or already replaced."""
    rest = FIRST_REST
    while True:
        began = time.monotonic()
        worker.wait()
        time.sleep(rest)
        rest = FIRST_REST if time.monotonic() - began > LONG_LIFE else min(2 * rest, LONGEST_REST)
        with _lock:
            if worker is not _running or _stopped:
                return
            # When there is no process to be had the next turn comes after a longer rest.
            with suppress(OSError):
                worker = _launch()


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
    global _stopped
    with _lock:
        _stopped = True
        worker = _running
    if worker is not None and worker.stdin is not None and worker.poll() is None:
        worker.stdin.close()
        try:
            worker.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


atexit.register(stop)
