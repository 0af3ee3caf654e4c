"""The journeys of a new user, in a real browser on the real server."""

import re

import pytest
from conftest import CHOOSE, click_heatmap, open_analysed, wait_until_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

ORIGINAL = "With Peace Talks Stalled"
REPUBLICATION = "Zelensky asks to see Putin"

FERRY = b"title,text\nFerry late,The ferry to Wendle was an hour late on Friday."


@pytest.fixture
def pair(server, page):
    """The ids of the original and its republication."""
    open_analysed(page, server)
    articles = open_store(f"sqlite:///{server.library}").articles()
    titles = articles.set_index("title")["id"]
    return [
        next(i for title, i in titles.items() if title.startswith(start))
        for start in (ORIGINAL, REPUBLICATION)
    ]


def chips(page):
    return page.locator(".chips .chip")


def test_the_overview_shows_the_sample_corpus(server, page):
    open_analysed(page, server)
    expect(page.locator(".chips .lead")).to_have_text("All 15 articles")
    expect(page.locator(".figures div").first).to_contain_text("15")
    expect(page.locator(".parallax-chart svg.main-svg").first).to_be_visible()
    expect(page.locator("ul.rows[aria-label='Most similar pairs'] li").first).to_contain_text(
        "in common"
    )


def test_a_click_on_a_cell_picks_the_pair_everywhere_and_leads_to_compare(server, page, pair):
    click_heatmap(page, "Similarity", *pair)
    expect(chips(page)).to_contain_text([REPUBLICATION])
    expect(page.locator(".chips .lead")).to_have_text("2 of 15 articles")
    assert f"pair={pair[0]}.{pair[1]}" in page.url
    page.get_by_role("button", name="Compare side by side").click()
    expect(page.locator(".sides article")).to_have_count(2)
    expect(
        page.get_by_text(re.compile(r"sentences of A are in B, \d+ of them edited"))
    ).to_be_visible()
    expect(page.locator("article[data-side='a'] mark.edited").first).to_be_visible()
    expect(page.locator("article[data-side='b'] .sentence.added").first).to_be_visible()


def test_next_change_goes_to_a_changed_sentence_and_lights_both_ends(server, page, pair):
    page.goto(f"{server.url}/compare?pair={pair[0]}.{pair[1]}")
    page.get_by_role("button", name="Next change").click()
    expect(page.locator(".where")).to_contain_text("change 1 of")
    lit = page.locator(".sentence.on")
    expect(lit).to_have_count(2)
    assert lit.first.get_attribute("data-link") == lit.last.get_attribute("data-link")
    page.locator("article[data-side='a']").focus()
    page.keyboard.press("n")
    expect(page.locator(".where")).to_contain_text("change 2 of")


def test_a_changed_word_leads_to_its_sentence(server, page, pair):
    page.goto(f"{server.url}/compare?pair={pair[0]}.{pair[1]}")
    page.locator("ul.rows[aria-label='Changes'] button.row", has_text="certain forces").click()
    expect(page.locator(".sentence.on").first).to_contain_text("nationalists")


def test_picking_an_entity_narrows_every_chart_and_can_be_cleared(server, page):
    open_analysed(page, server, "/?entity=Maren+Vollan")
    lead = page.locator(".chips .lead")
    expect(lead).to_have_text(re.compile(r"^\d of 15 articles$"))
    expect(chips(page)).to_contain_text(["Maren Vollan"])
    chips(page).first.click()
    expect(lead).to_have_text("All 15 articles")
    assert "entity" not in page.url


