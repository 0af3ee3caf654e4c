"""What fails with us delays a file and never rejects it: it is read when that is over."""

import os
import resource
import shutil
import signal
import sqlite3
import sys
import time
import zipfile
from contextlib import closing, contextmanager, suppress

import pytest
from sqlalchemy.exc import IntegrityError

from benchmarks.real_files import invent, make_file
from components.app.worker import delays, start_worker
from components.app.worker.read_files import read_next
from components.corpus.database.errors import LibraryBusy, LibraryFull
from components.corpus.queue.leases import TRIES
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.client import ParserHost
from components.corpus.readers.sandbox.protocol import NOT_THE_FILE
from components.corpus.store import open_store
from tests.app.worker.forked_processes import ForkedProcesses
from tests.corpus.readers.sandbox import misbehaving

WORDS = b"A notice on a pier that nobody has read before today."
# What `.misbehaving` files are is known to no process that was not told.
REGISTER = f"from {misbehaving.MODULE} import register; register()"
LOAD = f"""
{REGISTER}
from components.app.worker.read_files import read_next
from components.corpus.store import open_store
"""
READ = """
store = open_store(arguments[0])
store.uploads.take_over(str(os.getpid()))
while read_next(store, str(os.getpid())):
    pass
"""


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'library.sqlite'}"


@pytest.fixture
def store(address):
    library = open_store(f"{address}?timeout=0.1")
    yield library
    library.close()


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A spreadsheet library that cannot be loaded, until the folder is taken away."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "python_calamine.py").write_text("import no_such_module", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(client, "_host", host := ParserHost())
    monkeypatch.setattr(delays, "FIRST_SECONDS", 600.0)
    yield folder
    host.close()


def outcome(store):
    return [(row["state"], row["new"]) for row in store.uploads.batch("b").to_dict("records")]


def wait_until(true, seconds=600):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def notices(count):
    rows = (f'{{"text": "Ferry number {n} sails at noon, the port said."}}' for n in range(count))
    return "\n".join(rows).encode()


def read_all(store):
    while read_next(store, "w"):
        pass


@contextmanager
def busy(path):
    """Somebody else who is writing and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(path):
    """No file can grow beyond the size that the library has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_library_that_is_busy_ever_so_often_rejects_no_file(store, tmp_path):
    store.uploads.enqueue("b", "many.jsonl", notices(900))
    for _ in range(TRIES + 2):
        assert read_next(store, "w")
        assert outcome(store) == [("reading", 200)]
        with busy(tmp_path / "library.sqlite"), pytest.raises(LibraryBusy):
            read_next(store, "w")
    read_all(store)
    assert outcome(store) == [("done", 900)]
    assert len(store.articles()) == 900


def test_a_full_disk_rejects_no_file_and_nothing_is_lost_or_doubled(store, tmp_path):
    store.uploads.enqueue("b", "many.jsonl", notices(900))
    assert read_next(store, "w")
    with full(tmp_path / "library.sqlite"), pytest.raises(LibraryFull):
        read_next(store, "w")
    assert outcome(store)[0][0] in ("reading", "delayed")
    store.uploads.take_over("heir")
    while read_next(store, "heir"):
        pass
    assert outcome(store) == [("done", 900)]
    assert len(store.articles()) == 900


def test_one_article_that_cannot_be_stored_does_not_keep_the_files_beside_it_from_being_read(store):
    """A mistake of ours, played by a rule of the database that refuses one title."""
    with store._database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON article WHEN NEW.name = 'bad.txt' "
            "BEGIN SELECT RAISE(ABORT, 'a mistake'); END"
        )
    store.uploads.enqueue_many(
        "b", [("one.txt", WORDS), ("bad.txt", WORDS + b" B."), ("two.txt", WORDS + b" C.")]
    )
    with pytest.raises(IntegrityError):
        read_all(store)
    store.uploads.hasten()
    for _ in range(4):
        with suppress(IntegrityError):
            read_all(store)
    assert outcome(store) == [("done", 1), ("delayed", 0), ("done", 1)]
    assert NOT_THE_FILE in store.uploads.batch("b")["message"][1]


def test_a_library_of_ours_that_cannot_be_loaded_delays_the_file_and_says_so(store, broken):
    store.uploads.enqueue("b", "rows.xlsx", make_file("xlsx", invent(1)))
    read_all(store)
    (row,) = store.uploads.batch("b").to_dict("records")
    assert row["state"] == "delayed"
    assert NOT_THE_FILE in row["message"]
    assert "no_such_module" in row["message"]
    shutil.rmtree(broken)
    store.uploads.hasten()
    read_all(store)
    assert outcome(store) == [("done", 3)]


