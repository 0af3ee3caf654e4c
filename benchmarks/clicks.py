"""How long a click takes until every linked chart is drawn anew, in a browser.

From the pointer's press to the page that answers it: the chip says what is selected, nothing on the
page waits for the script, and every chart has drawn the figure it was sent last. Two libraries: the
sample corpus, and the one that `PARALLAX_CLICKS` names (`sqlite:///…`, analysed before) or, without
it, `MIDDLE` articles put together from the sentences of the sample, which takes minutes to analyse.
The peer is a plain Streamlit page on the same articles (`peers/plain_page.py`), which computes its
charts anew at each click; it is asked up to `PLAIN_MOST` articles, for its matrix of all pairs
grows with the square.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SMALL, MIDDLE = 12, 2_000
PLAIN_MOST = 2_000
ROUNDS = 20
PLAIN_ROUNDS = 5
CHIP = ".chip"
PAIR = "ul.rows[aria-label='Most similar pairs'] button.row"
BAR = ".barlayer .point path"
NAMES = f".parallax-chart[data-drawn][aria-label^='Most named'] {BAR}"
CAPTION = "[data-testid=stCaptionContainer]"
ANSWERED = """(selected) => {
  const all = [...document.querySelectorAll('*')].filter((one) => one.shadowRoot);
  const roots = [document, ...all.map((one) => one.shadowRoot)];
  const find = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)]);
  return (find('.chip').length > 0) === selected
    && !find('[data-stale="true"]').length
    && find('.parallax-chart').every((one) => one.dataset.wanted === one.dataset.drawn);
}"""
PLAIN_ANSWERED = """(before) => {
  const now = document.querySelector('[data-testid=stCaptionContainer]')?.textContent;
  return now && now !== before && !document.querySelector('[data-stale="true"]');
}"""


def run() -> dict[str, Any]:
    """Milliseconds from a click to its answer, median and worst, by library and by click."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    from find_browser import FLAGS, find_browser

    found: dict[str, Any] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        libraries = [_analysed(folder, "small", _sample)]
        if named := os.environ.get("PARALLAX_CLICKS", ""):
            libraries.append(named)
        else:
            libraries.append(_analysed(folder, "middle", _recombined))
        for address in libraries:
            count = _count(address)
            found[f"{count:,} articles"] = _measure(browser, address)
            if count <= PLAIN_MOST:
                found[f"{count:,} articles, plain page"] = _measure_plain(browser, address)
        browser.close()
    return found


def _analysed(folder: str, name: str, make: Callable[[], list[Any]]) -> str:
    from components.app.worker.work import work_through
    from components.corpus.store import open_store

    address = f"sqlite:///{Path(folder) / name}.sqlite"
    store = open_store(address)
    store.add(make())
    work_through(store)
    store.close()
    return address


def _count(address: str) -> int:
    from components.corpus.store import open_store

    store = open_store(address)
    count = len(store.articles())
    store.close()
    return count


def _sample() -> list[Any]:
    from components.corpus.readers import read_file

    paths = sorted((ROOT / "data" / "corpus").glob("*.md"))[:SMALL]
    return [one for path in paths for one in read_file(path.name, path.read_bytes()).articles]


def _recombined() -> list[Any]:
    """Articles of thirty sentences each, drawn from the sample; every fourth continues another."""
    from components.corpus.article import Article
    from components.text.segment import sentences

    chance = random.Random(7)
    stock = [one.text[slice(*span)] for one in _sample() for span in sentences(one.text)]
    found: list[Any] = []
    for number in range(MIDDLE):
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
    from conftest import SEEN_TOUR, Server

    # An empty folder, so that nothing is read into the library while it is measured.
    with tempfile.TemporaryDirectory() as nothing:
        server = Server(Path(address.removeprefix("sqlite:///")), Path(nothing))
        server.start()
        try:
            context = browser.new_context(viewport={"width": 1440, "height": 1000})
            context.add_cookies([SEEN_TOUR | {"url": server.url}])
            page = context.new_page()
            page.goto(server.url)
            page.wait_for_selector(NAMES, timeout=120_000)
            page.wait_for_timeout(5_000)
            return {
                "pick a pair": _time_clicks(page, PAIR, CHIP, True),
                "pick a name": _time_clicks(page, NAMES, CHIP, True),
                "clear it": _time_clicks(page, CHIP, PAIR, False),
            }
        finally:
            server.stop()


def _time_clicks(page: Any, click: str, undo: str, selected: bool) -> dict[str, float]:
    """Milliseconds from a click to what it leads to; the click that takes it back is not timed."""
    times = []
    for _ in range(ROUNDS):
        if bool(page.locator(CHIP).count()) == selected:
            _click(page, undo)
            page.wait_for_function(ANSWERED, arg=not selected)
            page.wait_for_timeout(500)
        times.append(_time_one(page, click, ANSWERED, selected))
        page.wait_for_timeout(500)
    return {"median": round(statistics.median(times)), "worst": round(max(times))}


def _time_one(page: Any, click: str, answered: str, arg: Any) -> float:
    _point_at(page, click)
    started = page.evaluate("performance.now()")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function(answered, arg=arg, polling=10, timeout=300_000)
    return float(page.evaluate("performance.now()")) - started


def _click(page: Any, what: str) -> None:
    _point_at(page, what)
    page.mouse.down()
    page.mouse.up()


def _point_at(page: Any, what: str) -> None:
    """Bring the pointer over the middle of an element; plotly's marks lie under its own layer."""
    one = page.locator(what).first
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(place[0] - 3, place[1])
    page.mouse.move(*place)
    page.wait_for_timeout(150)


def _measure_plain(browser: Any, address: str) -> dict[str, dict[str, float]]:
    with _plain_page(address) as url:
        page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        page.goto(url)
        page.wait_for_selector(CAPTION, timeout=300_000)
        page.wait_for_timeout(3_000)
        times = []
        for _ in range(PLAIN_ROUNDS):
            before = page.locator(CAPTION).text_content()
            times.append(_time_one(page, BAR, PLAIN_ANSWERED, before))
            page.wait_for_timeout(1_000)
        return {
            "pick a name": {"median": round(statistics.median(times)), "worst": round(max(times))}
        }


@contextmanager
def _plain_page(address: str) -> Iterator[str]:
    from conftest import free_port

    port = free_port()
    script = str(Path(__file__).parent / "peers" / "plain_page.py")
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    running = subprocess.Popen([*command, "--server.headless=true", "--", address])
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.1)
    raise TimeoutError("the plain page did not start")
