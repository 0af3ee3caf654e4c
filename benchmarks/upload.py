"""One more article in a library: processor time of the worker until every table is current.

Libraries of the sizes in PARALLAX_SIZES ("1000,4000" by default) are filled with real articles of
bench/news-bulk.jsonl.gz in the folder that PARALLAX_EVAL names, drawn with a fixed seed, and above
what there is with such whose paragraphs are drawn from these; then they are worked through. One
article after the other is added, and a title edited, while the same worker goes on. Counted is the
processor time of all its processes, and what memory they have at the end. From PARALLAX_PLAIN
articles on (12000) names and quotations are not looked for, in any build. PARALLAX_BASELINE names
the checkout of another build, whose worker does the same. PARALLAX_LIBRARIES is a folder in which
worked libraries are kept. With three sizes or more the exponents of growth are fitted, and
PARALLAX_CHART names a file of HTML for their chart.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from json import dumps
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.pipeline import ROOT, as_article, draw_articles, measure_memory

SIZES = "1000,4000"
ROUNDS = 5
PLAIN = "12000"
# How many articles there are to draw from.
STOCK = 31_993
WORK = """
import gc, json, sys
from datetime import date

from components.analysis import entities, quotations
from components.app.worker import work
from components.corpus.article import Article
from components.corpus.store import open_store

def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

def find_nothing(texts, *about):
    return [[] for _ in texts]

if __name__ == "__main__":
    gc.set_threshold(20_000, 20, 50)  # as the product's own worker has it
    if sys.argv[2] == "plain":
        entities.recognise = quotations.read_quotations = find_nothing
    store = open_store(sys.argv[1])
    for line in sys.stdin:
        told = json.loads(line)
        store.add([Article(**row | {"published": day(row["published"])}) for row in told["add"]])
        for title in told["titles"]:
            store.edit(store.articles()["id"].iloc[0], title=title)
        work.work_through(store)
        print("done", flush=True)
    getattr(work, "close_engine", getattr(work, "close_pool", lambda: None))()
"""


def run() -> dict[str, Any]:
    """Seconds of processor time by size and build (medians), and the ratios to the baseline."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    if not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "news-bulk.jsonl.gz is not there"}
    builds = {"now": ROOT}
    if baseline := os.environ.get("PARALLAX_BASELINE"):
        builds["baseline"] = Path(baseline)
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(os.environ.get("PARALLAX_LIBRARIES", folder))
        for size in map(int, os.environ.get("PARALLAX_SIZES", SIZES).split(",")):
            articles = draw(bulk / "news-bulk.jsonl.gz", size)
            found = {
                name: _measure(root, find_library(kept, name, root, articles[:size]), articles)
                for name, root in builds.items()
            }
            if "baseline" in found:
                found["ratio"] = {
                    what: round(found["now"][what] / found["baseline"][what], 3)
                    for what in found["now"]
                }
            figures[str(size)] = found
            print(size, dumps(found), file=sys.stderr)
    if len(figures) > 2:
        exponents = fit_growth(figures)
        if chart := os.environ.get("PARALLAX_CHART"):
            draw_growth(figures, exponents, Path(chart))
        figures["exponents"] = exponents
    return figures


def draw(bulk: Path, size: int) -> list[dict[str, Any]]:
    """The articles of a library, and behind them those that are added to it: no real ones."""
    stock = draw_articles(bulk, min(size, STOCK))
    chance = random.Random(17)
    more = max(0, size - STOCK) + ROUNDS + 1
    return stock + [_recombine(chance, stock, number) for number in range(more)]


