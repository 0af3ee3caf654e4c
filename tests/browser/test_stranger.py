"""A stranger: opens, understands, follows an edit to its sentence, sends a link, takes a proof.

Told on the sample corpus, and on the folder that PARALLAX_SEEDS names where it is set.
"""

import json
import os
import shutil
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT, Server, chart, click_heatmap, open_analysed
from playwright.sync_api import expect
from test_links import read_view

from components.app.worker.folder import enqueue_folder
from components.app.worker.work import work_through
from components.corpus.store import open_store

pytestmark = pytest.mark.browser

SCHEMA = json.loads((ROOT / "docs" / "evidence.schema.json").read_text("utf-8"))
SAMPLE = ROOT / "data" / "corpus"
FOLDERS = {"sample": str(SAMPLE), "seeds": os.environ.get("PARALLAX_SEEDS", "")}
QUESTION = "Which of the two was there first?"
COUNT_CLICKS = "window.clicks = 0; addEventListener('click', () => window.clicks++, true)"


@pytest.fixture(scope="module", params=[name for name, folder in FOLDERS.items() if folder])
def server(request, tmp_path_factory, analysed):
    """A server on each of the folders, its articles analysed."""
    folder = Path(FOLDERS[request.param]).resolve()
    library = tmp_path_factory.mktemp(request.param) / "library.sqlite"
    if folder == SAMPLE:
        shutil.copy(analysed, library)
    else:
        store = open_store(f"sqlite:///{library}")
        enqueue_folder(store, folder)
        work_through(store)
        store.close()
    running = Server(library, folder)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def closest(server):
    """The ids of the two most similar articles."""
    store = open_store(f"sqlite:///{server.library}")
    pairs = store.results.frame("pairs").frame
    best = pairs.sort_values("score").iloc[-1]
    return [best["a"], best["b"]]


def open_as_stranger(page, server):
    page.context.clear_cookies()
    page.set_viewport_size({"width": 1440, "height": 900})
    open_analysed(page, server)


def test_the_first_screen_says_what_this_is_and_what_to_do_next(server, page):
    open_as_stranger(page, server)
    for words in ("How similar the articles are", "The most similar pair"):
        expect(page.get_by_text(words).first).to_be_in_viewport()
    for kind, name in (("link", "Add articles"), ("button", "Export")):
        expect(page.get_by_role(kind, name=name).first).to_be_in_viewport()
    expect(page.locator("ul.rows[aria-label='Changes'] li").first).to_be_in_viewport()
    page.get_by_role("button", name="A short tour").click()
    for words in (
        "Parallax shows how one news story changes from one desk to the next",
        "Each cell of the matrix stands for two articles",
    ):
        expect(page.get_by_text(words).first).to_be_in_viewport()
    said = page.get_by_text("These articles are an invented sample")
    expect(said).to_have_count(1 if server.corpus == SAMPLE else 0)


def test_an_edit_is_at_most_three_clicks_from_the_matrix(server, page, closest):
    page.add_init_script(COUNT_CLICKS)
    open_analysed(page, server)
    click_heatmap(page, "Similarity", *closest)
    page.locator("ul.rows[aria-label='Changes'] button.row").first.click()
    lit = page.locator(".panes .sentence.on")
    expect(lit.first).to_be_in_viewport()
    expect(page.locator("ul.rows[aria-label='Changes'] li.selected")).to_be_in_viewport()
    assert 0 < page.evaluate("window.clicks") <= 3


def test_the_copied_link_shows_somebody_else_the_same_change(server, page, open_tab, closest):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_analysed(page, server)
    click_heatmap(page, "Similarity", *closest)
    page.locator("ul.rows[aria-label='Changes'] button.row").first.click()
    expect(page.locator(".panes .sentence.on").first).to_be_in_viewport()
    page.locator(".st-key-ways-out button:visible").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    tab = open_tab()
    tab.goto(link)
    lit = tab.locator(".panes .sentence.on")
    expect(lit.first).to_be_in_viewport()
    assert lit.all_inner_texts() == page.locator(".panes .sentence.on").all_inner_texts()
    assert read_view(tab) == read_view(page)


@pytest.fixture
def pack(server, page, closest):
    """The pack of the closest pair: its page, its data."""
    open_analysed(page, server)
    chart(page, "Similarity")
    click_heatmap(page, "Similarity", *closest)
    expect(page.get_by_role("heading", name="The selected pair")).to_be_visible()
    page.locator(".st-key-ways-out button:visible").click()
    page.get_by_label("The question it answers").fill(QUESTION)
    page.wait_for_timeout(1000)
    files = []
    for name in ("HTML page", "JSON data"):
        with page.expect_download() as coming:
            page.get_by_role("button", name=name, exact=True).click()
        files.append(Path(coming.value.path()).read_bytes())
    return files


def test_the_pack_holds_the_pair_its_spans_and_its_ledger_without_a_network(
    server, pack, chromium, tmp_path
):
    path = tmp_path / "pack.html"
    path.write_bytes(pack[0])
    told = json.loads(pack[1])
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    context = chromium.new_context(offline=True)
    tab = context.new_page()
    tab.goto(path.as_uri())
    expect(tab.locator(".question")).to_have_text(QUESTION)
    for article in told["articles"]:
        expect(tab.get_by_role("table").get_by_text(article["title"]).first).to_be_visible()
    changes = told["pairs"][0]["changes"]
    assert changes
    rows = tab.locator(".ledger tbody tr")
    assert rows.count() == len(changes)
    rows.first.locator("a").first.click()
    expect(tab.locator(":target")).to_be_in_viewport()
    context.close()


def test_on_a_narrow_screen_a_change_below_the_texts_brings_its_sentence(server, page, closest):
    page.set_viewport_size({"width": 800, "height": 1000})
    open_analysed(page, server, f"/compare?pair={'.'.join(closest)}")
    row = page.locator("ul.rows[aria-label='Changes'] button.row").first
    row.scroll_into_view_if_needed()
    row.click()
    expect(page.locator(".panes .sentence.on").first).to_be_in_viewport()
