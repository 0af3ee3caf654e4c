"""A file dropped into a large library: seconds until every chart has it, in a browser.

The library has the articles of `upload`, PARALLAX_SIZES of them (10000), worked through before; one
that PARALLAX_LIBRARIES keeps is used again. After a first file, with which models are loaded, files
are dropped one after the other, each made of paragraphs of three articles that are there: while the
page they are dropped on stays open, and once more with Overview opened as soon as the file is read.
Told are the seconds from the drop until all stored tables are current, and until Overview was drawn
for the last time after that. Browser, server and worker share the cores of this machine.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.first_chart import running_server
from benchmarks.pipeline import ROOT
from benchmarks.upload import ROUNDS, draw, find_library
from components.analysis.pipeline.step_table import TABLE_STEPS
from components.app.worker.result_tables import find_fresh, read_decided
from components.corpus.store import Store, open_store

SIZE = "10000"
# Between two looks, and without work before a page counts as drawn.
LOOK, QUIET = 0.1, 3.0
AT_MOST = 900.0
_STATE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState"


def run() -> dict[str, Any]:
    """Medians and most of the seconds, by size and page."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    if not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "news-bulk.jsonl.gz is not there"}
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(os.environ.get("PARALLAX_LIBRARIES", folder))
        for size in map(int, os.environ.get("PARALLAX_SIZES", SIZE).split(",")):
            articles = draw(bulk / "news-bulk.jsonl.gz", size)
            library = find_library(kept, "now", ROOT, articles[:size])
            new = [f"{one['title']}\n\n{one['text']}" for one in articles[-ROUNDS - 1 :]]
            figures[str(size)] = {
                page or "where it is dropped": _drop_all(library, new, page)
                for page in ("", "Overview")
            }
    return figures


def _drop_all(library: Path, texts: list[str], page: str) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    from tests.browser.find_browser import FLAGS, find_browser

    with tempfile.TemporaryDirectory() as folder:
        library = Path(shutil.copy(library, folder))
        settings = {"PARALLAX_LIBRARY": f"sqlite:///{library}"}
        with (
            running_server(ROOT / "dashboard.py", settings) as address,
            sync_playwright() as playwright,
            closing(open_store(settings["PARALLAX_LIBRARY"])) as store,
        ):
            browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
            tab = browser.new_page(viewport={"width": 1440, "height": 900})
            tab.goto(f"{address}/add")
            found = [
                _drop(tab, store, Path(folder) / f"dropped {number}.txt", text, page)
                for number, text in enumerate(texts)
            ][1:]
            browser.close()
    return {
        what: {
            "median": round(statistics.median(one[what] for one in found), 2),
            "most": round(max(one[what] for one in found), 2),
        }
        for what in found[0]
    }


def _drop(tab: Any, store: Store, file: Path, text: str, page: str) -> dict[str, float]:
    """Drop one file; seconds until it was read, until tables are current, and a page was drawn."""
    file.write_text(text, encoding="utf-8")
    before = store.revision()
    field = tab.locator("input[type=file]").first
    field.wait_for(state="attached", timeout=AT_MOST * 1000)
    time.sleep(QUIET)
    began = time.monotonic()
    field.set_input_files(str(file))
    told = {"read": _wait_until(lambda: store.revision() > before) - began}
    if page:
        tab.get_by_role("link", name=page, exact=True).first.click()
    told["current"] = _wait_until(lambda: _is_current(store)) - began
    if page:
        told["drawn"] = _wait_for_drawing(tab) - began
        tab.get_by_role("link", name="Add articles", exact=True).first.click()
    return told


def _is_current(store: Store) -> bool:
    made, decided = store.results.frames(), read_decided(store)
    return find_fresh(made, decided, store.revision()) >= {*TABLE_STEPS}


def _wait_until(true: Any) -> float:
    until = time.monotonic() + AT_MOST
    while time.monotonic() < until:
        if true():
            return time.monotonic()
        time.sleep(LOOK)
    raise TimeoutError(f"after {AT_MOST:.0f} s")


def _wait_for_drawing(tab: Any) -> float:
    """When the script of the page last ended, with nothing for a while after it."""
    ended = time.monotonic()
    while time.monotonic() < ended + QUIET:
        if tab.evaluate(_STATE) != "notRunning":
            ended = time.monotonic()
        time.sleep(LOOK)
    return ended
