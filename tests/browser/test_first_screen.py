"""What is to be seen without scrolling on a screen of 1440 by 900."""

import pytest
from conftest import chart, open_analysed, wait_until_still
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

SCREEN = {"width": 1440, "height": 900}
# Pixels of the bar of pages.
BAR = 56


@pytest.fixture
def screen(page):
    page.set_viewport_size(SCREEN)
    return page


def is_whole(locator, least=0):
    """Whether all of it stands on the screen; with `least` as many pixels of its height."""
    box = locator.bounding_box()
    if box is None or box["y"] < BAR or box["x"] < 0 or box["x"] + box["width"] > SCREEN["width"]:
        return False
    seen = min(box["y"] + box["height"], SCREEN["height"]) - box["y"]
    return seen >= (least or box["height"])


def changes(page):
    return page.locator("ul.rows[aria-label='Changes']")


def test_the_overview_shows_figures_matrix_and_the_closest_pair_with_its_changes(server, screen):
    open_analysed(screen, server)
    wait_until_still(screen)
    assert is_whole(screen.locator("dl.figures"))
    assert is_whole(chart(screen, "Similarity of"))
    assert is_whole(screen.get_by_role("heading", name="The most similar pair"))
    assert is_whole(screen.get_by_role("button", name="Compare side by side"))
    assert is_whole(changes(screen))
    for number in range(4):
        assert is_whole(changes(screen).locator("li").nth(number))


def test_a_list_that_goes_on_below_its_edge_says_how_many_rows_follow(server, screen):
    open_analysed(screen, server)
    rest = screen.locator("ul.rows[aria-label='Changes'] + .rest")
    expect(rest).to_contain_text("more")
    changes(screen).evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(rest).to_have_text("")


def test_a_change_on_the_overview_leads_to_its_place_on_compare(server, screen):
    open_analysed(screen, server)
    changes(screen).locator("button.row").nth(1).click()
    expect(screen.locator(".panes .sentence.on").first).to_be_in_viewport()
    expect(screen.locator("ul.rows[aria-label='Changes'] li.selected")).to_be_in_viewport()


def test_compare_keeps_texts_changes_and_verdict_together(server, screen):
    open_analysed(screen, server, "/compare")
    panes = screen.locator(".panes .pane")
    expect(panes).to_have_count(2)
    wait_until_still(screen)
    assert is_whole(screen.locator(".st-key-stands"))
    for side in range(2):
        assert is_whole(panes.nth(side), least=250)
        assert is_whole(panes.nth(side))
    assert is_whole(changes(screen))
    row = changes(screen).locator("button.row").nth(3)
    row.click()
    expect(screen.locator(".panes .sentence.on").first).to_be_in_viewport()
    telling = (
        changes(screen).locator("li.selected").get_by_role("button", name="telling", exact=True)
    )
    expect(telling).to_be_in_viewport()
    assert is_whole(panes.nth(0), least=250)
    telling.click()
    expect(telling).to_have_attribute("aria-pressed", "true")
    pair = open_store(f"sqlite:///{server.library}").verdicts.all("edit")
    assert pair["value"].tolist() == ["telling"]
    assert screen.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
