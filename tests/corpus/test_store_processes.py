"""What several processes may do to one library, and what a kill at any moment leaves behind."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import make_url

from components.corpus.store import open_store

ROOT = Path(__file__).parents[2]
WRITERS = Path(__file__).with_name("store_writers.py")


def run_writers(*arguments: Sequence[str] | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(WRITERS), *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)


def test_eight_processes_that_make_and_fill_one_library_lose_nothing(url: str) -> None:
    outcome = run_writers("race", url, "8", "25")
    assert outcome.returncode == 0, outcome.stderr
    store = open_store(url)
    assert len(store.articles()) == 200
    assert store.revision() == 200
    store.close()


def test_after_200_kills_everything_acknowledged_is_there_and_nothing_is_half(url: str) -> None:
    outcome = run_writers("kill", url, "200")
    assert outcome.returncode == 0, outcome.stderr
    acknowledged = set(outcome.stdout.split())
    assert len(acknowledged) >= 100
    store = open_store(url)
    uploads = store.uploads.batch("kill").set_index("name")
    done = uploads[uploads["state"] == "done"]
    assert acknowledged <= set(done.index)
    stored = set(store.articles()["id"])
    assert stored == {id for ids in done["articles"] for id in ids}
    assert (done["articles"].map(len) == 3).all()
    assert all(text.count(" said so. ") == 200 for text in store.texts(stored).values())
    assert store.revision() == len(done)
    store.close()


def test_after_a_kill_the_file_is_sound(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/library.sqlite"
    run_writers("kill", url, "10")
    with sqlite3.connect(str(make_url(url).database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
