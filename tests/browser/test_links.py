"""A link opens the same view in another browser, chart by chart, on every page."""

import re

import pytest
from conftest import open_analysed, open_list
from playwright.sync_api import Page, expect
from test_accessible import PAGES

pytestmark = pytest.mark.browser

QUERY = "entity=Maren+Vollan&days=2019-11-01..2019-12-31&without=quotations&longest=2"


def read_view(page: Page) -> dict[str, list[str]]:
    """What stands on the page: the chips, each chart by a hash of its figure, each list."""
    expect(page.locator(".parallax-chart:not([data-drawn])")).to_have_count(0)
    page.wait_for_timeout(1500)
    charts = page.locator(".parallax-chart[data-drawn]")
    return {
        "heading": page.locator("h1").all_inner_texts(),
        "chips": page.locator(".chip").all_inner_texts(),
        "charts": charts.evaluate_all("all => all.map((one) => one.dataset.drawn)"),
        "rows": page.locator("ul.rows").all_inner_texts(),
        "texts": page.locator(".panes h2").all_inner_texts(),
    }


@pytest.mark.parametrize("path", PAGES)
def test_the_link_of_a_page_restores_it_elsewhere(server, page, open_tab, path):
    open_analysed(page, server, f"/{path}?{QUERY}")
    expect(page.get_by_text("Comparing all articles again")).to_have_count(0)
    here = read_view(page)
    assert len(here["chips"]) == 3
    assert read_view(open_elsewhere(page, open_tab)) == here


def test_overview_answers_at_its_name_too_with_what_the_link_selects(server, page):
    open_analysed(page, server, f"/overview?{QUERY}")
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    expect(page.locator(".chip")).to_have_count(3)
    page.goto(f"{server.url}/overview")
    expect(page.locator(".chips .lead")).to_contain_text("All")
    expect(page.get_by_text("Page not found")).to_have_count(0)


def open_elsewhere(page: Page, open_tab) -> Page:
    """The link of this page in another browser."""
    other = open_tab()
    other.goto(page.url)
    expect(other.locator(".chips .lead")).to_be_visible()
    return other


def test_the_selected_cell_tie_and_mention_of_entities_stand_in_the_link(server, page, open_tab):
    open_analysed(page, server, "/entities?entity=Maren+Vollan")
    places = "ul.rows[aria-label='Places of this name'] li"
    tie = "[aria-label='Sentences that name both']"
    page.get_by_role("table", name="Names by who uses them").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("cell="))
    expect(page.locator(places)).not_to_have_count(0)
    ties = page.get_by_role("combobox", name="Named together")
    strongest = ties.input_value()
    ties.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(ties).not_to_have_value(strongest)
    expect(page).to_have_url(re.compile("tie="))
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Mention 2 of")).to_be_visible()
    expect(page).to_have_url(re.compile("mention=1"))
    told = [page.locator(one).all_text_contents() for one in (places, f"ul.rows{tie} li")]
    other = open_elsewhere(page, open_tab)
    expect(other.locator(places)).to_have_text(told[0])
    expect(other.locator(f"ul.rows{tie} li")).to_have_text(told[1])
    expect(other.get_by_text("Mention 2 of")).to_be_visible()


def test_the_two_sides_that_are_compared_by_their_names_stand_in_the_link(server, page, open_tab):
    open_analysed(page, server, "/entities")
    second = page.get_by_role("combobox", name="Second", exact=True)
    open_list(second)
    page.keyboard.type("Freight")
    page.get_by_role("option", name="Freight Ledger").click()
    expect(page).to_have_url(re.compile("sides=.*Freight"))
    expect(second).to_have_value("Freight Ledger")
    names = page.locator("ul.rows[aria-label^='Only in the second']")
    expect(names).to_contain_text("Wendle")
    other = open_elsewhere(page, open_tab)
    expect(other.locator("ul.rows[aria-label^='Only in the second']")).to_have_text(
        names.text_content() or ""
    )
    expect(other.get_by_role("combobox", name="Second", exact=True)).to_have_value("Freight Ledger")


def test_the_selected_days_of_figures_stand_in_the_link(server, page, open_tab):
    open_analysed(page, server, "/figures?talked=2019-11-12&talked=2019-11-13")
    days = page.get_by_text("Dates from 12 November 2019 to 13 November 2019")
    expect(days).to_be_visible()
    page.get_by_role("button", name="Show all dates").click()
    expect(days).to_have_count(0)
    expect(page).not_to_have_url(re.compile("talked="))
    page.goto(f"{server.url}/figures?talked=neither&talked=day")
    expect(page.get_by_text("When it happened")).to_be_visible()
    expect(page.locator(".stException, [data-testid=stAlertContentError]")).to_have_count(0)


def test_an_option_that_a_link_names_by_its_old_label_is_chosen_under_its_new_one(server, page):
    open_analysed(page, server, "/lineage?rows=edited+on+the+way")
    chosen = page.get_by_role("radio", name="edited along the way")
    expect(chosen).to_be_checked()
    expect(page).to_have_url(re.compile(r"rows=edited(\+|%20)along"))


def test_the_page_of_the_concordance_stands_in_the_link_until_the_term_changes(
    server, page, open_tab
):
    open_analysed(page, server, "/words?term=the")
    line = page.locator("ul.kwic li").first
    first = line.text_content() or ""
    page.get_by_role("button", name="Page 2", exact=True).first.click()
    expect(line).not_to_have_text(first)
    expect(page).to_have_url(re.compile("lines-here=2"))
    second = line.text_content() or ""
    other = open_elsewhere(page, open_tab)
    expect(other.locator("ul.kwic li").first).to_have_text(second)
    page.get_by_role("searchbox", name="A word or a phrase").fill("said")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("term=said"))
    expect(page).not_to_have_url(re.compile("lines-here"))


def count_steps(page: Page) -> int:
    page.wait_for_timeout(1500)
    return int(page.evaluate("history.length"))


def test_one_choice_is_one_step_back_in_the_browser(server, page):
    open_analysed(page, server, "/lineage")
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    before = count_steps(page)
    page.locator(".grid td.edited button").first.click()
    expect(page.locator(".panes article .sentence.on")).to_be_visible()
    assert count_steps(page) == before + 1
    page.go_back()
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    page.goto(f"{server.url}/words?entity=Maren+Vollan")
    before = count_steps(page)
    page.get_by_role("link", name="Lineage").click()
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    assert count_steps(page) == before + 1
    page.go_back()
    expect(page.locator("ul.kwic li").first).to_be_visible()
    expect(page.locator(".chip")).to_contain_text("Maren Vollan")


@pytest.mark.parametrize("link", ["?matrix-order=Date", "lineage?share=40"])
def test_what_is_chosen_on_a_page_keeps_nobody_from_leaving_it(server, page, link):
    open_analysed(page, server, f"/{link}")
    page.get_by_role("button", name="Compare side by side").click()
    expect(page.locator(".sides article")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/compare\?pair=\w+\.\w+$"))
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape(link)))
    expect(page.get_by_role("button", name="Compare side by side")).to_be_visible()
