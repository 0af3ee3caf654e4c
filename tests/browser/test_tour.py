"""The tour of a first visit."""

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_first_visit_is_shown_around_in_four_steps_and_never_again(server, page):
    page.context.clear_cookies()
    open_analysed(page, server)
    tour = page.locator(".st-key-tour")
    expect(tour).to_contain_text("1 of 4")
    for step in (2, 3, 4):
        tour.get_by_role("button", name="Next step").click()
        expect(tour).to_contain_text(f"{step} of 4")
    tour.get_by_role("button", name="Done").click()
    expect(tour).to_have_count(0)
    page.wait_for_function("document.cookie.includes('parallax_tour=over')")
    open_analysed(page, server)
    expect(tour).to_have_count(0)


def test_the_tour_leads_to_the_page_it_speaks_of_and_can_be_dismissed(server, page):
    page.context.clear_cookies()
    open_analysed(page, server)
    tour = page.locator(".st-key-tour")
    tour.get_by_role("button", name="Next step").click()
    tour.get_by_role("link", name="Show me").click()
    expect(page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()
    expect(tour).to_contain_text("2 of 4")
    tour.get_by_role("button", name="Skip the tour").click()
    expect(tour).to_have_count(0)
