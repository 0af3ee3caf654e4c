"""Who may open the dashboard, and what one who asks for too much is told, in a real browser."""

import shutil
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.browser.conftest import ROOT, Server

TOKEN = "a-token-of-this-start"
READY = ".chips .lead"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory, analysed):
    """A server that asks for its token."""
    library = tmp_path_factory.mktemp("guarded") / "library.sqlite"
    shutil.copy(analysed, library)
    running = Server(library, ROOT / "data" / "corpus", token=TOKEN)
    running.start()
    yield running
    running.stop()


def test_a_browser_without_the_token_is_told_where_it_is_and_with_it_works(guarded, open_tab):
    tab = open_tab()
    tab.goto(f"{guarded.url}/compare")
    expect(tab.get_by_role("heading", name="Which Parallax is this?")).to_be_visible()
    expect(tab.get_by_text(f"{guarded.url}/?token=…")).to_be_visible()
    tab.goto(f"{guarded.url}/?token={TOKEN}")
    expect(tab.locator(READY)).to_have_text("All 15 articles")
    assert TOKEN not in tab.url
    tab.goto(f"{guarded.url}/articles")
    expect(tab.locator(READY)).to_have_text("All 15 articles")
    # A file is sent, and a library fetched, by what this browser has been given alone.
    tab.goto(f"{guarded.url}/add")
    tab.locator("input[type=file]").first.set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Ferry\n\nThe ferry stops in May."}
    )
    expect(tab.get_by_text("1 of 1 file read, 1 new article")).to_be_visible()


def test_after_another_start_the_browser_is_told_so(guarded, open_tab):
    tab = open_tab()
    tab.goto(f"{guarded.url}/?token={TOKEN}")
    expect(tab.locator(READY)).to_be_visible()
    guarded.token = f"{TOKEN}-but-another"
    guarded.restart()
    try:
        tab.goto(f"{guarded.url}/")
        expect(tab.get_by_role("heading", name="Which Parallax is this?")).to_be_visible()
    finally:
        guarded.token = TOKEN
        guarded.restart()


@pytest.mark.parametrize("path", ["", "media/x.csv", "export-library?name=&key=", "metrics"])
def test_nothing_of_the_library_is_given_to_a_program_without_it(guarded, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{guarded.url}/{path}", timeout=20)
    assert refused.value.code == 401


@pytest.mark.parametrize("origin", [None, "http://127.0.0.1", "http://localhost:{}", "http://evil"])
def test_no_other_page_opens_its_websocket(server, origin):
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    own = f"http://127.0.0.1:{server.port}"
    with connect(address, origin=own, subprotocols=["streamlit"], proxy=None):
        pass
    other = origin.format(server.port) if origin else None
    with pytest.raises(WebSocketException):
        connect(address, origin=other, subprotocols=["streamlit"], proxy=None)


def test_another_host_is_refused(server):
    asked = urllib.request.Request(f"{server.url}/", headers={"Host": "rebound.example.org"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=20)
    assert refused.value.code == 400


def test_a_page_that_asks_too_fast_is_told_and_is_answered(server):
    address, own = f"ws://127.0.0.1:{server.port}/_stcore/stream", server.url
    again = BackMsg()
    again.rerun_script.query_string = ""
    options = {"origin": own, "subprotocols": ["streamlit"], "proxy": None, "max_size": None}
    with connect(address, **options) as socket:
        for _ in range(80):
            socket.send(again.SerializeToString())
        until = time.monotonic() + 120
        while b"Clicks of this page had to wait" not in socket.recv(timeout=120):
            assert time.monotonic() < until
