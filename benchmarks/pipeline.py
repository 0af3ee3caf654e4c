"""First analysis of a library: all cores beside one process, in one run; memory of all together.

The articles are 1,000 real ones from bench/news-bulk.jsonl.gz in the folder that PARALLAX_EVAL
names, drawn with a fixed seed; they are not part of the project. Each way is a process of its own,
in turns. Memory is what all its processes have at the most (PSS, where the system tells it).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 1_000
ROUNDS = 3
SEED = 13
WORK = """
import sys
from components.app.worker.work import close_pool, work_through
from components.corpus.store import open_store

if __name__ == "__main__":
    work_through(open_store(sys.argv[1]))
    close_pool()
"""


def run() -> dict[str, Any]:
    """Seconds and megabytes of either way (medians), and the ratios: all cores to one process."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    if not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "news-bulk.jsonl.gz is not there"}
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    ways = {"one process": "1", "all cores": str(cores)}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        read = Path(folder) / "read.sqlite"
        _fill(read, bulk / "news-bulk.jsonl.gz")
        for number in range(ROUNDS):
            for name, processes in ways.items():
                library = Path(folder) / f"{name}-{number}.sqlite"
                library.write_bytes(read.read_bytes())
                found[name].append(_work(library, processes))
    seconds, memory = (
        {name: statistics.median(one[place] for one in rounds) for name, rounds in found.items()}
        for place in (0, 1)
    )
    return {
        "articles": ARTICLES,
        "cores": cores,
        "seconds": seconds,
        "megabytes": memory,
        "ratio of seconds": round(seconds["all cores"] / seconds["one process"], 2),
        "ratio of memory": round(memory["all cores"] / max(memory["one process"], 1.0), 2),
    }


def _fill(library: Path, bulk: Path) -> None:
    from components.corpus.store import open_store

    with gzip.open(bulk, "rt", encoding="utf-8") as lines:
        rows = random.Random(SEED).sample([json.loads(line) for line in lines], ARTICLES)
    store = open_store(f"sqlite:///{library}")
    store.add([_article(row) for row in rows])
    store.close()


def _article(row: dict[str, Any]) -> Any:
    from components.corpus.article import Article

    digest = sha256(row["text"].encode()).hexdigest()
    try:
        day = date.fromisoformat((row.get("date") or "")[:10])
    except ValueError:
        day = None
    return Article(
        digest[:12], row.get("title") or "", row["text"], row.get("source") or "", "", day,
        row["lang"], name=f"{digest[:8]}.txt", sha256=digest,
    )  # fmt: skip


def _work(library: Path, processes: str) -> tuple[float, float]:
    began = time.perf_counter()
    worker = subprocess.Popen(
        [sys.executable, "-c", WORK, f"sqlite:///{library}"],
        cwd=ROOT,
        env=os.environ | {"PARALLAX_PROCESSES": processes},
        start_new_session=True,
    )
    most = 0.0
    while worker.poll() is None:
        most = max(most, _memory_of(worker.pid))
        time.sleep(0.5)
    if worker.returncode:
        raise RuntimeError(f"the worker ended with {worker.returncode}")
    return round(time.perf_counter() - began, 1), round(most, 0)


def _memory_of(session: int) -> float:
    """The memory of all processes of a session in MB, shared pages counted once; 0 if not told."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) != session:
                continue
            for line in (entry / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (OSError, ValueError):
            continue  # it ended meanwhile, or is another's
    return total / 1024
