"""What an analyst does to a library: edit, tag, note, remove, take back, switch, take away."""

import re

import pytest
from conftest import CHOOSE, open_analysed, wait_until_analysed, wait_until_still
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

ROW = 33
TAKE_IN = ".st-key-take-in .drop"
WORDS = "largest container terminal"


def store_of(server):
    return open_store(f"sqlite:///{server.library}")


def click_table(page, row, column=None):
    """Click the title in a row of the table, or its tick box."""
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    x = 15 if column is None else column
    page.mouse.click(box["x"] + x, box["y"] + ROW * (row + 1.5))


def rows(page, label):
    return page.locator(f"ul.rows[aria-label='{label}']")


def done(page):
    return page.locator(".st-key-done")


def mark_words(page, words):
    """Select words of the reading pane as a drag of the pointer does."""
    ends = page.locator(".pane").evaluate(
        """(pane, words) => {
            const walk = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                node.parentElement.scrollIntoView({block: 'center'});
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                // They may go on in the next line.
                const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
                const middle = (box) => box.top + box.height / 2;
                return [first.left, middle(first), last.right, middle(last)];
            }
        }""",
        words,
    )
    page.mouse.move(ends[0] + 0.5, ends[1])
    page.mouse.down()
    page.mouse.move((ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2, steps=3)
    page.mouse.move(ends[2] - 0.5, ends[3], steps=3)
    page.mouse.up()


def open_dockers(page, server):
    """Read the article on the dockers."""
    wait_until_analysed(server)
    articles = store_of(server).articles().set_index("source")["id"]
    open_analysed(page, server, f"/articles?read={articles['The Estuary Times']}")
    expect(page.locator(".panes h2")).to_contain_text("Dockers")
    return articles["The Estuary Times"]


def test_two_articles_are_given_a_source_and_a_tag_at_once_and_it_is_undone(server, page):
    open_analysed(page, server, "/articles")
    click_table(page, 0)
    page.get_by_role("button", name="Edit 1 selected").wait_for()
    click_table(page, 2)
    page.get_by_role("button", name="Edit 2 selected").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Source").fill("Both of them")
    dialog.get_by_label("Add tags").fill("checked")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(done(page)).to_contain_text("Changed 2 articles")
    store = store_of(server)
    assert (store.articles()["source"] == "Both of them").sum() == 2
    assert sum(own == ["checked"] for own in store.tags.by_article().values()) == 2
    done(page).get_by_role("button", name="Undo").click()
    expect(done(page)).to_contain_text("Undone")
    assert "Both of them" not in set(store.articles()["source"])
    assert store.tags.by_article() == {}
    done(page).get_by_role("button", name="Redo").click()
    expect(done(page).get_by_role("button", name="Undo")).to_be_visible()
    assert (store.articles()["source"] == "Both of them").sum() == 2
    done(page).get_by_role("button", name="Undo").click()
    expect(done(page)).to_contain_text("Undone")
    wait_until_analysed(server)


def test_a_cell_is_edited_in_the_table_and_saved(server, page):
    open_analysed(page, server, "/articles")
    page.get_by_role("button", name="Edit in the table").click()
    save = page.get_by_role("button", name="Save changes")
    expect(save).to_be_visible()  # until then the table that is looked at is the one to read
    cells = page.locator("[data-testid^='glide-cell']")
    expect(cells.filter(has_text="Imogen Harte").first).to_be_attached()
    wait_until_still(page)
    canvas = page.locator("[data-testid=stDataFrame] canvas").first
    canvas.scroll_into_view_if_needed()  # waits until it stands where it stays
    box = canvas.bounding_box()
    page.mouse.dblclick(box["x"] + 100, box["y"] + ROW * 1.5)
    page.locator("#portal textarea, #portal input").first.fill("Retitled in the table")
    page.keyboard.press("Enter")
    expect(cells.filter(has_text="Retitled in the table").first).to_be_attached()
    save.click()
    expect(done(page)).to_contain_text("Retitled in the table")
    assert "Retitled in the table" in set(store_of(server).articles()["title"])
    done(page).get_by_role("button", name="Undo").click()
    expect(done(page)).to_contain_text("Undone")
    wait_until_analysed(server)


def test_a_note_on_marked_words_stands_under_them_and_leads_back_to_them(server, page):
    article = open_dockers(page, server)
    mark_words(page, WORDS)
    page.get_by_role("button", name="Note on these words").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"“{WORDS}”")
    dialog.get_by_label("Your note").fill("Which berth? <b>Ask</b>")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("aside.note")).to_contain_text("Which berth? <b>Ask</b>")
    expect(page.locator(".pane .noted")).to_contain_text([WORDS])
    (note,) = store_of(server).notes.of(article)
    assert store_of(server).text(article)[note.start : note.end] == WORDS
    page.get_by_role("link", name="Notes").click()
    rows(page, "Notes, tags and verdicts").locator("button.row", has_text="Which berth").click()
    expect(page.locator("aside.note")).to_be_in_viewport()
    page.locator("aside.note").get_by_role("button", name="Remove").click()
    expect(page.locator("aside.note")).to_have_count(0)
    done(page).get_by_role("button", name="Undo").click()
    expect(page.locator("aside.note")).to_have_count(1)


