"""The pool of processes: the same outcomes as in one, also when processes die."""

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.analysis.pipeline.step_inputs import Articles
from components.app.worker import process_pool
from components.app.worker.process_pool import ProcessPool, count_processes, run_here
from components.app.worker.runner import Runner
from components.corpus.article import Article
from components.corpus.store import open_store
from tests.app.worker.letter_steps import COUNT, POISON, TELL, batches, die

ROOT = Path(__file__).resolve().parents[3]
# Starts a pool, says which processes work, and waits until it is killed.
STARTER = """
import sys, time
from components.app.worker import process_pool
from components.app.worker.process_pool import ProcessPool
from tests.app.worker.letter_steps import TELL, batches
pool = ProcessPool(2)
found = {pid for outcome in pool.run(TELL, batches("abcdefgh")) for pid, _ in outcome}
print(*found, flush=True)
list(pool.run(TELL, batches("wait", size=1)))
"""


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    one = ProcessPool(2)
    yield one
    one.close()


def test_outcomes_come_in_the_order_of_the_batches_and_equal_those_of_one_process(pool):
    texts = ["bad" if n == 13 else "x" * (37 * n % 41) for n in range(41)]
    outcomes = list(pool.run(COUNT, batches(texts)))
    assert outcomes == list(run_here(COUNT, batches(texts)))
    assert len(outcomes) == 21
    assert outcomes[0] == [(0, ""), (37, "")]
    assert outcomes[6] == [(len(texts[12]), ""), (-1, "ValueError: no letters")]


def test_of_no_batches_there_are_no_outcomes():
    assert list(ProcessPool(2).run(COUNT, [])) == []


@pytest.mark.parametrize("places", [(0,), (5,), (19,), (0, 1, 7)], ids=str)
def test_the_text_that_a_process_dies_of_has_a_fault_and_all_others_their_result(pool, places):
    texts = [POISON if n in places else "x" * n for n in range(20)]
    found = [one for outcome in pool.run(COUNT, batches(texts)) for one in outcome]
    died = "the process that worked on it ended, perhaps for want of memory"
    assert found == [(-1, died) if n in places else (n, "") for n in range(20)]


def test_where_every_process_dies_at_once_no_text_is_at_fault(monkeypatch):
    monkeypatch.setattr(process_pool, "_begin", die)
    pool = ProcessPool(2)
    found = list(pool.run(COUNT, batches(["x" * n for n in range(5)])))
    assert found == [[(0, ""), (1, "")], [(2, ""), (3, "")], [(4, "")]]
    pool.close()


def test_a_process_that_is_killed_by_chance_costs_nothing(pool):
    def kill_one() -> Iterator[Articles]:
        for number, batch in enumerate(batches("abcdefghijklmnop")):
            if number == 4:
                ((victim, _), *_), *_ = pool.run(TELL, batches("x"))
                os.kill(victim, signal.SIGKILL)
            yield batch

    found = [one for outcome in pool.run(COUNT, kill_one()) for one in outcome]
    assert found == [(1, "")] * 16


def is_alive(process: int) -> bool:
    """Whether it works; one that ended and that nobody asks about does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_the_processes_end_with_the_one_that_started_them_however_busy():
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    workers = [int(one) for one in starter.stdout.readline().split()]
    assert workers
    assert all(map(is_alive, workers))
    starter.send_signal(signal.SIGKILL)
    starter.communicate()
    deadline = time.monotonic() + 600
    while any(map(is_alive, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_environment_says_how_many_processes_work(monkeypatch):
    monkeypatch.setenv("PARALLAX_PROCESSES", "3")
    assert count_processes() == 3
    monkeypatch.delenv("PARALLAX_PROCESSES")
    every = count_processes()
    assert every >= 1
    for nonsense in ("", "0", "-2", "many", "1.5"):
        monkeypatch.setenv("PARALLAX_PROCESSES", nonsense)
        assert count_processes() == every


def test_texts_of_articles_do_not_go_into_the_log(caplog):
    with caplog.at_level(logging.INFO, "parallax.worker"):
        list(run_here(COUNT, batches(["bad"])))
    assert "the step count failed" in caplog.text.lower()
    assert "'bad'" not in caplog.text


def stored(library: Path) -> dict[tuple[str, ...], Any]:
    """Every table and every result, by article or pair, as they lie in a library."""
    with sqlite3.connect(library) as connection:
        return {
            tuple(map(str, row[:-1])): row[-1]
            for query in (
                "SELECT name, version, revision, number, data"
                " FROM frame JOIN frame_partition USING (name)",
                "SELECT kind, version, article, value FROM result",
                "SELECT kind, settings, a, b, key, value FROM pair_result",
            )
            for row in connection.execute(query)
        }


def test_a_pool_stores_what_one_process_stores(pool, tmp_path):
    words = [
        "ferry",
        "harbour",
        "bridge",
        "mayor",
        "council",
        "storm",
        "winter",
        "market",
        "school",
    ]
    articles = [
        Article(
            f"{n:012x}", f"The {words[n % 9]}",
            f"“The {words[n % 9]} closes,” Ann Lee said in Oslo. {n % 7 + 20} people waited at the "
            f"{words[n % 5]} for ship{n} to port{n // 2} and quay{n // 3} with load{n} on day{n}.",
            ("Wire", "Post")[n % 2], language=("nl", "nl", "nl", "en")[n % 4],
        )
        for n in range(80)
    ]  # fmt: skip
    found = []
    for number, processes in enumerate((None, pool)):
        library = tmp_path / f"{number}.sqlite"
        store = open_store(f"sqlite:///{library}")
        store.add(articles)
        one = Runner(store, processes)
        while one.run_next():
            pass
        assert store.results.step_faults() == {}
        store.close()
        found.append(stored(library))
    alone, together = found
    kinds = [kind for kind, *_ in alone]
    assert kinds.count("names") == kinds.count("outlines") == 80
    assert kinds.count("alignments") > 48
    assert alone.keys() == together.keys()
    assert [key for key in alone if alone[key] != together[key]] == []
