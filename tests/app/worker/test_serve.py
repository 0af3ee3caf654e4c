"""The worker, run in this process on a folder of small files."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from components.app.worker.folder import enqueue_folder
from components.app.worker.work import work_through
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[3]
FIRST = "Ann Lee said the bridge in Oslo would close on Monday. Nobody was hurt."
SECOND = "Ann Lee claimed the bridge in Oslo would close on Monday. Nobody was hurt."
LATE = "De tram naar de haven rijdt weer, zegt de stad."
WITH_A_SHORT_LEASE = (
    "from components.app.worker import run_worker as run; run.LEASE_SECONDS = 1; run.main()"
)


def write(path, text):
    """Write a file that has lain there for years, so that no worker waits for more of it."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def folder(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write(corpus / "one.txt", FIRST)
    write(corpus / "two.txt", SECOND)
    write(corpus / "bad.txt", "")
    return corpus


@pytest.fixture
def notices(tmp_path):
    """Two files in a language without models, which would take longer to load than all the rest."""
    notices = tmp_path / "notices"
    notices.mkdir()
    write(notices / "one.txt", "De brug over de rivier gaat maandag dicht, zegt de burgemeester.")
    write(notices / "two.txt", "De veerboot naar het eiland vaart vandaag niet wegens de storm.")
    return notices


@pytest.fixture
def store(tmp_path):
    library = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield library
    library.close()


def test_good_files_become_articles_and_a_bad_one_is_explained(store, folder):
    assert enqueue_folder(store, folder) == 3
    work_through(store)
    assert sorted(store.articles()["name"]) == ["one.txt", "two.txt"]
    batch = store.uploads.batch("corpus folder").set_index("name")
    assert batch.loc["bad.txt", "state"] == "rejected"
    assert batch.loc["bad.txt", "message"]


def test_a_folder_is_read_once_and_only_new_files_are_read_later(store, folder):
    enqueue_folder(store, folder)
    assert enqueue_folder(store, folder) == 0
    (folder / "three.txt").write_text("A third notice about trams.", encoding="utf-8")
    assert enqueue_folder(store, folder) == 1


def test_a_folder_that_is_not_there_holds_nothing(store, tmp_path):
    assert enqueue_folder(store, tmp_path / "nowhere") == 0


def test_the_pair_is_compared_and_its_sentences_are_counted(store, folder):
    enqueue_folder(store, folder)
    work_through(store)
    (pair,) = store.results.frame("pairs").frame.to_dict("records")
    assert pair["score"] > 0.8
    assert "bridge" in pair["words"]
    counted = store.results.frame("aligned").frame
    assert counted[["shared", "edited"]].to_numpy().tolist() == [[2, 1], [2, 1]]
    assert sorted(counted["a"]) == sorted(counted["b"]) == sorted(store.articles()["id"])


def test_names_are_resolved_over_the_corpus(store, folder):
    enqueue_folder(store, folder)
    work_through(store)
    mentions = store.results.frame("mentions").frame
    assert set(mentions["entity"].astype(str)) == {"Ann Lee", "Oslo", "Monday"}
    assert set(mentions["article"].astype(str)) == set(store.articles()["id"])


def test_removing_an_article_takes_it_out_of_the_results(store, folder):
    enqueue_folder(store, folder)
    work_through(store)
    store.remove([store.articles()["id"][0]])
    work_through(store)
    assert store.results.frame("pairs").frame.empty
    assert store.results.frame("mentions").frame["article"].nunique() == 1


def test_nothing_to_do_writes_nothing(store, folder):
    enqueue_folder(store, folder)
    work_through(store)
    stamp = store.stamp()
    work_through(store)
    assert store.stamp() == stamp


def start_worker(tmp_path, folder, *command):
    """The worker as the server starts it, or by another command, on the library and the folder."""
    settings = {
        "PARALLAX_LIBRARY": f"sqlite:///{tmp_path / 'library.sqlite'}",
        "PARALLAX_CORPUS": str(folder),
    }
    return subprocess.Popen(
        [sys.executable, *(command or ("-m", "components.app.worker.run_worker"))],
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.PIPE,
    )


def wait_until(true, seconds=600):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_next_worker_takes_over_from_one_that_was_killed(store, tmp_path, notices):
    first = start_worker(tmp_path, notices, "-c", WITH_A_SHORT_LEASE)
    wait_until(lambda: len(store.articles()) == 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    write(notices / "late.txt", LATE)
    second = start_worker(tmp_path, notices)
    wait_until(lambda: len(store.articles()) == 3)
    second.stdin.close()
    assert second.wait(timeout=600) == 0


def test_a_library_named_on_standard_input_is_served_too(store, tmp_path, notices):
    worker = start_worker(tmp_path, notices)
    other = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.uploads.enqueue("by hand", "three.txt", LATE.encode())
    worker.stdin.write(f"sqlite:///{tmp_path / 'other.sqlite'}\n".encode())
    worker.stdin.flush()
    wait_until(lambda: len(other.articles()) == 1 and len(store.articles()) == 2)
    worker.stdin.close()
    assert worker.wait(timeout=600) == 0


def test_a_damaged_library_does_not_keep_the_worker_from_another(store, tmp_path, notices):
    (tmp_path / "broken.sqlite").write_bytes(b"not a library" * 100)
    worker = start_worker(tmp_path, notices)
    worker.stdin.write(f"sqlite:///{tmp_path / 'broken.sqlite'}\n".encode())
    worker.stdin.flush()
    wait_until(lambda: len(store.articles()) == 2)
    assert worker.poll() is None
    worker.stdin.close()
    assert worker.wait(timeout=600) == 0


def test_a_list_of_names_that_an_analyst_gave_is_used_and_withdrawn(store, folder):
    enqueue_folder(store, folder)
    work_through(store)
    store.verdicts.set("names", "list", "Ann Marsh,PERSON,Ann Lee")
    work_through(store)
    named = store.results.frame("mentions").frame["entity"].astype(str)
    assert "Ann Marsh" in set(named)
    store.verdicts.set("names", "list", "")
    work_through(store)
    named = store.results.frame("mentions").frame["entity"].astype(str)
    assert "Ann Lee" in set(named)