def test_a_click_on_a_bar_picks_that_entity_and_the_link_restores_it(server, page, open_tab):
    open_analysed(page, server)
    bar = page.locator(".parallax-chart[aria-label^='Most named'] .bars .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 4)
    page.mouse.move(box["x"] + 24, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)
    page.mouse.click(box["x"] + 24, box["y"] + box["height"] / 2)
    expect(chips(page)).to_contain_text(["Volodymyr Zelensky"])
    other = open_tab()
    other.goto(page.url)
    expect(other.locator(".chips .chip")).to_contain_text(["Volodymyr Zelensky"])
    expect(other.locator(".chips .lead")).to_have_text(page.locator(".chips .lead").inner_text())


def test_a_box_on_the_timeline_picks_those_days(server, page):
    open_analysed(page, server)
    chart = page.locator(".parallax-chart[aria-label*='articles from']")
    chart.scroll_into_view_if_needed()
    box = chart.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    expect(chips(page)).to_contain_text(["2019"])
    expect(page.locator(".chips .lead")).to_have_text("7 of 15 articles")


def test_a_selection_outlives_a_reload_and_a_turn_of_the_page(server, page):
    open_analysed(page, server, "/?entity=Kremlin")
    lead = page.locator(".chips .lead").inner_text()
    page.reload()
    expect(page.locator(".chips .lead")).to_have_text(lead)
    page.get_by_role("link", name="Entities").click()
    expect(page.get_by_role("heading", name="Mentions in context")).to_be_visible()
    expect(page.locator(".chips .lead")).to_have_text(lead)
    assert "entity=Kremlin" in page.url


def test_a_mention_leads_to_its_place_in_the_article(server, page):
    open_analysed(page, server, "/entities?entity=Nursultan+Nazarbayev")
    page.locator("ul.rows[aria-label='Mentions in context'] button.row").nth(2).click()
    expect(page.locator(".pane .sentence.on .hit").first).to_contain_text("Nazarbayev")
    expect(page.locator(".pane .sentence.on")).to_be_in_viewport()


def test_three_files_of_which_one_is_bad(server, page):
    open_analysed(page, server, "/add")
    copied = (server.corpus / "08-estuary-times-2024-03-18.md").read_text(encoding="utf-8")
    body = copied.split("---", 2)[2].strip()
    page.locator(CHOOSE).set_input_files(
        [
            {"name": "copy.txt", "mimeType": "text/plain", "buffer": body.encode()},
            {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
            {
                "name": "table.csv",
                "mimeType": "text/csv",
                "buffer": FERRY,
            },
        ]
    )
    outcome = page.locator("ul.rows[aria-label='Files']")
    expect(outcome.locator("li")).to_have_count(3)
    expect(outcome.locator("li", has_text="empty.txt")).to_contain_text("not read")
    belonging = page.locator("ul.rows[aria-label='Closest article to each new article']")
    expect(belonging).to_contain_text(re.compile(r"\d+ sentences in common"))
    expect(page.locator(".chips .lead")).to_have_text("All 17 articles")
    wait_until_analysed(server)
    belonging.locator("button.action").first.click()
    expect(page.locator(".sides article")).to_have_count(2)


def test_an_added_article_is_still_there_after_a_restart(server, page):
    server.restart()
    open_analysed(page, server, "/articles")
    expect(page.locator(".chips .lead")).to_have_text("All 17 articles")


def test_the_same_file_again_is_recognised(server, page):
    open_analysed(page, server, "/add")
    page.locator(CHOOSE).set_input_files(
        [{"name": "again.csv", "mimeType": "text/csv","buffer": FERRY}]
    )  # fmt: skip
    again = page.locator("ul.rows[aria-label='Files'] li", has_text="again.csv")
    expect(again).to_contain_text("1 already in the library")
    expect(page.locator(".chips .lead")).to_have_text("All 17 articles")


def test_an_article_can_be_edited_removed_and_restored(server, page):
    open_analysed(page, server, "/")
    page.locator("ul.rows[aria-label='Articles'] button.row", has_text="A Museum").click()
    page.get_by_role("button", name="Edit details").click()
    page.get_by_role("dialog").get_by_label("Title").fill("A Museum Renamed")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".panes h2")).to_have_text("Sample · A Museum Renamed")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".chips .lead")).to_have_text("All 16 articles")
    page.get_by_role("link", name="Library").click()
    page.locator("ul.rows[aria-label='Removed articles'] button.action").click()
    expect(page.locator(".chips .lead")).to_have_text("All 17 articles")


def test_pasted_text_becomes_an_article(server, page):
    open_analysed(page, server, "/add")
    page.get_by_role("textbox", name="Title").fill("Pasted by hand")
    page.get_by_label("Or paste the text of an article").fill("A short notice about the tram.")
    page.get_by_role("button", name="Add this text").click()
    expect(
        page.locator("ul.rows[aria-label='Closest article to each new article']")
    ).to_contain_text("Pasted by hand")


def test_the_same_pair_is_read_inline_and_by_its_changes_only(server, page, pair):
    page.goto(f"{server.url}/compare?pair={pair[0]}.{pair[1]}")
    page.get_by_role("radio", name="Inline").click()
    inline = page.locator("article[data-side='inline']")
    expect(inline.locator("del", has_text="Ukrainian nationalists")).to_be_visible()
    expect(inline.locator("ins", has_text="certain forces")).to_be_visible()
    page.get_by_role("radio", name="Changes only").click()
    whole = page.locator("article[data-side='a'] .sentence")
    shown = page.locator("article[data-side='a'] .sentence:not([hidden])")
    assert 0 < shown.count() < whole.count()
    expect(page.locator("article[data-side='a'] mark.edited").first).to_be_visible()


def test_matching_sentences_stay_level_while_one_side_is_scrolled(server, page, pair):
    page.goto(f"{server.url}/compare?pair={pair[0]}.{pair[1]}")
    left = page.locator("article[data-side='a']")
    expect(left).to_be_visible()
    left.hover()
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(400)
    gap = left.evaluate(
        """(pane) => {
            const top = (element) => element.getBoundingClientRect().top;
            const line = top(pane) + pane.clientHeight / 3;
            const away = (element) => Math.abs(top(element) - line);
            const linked = [...pane.querySelectorAll('[data-link]')];
            const nearest = linked.sort((x, y) => away(x) - away(y))[0];
            const other = pane.closest('.sides').querySelector('article[data-side=b]');
            const partner = other.querySelector(`[data-link="${nearest.dataset.link}"]`);
            return Math.abs(top(nearest) - top(partner));
        }"""
    )
    assert gap < 3


def test_a_search_narrows_every_chart_and_stands_in_the_link(server, page):
    open_analysed(page, server)
    page.get_by_placeholder("Search the articles").fill("museum AND sea")
    page.keyboard.press("Enter")
    expect(page.locator(".chips .lead")).to_have_text(re.compile("^1 of"))
    expect(page).to_have_url(re.compile("q=museum"))
