"""A file with two kinds of things left out: what is told of it, read otherwise, and undone."""

import io
import zipfile

import pytest
from conftest import CHOOSE, open_analysed, open_list, wait_until_still
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

FERRY = "The ferry to Wendle was late on Monday, the harbour said, and nobody knew why it was so."
TRAM = "The tram to the old mill stood still for an hour, the depot said in a short statement."
WEIR = "A weir by the mill was repaired in the night, the town said, after the flood of spring."
TABLE = f"""title,outlet_x,date,text
Ferry late,Harbour Post,03/04/2024,"{FERRY}"
Tram stopped,Harbour Post,05/04/2024,"{TRAM}"
Nothing told,Harbour Post,06/04/2024,
Weir repaired,Mill Courier,07/04/2024,"{WEIR}"
"""
FILES = "ul.rows[aria-label='Files'] li"
FIRST = "ul.rows[aria-label='First articles of the file'] li"


def test_a_file_tells_how_it_was_read_and_is_read_otherwise_and_back(server, page, tmp_path):
    open_analysed(page, server, "/add")
    path = tmp_path / "notices.csv"
    path.write_text(TABLE)
    page.locator(CHOOSE).set_input_files(str(path))
    expect(page.locator(FILES, has_text="notices.csv")).to_contain_text("a table")
    card = page.locator(".st-key-card-understood")
    expect(card).to_contain_text("A table · 3 articles (3 new)")
    expect(card).to_contain_text("Days of publication: 3 not known.")
    expect(card).to_contain_text("Row 4 has no text")
    expect(card).to_contain_text(
        "3 dates such as “03/04/2024” can be read in two ways and were left empty"
    )
    expect(card.locator(FIRST)).to_have_count(3)
    expect(card.locator(FIRST).first).to_contain_text("source not known")
    expect(card.locator(FIRST).first).to_contain_text("The ferry to Wendle was late")

    card.get_by_text("Read it otherwise", exact=True).click()
    choose(page, card, "Days in numbers", "month first")
    choose(page, card, "Source", "outlet_x")
    card.get_by_role("button", name="Read it this way").click()
    expect(card).to_contain_text("3 articles of the earlier reading were moved to the bin")
    expect(card).to_be_focused()
    expect(card.locator(FIRST).first).to_contain_text("Harbour Post")
    expect(card.locator(FIRST).first).to_contain_text("4 March 2024 (from")
    store = open_store(f"sqlite:///{server.library}")
    assert days(store) == ["2024-03-04", "2024-05-04", "2024-07-04"]

    card.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: Reading notices.csv in another way")).to_be_visible()
    expect(card).to_contain_text("The earlier reading is back")
    assert days(store) == ["NaT"] * 3
    expect(card).to_contain_text("Days of publication: 3 not known.")
    expect(card.locator(FIRST).first).to_contain_text("source not known")
    expect(card).to_be_focused()
    page.get_by_role("button", name="Redo").click()
    expect(card).to_contain_text("3 articles of the earlier reading were moved to the bin")
    notice = page.locator(".st-key-done")
    expect(notice.get_by_role("button", name="Undo")).to_be_focused()
    notice.get_by_role("button", name="Dismiss").click()
    expect(page.locator("[data-testid=stMain] h1")).to_be_focused()
    assert days(store) == ["2024-03-04", "2024-05-04", "2024-07-04"]
    store.close()


def test_a_book_is_read_whole_and_by_chapters_by_a_button_beside_it(server, page, tmp_path):
    open_analysed(page, server, "/add")
    path = tmp_path / "weirs.epub"
    path.write_bytes(make_book(("Of ferries", FERRY), ("Of weirs", WEIR)))
    page.locator(CHOOSE).set_input_files(str(path))
    row = page.locator(FILES, has_text="weirs.epub")
    card = page.locator(".st-key-card-understood")
    expect(card.locator(FIRST)).to_have_count(2)
    row.get_by_role("button", name="Read as one article").click()
    expect(card).to_contain_text("2 articles of the earlier reading were moved to the bin, 1")
    expect(card.locator(FIRST)).to_have_count(1)
    card.get_by_role("button", name="Undo").click()
    expect(card).to_contain_text("The earlier reading is back")
    expect(card.locator(FIRST)).to_have_count(2)
    row.get_by_role("button", name="Read as one article").click()
    row.get_by_role("button", name="Read by chapters").click()
    expect(card.locator(FIRST)).to_have_count(2)
    expect(row.get_by_role("button", name="Read as one article")).to_be_visible()


def test_a_file_that_is_tried_again_in_vain_says_so(server, page, tmp_path):
    open_analysed(page, server, "/add")
    path = tmp_path / "broken.json"
    path.write_text('[{"title": "Ferry late", "text": ')
    page.locator(CHOOSE).set_input_files(str(path))
    card = page.locator(".st-key-card-understood")
    expect(card).to_contain_text("It is not valid JSON")
    expect(card).not_to_contain_text("tried again")
    page.locator(FILES, has_text="broken.json").get_by_role("button", name="Try again").click()
    expect(card).to_contain_text("It was tried again just now, with the same outcome.")


@pytest.mark.parametrize("width", [1440, 800])
def test_of_many_files_each_is_told_of_where_it_was_selected(server, open_tab, tmp_path, width):
    page = open_tab(viewport={"width": width, "height": 1000})
    open_analysed(page, server, "/add")
    paths = [tmp_path / f"notice-{width}-{number:02}.txt" for number in range(30)]
    for path in paths:
        path.write_text(f"Notice {path.stem}\n\n{FERRY} {path.stem}.\n")
    page.locator(CHOOSE).set_input_files([str(path) for path in paths])
    row = page.locator(FILES, has_text=f"notice-{width}-29.txt")
    expect(row).to_contain_text("1 new article")
    wait_until_still(page)
    row.locator("button").first.click()
    card = page.locator(".st-key-card-understood")
    expect(card).to_contain_text(f"notice-{width}-29.txt")
    # The file that was told of before may still stand there.
    expect(card.locator(FIRST)).to_have_count(1)
    expect(card.locator(FIRST)).to_be_in_viewport(ratio=1)
    expect(row).to_have_class("selected")


def make_book(*pages):
    items = "".join(f'<item id="p{n}" href="p{n}.html"/>' for n in range(len(pages)))
    order = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    package = f"<package><manifest>{items}</manifest><spine>{order}</spine></package>"
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("content.opf", package)
        for number, (title, text) in enumerate(pages):
            page = f"<html><body><h1>{title}</h1><p>{text}</p></body></html>"
            book.writestr(f"p{number}.html", page)
    return packed.getvalue()


def choose(page, card, label, option):
    open_list(card.locator("[data-testid=stSelectbox]", has_text=label).locator("input"))
    page.get_by_role("option", name=option).click()


def days(store):
    articles = store.articles()
    own = articles[articles["name"] == "notices.csv"]
    return [str(day)[:10] for day in own["published"]]
