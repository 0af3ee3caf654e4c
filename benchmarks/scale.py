"""A library that a cluster works through: what each step takes, and what one worker more gives.

PARALLAX_LIBRARY is the address of the library, in PostgreSQL. It is filled with PARALLAX_SIZES
(20000) articles of bench/news-bulk.jsonl.gz in the folder that PARALLAX_EVAL names, above what
there is there with such whose paragraphs are drawn from these; those that it has are passed over.
Then a scheduler and PARALLAX_WORKERS (2) workers are started, and what waits is worked through. A
run that was stopped goes on where it was: what is told is what this run did.

Told are for each step what was done, and by the clock and in processor time of all processes (this
one, the workers, the scheduler, PostgreSQL) the seconds for it; memory at most, what the database
grew by, and what went over the loopback, by 1,000 articles.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import text

from benchmarks.pipeline import ROOT
from benchmarks.upload import draw
from components.app.worker import work
from components.corpus.article import Article
from components.corpus.database.connection import Database
from components.corpus.store import Store, open_store

SIZE = 20_000
AT_ONCE = 500


def run() -> dict[str, Any]:
    """What each step took, and all of them; see above."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    address = os.environ.get("PARALLAX_LIBRARY", "")
    workers = int(os.environ.get("PARALLAX_WORKERS", "2"))
    if not address.startswith("postgresql") or not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "PARALLAX_LIBRARY names no library in PostgreSQL, or no articles"}
    size = int(os.environ.get("PARALLAX_SIZES", SIZE))
    with closing(open_store(address)) as store:
        began = time.monotonic()
        added = fill(store, bulk / "news-bulk.jsonl.gz", size)
        seconds = time.monotonic() - began
        with started_cluster(workers) as scheduler:
            os.environ["PARALLAX_ENGINE"] = scheduler
            found = work_through(store)
    return {"articles": size, "added": added, "seconds of adding": round(seconds, 1)} | found


def fill(store: Store, bulk: Path, size: int) -> int:
    """Add the articles that a library of this size has and does not hold yet; gives how many."""
    known = {*store.article_states()["id"]}
    missing = [row for row in draw(bulk, size)[:size] if row["id"] not in known]
    for start in range(0, len(missing), AT_ONCE):
        rows = missing[start : start + AT_ONCE]
        store.add([Article(**row | {"published": _day(row["published"])}) for row in rows])
    return len(store.article_states()) - len(known)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


@contextmanager
def started_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, each of one thread, on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, environment = f"tcp://127.0.0.1:{port}", os.environ | {"PYTHONPATH": str(ROOT)}
    dask = [sys.executable, "-m", "distributed.cli.dask_"]
    with tempfile.TemporaryDirectory() as folder:
        own = ["--host=127.0.0.1", "--no-dashboard", "--dashboard-address=127.0.0.1:0"]
        limits = ["--nthreads=1", "--memory-limit=4GB", f"--local-directory={folder}"]
        parts = [
            ["scheduler", *own, f"--port={port}"],
            *[["worker", address, *own, *limits]] * workers,
        ]
        running = [
            subprocess.Popen(
                [*dask[:2], dask[2] + part[0], *part[1:]], cwd=ROOT, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            for part in parts
        ]  # fmt: skip
        try:
            yield address
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait()


class Told(logging.Handler):
    """What the worker's log tells of its steps, with the processor time since the last of them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.done, self.seconds, self.processor = Counter[str](), Counter[str](), Counter[str]()
        self.memory = 0.0
        self._before = measure_processor()

    def emit(self, record: logging.LogRecord) -> None:
        """Count what a record of a step tells."""
        if (step := getattr(record, "step", None)) is None:
            return
        now = measure_processor()
        self.done[step] += getattr(record, "done", 0)
        self.seconds[step] += getattr(record, "seconds", 0.0)
        self.processor[step] += now - self._before
        self._before = now
        self.memory = max(self.memory, psutil.Process().memory_info().rss / 1e6)


def work_through(store: Store) -> dict[str, Any]:
    """Work through what waits in a library, and tell what it took."""
    told, log = Told(), logging.getLogger("parallax.worker")
    log.setLevel(logging.INFO)
    log.addHandler(told)
    size, sent = measure_database(store), psutil.net_io_counters(pernic=True)["lo"].bytes_sent
    began, processor = time.monotonic(), measure_processor()
    work.work_through(store)
    seconds, spent = time.monotonic() - began, measure_processor() - processor
    sent = psutil.net_io_counters(pernic=True)["lo"].bytes_sent - sent
    log.removeHandler(told)
    work.close_engine()
    thousands = max(len(store.article_states()), 1) / 1000
    grown = measure_database(store) - size
    return {
        "seconds": round(seconds, 1),
        "processor": round(spent, 1),
        "megabytes of this process": round(told.memory),
        "megabytes on disk by 1,000 articles": round(grown / 1e6 / thousands, 2),
        "megabytes sent by 1,000 articles": round(sent / 1e6 / thousands, 2),
        "steps": {
            step: {
                "done": told.done[step],
                "seconds": round(told.seconds[step], 1),
                "processor": round(told.processor[step], 1),
            }
            for step in told.done
        },
        "faults": store.results.step_faults(),
    }


def measure_processor() -> float:
    """Seconds of processor time of this process, those it started, and PostgreSQL's."""
    total = 0.0
    own = {one.pid for one in psutil.Process().children(recursive=True)} | {os.getpid()}
    for process in psutil.process_iter(["name", "cpu_times"]):
        if process.pid in own or process.info["name"] == "postgres":
            times = process.info["cpu_times"]
            total += times.user + times.system
    return total


def measure_database(store: Store) -> int:
    """Bytes of the database on the disk."""
    database = Database(store.address)
    try:
        with database.reading() as connection:
            query = text("SELECT pg_database_size(current_database())")
            return int(connection.execute(query).scalar_one())
    finally:
        database.close()
