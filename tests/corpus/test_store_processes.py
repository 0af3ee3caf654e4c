"""What several processes may do to one library, and what a kill at any moment leaves behind."""

import sqlite3
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
from sqlalchemy import make_url

from components.corpus.database.libraries import library_url
from components.corpus.store import open_store

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_eight_processes_that_make_and_fill_one_library_lose_nothing(
    url: str, run_writers: Run
) -> None:
    outcome = run_writers("race", url, "8", "12")
    assert outcome.returncode == 0, outcome.stderr
    store = open_store(url)
    assert len(store.articles()) == 96
    assert store.revision() == 96
    store.close()


def test_after_many_kills_everything_acknowledged_is_there_and_nothing_is_half(
    url: str, run_writers: Run
) -> None:
    outcome = run_writers("kill", url, "104")
    assert outcome.returncode == 0, outcome.stderr
    acknowledged = set(outcome.stdout.split())
    assert len(acknowledged) >= 52
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


def test_a_schema_that_eight_ask_for_at_once_is_made_once(database: str) -> None:
    for round_ in range(15):
        url = library_url(database, f"asked for at once {round_}")
        start = Barrier(8)

        def open_and_count(url: str = url, start: Barrier = start) -> int:
            start.wait()
            store = open_store(url)
            try:
                return len(store.articles())
            finally:
                store.close()

        with ThreadPoolExecutor(8) as pool:
            opened = [pool.submit(open_and_count) for _ in range(8)]
            assert [one.result() for one in opened] == [0] * 8


def test_a_library_in_a_schema_opens_for_one_who_may_not_make_schemas(database: str) -> None:
    url = library_url(database, "without the right")
    open_store(url).close()
    name = "reader_only"
    plain = make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN")
        admin.execute(f'GRANT USAGE ON SCHEMA "without the right" TO {name}')
        admin.execute(f'GRANT ALL ON ALL TABLES IN SCHEMA "without the right" TO {name}')
    store = open_store(make_url(url).set(username=name).render_as_string(hide_password=False))
    assert store.articles().empty
    store.close()
