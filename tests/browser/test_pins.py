"""A pinned chart holds what it shows while the others follow, also in a link."""

import pytest
from conftest import chart, open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_pinned_chart_stays_while_the_others_follow_and_its_link_says_so(server, page):
    open_analysed(page, server)
    pinned = page.locator(".st-key-card-The-articles")
    pairs = page.locator("ul.rows[aria-label='Most similar pairs'] button.row")
    expect(pinned.locator("button.row").first).to_be_visible()
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


def test_the_charts_of_words_are_held_while_another_source_is_selected(server, page):
    open_analysed(page, server, "/words?source=Podil+Wire&term=peace")
    words = page.locator(".st-key-card-More-frequent-here")
    lines = page.locator(".st-key-card-In-the-selected-articles")
    for card in (words, lines):
        card.get_by_role("button", name="Pin", exact=True).click()
        expect(card).to_contain_text("Pinned at source Podil Wire")
    held = chart(page, "More frequent here").get_attribute("data-drawn")
    places = lines.locator("ul.kwic li").all_text_contents()
    page.goto(page.url.replace("?source=Podil+Wire&", "?source=Coastline+Brief&", 1))
    expect(page.locator(".chip").first).to_contain_text("Coastline Brief")
    expect(words).to_contain_text("Pinned at source Podil Wire")
    expect(chart(page, "More frequent here")).to_have_attribute("data-drawn", held or "")
    expect(lines.locator("ul.kwic li")).to_have_text(places)
    words.get_by_role("button", name="Unpin").click()
    expect(chart(page, "More frequent here")).not_to_have_attribute("data-drawn", held or "")


def test_reported_speech_is_held_and_let_go_again_though_it_is_drawn_alone(server, page):
    open_analysed(page, server, "/quotations")
    card = page.locator(".st-key-card-In-the-writer-s-words")
    rows = card.locator("ul.rows > li")
    expect(rows).not_to_have_count(0)
    every = rows.count()
    card.get_by_role("button", name="Pin", exact=True).click()
    expect(card).to_contain_text("Pinned at all articles")
    page.goto(f"{page.url}&source=Podil+Wire")
    expect(page.locator(".chip")).to_contain_text("Podil Wire")
    expect(card).to_contain_text("Pinned at all articles")
    expect(rows).to_have_count(every)
    card.get_by_role("button", name="Unpin").click()
    expect(rows).not_to_have_count(every)
