"""The tour of a first visit and the keyboard shortcuts, both in a sheet at the side."""

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def newcomer(page):
    page.context.clear_cookies()
    return page


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True, level=1)


def sheet(page, name="A short tour"):
    return page.locator(f".chips .sheet[aria-label='{name}']")


def invitation(page):
    return page.locator(".chips .invitation")


def test_a_first_visit_is_invited_in_one_line_that_pushes_nothing_away(server, newcomer):
    open_analysed(newcomer, server)
    expect(invitation(newcomer)).to_be_visible()
    place = ".chips .lead", ".chips .invitation"
    lead, line = (newcomer.locator(one).bounding_box() for one in place)
    assert abs(lead["y"] - line["y"]) < 12
    figures = newcomer.locator("dl.figures")
    above = figures.bounding_box()["y"]
    newcomer.get_by_role("button", name="A short tour").click()
    expect(sheet(newcomer)).to_contain_text("Each cell of the matrix stands for two")
    assert figures.bounding_box()["y"] == above
    newcomer.keyboard.press("Escape")
    expect(sheet(newcomer)).to_have_count(0)
    expect(invitation(newcomer)).to_be_visible()


def test_the_tour_follows_the_page_and_leads_to_the_next(server, newcomer):
    open_analysed(newcomer, server)
    newcomer.get_by_role("button", name="A short tour").click()
    expect(sheet(newcomer)).to_contain_text("1 of 11")
    sheet(newcomer).get_by_role("button", name="Next: Compare").click()
    expect(heading(newcomer, "Compare")).to_be_visible()
    expect(sheet(newcomer)).to_contain_text("What was changed between the versions?")
    newcomer.get_by_test_id("stTopNav").get_by_role("link", name="Quotations").click()
    expect(heading(newcomer, "Quotations")).to_be_visible()
    expect(sheet(newcomer)).to_contain_text("Who says what")


def test_the_tour_ends_at_its_last_page(server, newcomer):
    open_analysed(newcomer, server, "/library")
    newcomer.get_by_role("button", name="You", exact=True).click()
    newcomer.get_by_role("button", name="Show the tour").click()
    expect(sheet(newcomer)).to_contain_text("11 of 11")
    expect(sheet(newcomer).get_by_role("button", name="Done")).to_be_visible()
    expect(sheet(newcomer).get_by_role("button", name="Next")).to_have_count(0)


def test_the_tour_leaves_the_list_of_changes_free_that_it_tells_of(server, newcomer):
    newcomer.set_viewport_size({"width": 1440, "height": 900})
    open_analysed(newcomer, server)
    newcomer.get_by_role("button", name="A short tour").click()
    sheet(newcomer).get_by_role("button", name="Next: Compare").click()
    expect(sheet(newcomer)).to_contain_text("What was changed between the versions?")
    listed = newcomer.locator("ul.rows[aria-label='Changes']")
    expect(listed).to_be_visible()
    box, cover = listed.bounding_box(), sheet(newcomer).bounding_box()
    assert cover["x"] + cover["width"] <= box["x"]


def test_who_is_done_with_it_is_not_asked_again_but_finds_it_under_you(server, newcomer):
    open_analysed(newcomer, server)
    newcomer.get_by_role("button", name="A short tour").click()
    sheet(newcomer).get_by_role("button", name="Done").click()
    expect(sheet(newcomer)).to_have_count(0)
    expect(invitation(newcomer)).to_have_count(0)
    newcomer.wait_for_function("document.cookie.includes('parallax_tour=over')")
    open_analysed(newcomer, server)
    expect(invitation(newcomer)).to_have_count(0)
    newcomer.get_by_role("button", name="You", exact=True).click()
    newcomer.get_by_role("button", name="Show the tour").click()
    expect(sheet(newcomer)).to_contain_text("1 of 11")


@pytest.mark.parametrize("path", ["/?entity=Vladimir+Putin", "/compare", "/lineage?share=40"])
def test_who_opens_a_link_is_not_invited(server, newcomer, path):
    open_analysed(newcomer, server, path)
    expect(invitation(newcomer)).to_have_count(0)


def test_a_question_mark_lists_the_shortcuts_and_they_do_what_it_says(server, page):
    open_analysed(page, server)
    page.keyboard.press("?")
    keys = sheet(page, "Keyboard shortcuts")
    for words in ("search the articles", "next change", "clear the selection", "Compare"):
        expect(keys).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.keyboard.press("/")
    expect(page.get_by_label("Search the articles")).to_be_focused()
    page.keyboard.type("?g")
    expect(keys).to_have_count(0)
    expect(page.get_by_label("Search the articles")).to_have_value("?g")
    page.get_by_label("Search the articles").fill("")
    page.get_by_label("Search the articles").blur()
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(heading(page, "Compare")).to_be_visible()
    expect(page.locator(".panes .sentence").first).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".panes .where")).to_contain_text("change 1 of")
    page.keyboard.press("n")
    page.keyboard.press("p")
    expect(page.locator(".panes .where")).to_contain_text("change 1 of")