def test_a_sentence_gets_a_note_by_keyboard_alone(server, page):
    article = open_dockers(page, server)
    before = len(store_of(server).notes.of(article))
    page.locator(".pane").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your note").fill("By keyboard")
    dialog.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside.note", has_text="By keyboard")).to_be_visible()
    assert len(store_of(server).notes.of(article)) == before + 1


def test_what_was_found_leads_to_its_place_with_all_of_it_marked(server, page):
    open_analysed(page, server, "/articles?q=museum")
    found = rows(page, "Search results").locator("button.row")
    expect(found.first).to_contain_text("A Museum for Everything")
    expect(found.first.locator(".hit").first).to_be_visible()
    found.last.click()
    expect(page.locator(".pane .sentence.on .hit")).to_be_visible()
    expect(page.locator(".pane .sentence.on")).to_be_in_viewport()
    assert page.locator(".pane .hit").count() >= 3


def test_an_edit_of_another_analyst_is_not_overwritten_silently(server, page):
    article = open_dockers(page, server)
    page.get_by_role("button", name="Edit details").click()
    author = page.get_by_role("dialog").get_by_label("Author")
    expect(author).to_be_visible()
    store_of(server).edit(article, who="Ada", author="Ada’s choice")
    author.fill("My choice")
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    conflict = page.locator(".st-key-conflicts")
    expect(conflict).to_contain_text("My choice")
    expect(conflict).to_contain_text("Ada’s choice")
    assert store_of(server).article(article).author == "Ada’s choice"
    conflict.get_by_role("button", name="Keep mine").click()
    expect(conflict).to_have_count(0)
    assert store_of(server).article(article).author == "My choice"
    page.get_by_role("radio", name="History").click()
    expect(rows(page, "History")).to_contain_text("Ada’s choice → My choice")


def test_what_others_change_is_seen_at_the_next_click_with_a_notice(server, page):
    article = open_dockers(page, server)
    store_of(server).tags.add([article], ["from Ada"], who="Ada")
    page.get_by_role("radio", name="Details").click()
    expect(page.get_by_text("1 change was made in another tab or by others").first).to_be_visible()
    expect(page.get_by_text("from Ada").last).to_be_visible()


def test_the_original_comes_back_as_it_was(server, page):
    article = open_dockers(page, server)
    page.get_by_role("radio", name="Details").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the original file").click()
    data = download.value.path().read_bytes()
    assert data == store_of(server).original(store_of(server).article(article).sha256)
    assert data == (server.corpus / download.value.suggested_filename).read_bytes()


