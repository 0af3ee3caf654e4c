"""From a change to its sentence, from evidence to what it rests on, from a family to a sentence."""

import pytest
from conftest import chart, open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_telling_change_leads_from_the_ledger_to_its_place(server, page):
    open_analysed(page, server, "/compare")
    ledger = page.locator("ul.rows[aria-label='Changes'] button.row")
    expect(ledger.first).to_be_visible()
    ledger.filter(has_text="negation").first.click()
    expect(page.locator(".sides .sentence.on").first).to_contain_text("accepted")


def test_the_evidence_of_a_direction_leads_to_what_it_rests_on(server, page):
    open_analysed(page, server, "/compare")
    evidence = page.locator("ul.rows[aria-label='Evidence'] button.row")
    evidence.filter(has_text="credits").first.click()
    expect(page.locator(".sides .sentence.on")).to_contain_text(["The Estuary Times"])


def test_a_family_is_followed_from_its_graph_to_a_sentence_and_back(server, page):
    open_analysed(page, server, "/lineage")
    chart(page, "Lineage of")
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    page.locator(".grid td.edited button").first.click()
    expect(page.locator(".panes article .sentence.on")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Every sentence through its versions")).to_be_visible()


def test_a_verdict_on_a_change_is_kept(server, page):
    open_analysed(page, server, "/compare")
    ledger = page.locator("ul.rows[aria-label='Changes'] button.row")
    ledger.filter(has_text="negation").first.click()
    page.get_by_role("radio", name="telling").click()
    expect(ledger.filter(has_text="judged telling")).to_have_count(1)
    page.get_by_label("Note").fill("turns the meaning")
    page.keyboard.press("Enter")
    server.restart()
    open_analysed(page, server, "/compare")
    expect(ledger.filter(has_text="judged telling")).to_contain_text("negation")
