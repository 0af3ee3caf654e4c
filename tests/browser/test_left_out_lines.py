"""Words left out as boilerplate: selected where one reads, for the whole outlet, taken back."""

import re

import pytest
from conftest import open_analysed, wait_until_analysed, wait_until_still
from playwright.sync_api import expect
from test_library import mark_words

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

WORDS = "With material from"
FIRST = "Kazakhstan’s ex-president offers Putin and Zelenskyy a table in Nur-Sultan"
SECOND = "Ukraine names August as target for Zelenskyy-Putin summit"


def pair_of(server):
    articles = open_store(f"sqlite:///{server.library}").articles()
    found = [articles["title"].str.startswith(title) for title in (FIRST, SECOND)]
    return [articles.loc[one, "id"].item() for one in found]


def read_the_first(server, page):
    """Open the first article of the pair, and give both."""
    wait_until_analysed(server)
    first, second = pair_of(server)
    open_analysed(page, server, f"/articles?read={first}")
    expect(page.locator(".panes h2")).to_be_visible()
    wait_until_still(page)
    return first, second


def test_words_left_out_for_the_outlet_are_grey_in_both_texts_until_undone(server, page):
    first, second = read_the_first(server, page)
    page.evaluate("document.fonts.ready")
    mark_words(page, WORDS)
    page.get_by_role("button", name="Leave out as boilerplate").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"“{WORDS}”")
    everywhere = dialog.get_by_text("also in 1 other article")
    expect(everywhere).to_contain_text("every article of Agence Boréale")
    everywhere.click()
    dialog.get_by_role("button", name="Leave out").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".pane .aside")).to_have_text([WORDS])
    expect(page.locator(".pane .choice")).to_have_attribute("title", re.compile("left out by ."))
    expect(page.get_by_text("Analysts left out 1 line of this text.")).to_be_visible()

    page.get_by_role("button", name="What counts").click()
    expect(page.get_by_text("Left out by analysts as boilerplate: 2 lines in 2")).to_be_visible()
    page.keyboard.press("Escape")
    other = page.context.new_page()
    open_analysed(other, server, f"/compare?pair={first}.{second}")
    left = other.locator(".sides .apart", has_text=WORDS)
    expect(left).to_have_count(2)
    expect(other.locator(".sides .choice")).to_have_text(["count this"] * 2)

    page.locator(".st-key-done").get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-done")).to_contain_text("Undone")
    expect(page.locator(".pane .aside")).to_have_count(0)
    other.reload()
    expect(other.locator(".sides .sentence", has_text=WORDS)).to_have_count(2)
    expect(left).to_have_count(0)


def leave_out_the_first_sentence(page):
    page.locator(".pane").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("No other article of Agence Boréale has these words.")
    dialog.get_by_role("button", name="Leave out").click()
    expect(page.locator(".pane .choice")).to_have_text(["count this"])


def test_a_sentence_is_left_out_by_the_keyboard_and_counted_again(server, page):
    read_the_first(server, page)
    leave_out_the_first_sentence(page)
    choice = page.locator(".pane .choice")
    choice.click()
    expect(choice).to_have_count(0)
    expect(page.locator(".pane .aside")).to_have_count(0)
    page.locator(".st-key-done").get_by_role("button", name="Undo").click()
    expect(choice).to_have_text(["count this"])
    page.get_by_role("button", name="What counts").click()
    page.get_by_role("button", name="Count all of these again").click()
    expect(choice).to_have_count(0)


def test_who_is_at_a_sentence_with_the_keyboard_stays_there_when_the_text_is_drawn_again(
    server, page
):
    read_the_first(server, page)
    leave_out_the_first_sentence(page)
    wait_until_still(page)
    page.locator(".pane").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    choice = page.locator(".pane .choice")
    choice.dispatch_event("click")
    expect(choice).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Your note")).to_be_visible()