def test_a_library_is_exported_and_imported_and_the_link_says_which_is_open(server, page, tmp_path):
    open_analysed(page, server, "/library")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export this library").click()
    path = tmp_path / "exported.zip"
    download.value.save_as(path)
    page.get_by_label("Name for the library that is imported").fill("Taken in")
    page.keyboard.press("Enter")
    expect(page.locator(TAKE_IN)).to_have_attribute("data-name", "Taken in")
    page.locator(f"{TAKE_IN} input[type=file]").set_input_files(path)
    expect(page).to_have_url(re.compile("library=Taken"))
    expect(page.locator(".chips .lead")).to_have_text("All 15 articles")
    before = store_of(server)
    after = open_store(f"sqlite:///{server.library.parent / 'Taken in.library.sqlite'}")
    assert after.articles().equals(before.articles())
    assert after.history(before.articles()["id"][0]).equals(
        before.history(before.articles()["id"][0])
    )
    assert [n.text for n in after.notes.all()] == [n.text for n in before.notes.all()]


def test_a_file_that_is_no_library_is_told_without_being_sent(server, page):
    open_analysed(page, server, "/library")
    for name, data in {"a.zip": b"no archive", "b.zip": b"PK\x03\x04 but broken"}.items():
        file = {"name": name, "mimeType": "application/zip", "buffer": data}
        page.locator(f"{TAKE_IN} input[type=file]").set_input_files([file])
        said = page.locator(f"{TAKE_IN} [role=status]")
        expect(said).to_contain_text(f"{name} is not an exported library")
    expect(rows(page, "Libraries").locator("li", has_text="Imported")).to_have_count(0)


def test_a_check_for_damage_says_what_it_found(server, page):
    open_analysed(page, server, "/library")
    page.get_by_role("button", name="Check for damage").click()
    expect(page.get_by_text("No damage was found")).to_be_visible()


def test_another_library_is_made_and_served_and_keeps_apart(server, page):
    open_analysed(page, server, "/library")
    page.get_by_label("Name of a new library").fill("Second desk")
    page.get_by_role("button", name="Create an empty library").click()
    expect(page).to_have_url(re.compile("library=Second"))
    page.get_by_role("link", name="Add articles").last.click()
    expect(page.get_by_role("heading", name="Add articles", level=1)).to_be_visible()
    page.locator(CHOOSE).set_input_files(
        [{"name": "t.txt", "mimeType": "text/plain", "buffer": b"The tram line opened on Monday."}]
    )
    expect(page.locator(".chips .lead")).to_have_text("1 article")
    page.goto(f"{server.url}/articles?library=Second+desk")
    expect(page.locator(".chips .lead")).to_have_text("1 article")
    page.get_by_role("link", name="Library").click()
    rows(page, "Libraries").locator("li", has_text="Main").get_by_text("Open", exact=True).click()
    expect(page.locator(".chips .lead")).to_have_text("All 15 articles")
    assert "library=" not in page.url


def test_the_bin_is_emptied_only_after_a_dialog_that_says_what_goes(server, page):
    page.goto(f"{server.url}/library?library=Taken+in")
    library = open_store(f"sqlite:///{server.library.parent / 'Taken in.library.sqlite'}")
    gone = library.articles()["id"][0]
    library.remove([gone])
    page.reload()
    page.get_by_role("button", name="Empty the bin…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("cannot be undone")
    dialog.get_by_role("button", name="Delete for good").click()
    expect(done(page)).to_contain_text("Deleted 1 article for good")
    assert library.articles(removed=True).empty
    assert len(library.articles()) == 14


def test_the_name_is_remembered_by_the_browser(server, page):
    open_analysed(page, server, "/articles")
    page.get_by_role("button", name="You", exact=True).click()
    page.get_by_label("Your name").fill("Grace")
    page.keyboard.press("Enter")
    expect(page.get_by_text("signed “Grace”")).to_be_visible()
    page.wait_for_timeout(500)
    page.goto(f"{server.url}/articles")
    page.get_by_role("button", name="You", exact=True).click()
    expect(page.get_by_text("signed “Grace”")).to_be_visible()
