"""Load: how long a click takes at the server while many people use one library.

A browser visits every page; what it sent for each click is sent again by PARALLAX_SESSIONS
sessions (50), each of which clicks once in five seconds, for PARALLAX_SECONDS (120), after all have
opened the library. Told are the seconds from sending a click to the end of its script, of all
clicks and by click; then the same while one more session sends without waiting. The library has
2,000 real articles, worked through before; PARALLAX_LIBRARIES keeps it. PARALLAX_ADDRESS names a
server that runs already, on a library that is the same.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.first_chart import running_server
from benchmarks.load.people import Told, click_for, flood
from benchmarks.load.record import Click, record
from benchmarks.pipeline import ROOT
from benchmarks.upload import draw, find_library

ARTICLES, SESSIONS, EVERY, SECONDS = 2_000, 50, 5.0, 120.0
# How many visits there are, which pick other things; sessions take turns at them.
VISITS = 5


def run() -> dict[str, Any]:
    """Milliseconds of a click without and with a flood: median, 95th percentile, most, by click."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    if not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "news-bulk.jsonl.gz is not there"}
    sessions = int(os.environ.get("PARALLAX_SESSIONS", SESSIONS))
    seconds = float(os.environ.get("PARALLAX_SECONDS", SECONDS))
    with _server(bulk / "news-bulk.jsonl.gz") as address:
        visits = _record(address)
        asyncio.run(click_for(address, visits, sessions, EVERY, EVERY * 2))
        alone = asyncio.run(click_for(address, visits, sessions, EVERY, seconds))
        print(_summarise(alone), file=sys.stderr)
        flooded, sent = _click_in_flood(address, visits, sessions, seconds)
    return {
        "alone": _summarise(alone),
        "beside a flood": _summarise(flooded),
        "clicks of the flood": sent,
    }


@contextmanager
def _server(bulk: Path) -> Iterator[str]:
    if address := os.environ.get("PARALLAX_ADDRESS"):
        yield address
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(os.environ.get("PARALLAX_LIBRARIES", folder))
        library = find_library(kept, "now", ROOT, draw(bulk, ARTICLES)[:ARTICLES])
        copy = Path(shutil.copy(library, Path(folder) / "used.sqlite"))
        with running_server(ROOT / "dashboard.py", {"PARALLAX_LIBRARY": f"sqlite:///{copy}"}) as at:
            yield at


def _record(address: str) -> list[list[Click]]:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import SEEN_TOUR
    from tests.browser.find_browser import FLAGS, find_browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        return [record(browser, address, SEEN_TOUR, nth) for nth in range(VISITS)]


def _click_in_flood(
    address: str, visits: list[list[Click]], sessions: int, seconds: float
) -> tuple[Told, int]:
    # The flood comes from another machine as a rule; here it takes what the others leave.
    with ProcessPoolExecutor(1, get_context("spawn"), os.nice, (19,)) as pool:
        sent = pool.submit(_flood, address, visits[0][0], seconds)
        return asyncio.run(click_for(address, visits, sessions, EVERY, seconds)), sent.result()


def _flood(address: str, click: Click, seconds: float) -> int:
    return asyncio.run(flood(address, click, seconds))


def _summarise(told: Told) -> dict[str, Any]:
    names = list(dict.fromkeys(name for name, _ in told.seconds))
    by_click = {
        name: _describe([took for other, took in told.seconds if other == name]) for name in names
    }
    return {
        "clicks": len(told.seconds),
        "faults": told.faults,
        "all": _describe([took for _, took in told.seconds]),
    } | by_click


def _describe(seconds: list[float]) -> dict[str, int]:
    ordered = sorted(seconds)
    return {
        "median": round(statistics.median(ordered) * 1000),
        "95th percentile": round(ordered[int(0.95 * (len(ordered) - 1))] * 1000),
        "most": round(ordered[-1] * 1000),
    }
