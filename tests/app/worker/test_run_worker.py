"""The worker of a team's server, as a process of its own."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[3]


def test_a_worker_for_all_serves_a_library_that_comes_and_ends_when_told(tmp_path, monkeypatch):
    home = f"sqlite:///{tmp_path}/library.sqlite"
    monkeypatch.setenv("PARALLAX_LIBRARY", home)
    open_store(home).close()
    command = [sys.executable, "-m", "components.app.worker.run_worker", "--all"]
    worker = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        second = open_store(Libraries(home).make("Second"))
        second.add([Article("a", "A", "The ferry was late.", language="en")])
        wait_until(lambda: {"pairs", "words"} <= second.results.frames().keys())
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
        assert second.results.holder("worker") is None
    finally:
        worker.kill()


def wait_until(true, seconds=180.0):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
