"""First analysis of a library: all cores beside one process, in one run; memory of all together.

The articles are 1,000 real ones from bench/news-bulk.jsonl.gz in the folder that PARALLAX_EVAL
names, drawn with a fixed seed; they are not part of the project. Each way is a process of its own,
in turns. Memory is what all its processes have at the most (PSS, where the system tells it).
PARALLAX_BASELINE names the checkout of another build, whose worker does the same beside them.
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
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 1_000
ROUNDS = 3
SEED = 13
WORK = """
import sys
from components.app.worker import work
from components.corpus.store import open_store

if __name__ == "__main__":
    work.work_through(open_store(sys.argv[1]))
    getattr(work, "close_engine", getattr(work, "close_pool", lambda: None))()  # as a build has it
"""
FILL = """
import json, sys
from datetime import date
from components.corpus.article import Article
from components.corpus.store import open_store

def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

store = open_store(sys.argv[1])
rows = json.load(sys.stdin)
store.add([Article(**row | {"published": day(row["published"])}) for row in rows])
store.close()
"""


def run() -> dict[str, Any]:
    """Seconds and megabytes of each way (medians), and the ratios of all cores to the others."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    if not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "news-bulk.jsonl.gz is not there"}
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    ways = {"one process": (ROOT, "1"), "all cores": (ROOT, str(cores))}
    if baseline := os.environ.get("PARALLAX_BASELINE"):
        ways["baseline"] = (Path(baseline), "1")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        articles = draw_articles(bulk / "news-bulk.jsonl.gz", ARTICLES)
        for number in range(ROUNDS):
            for name, (root, processes) in ways.items():
                library = Path(folder) / f"{name}-{number}.sqlite"
                _fill(library, root, articles)
                found[name].append(_work(library, root, processes))
    figures: dict[str, Any] = {"articles": ARTICLES, "cores": cores}
    for place, unit in enumerate(("seconds", "megabytes")):
        middle = {
            name: statistics.median(r[place] for r in rounds) for name, rounds in found.items()
        }
        figures[unit] = middle
        for other in sorted(middle.keys() - {"all cores"}):
            ratio = middle["all cores"] / max(middle[other], 1.0)
            figures[f"ratio of {unit} to {other}"] = round(ratio, 2)
    return figures


def draw_articles(bulk: Path, count: int) -> list[dict[str, Any]]:
    """Fields of some articles drawn by chance, as a build's own `Article` takes them."""
    with gzip.open(bulk, "rt", encoding="utf-8") as lines:
        rows = random.Random(SEED).sample([json.loads(line) for line in lines], count)
    return [as_article(row) for row in rows]


def as_article(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the corpus as the fields of an article."""
    digest = sha256(row["text"].encode()).hexdigest()
    return {
        "id": digest[:12], "title": row.get("title") or "", "text": row["text"],
        "source": row.get("source") or "", "author": "", "published": (row.get("date") or "")[:10],
        "language": row["lang"], "name": f"{digest[:8]}.txt", "sha256": digest,
    }  # fmt: skip


def _fill(library: Path, root: Path, articles: list[dict[str, Any]]) -> None:
    """A library that the build made itself: another build's schema is another."""
    subprocess.run(
        [sys.executable, "-c", FILL, f"sqlite:///{library}"],
        cwd=root, input=json.dumps(articles).encode(), check=True,
    )  # fmt: skip


def _work(library: Path, root: Path, processes: str) -> tuple[float, float]:
    began = time.perf_counter()
    worker = subprocess.Popen(
        [sys.executable, "-c", WORK, f"sqlite:///{library}"],
        cwd=root,
        env=os.environ | {"PARALLAX_PROCESSES": processes},
        start_new_session=True,
    )
    most = 0.0
    while worker.poll() is None:
        most = max(most, measure_memory(worker.pid))
        time.sleep(0.5)
    if worker.returncode:
        raise RuntimeError(f"the worker ended with {worker.returncode}")
    return round(time.perf_counter() - began, 1), round(most, 0)


def measure_memory(session: int) -> float:
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
