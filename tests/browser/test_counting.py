"""What counts when articles are compared: chosen, seen, shared by a link, taken back."""

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

ASKS = "With Peace Talks Stalled, Zelensky Asks Putin for a Meeting of Two"
ALONE = "Zelensky asks to see Putin alone as peace talks stall – The Harbour Post"


def test_a_setting_changes_the_comparison_the_chip_and_the_link_and_back_undoes_it(server, page):
    open_analysed(page, server, "/compare")
    line = page.get_by_text("sentences of A are in B")
    usual = line.inner_text()
    page.get_by_role("button", name="What counts").click()
    page.get_by_role("button", name="quotations", exact=True).click()
    expect(page.locator(".chip")).to_contain_text("left out quotations, boilerplate")
    expect(page.get_by_text("with the default settings")).to_be_visible()
    expect(line).not_to_have_text(usual)
    assert "without=quotations" in page.url
    page.keyboard.press("Escape")
    page.locator(".chips").get_by_role("button", name="Back").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(line).to_have_text(usual)
    assert "without" not in page.url


def test_a_line_of_boilerplate_is_put_back_and_left_out_again(server, page):
    articles = open_store(f"sqlite:///{server.library}").articles().set_index("label")["id"]
    # Picked, for with a line put back another pair may be the most similar one.
    open_analysed(page, server, f"/compare?pair={articles[ASKS]}.{articles[ALONE]}")
    choice = page.locator(".sides .choice")
    expect(choice).to_have_text(["count this"])
    expect(page.locator(".sides .apart")).to_contain_text(["Read also"])
    choice.click()
    expect(choice).to_have_text(["leave this out"])
    expect(page.locator(".sides .sentence.added").filter(has_text="Read also")).to_be_visible()
    choice.click()
    expect(choice).to_have_text(["count this"])


def test_a_link_with_settings_opens_with_them_elsewhere(server, page):
    open_analysed(page, server, "/?without=headline&longest=2")
    expect(page.locator(".chip")).to_contain_text("words and pairs of words")
    page.get_by_role("link", name="Compare").click()
    expect(page.locator(".chip")).to_contain_text("words and pairs of words")


def test_escape_clears_what_is_selected_and_back_brings_it_again(server, page):
    open_analysed(page, server, "/?source=Podil+Wire")
    chip = page.locator(".chip")
    expect(chip).to_contain_text("Podil Wire")
    page.get_by_role("heading", name="Overview").click()
    page.keyboard.press("Escape")
    expect(chip).to_have_count(0)
    page.locator(".chips").get_by_role("button", name="Back").click()
    expect(chip).to_contain_text("Podil Wire")


def test_a_word_that_makes_two_articles_alike_leads_to_its_sentence(server, page):
    open_analysed(page, server, "/compare")
    page.locator("ul.rows[aria-label='Words in common'] button.row").first.click()
    expect(page.locator(".sides .sentence.on").first).to_be_visible()


def test_a_browser_that_is_slow_to_write_the_address_takes_no_choice_back(server, page):
    open_analysed(page, server, "/compare")
    # The address stays as it was, as it does for a moment on a busy machine.
    page.evaluate("history.pushState = history.replaceState = () => {}")
    page.get_by_role("button", name="What counts").click()
    page.get_by_role("button", name="headlines", exact=True).click()
    # All articles are compared anew, and the page draws itself anew when that is done.
    expect(page.get_by_text("with the default settings")).to_be_visible()
    expect(page.locator(".chip")).to_contain_text("left out headlines, boilerplate")
    assert "without" not in page.url
