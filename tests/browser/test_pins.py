"""A pinned chart holds what it shows while the others follow, also in a link."""

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_pinned_chart_stays_while_the_others_follow_and_its_link_says_so(server, page, chromium):
    open_analysed(page, server)
    pinned = page.locator(".st-key-card-The-articles")
    pairs = page.locator("ul.rows[aria-label='Most similar pairs'] button.row")
    before, all_pairs = pinned.locator("button.row").count(), pairs.count()
    pinned.get_by_role("button", name="Pin").click()
    expect(pinned).to_contain_text("Pinned at all articles")
    page.goto(f"{page.url}&source=Podil+Wire")
    expect(page.locator(".chip")).to_contain_text("Podil Wire")
    expect(pairs).not_to_have_count(all_pairs)
    expect(pinned.locator("button.row")).to_have_count(before)
    pinned.get_by_role("button", name="Unpin").click()
    expect(pinned.locator("button.row")).to_have_count(2)
    assert "pin=" not in page.url
