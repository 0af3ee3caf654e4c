"""A link opens the same view in another browser, chart by chart, on every page."""

import pytest
from conftest import open_analysed
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
def test_the_link_of_a_page_restores_it_elsewhere(server, page, chromium, path):
    open_analysed(page, server, f"/{path}?{QUERY}")
    expect(page.get_by_text("Comparing all articles anew")).to_have_count(0)
    here = read_view(page)
    assert len(here["chips"]) == 3
    other = chromium.new_context(
        locale="en-GB", viewport={"width": 1440, "height": 1000}
    ).new_page()
    other.set_default_timeout(60_000)
    other.goto(page.url)
    expect(other.locator(".chips .lead")).to_be_visible()
    there = read_view(other)
    other.context.close()
    assert there == here
