"""How long a click takes to be answered, in a browser, on a small and on a large library.

From the click to the page that answers it: the chip says what is picked, no chart waits to be drawn
anew. The large library is the one that `PARALLAX_CLICKS` names (`sqlite:///…`, analysed before);
without it, `LARGE` articles are put together from sentences of the sample corpus and analysed
first, which takes minutes. The peer is the same click on the library of the sample corpus: the
ratio tells what size costs.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LARGE = 2_000
ROUNDS = 12
WAIT = """(picked) => {
  const all = [...document.querySelectorAll('*')].filter((one) => one.shadowRoot);
  const roots = [document, ...all.map((one) => one.shadowRoot)];
  const chip = roots.some((root) => root.querySelector('.chip'));
  return chip === picked && !document.querySelector('[data-stale="true"]');
}"""


def run() -> dict[str, Any]:
    """Milliseconds from a click to its answer, median and worst of twelve, by library and click."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    from conftest import FLAGS
    from find_browser import find_browser

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        small = _measure(browser, _analysed(folder, "small", _sample))
        named = os.environ.get("PARALLAX_CLICKS", "")
        large = _measure(browser, named or _analysed(folder, "large", _recombined))
        browser.close()
    ratios = {click: round(large[click]["median"] / small[click]["median"], 2) for click in small}
    return {"sample corpus": small, named or f"{LARGE} articles": large, "large / small": ratios}


def _analysed(folder: str, name: str, make: Callable[[], list[Any]]) -> str:
    from components.app.worker.work import work_through
    from components.corpus.store import open_store

    address = f"sqlite:///{Path(folder) / name}.sqlite"
    store = open_store(address)
    store.add(make())
    work_through(store)
    store.close()
    return address


def _sample() -> list[Any]:
    from components.corpus.readers import read_file

    paths = sorted((ROOT / "data" / "corpus").glob("*.md"))
    return [one for path in paths for one in read_file(path.name, path.read_bytes()).articles]


def _recombined() -> list[Any]:
    """Articles of thirty sentences each, drawn from the sample; every fourth continues another."""
    from components.corpus.article import Article
    from components.text.segment import sentences

    chance = random.Random(7)
    stock = [one.text[slice(*span)] for one in _sample() for span in sentences(one.text)]
    found: list[Any] = []
    for number in range(LARGE):
        own = chance.sample(stock, 30)
        if number % 4 == 3:
            own[:20] = found[-1].text.split("\n\n")[:20]
        text = "\n\n".join(own)
        mark = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
        day = date(2020, 1, 1) + timedelta(days=number % 700)
        found.append(
            Article(
                mark[:12], f"Article {number}", text, f"Source {number % 20}", "", day, "en",
                name=f"{number}.txt", sha256=mark,
            )
        )  # fmt: skip
    return found


def _measure(browser: Any, address: str) -> dict[str, dict[str, float]]:
    from conftest import Server

    # An empty folder, so that nothing is read into the library while it is measured.
    nothing = Path(tempfile.mkdtemp())
    server = Server(Path(address.removeprefix("sqlite:///")), nothing)
    server.start()
    try:
        page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        page.goto(server.url)
        page.wait_for_selector(".parallax-chart[data-drawn]", timeout=120_000)
        page.wait_for_timeout(3_000)
        pair = "ul.rows[aria-label='Most similar pairs'] button.row"
        return {
            "pick a pair": _time_clicks(page, pair, ".chip", True),
            "clear it": _time_clicks(page, ".chip", pair, False),
        }
    finally:
        server.stop()
        nothing.rmdir()


def _time_clicks(page: Any, click: str, undo: str, picked: bool) -> dict[str, float]:
    """Milliseconds from a click to what it leads to; the click that takes it back is not timed."""
    times = []
    for _ in range(ROUNDS):
        if bool(page.locator(".chip").count()) == picked:
            page.locator(undo).first.click()
            page.wait_for_function(WAIT, arg=not picked)
            page.wait_for_timeout(500)
        page.locator(click).first.hover()
        started = page.evaluate("performance.now()")
        page.mouse.down()
        page.mouse.up()
        page.wait_for_function(WAIT, arg=picked, polling=10)
        times.append(page.evaluate("performance.now()") - started)
        page.wait_for_timeout(500)
    return {"median": round(statistics.median(times)), "worst": round(max(times))}
