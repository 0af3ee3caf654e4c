"""Time to the first chart, as a user sees it: from the command to a drawn chart in a browser.

Cold: no library yet, the sample corpus is read, compared and searched for names meanwhile. Warm:
the library is there. The peer is a Streamlit page of ten lines with one native plotly chart.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
PEER = """
import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Bar(x=["a", "b"], y=[2, 3])))
"""


def run() -> dict[str, Any]:
    """Seconds to the first chart, cold and warm, the peer's, and the ratios of the medians."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    from find_browser import find_browser

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        options = {"executable_path": find_browser(), "args": ["--no-sandbox", "--disable-gpu"]}
        browser = playwright.chromium.launch(**options)
        peer = Path(folder) / "peer.py"
        peer.write_text(PEER, encoding="utf-8")
        cold = [_time_page(browser, _dashboard(folder, n), OURS) for n in range(ROUNDS)]
        warm = [_time_page(browser, _dashboard(folder, 0), OURS) for _ in range(ROUNDS)]
        plain = [_time_page(browser, (peer, {}), THEIRS) for _ in range(ROUNDS)]
        browser.close()
    return {
        "cold": _summary(cold),
        "warm": _summary(warm),
        "plain streamlit page": _summary(plain),
        "warm / plain, page": round(
            statistics.median(page for _, page in warm) / statistics.median(p for _, p in plain), 2
        ),
    }


OURS = ".parallax-chart[data-drawn]"
THEIRS = ".js-plotly-plot .main-svg"


def _dashboard(folder: str, number: int) -> tuple[Path, dict[str, str]]:
    library = f"sqlite:///{folder}/library-{number}.sqlite"
    return ROOT / "dashboard.py", {"PARALLAX_LIBRARY": library}


def _time_page(browser: Any, script: tuple[Path, dict[str, str]], sign: str) -> tuple[float, float]:
    """Seconds from the command to the first chart, and from opening the page to it."""
    path, settings = script
    started = time.perf_counter()
    with running_server(path, settings) as address:
        page = browser.new_page()
        opened = time.perf_counter()
        page.goto(f"{address}/")
        page.wait_for_selector(sign, timeout=60_000)
        drawn = time.perf_counter()
        page.close()
    return drawn - started, drawn - opened


@contextmanager
def running_server(script: Path, settings: dict[str, str]) -> Iterator[str]:
    """The address of a server of this script, with these variables; it is ended afterwards."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    server = subprocess.Popen(
        [*command, "--server.headless=true"],
        cwd=ROOT,
        env=os.environ | {"PARALLAX_TOKEN": "off"} | settings,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise TimeoutError(address)


def _summary(rounds: list[tuple[float, float]]) -> dict[str, float]:
    return {
        "from the command, s": round(statistics.median(total for total, _ in rounds), 2),
        "from opening the page, s": round(statistics.median(page for _, page in rounds), 2),
    }
