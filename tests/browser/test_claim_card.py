"""The card on which a claim is checked: from a list to every occurrence, a verdict, and out."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import chart, open_analysed, wait_until_still
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

WORDS = "There is only one address for ending this war"
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.textContent;
}"""


def rows(page, label):
    return page.locator(f"ul.rows[aria-label='{label}'] li")


def open_card(page, server, words=WORDS):
    open_analysed(page, server, "/quotations")
    row = rows(page, "Quotations").filter(has_text=words).first
    row.locator(".row").click()
    expect(rows(page, "Occurrences").first).to_be_visible()
    return page.get_by_role("dialog")


def wait_for_count(page, speaker, count):
    """Wait until the chart draws so many quotations of a speaker; 0 when it has no bar of them."""
    chart(page, "Most quoted")
    page.wait_for_function(
        """([speaker, count]) => {
            const drawn = document.querySelector(".parallax-chart[aria-label^='Most quoted']");
            let seen = 0;
            for (const trace of drawn?.data ?? []) {
                const at = [...trace.y].findIndex((name) => String(name) === speaker);
                if (at >= 0) seen += trace.x[at];
            }
            return seen === count;
        }""",
        arg=[speaker, count],
    )


def test_a_speaker_corrected_on_the_card_counts_at_once_and_is_undone(server, page):
    dialog = open_card(page, server)
    wait_for_count(page, "Maren Vollan", 10)
    expect(dialog).to_contain_text("Speaker: Maren Vollan")
    expect(dialog).to_contain_text("37 were right")
    expect(dialog).to_contain_text("occurrences in 2 articles of the library.")
    expect(rows(page, "Occurrences").first.locator(".hit")).to_contain_text(WORDS)
    field = dialog.get_by_role("combobox", name="Another speaker")
    field.fill("Volodymyr Zelensky")
    field.press("Enter")
    expect(dialog).to_contain_text("Speaker: Volodymyr Zelensky")
    expect(dialog).to_contain_text("Decided: speaker: Volodymyr Zelensky.")
    wait_for_count(page, "Maren Vollan", 8)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert page.evaluate(FOCUSED).startswith(f"“{WORDS}")
    corrected = rows(page, "Quotations").filter(has_text=WORDS).first
    expect(corrected).to_contain_text("Volodymyr Zelensky")
    page.locator(".st-key-done").get_by_role("button", name="Undo").click()
    wait_for_count(page, "Maren Vollan", 10)
    expect(corrected).to_contain_text("Maren Vollan")


def test_a_link_restores_the_open_card_and_it_leads_to_the_place_and_to_compare(server, page):
    open_card(page, server)
    link = page.url
    page.goto(f"{server.url}/articles")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(link)
    other = rows(page, "Occurrences").filter(has=page.get_by_role("button", name="Compare")).first
    other.get_by_role("button", name="Compare").click()
    expect(page.locator(".sides article")).to_have_count(2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(link)
    rows(page, "Occurrences").first.get_by_role("button", name="Read").click()
    expect(page.locator(".pane .sentence.on")).to_contain_text(WORDS)
    assert "card=" not in page.url


def test_the_words_are_copied_with_their_citation_also_where_the_clipboard_is_refused(server, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog = open_card(page, server)
    copy = dialog.get_by_role("button", name="Copy with citation")
    copy.click()
    expect(dialog).to_contain_text("Copied: the words")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{WORDS}")
    assert "The Harbour Post, " in copied
    assert "of the text with SHA-256" in copied
    page.evaluate(
        """() => {
            Object.defineProperty(navigator, "clipboard", { value: undefined });
            document.execCommand = () => false;
        }"""
    )
    copy.click()
    expect(dialog).to_contain_text("press Ctrl+C")
    assert dialog.get_by_role("textbox", name="To copy").input_value() == copied


def test_every_span_of_an_exported_card_leads_back_to_its_words(server, page):
    dialog = open_card(page, server)
    store = open_store(f"sqlite:///{server.library}")
    texts = store.texts(store.articles()["id"])
    by_hash = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts.values()}
    for label in ("CSV table", "JSON"):
        with page.expect_download() as coming:
            dialog.get_by_role("button", name=label).click()
        written = Path(coming.value.path()).read_text(encoding="utf-8-sig")
        if label == "JSON":
            listed = json.loads(written)["occurrences"]
        else:
            listed = list(csv.DictReader(io.StringIO(written)))
        assert len(listed) == rows(page, "Occurrences").count() > 2
        for row in listed:
            text = by_hash[row["text sha256"]]
            assert text[int(row["start"]) : int(row["end"])] == row["words"]
            assert store.original(row["original sha256"])
    store.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_open_card_has_no_serious_fault(server, page, theme):
    page.emulate_media(color_scheme=theme)
    open_card(page, server)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]
    assert serious == []


def test_a_number_and_a_change_are_checked_where_they_stand(server, page):
    open_analysed(page, server, "/figures")
    rows(page, "Contradictions").first.locator(".row").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("A contradiction")
    dialog.get_by_role("button", name="Wrong").click()
    expect(dialog).to_contain_text("Decided: wrong.")
    page.keyboard.press("Escape")
    expect(rows(page, "Contradictions").first).not_to_contain_text("about 13,000")
    page.locator(".st-key-done").get_by_role("button", name="Undo").click()
    expect(rows(page, "Contradictions").first).to_contain_text("about 13,000")
    rows(page, "All numbers").first.locator(".row").click()
    expect(dialog).to_contain_text("Read as")
    page.keyboard.press("Escape")
    wait_until_still(page)
    page.goto(f"{server.url}/compare")
    rows(page, "Changes").first.get_by_role("button", name="Check").click()
    dialog.get_by_role("button", name="Wrong").click()
    expect(dialog).to_contain_text("Decided: wrong.")
    page.keyboard.press("Escape")
    expect(page.locator("ul.rows[aria-label='Changes'] .struck").first).to_be_visible()
    page.locator(".st-key-done").get_by_role("button", name="Undo").click()
    expect(page.locator("ul.rows[aria-label='Changes'] .struck")).to_have_count(0)
