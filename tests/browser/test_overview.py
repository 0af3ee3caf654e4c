"""The first screen on a library as it was read, with nothing added to it."""

import re

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_first_screen_shows_what_was_changed_between_the_closest_two(server, page):
    open_analysed(page, server)
    pairs = page.locator("ul.rows[aria-label='Most similar pairs']")
    expect(page.get_by_role("heading", name="The most similar pair")).to_be_visible()
    place = "list => list.getBoundingClientRect().top + document.querySelector('.stMain').scrollTop"
    before = pairs.evaluate(place)
    pairs.locator("button.row").nth(1).click()
    expect(page.get_by_role("heading", name="The selected pair")).to_be_visible()
    expect(page.locator(".chip")).to_contain_text("pair")
    # Nothing moved under the pointer.
    assert pairs.evaluate(place) == before
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("heading", name="The most similar pair")).to_be_visible()
    page.locator("ul.rows[aria-label='Changes'] button.row").first.click()
    expect(page).to_have_url(re.compile("/compare.*change="))
    expect(page.locator(".panes .sentence.on").first).to_be_in_viewport()


def test_on_a_narrow_screen_the_cards_of_one_column_follow_those_of_the_other(server, page):
    page.set_viewport_size({"width": 800, "height": 1000})
    open_analysed(page, server)
    columns = page.locator("[class*=st-key-beside] [data-testid=stColumn]")
    expect(columns).to_have_count(4)
    first, second, third, fourth = (one.bounding_box() for one in columns.all())
    for above, below in ((first, second), (third, fourth)):
        assert 0 <= below["y"] - above["y"] - above["height"] <= 16
