"""What a page may not do, and what a person sees of a library that cannot be shown."""

import hashlib
import json
import re
import shutil
import socket
import sqlite3
import threading
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store

EXPORT = Path(__file__).parents[1] / "corpus" / "export" / "exports" / "format-2.zip"

pytestmark = pytest.mark.browser

# Opens a websocket and tells whether it opened, and what the page's policy said of it.
TRY = """(address) => new Promise((resolve) => {
    let refused = "";
    document.addEventListener("securitypolicyviolation", (event) => {
        refused = event.effectiveDirective;
    });
    try {
        const one = new WebSocket(address);
        one.onopen = () => { one.close(); resolve("open"); };
        one.onerror = () => setTimeout(() => resolve(refused || "failed"), 200);
    } catch (error) {
        setTimeout(() => resolve(refused || "failed"), 200);
    }
})"""


@contextmanager
def listener():
    """A server of another port, and how many came to it."""
    came = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.2)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    came.append(listening.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield listening.getsockname()[1], came
        finally:
            stop.set()
            thread.join()


def test_a_page_opens_a_websocket_to_its_own_server_and_to_no_other(server, open_tab):
    tab = open_tab()
    open_analysed(tab, server)
    with listener() as (port, came):
        own = server.url.replace("http", "ws")
        assert tab.evaluate(TRY, f"{own}/_stcore/stream") == "open"
        for other in (
            f"ws://127.0.0.1:{port}/",
            f"ws://localhost:{port}/",
            f"ws://127.0.0.1:{server.port + 1}/",
            "wss://parallax.invalid/",
            "ws://10.0.0.1/",
        ):
            assert tab.evaluate(TRY, other) == "connect-src", other
        fetched = "(address) => fetch(address, {mode: 'no-cors'}).then(() => 'fetched', () => 'no')"
        assert tab.evaluate(fetched, f"http://127.0.0.1:{port}/") == "no"
        assert came == []
    tab.reload()
    expect(tab.locator(".chips .lead")).to_have_text("All 15 articles")


@pytest.fixture
def second(server):
    """Another library beside the one that is open."""
    libraries = Libraries(f"sqlite:///{server.library}")
    if "Second desk" not in libraries.names():
        store = open_store(libraries.make("Second desk"))
        store.add([Article("0000000000b1", "Tram", "A tram line opened.", language="en")])
        store.close()
    return "Second desk"


def offered(tab):
    return tab.locator(".st-key-other-libraries")


def write_day(library, number, day):
    """Give an article a day past the program, as a change that pages read."""
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("UPDATE library SET value = value + 1 WHERE name = 'articles'")
        changed = "(SELECT value FROM library WHERE name = 'articles')"
        change = f"UPDATE article SET published = ?, changed = {changed} WHERE number = ?"
        connection.execute(change, [day, number])
        connection.commit()


def test_a_library_with_one_wrong_day_leads_to_the_others_from_every_page(server, open_tab, second):
    tab = open_tab()
    open_analysed(tab, server)
    with closing(sqlite3.connect(server.library)) as connection:
        was = connection.execute("SELECT number, published FROM article").fetchone()
    write_day(server.library, was[0], "2024-13-45")
    for path in ("/", "/library", "/articles"):
        tab.goto(server.url + path)
        expect(offered(tab)).to_contain_text(second)
        expect(tab.get_by_text("is damaged, or is not a library")).to_be_visible()
        expect(offered(tab).get_by_text("Choose an exported library")).to_be_visible()
    offered(tab).get_by_role("button", name="Open").click()
    expect(tab).to_have_url(re.compile("library=Second"))
    expect(tab.locator(".chips .lead")).to_have_text("1 article")
    write_day(server.library, *was)


def test_a_library_that_vanishes_while_it_is_open_is_told_and_comes_back(server, open_tab, second):
    tab = open_tab()
    open_analysed(tab, server)
    hidden = server.library.with_name("hidden")
    shutil.move(server.library, hidden)
    tab.get_by_role("link", name="Library").click()
    expect(tab.get_by_text("is missing")).to_be_visible()
    expect(offered(tab)).to_contain_text(second)
    assert not server.library.exists()
    shutil.move(hidden, server.library)
    tab.reload()
    expect(tab.locator(".chips .lead")).to_have_text("All 15 articles")


def write_wrong_export(path):
    """An export whose first article has a day that is none."""
    with zipfile.ZipFile(EXPORT) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    rows = members["article.jsonl"].replace(b'"2024-02-29"', b'"2024-13-45"')
    members["article.jsonl"] = rows
    said = json.loads(members["library.json"])
    said["sha256"]["article.jsonl"] = hashlib.sha256(rows).hexdigest()
    members["library.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_wrong_library_is_told_with_its_place_and_does_not_become_one(server, open_tab, tmp_path):
    tab = open_tab()
    open_analysed(tab, server, "/library")
    path = write_wrong_export(tmp_path / "wrong.zip")
    tab.locator(".st-key-take-in .drop input[type=file]").set_input_files(path)
    expect(tab.locator(".st-key-take-in .drop [role=status]")).to_contain_text(
        "article.jsonl, row 1: the field “published” is '2024-13-45'"
    )
    assert "Imported" not in " ".join(Libraries(f"sqlite:///{server.library}").names())
