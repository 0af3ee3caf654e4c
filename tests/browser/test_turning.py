"""From page to page while the library changes and the answers are slow."""

import re
import shutil
import time

import pytest
from conftest import ROOT, Server, let_through, stand_between, wait_until_still
from playwright.sync_api import expect

from components.corpus.article import Article
from components.corpus.store import open_store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory, analysed):
    """A library with one article that nobody reads, so that every page waits for it."""
    library = tmp_path_factory.mktemp("library") / "library.sqlite"
    shutil.copy(analysed, library)
    add(library, "a")
    running = Server(library, ROOT / "data" / "corpus", worker=False)
    running.start()
    yield running
    running.stop()


def add(library, letter):
    store = open_store(f"sqlite:///{library}")
    store.add([Article(letter * 12, f"Notice {letter}", "A notice on the weir.")])
    store.close()


def wait_for_asking(page, line, times):
    deadline = time.monotonic() + 120
    while len(line["asked"]) < times:
        assert time.monotonic() < deadline, "the page asked for nothing more"
        page.wait_for_timeout(100)


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_page_that_was_left_does_not_come_back_and_clears_nothing(open_tab, server, is_changed):
    page = open_tab()
    line = stand_between(page)
    page.goto(server.url)
    button = page.get_by_role("button", name="Compare side by side")
    expect(button).to_be_visible()
    line["held"], line["asked"] = [], []
    button.dispatch_event("click")
    # The click, and the clock of the page that is still open here.
    wait_for_asking(page, line, 4)
    if is_changed:
        add(server.library, "b")
        wait_for_asking(page, line, len(line["asked"]) + 2)
    let_through(page, line)
    expect(page.locator(".sides article")).to_have_count(2)
    page.wait_for_timeout(1500)
    expect(page.locator(".sides article")).to_have_count(2)
    expect(page).to_have_url(re.compile("/compare"))


def test_nothing_moves_when_progress_comes_and_goes(page, server):
    page.goto(server.url)
    expect(page.get_by_role("button", name="Compare side by side")).to_be_visible()
    heading = page.get_by_role("heading", name="The most similar pair")
    expect(page.locator(".parallax-chart:not([data-drawn])")).to_have_count(0)
    before = heading.bounding_box()
    store = open_store(f"sqlite:///{server.library}")
    store.results.report("names", 1, 16)
    store.results.report("quotations", 1, 16)
    said = page.get_by_text("Reading names: 1 of 16 articles")
    expect(said).to_be_in_viewport()
    assert heading.bounding_box() == before
    store.results.clear_progress("names")
    store.results.clear_progress("quotations")
    store.close()
    expect(said).to_have_count(0)
    assert heading.bounding_box() == before


def test_no_click_is_lost_to_a_list_that_is_drawn_again_between_press_and_release(page, server):
    page.goto(server.url)
    expect(page.locator(".parallax-chart:not([data-drawn])")).to_have_count(0)
    row = page.locator("ul.rows[aria-label='Most similar pairs'] li").first
    row.get_by_role("button", name="Compare").hover()
    page.mouse.down()
    store = open_store(f"sqlite:///{server.library}")
    (first,) = store.articles().query("title.str.startswith('With Peace Talks')")["id"].head(1)
    store.edit(first, title="Two may meet")
    store.close()
    expect(page.get_by_text("A Sample · Two may meet")).to_be_visible()
    wait_until_still(page)
    page.wait_for_timeout(1500)
    page.mouse.up()
    expect(page.locator(".sides article")).to_have_count(2)
    expect(page).to_have_url(re.compile("/compare"))
