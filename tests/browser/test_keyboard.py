"""Whole journeys without a mouse."""

import re

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

MOST_STOPS = 90
# What has the focus, through all shadow roots: its name, and whether that can be seen.
FOCUSED = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return [one?.getAttribute('aria-label'), one?.innerText, one?.placeholder].join(' ');
}"""


def focused(page):
    return page.evaluate(FOCUSED)


def tab_to(page, words):
    """Press Tab until what has the focus says these words."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if re.search(words, focused(page)):
            return
    raise AssertionError(f"{words} cannot be reached by Tab; the last stop was {focused(page)}")


def chips(page):
    return page.locator(".chips .chip")


def test_from_the_overview_to_a_verdict_and_back_again(server, page):
    open_analysed(page, server)
    tab_to(page, "sentences in common")
    page.keyboard.press("ArrowDown")
    assert "Ukraine’s Leader" in focused(page)
    page.keyboard.press("Enter")
    expect(chips(page)).to_contain_text(["Ukraine’s Leader"])
    expect(page.get_by_role("heading", name="The selected pair")).to_be_visible()
    page.wait_for_timeout(1000)
    assert "Ukraine’s Leader" in focused(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Compare", level=1)).to_be_visible()
    expect(page.locator("ul.rows[aria-label='Changes'] li").first).to_be_visible()
    tab_to(page, "^ ≠|^ −|^ \\+|^ \\.")
    page.keyboard.press("Enter")
    expect(page.locator(".panes .sentence.on").first).to_be_in_viewport()
    page.wait_for_timeout(1000)
    page.keyboard.press("Tab")
    assert "telling" in focused(page)
    page.keyboard.press("Enter")
    telling = page.get_by_role("button", name="telling", exact=True)
    expect(telling).to_have_attribute("aria-pressed", "true")
    store = open_store(f"sqlite:///{server.library}")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    tab_to(page, "^ Undo")
    assert store.verdicts.all("edit")["value"].tolist() == ["telling"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert store.verdicts.all("edit").empty


def test_a_name_is_selected_on_its_bar_and_escape_clears_it(server, page):
    open_analysed(page, server)
    tab_to(page, "^Most named")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".parallax-said", has_text="Vladimir Putin")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(chips(page)).to_contain_text(["Vladimir Putin"])
    assert focused(page).startswith("Most named")
    page.keyboard.press("Escape")
    expect(chips(page)).to_have_count(0)


def test_a_pair_is_selected_on_the_matrix(server, page):
    open_analysed(page, server)
    tab_to(page, "^Similarity of 15 articles")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(chips(page)).to_contain_text(["↔"])


def test_a_search_is_typed_and_its_menu_exported(server, page):
    open_analysed(page, server)
    tab_to(page, "Search the articles")
    page.keyboard.type("museum sea")
    page.keyboard.press("Enter")
    expect(page.locator(".chips .lead")).to_have_text(re.compile("^1 of"))
    tab_to(page, "^ Export")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The question it answers")).to_be_visible()
    tab_to(page, "^ HTML page")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".html")
    page.keyboard.press("Escape")
    expect(page.get_by_label("The question it answers")).to_have_count(0)
    assert focused(page).startswith(" Export")
    expect(chips(page)).to_have_count(1)


def test_a_dialog_closes_by_escape_and_the_focus_returns(server, page):
    open_analysed(page, server)
    article = open_store(f"sqlite:///{server.library}").articles()["id"].iloc[0]
    open_analysed(page, server, f"/articles?read={article}")
    expect(page.get_by_role("button", name="Edit details")).to_be_visible()
    tab_to(page, "^ Edit details")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_timeout(500)
    assert "Edit details" in focused(page)


def test_an_article_is_pasted_in(server, page):
    open_analysed(page, server, "/add")
    expect(page.get_by_label("Or paste the text of an article")).to_be_visible()
    tab_to(page, "^Title")
    page.keyboard.type("Typed by hand")
    tab_to(page, "^Or paste")
    page.keyboard.type("A short notice about the ferry, which was late again.")
    tab_to(page, "^ Add this text")
    page.keyboard.press("Enter")
    expect(
        page.locator("ul.rows[aria-label='Closest article to each new article']")
    ).to_contain_text("Typed by hand")