def _recombine(chance: random.Random, stock: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """An article of the paragraphs of three others, with the source and the day of the first."""
    first, *others = chance.sample(stock, 3)
    paragraphs = [line for one in (first, *others) for line in one["text"].split("\n") if line]
    chance.shuffle(paragraphs)
    text = "\n\n".join(paragraphs[: 1 + len(paragraphs) // 3]) + f"\n\nNumber {number}."
    row = {"title": f"{first['title']} {number}", "text": text, "source": first["source"]}
    return as_article(row | {"date": first["published"], "lang": first["language"]})


def fit_growth(figures: dict[str, Any]) -> dict[str, float]:
    """Of each figure of this build the exponent of its growth with the number of articles.

    The slope of the straight line through the logarithms, by least squares.
    """
    sizes = np.log([int(size) for size in figures])
    found = {}
    for what in next(iter(figures.values()))["now"]:
        values = np.log([max(one["now"][what], 0.01) for one in figures.values()])
        found[what] = round(float(np.polyfit(sizes, values, 1)[0]), 2)
    return found


def draw_growth(figures: dict[str, Any], exponents: dict[str, float], path: Path) -> None:
    """Write a chart of these figures by the number of articles, both axes logarithmic."""
    import plotly.graph_objects as go

    sizes = [int(size) for size in figures]
    chart = go.Figure()
    for what, exponent in exponents.items():
        values = [one["now"][what] for one in figures.values()]
        name = f"{what} (exponent {exponent})"
        chart.add_scatter(x=sizes, y=values, name=name, mode="lines+markers")
    chart.update_xaxes(type="log", title="articles in the library")
    chart.update_yaxes(type="log", title="seconds of processor time, or megabytes")
    chart.update_layout(title="What one more article costs", template="plotly_white")
    chart.write_html(path)


def find_library(folder: Path, build: str, root: Path, articles: list[dict[str, Any]]) -> Path:
    """A library of these articles that this build has worked through; made where it is not kept."""
    path = folder / f"{build}-{len(articles)}.sqlite"
    if not path.exists():
        made = path.with_suffix(".new")
        worker = Worker(made, root, len(articles))
        worker.do(add=articles)
        worker.end()
        made.rename(path)
    return path


def _measure(root: Path, library: Path, articles: list[dict[str, Any]]) -> dict[str, float]:
    size = len(articles) - ROUNDS - 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(library, folder))
        worker = Worker(copy, root, size)
        started = worker.do(add=articles[size : size + 1])  # loads models and what is kept
        added = [worker.do(add=articles[n : n + 1]) for n in range(size + 1, size + 1 + ROUNDS)]
        edited = [worker.do(titles=[f"A title of round {n}"]) for n in range(ROUNDS)]
        memory = worker.memory()
        worker.end()
    return {
        "first after a start": started,
        "one more": round(statistics.median(added), 2),
        "a title": round(statistics.median(edited), 2),
        "megabytes": round(memory),
    }


class Worker:
    """A worker of a build on one library; waits while there is nothing to do."""

    def __init__(self, library: Path, root: Path, size: int) -> None:
        plain = size >= int(os.environ.get("PARALLAX_PLAIN", PLAIN))
        self._process = subprocess.Popen(
            [sys.executable, "-c", WORK, f"sqlite:///{library}", "plain" if plain else "whole"],
            cwd=root,
            env=os.environ | ({"PARALLAX_PROCESSES": "1"} if plain else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def do(self, add: list[dict[str, Any]] | None = None, titles: list[str] | None = None) -> float:
        """Have it done; gives the seconds of processor time that all its processes took."""
        assert self._process.stdin
        assert self._process.stdout
        before = self._processor_time()
        self._process.stdin.write(dumps({"add": add or [], "titles": titles or []}) + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != "done\n":
            raise RuntimeError("the worker ended")
        return round(self._processor_time() - before, 2)

    def memory(self) -> float:
        """What all its processes have now, in MB."""
        return measure_memory(self._process.pid)

    def end(self) -> None:
        """Have it end by itself."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def _processor_time(self) -> float:
        ticks = 0
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError):
                if os.getsid(int(entry.name)) == self._process.pid:
                    told = (entry / "stat").read_text().rpartition(")")[2].split()
                    # Its own time, and that of its children that have ended.
                    ticks += sum(map(int, told[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")
