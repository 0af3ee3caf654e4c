"""Every screen as a picture, light and dark, wide and narrow: to be looked at."""

import pytest
from conftest import SHOTS, open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = {
    "overview": ("/", ".parallax-chart[data-drawn]"),
    "overview-entity": ("/?entity=Volodymyr+Zelensky", ".chips .chip"),
    "compare": ("/compare", ".panes article"),
    "lineage": ("/lineage", ".grid tbody tr"),
    "quotations": ("/quotations", "ul.rows[aria-label='Versions of one quotation'] li"),
    "figures": ("/figures", "ul.rows[aria-label='Contradictions'] li"),
    "entities": ("/entities?entity=Vladimir+Putin", "ul.rows[aria-label='Mentions in context'] li"),
    "articles": ("/articles", "[data-testid=stDataFrame]"),
    "words": ("/words?source=Agence+Bor%C3%A9ale", ".parallax-chart[data-drawn]"),
    "library": ("/library", "ul.rows[aria-label='Libraries'] li"),
    "notes": ("/notes", "[data-testid=stAlert]"),
    "add": ("/add", ".drop .zone"),
}


@pytest.mark.parametrize("width", [1440, 800])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_screen_draws_without_an_exception(open_tab, server, name, scheme, width):
    path, sign = PAGES[name]
    page = open_tab(
        viewport={"width": width, "height": 1000}, color_scheme=scheme, reduced_motion="reduce"
    )
    open_analysed(page, server, path)
    check_drawn(page, sign)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(height, 1000), 4000)})
    page.wait_for_timeout(600)
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{scheme}-{width}.png")


def test_every_page_fits_a_very_wide_window(server, page):
    page.set_viewport_size({"width": 2560, "height": 1440})
    open_analysed(page, server)
    names = page.get_by_test_id("stTopNav").get_by_role("link").all_inner_texts()
    assert len(names) > 10
    for name in names:
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, exact=True, level=1)).to_be_visible()
        check_drawn(page, ".st-key-head")


def check_drawn(page, sign):
    """What the page is for is there, nothing failed, and nothing reaches beyond the window."""
    expect(page.locator(sign).first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    overflow = page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0, "the page scrolls sideways"
