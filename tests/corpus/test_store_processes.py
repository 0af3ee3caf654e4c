"""What several processes may do to one library, and what a kill at any moment leaves behind."""

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url

from components.corpus.store import open_store

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_eight_processes_that_make_and_fill_one_library_lose_nothing(
    url: str, run_writers: Run
) -> None:
    outcome = run_writers("race", url, "8", "25")
    assert outcome.returncode == 0, outcome.stderr
    store = open_store(url)
    assert len(store.articles()) == 200
    assert store.revision() == 200
    store.close()


def test_after_many_kills_everything_acknowledged_is_there_and_nothing_is_half(
    url: str, run_writers: Run
) -> None:
    outcome = run_writers("kill", url, "200")
    assert outcome.returncode == 0, outcome.stderr
    acknowledged = set(outcome.stdout.split())
    assert len(acknowledged) >= 100
    store = open_store(url)
    uploads = store.uploads.batch("kill")
    done = uploads[uploads["state"] == "done"]
    assert acknowledged <= set(done["name"])
    stored = set(store.articles()["id"])
    assert stored == set(store.uploads.given("kill")["article"])
    assert (done["new"] == 3).all()
    assert len(stored) == 3 * len(done)
    assert all(text.count(" said so. ") == 200 for text in store.texts(stored).values())
    assert store.revision() == len(done)
    store.close()


def test_after_a_kill_the_file_is_sound(tmp_path: Path, run_writers: Run) -> None:
    url = f"sqlite:///{tmp_path}/library.sqlite"
    run_writers("kill", url, "12")
    with sqlite3.connect(str(make_url(url).database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
