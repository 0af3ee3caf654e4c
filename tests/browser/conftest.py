"""A real server on a library of its own, and a real browser in front of it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from components.app.worker.folder import enqueue_folder
from components.app.worker.work import work_through
from components.corpus.store import Store, open_store

sys.path.insert(0, str(Path(__file__).parent))  # its tests ask for what stands here by `conftest`

ROOT = Path(__file__).resolve().parents[2]
# Where files are chosen on the page Add articles.
CHOOSE = ".drop input[type=file]:not([webkitdirectory])"
SHOTS = Path(__file__).parent / "shots"
# As one who has seen the tour; the tour has a test of its own.
SEEN_TOUR = {"name": "parallax_tour", "value": "over"}
# Long enough for a machine that runs everything else as well; a test that passes never waits.
expect.set_options(timeout=120_000)

# What a click that was lost while the page was drawn anew looks like, and nothing else.
LOST = ["TimeoutError", "Locator expected", "Page expected"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that waited in vain try once more; a wrong value fails at once."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=LOST))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass
class Server:
    """The dashboard as a user starts it, on a port and a library of its own."""

    library: Path
    corpus: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    worker: bool = True
    token: str = "off"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        if not self.first.exists():
            shutil.copytree(self.library.parent, self.first)
        environment = os.environ | {
            "PARALLAX_LIBRARY": f"sqlite:///{self.library}",
            "PARALLAX_CORPUS": str(self.corpus),
            "PARALLAX_WORKER": "on" if self.worker else "off",
            "PARALLAX_TOKEN": self.token,
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                "dashboard.py",
                f"--server.port={self.port}",
            ],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        self.wait_until_healthy()

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                    if json.load(answer)["worker"] == self.worker:
                        return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the dashboard did not start")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)

    @property
    def first(self) -> Path:
        """The folder of the library as it was before the first start."""
        return self.library.parent.with_name(f"{self.library.parent.name}-first")

    def begin_again(self) -> None:
        """Start with the library as it was at first, whatever tests have done to it since."""
        self.stop()
        shutil.rmtree(self.library.parent)
        shutil.copytree(self.first, self.library.parent)
        self.start()

    def restart(self) -> None:
        self.stop()
        self.start()


@pytest.fixture(scope="session")
def analysed(tmp_path_factory):
    """The sample corpus, read and analysed once; every server gets a copy of its own."""
    path = tmp_path_factory.mktemp("analysed") / "library.sqlite"
    store = open_store(f"sqlite:///{path}")
    enqueue_folder(store, ROOT / "data" / "corpus")
    work_through(store)
    store.close()
    return path


@pytest.fixture(scope="module")
def server(tmp_path_factory, analysed):
    library = tmp_path_factory.mktemp("library") / "library.sqlite"
    shutil.copy(analysed, library)
    running = Server(library, ROOT / "data" / "corpus")
    running.start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def begin_again(request):
    """A test that tries once more finds what it would have found the first time."""
    if getattr(request.node, "execution_count", 1) > 1 and "server" in request.fixturenames:
        request.getfixturevalue("server").begin_again()


@pytest.fixture
def open_tab(chromium, server):
    """Open a tab in a browser of its own, that of a British reader unless it is said otherwise."""
    contexts = []

    def opened(**like: Any) -> Page:
        reader = {"locale": "en-GB", "viewport": {"width": 1440, "height": 1000}}
        context = chromium.new_context(**reader | like)
        contexts.append(context)
        context.add_cookies([SEEN_TOUR | {"url": server.url}])
        tab = context.new_page()
        tab.set_default_timeout(120_000)
        return tab

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_tab, server):
    """A new tab that fails the test when the page logs an error or calls another host."""
    tab = open_tab()
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    tab.on("request", lambda call: call.url.startswith(ours) or problems.append(call.url))
    yield tab
    tab.context.close()
    assert not problems


def open_analysed(page: Page, server: Server, path: str = "/") -> None:
    """Open a page once the worker has caught up with the articles, and wait until it is drawn."""
    wait_until_analysed(server)
    page.goto(server.url + path)
    expect(page.locator(".chips .lead")).to_be_visible(timeout=60_000)
    expect(page.locator(".parallax-chart:not([data-drawn])")).to_have_count(0)


def wait_until_still(page: Page) -> None:
    """Wait until the script of the page has run: what it offered before is no longer known."""
    running = page.locator("[data-testid=stApp]:not([data-test-script-state=notRunning])")
    expect(running).to_have_count(0)


def open_list(box: Locator) -> None:
    """Open a list of choices: scrolled to first, for it shuts when the page under it scrolls."""
    box.scroll_into_view_if_needed()
    box.page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    box.click()
    expect(box.page.get_by_role("option").first).to_be_visible()


def wait_until_analysed(server: Server) -> None:
    store = open_store(f"sqlite:///{server.library}")
    deadline = time.monotonic() + 240
    while not is_analysed(store):
        assert time.monotonic() < deadline, "the worker did not catch up"
        time.sleep(0.2)


def is_analysed(store: Store) -> bool:
    made = [
        store.results.frame_made(name)
        for name in ("pairs", "reuse", "mentions", "quotations", "contradictions")
    ]
    waiting = store.uploads.waiting() or store.articles().empty
    return not waiting and all(frame and frame[1] == store.revision() for frame in made)


def chart(page: Page, label: str) -> Locator:
    """The drawn chart whose text alternative begins so."""
    found = page.locator(f".parallax-chart[data-drawn][aria-label^='{label}']")
    expect(found).to_be_visible()
    return found


def click_heatmap(page: Page, label: str, first: str, second: str) -> None:
    """Click the cell whose customdata is [first, second] in the chart whose label begins so."""
    place = chart(page, label).evaluate(
        """(root, [first, second]) => {
            root.scrollIntoView({block: 'center'});
            const layout = root._fullLayout, box = root.getBoundingClientRect();
            const rows = root.data[0].customdata;
            const wanted = ([a, b]) => a === first && b === second;
            const row = rows.findIndex((cells) => cells.some(wanted));
            const column = rows[row].findIndex(wanted);
            return [box.left + layout.xaxis._offset + layout.xaxis.d2p(column),
                    box.top + layout.yaxis._offset + layout.yaxis.d2p(row)];
        }""",
        [first, second],
    )
    page.mouse.move(place[0] - 3, place[1] - 3)
    page.mouse.move(*place)
    page.wait_for_timeout(150)
    page.mouse.click(*place)


def stand_between(page: Page) -> dict[str, Any]:
    """Note in `asked` what a page asks; keep what it is answered in `held`, if that is set.

    With `behind`, two pieces of messages: what has the first is asked after what has the second.
    """
    line: dict[str, Any] = {"asked": [], "behind": None, "kept": []}

    def route(socket: Any) -> None:
        server = socket.connect_to_server()

        def ask(message: Any) -> None:
            line["asked"].append(message)
            if line["behind"] and line["behind"][0] in message:
                line["kept"].append(message)
                return
            server.send(message)
            if line["behind"] and line["behind"][1] in message:
                line["behind"] = None
                for kept in line["kept"]:
                    server.send(kept)

        def answer(message: Any) -> None:
            if "held" in line:
                line["held"].append(message)
            else:
                socket.send(message)

        line["send"] = socket.send
        socket.on_message(ask)
        server.on_message(answer)

    page.route_web_socket("**/_stcore/stream", route)
    return line


def let_through(page: Page, line: dict[str, Any]) -> None:
    """Give a page what was held back, one by one, and all that comes meanwhile after it."""
    while line["held"]:
        line["send"](line["held"].pop(0))
        page.wait_for_timeout(20)
    del line["held"]
