"""Notes in colours: written where one reads, found by colour and word, taken away as files."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from conftest import open_analysed, wait_until_analysed, wait_until_still
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from test_library import mark_words

from components.corpus.store import open_store
from components.corpus.verify import HOLDS, verify

pytestmark = pytest.mark.browser

ARTICLE = "The Estuary Times"
WORDS, OTHER = "largest container terminal", "night shifts"


def ids_of(server):
    store = open_store(f"sqlite:///{server.library}")
    return store, store.articles().set_index("source")["id"]


def write_note(page, words, text, colour):
    # Text that still moves would be marked elsewhere.
    expect(page.locator(".panes h2")).to_be_visible()
    wait_until_still(page)
    page.evaluate("document.fonts.ready")
    mark_words(page, words)
    page.get_by_role("button", name="Note on these words").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your note").fill(text)
    if colour:
        dialog.get_by_role("radio", name=colour).click()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("aside.note", has_text=text)).to_be_visible()


def listed(page):
    return page.locator("ul.rows[aria-label='Notes'] > li")


def take(page, name):
    wait_until_still(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name=name, exact=True).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_a_coloured_note_is_marked_found_and_taken_away(server, page, tmp_path):
    wait_until_analysed(server)
    store, ids = ids_of(server)
    open_analysed(page, server, f"/articles?read={ids[ARTICLE]}")
    write_note(page, WORDS, "Compare with the harbour office", "Red")
    expect(page.locator(".pane .noted.red")).to_have_text([WORDS])
    write_note(page, OTHER, "A term of the employer", "Blue")
    page.get_by_role("link", name="Notes").click()
    expect(listed(page)).to_have_count(2)
    wait_until_still(page)
    page.locator(".st-key-colour-meanings button:visible").click()
    page.get_by_label("Red").fill("to check")
    page.keyboard.press("Enter")
    expect(listed(page).filter(has_text="red: to check")).to_have_count(1)
    page.keyboard.press("Escape")

    page.get_by_label("Search the notes").fill("harbour office")
    page.keyboard.press("Enter")
    expect(listed(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("note-words=harbour"))
    name, written = take(page, "JSON")
    assert name.endswith(".json")
    (note,) = json.loads(written)["notes"]
    text = store.text(note["id"])
    assert (note["colour"], note["meaning"]) == ("red", "to check")
    assert text[note["start"] : note["end"]] == note["quoted"] == WORDS
    name, written = take(page, "Markdown")
    assert f"> {WORDS}".encode() in written
    page.locator(".st-key-open-export-all-notes button:visible").click()
    _, written = take(page, "CSV table")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert [(row["on the words"], int(row["start"])) for row in rows] == [(WORDS, note["start"])]
    _, written = take(page, "XLSX workbook")
    table = CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_name("Table")
    assert WORDS in table.to_python()[1]
    page.keyboard.press("Escape")

    listed(page).locator("button.row").click()
    expect(page.locator(".pane .noted.red")).to_be_in_viewport()
    page.goto(f"{server.url}/compare?pair={ids[ARTICLE]}.{ids['Freight Ledger']}")
    expect(page.locator(".pane .noted.red").first).to_have_text(WORDS)
    page.locator(".st-key-ways-out button:visible").click()
    _, pack = take(page, "HTML page")
    (tmp_path / "pack.html").write_bytes(pack)
    assert b'<span class="chip red">red: to check</span>' in pack
    assert verify(tmp_path / "pack.html")[0] == HOLDS


def test_notes_are_filtered_by_colour_and_a_link_keeps_it(server, page):
    wait_until_analysed(server)
    store, ids = ids_of(server)
    number = store.notes.add(ids["Freight Ledger"], "On the whole", "Bo")
    store.verdicts.set("note colour", str(number), "green", "", "Bo")
    store.notes.add(ids["Freight Ledger"], "Without one", "Bo")
    open_analysed(page, server, "/notes?note-colour=green&note-by=Bo")
    expect(listed(page)).to_have_count(1)
    expect(listed(page)).to_contain_text("On the whole")
    listed(page).get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Purple").click()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("No note matches.")).to_be_visible()
    page.locator(".st-key-done").get_by_role("button", name="Undo").click()
    expect(listed(page)).to_contain_text("green")