def test_when_a_delayed_file_was_read_the_others_are_tried_at_once(store, broken):
    files = [(f"{number}.xlsx", make_file("xlsx", invent(number))) for number in range(2)]
    first, *_ = store.uploads.enqueue_many("b", files)
    read_all(store)
    assert {state for state, _ in outcome(store)} == {"delayed"}
    shutil.rmtree(broken)
    assert store.uploads.retry(first)
    read_all(store)
    assert outcome(store) == [("done", 3)] * 2


def test_what_could_be_read_of_an_archive_is_there_while_the_rest_is_delayed(
    store, broken, tmp_path
):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("rows.xlsx", make_file("xlsx", invent(1)))
        archive.writestr("notice.txt", WORDS)
    store.uploads.enqueue("b", "all.zip", (tmp_path / "all.zip").read_bytes())
    read_all(store)
    assert outcome(store) == [("delayed", 1)]
    assert store.uploads.batch("b")["message"][0].startswith("all.zip/rows.xlsx: ")
    shutil.rmtree(broken)
    store.uploads.hasten()
    read_all(store)
    assert outcome(store) == [("done", 4)]


def test_a_file_whose_worker_is_killed_again_and_again_is_read_in_the_end(store, address, tmp_path):
    awaited = tmp_path / "awaited"
    store.uploads.enqueue("b", "slow.misbehaving", f"await {awaited}".encode())
    with ForkedProcesses(LOAD, READ, address) as readers:
        for _ in range(4):
            reader = readers.start()
            wait_until(lambda pid=str(reader): claimed_by(store) == pid)
            readers.kill()
        awaited.touch()
        readers.start()
        assert readers.wait() == 0
    assert outcome(store) == [("done", 1)]


def claimed_by(store):
    with store._database.reading() as connection:
        return connection.exec_driver_sql("SELECT worker FROM upload").scalar()


def run_worker_as(tmp_path, monkeypatch, code):
    """Have the server start this code where it starts its worker."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(start_worker.sys, "executable", str(python))


def start_beside(tmp_path, monkeypatch):
    """The worker as the server starts it, with a corpus folder, which is given."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    monkeypatch.setenv("PARALLAX_LIBRARY", f"sqlite:///{tmp_path / 'library.sqlite'}")
    monkeypatch.setenv("PARALLAX_CORPUS", str(folder))
    monkeypatch.setattr(start_worker, "FIRST_REST", 0.1)
    monkeypatch.setattr(start_worker, "STOP_SECONDS", 120.0)
    monkeypatch.delenv("PARALLAX_WORKER", raising=False)
    start_worker.start()
    return folder


def write(path, data):
    """Write a file that has lain there for years, so that no worker waits for more of it."""
    path.write_bytes(data)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_worker_that_was_killed_starts_again_by_itself_and_reads_the_watched_folder(
    store, tmp_path, monkeypatch
):
    run_worker_as(
        tmp_path,
        monkeypatch,
        "from components.app.worker import run_worker; run_worker.LEASE_SECONDS = 1;"
        " run_worker.main()",
    )
    folder = start_beside(tmp_path, monkeypatch)
    try:
        write(folder / "one.txt", WORDS)
        wait_until(lambda: len(store.articles()) == 1)
        os.kill(start_worker._running.pid, signal.SIGKILL)
        write(folder / "two.txt", WORDS + b" And then some.")
        wait_until(lambda: len(store.articles()) == 2)
    finally:
        start_worker.stop()
    assert not start_worker.is_running()


def test_a_worker_that_does_not_end_when_it_is_stopped_is_killed_and_gone(
    store, tmp_path, monkeypatch
):
    start_beside(tmp_path, monkeypatch)
    monkeypatch.setattr(start_worker, "STOP_SECONDS", 0.1)
    os.kill(start_worker._running.pid, signal.SIGSTOP)
    start_worker.stop()
    assert not start_worker.is_running()


def test_a_worker_that_was_stopped_stays_so_and_what_it_read_does_not_count_as_tried(
    store, tmp_path, monkeypatch
):
    run = f"{REGISTER}; from components.app.worker import run_worker; run_worker.main()"
    run_worker_as(tmp_path, monkeypatch, run)
    store.uploads.enqueue("b", "slow.misbehaving", b"sleep 60")
    start_beside(tmp_path, monkeypatch)
    wait_until(lambda: outcome(store) == [("reading", 0)])
    start_worker.stop()
    time.sleep(0.5)
    assert not start_worker.is_running()
    # A page that asks later finds nobody to tell, when no worker is wanted any more.
    monkeypatch.setenv("PARALLAX_WORKER", "off")
    start_worker.serve_library("sqlite:///elsewhere.sqlite")
    assert not start_worker.is_running()
    again = store.uploads.claim("heir")
    assert again
    assert again.tries == 1
