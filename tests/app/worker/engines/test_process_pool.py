"""The pool of processes: the same outcomes as in one, also when processes die."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.analysis.pipeline.step_inputs import Articles
from components.app.worker.engines import process_pool
from components.app.worker.engines.process_pool import OneProcess, ProcessPool, count_processes
from tests.app.worker.letter_steps import COUNT, POISON, TELL, batches, die

ROOT = Path(__file__).resolve().parents[4]
# Starts a pool, says which processes work, and waits until it is killed.
STARTER = """
import sys, time
from components.app.worker.engines import process_pool
from components.app.worker.engines.process_pool import ProcessPool
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
    assert outcomes == list(OneProcess().run(COUNT, batches(texts)))
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
        list(OneProcess().run(COUNT, batches(["bad"])))
    assert "the step count failed" in caplog.text.lower()
    assert "'bad'" not in caplog.text
