"""Every format through the browser, and what is asked and told on the way."""

import json
import os
import re
import zipfile

import pytest
from conftest import CHOOSE, let_through, open_analysed, open_list, stand_between
from playwright.sync_api import expect

from benchmarks.real_files import ARTICLES, BAD, MAKERS, UNNAMED, invent, make_file
from components.corpus.article import Article
from components.corpus.store import open_store

pytestmark = pytest.mark.browser

FILES = "ul.rows[aria-label='Files'] li"
STARTING = 15


def drop(page, *paths):
    page.locator(CHOOSE).set_input_files([str(path) for path in paths])


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def total(page, count):
    expect(page.locator(".chips .lead")).to_have_text(f"All {count} articles", timeout=120_000)


def test_every_format_loads_and_every_bad_file_is_told_why(server, page, tmp_path):
    open_analysed(page, server, "/add")
    good = [
        write(tmp_path, f"{number}.{kind}", make_file(kind, invent(number)))
        for number, kind in enumerate(MAKERS)
    ]
    bad = [write(tmp_path, name, make(invent(90))) for name, make in BAD.items()]
    drop(page, *good, *bad)
    both = len(good) + len(bad)
    expect(
        page.get_by_text(f"{len(good)} of {both} files read, {len(bad)} not read")
    ).to_be_visible(timeout=180_000)
    for path, kind in zip(good, MAKERS, strict=True):
        count = ARTICLES.get(kind, 1)
        row = page.locator(FILES, has_text=path.name).first
        expect(row).to_contain_text(f"{count} new article{'s' if count > 1 else ''}")
    for path in bad:
        expect(page.locator(FILES, has_text=path.name)).to_contain_text("not read")
    page.get_by_role("radio", name=f"not read {len(bad)}").click()
    expect(page.locator(FILES)).to_have_count(len(bad))
    total(page, STARTING + sum(ARTICLES.get(kind, 1) for kind in MAKERS))


def test_a_folder_keeps_the_paths_in_it_and_leaves_hidden_files_out(server, page, tmp_path):
    open_analysed(page, server, "/add")
    write(tmp_path, "desk/one.txt", b"A notice about a pier that nobody has read before today.")
    write(tmp_path, "desk/sub/two.md", b"# Two\n\nA notice about a tram that came late again.")
    write(tmp_path, "desk/.hidden.txt", b"Nothing.")
    write(tmp_path, "desk/__MACOSX/one.txt", b"Nothing.")
    write(tmp_path, "desk/sub/Thumbs.db", b"Nothing.")
    page.locator("input[webkitdirectory]").set_input_files(str(tmp_path / "desk"))
    expect(page.locator(FILES, has_text="desk/sub/two.md")).to_contain_text("1 new article")
    expect(page.locator(FILES, has_text="desk/one.txt")).to_contain_text("1 new article")
    expect(page.locator(FILES)).to_have_count(2)
    expect(page.get_by_text("3 hidden system files were left out.")).to_be_visible()


def test_what_is_dropped_is_taken(server, page):
    open_analysed(page, server, "/add")
    page.locator(".drop .zone").evaluate(
        """(zone) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["A notice on a weir by the mill."], "weir №1.txt"));
            zone.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }"""
    )
    expect(page.locator(FILES, has_text="weir №1.txt")).to_contain_text("1 new article")


def test_a_folder_dropped_by_the_pointer_is_taken_with_all_that_is_in_it(server, page, tmp_path):
    open_analysed(page, server, "/add")
    for number in range(120):
        words = f"A notice on mooring number {number} by the sluice.".encode()
        write(tmp_path, f"port/deep/{number:03}.txt", words)
    write(tmp_path, "port/.hidden/secret.txt", b"Nothing.")
    alone = write(tmp_path, "Ein Blatt №2.txt", b"A notice on the sluice alone.")
    drop_by_pointer(page, tmp_path / "port", alone)
    expect(page.locator(".drop [role=status]")).to_have_text("121 of 121 files sent.")
    expect(page.get_by_text("121 of 121 files read")).to_be_visible(timeout=180_000)
    uploads = open_store(f"sqlite:///{server.library}").uploads
    names = set(uploads.batch(uploads.batches()["batch"][0])["name"])
    assert names == {alone.name, *(f"port/deep/{number:03}.txt" for number in range(120))}


def drop_by_pointer(page, *paths):
    """Drop files and folders of this machine as a person does, from outside of the browser."""
    box = page.locator(".drop .zone").bounding_box()
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    tab = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        tab.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})


def test_a_file_that_is_too_large_is_told_and_the_others_are_taken(server, page, tmp_path):
    open_analysed(page, server, "/add")
    large = write(tmp_path, "large.csv", b"")
    os.truncate(large, 513 << 20)
    drop(page, large, write(tmp_path, "lock.txt", b"A notice on the lock below the weir."))
    expect(page.locator(".drop [role=status]")).to_have_text("1 of 2 files sent.")
    expect(page.locator(".drop .failed li")).to_have_text("large.csv – It is larger than 512 MB.")
    expect(page.locator(FILES, has_text="lock.txt")).to_contain_text("1 new article")


def test_a_table_without_known_columns_waits_for_an_answer_also_after_leaving(
    server, page, tmp_path
):
    open_analysed(page, server, "/add")
    name, make = UNNAMED
    drop(page, write(tmp_path, name, make(invent(200))))
    expect(page.get_by_role("heading", name="Needs your decision")).to_be_visible()
    page.goto(f"{server.url}/articles")
    expect(page.locator(".chips .lead")).to_be_visible()
    page.goto(f"{server.url}/add")
    open_list(page.get_by_role("combobox", name="Title"))
    page.get_by_role("option", name="kop").click()
    page.get_by_role("button", name="Import").click()
    expect(page.locator(FILES, has_text=name)).to_contain_text("3 new articles")
    expect(
        page.locator("ul.rows[aria-label='Closest article to each new article']")
    ).to_contain_text(f"{invent(200).title} 1")


def test_a_table_in_an_archive_is_asked_about_and_left_out_or_taken(server, page, tmp_path):
    name, make = UNNAMED
    archive = tmp_path / "desk.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(f"week/{name}", make(invent(220)))
        packed.writestr("week/note.txt", "A notice on the sluice by the harbour wall.")
    open_analysed(page, server, "/add")
    drop(page, archive)
    expect(page.get_by_role("heading", name="Needs your decision")).to_be_visible()
    open_list(page.get_by_role("combobox", name="Title"))
    page.get_by_role("option", name="kop").click()
    page.get_by_role("button", name="Import").click()
    # The archive's own row names the table, too.
    expect(page.locator(FILES, has_text="3 new articles")).to_contain_text(f"week/{name}")
    expect(page.locator(FILES, has_text="1 new article")).to_contain_text(archive.name)
    expect(page.get_by_role("heading", name="Needs your decision")).to_have_count(0)


def make_posts(number):
    """A file of JSON with two lists, neither of which says that it is the articles."""
    posts = [
        {"headline": story.title, "markup": story.text} for story in (invent(number), invent(301))
    ]
    reactions = [{"user": "ann", "text": "Who is going to pay for all of this, I wonder?"}]
    return json.dumps({"posts": posts, "reactions": reactions}).encode()


def test_which_list_of_a_json_file_is_the_articles_is_asked_also_within_an_archive(
    server, page, tmp_path
):
    archive = tmp_path / "posts.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("week/in.json", make_posts(310))
    open_analysed(page, server, "/add")
    drop(page, write(tmp_path, "alone.json", make_posts(300)), archive)
    expect(page.get_by_role("combobox", name="The articles are")).to_have_count(1)
    expect(page.get_by_text("Your choice applies to all 2 waiting files")).to_be_visible()
    open_list(page.get_by_role("combobox", name="The articles are"))
    page.get_by_role("option", name="1 entry under “reactions”").click()
    expect(page.get_by_role("combobox", name="Author")).to_be_visible()
    open_list(page.get_by_role("combobox", name="The articles are"))
    page.get_by_role("option", name="2 entries under “posts”").click()
    page.get_by_role("button", name="Import").click()
    expect(page.locator(FILES, has_text="alone.json")).to_contain_text("2 new articles")
    expect(page.get_by_role("heading", name="Needs your decision")).to_have_count(0)


def test_a_copy_is_shown_beside_the_earlier_one_and_goes_into_the_bin_and_back(
    server, page, tmp_path
):
    open_analysed(page, server, "/add")
    story = invent(0)
    drop(page, write(tmp_path, "copy.txt", f"Again\n\n{story.text.upper()}".encode()))
    copies = page.locator("ul.rows[aria-label='Like earlier articles'] li")
    # What was told of the files before may still stand there.
    expect(copies).to_have_count(1)
    expect(copies).to_contain_text("of five-word sequences in common")
    copies.get_by_role("button", name="Move to the bin").click()
    expect(copies).to_contain_text("in the bin")
    copies.get_by_role("button", name="Restore").click()
    copies.get_by_role("button", name="Compare").click()
    expect(page.locator(".sides article")).to_have_count(2)


def drop_a_version(page, server, folder, number):
    """Add a version of a notice that is there; gives the row of the family it joins."""
    story = invent(number)
    store = open_store(f"sqlite:///{server.library}")
    store.add([Article(f"notice{number}", story.title, story.text)])
    store.close()
    open_analysed(page, server, "/add")
    told = f"Another notice\n\n{story.text}\n\nThe council will meet again on Friday."
    drop(page, write(folder, "version.txt", told.encode()))
    joined = page.locator("ul.rows[aria-label='Families with new articles'] li").first
    expect(joined).to_contain_text("1 new article joins")
    return joined


def test_new_articles_are_shown_with_the_family_they_join(server, page, tmp_path):
    joined = drop_a_version(page, server, tmp_path, 400)
    joined.get_by_role("button", name="Lineage").click()
    expect(page.locator(".parallax-chart[aria-label^='Lineage']")).to_be_visible()


def test_no_click_is_lost_to_what_the_page_tells_by_itself_just_then(open_tab, server, tmp_path):
    page = open_tab()
    line = stand_between(page)
    line["behind"] = (b'"kind":"done"', b'"action":"lineage"')
    joined = drop_a_version(page, server, tmp_path, 401)
    joined.get_by_role("button", name="Lineage").click()
    expect(page.locator(".parallax-chart[aria-label^='Lineage']")).to_be_visible()
    assert len(line["kept"]) == 1


def test_sending_goes_on_on_another_page_and_a_file_that_failed_is_sent_again(
    server, page, tmp_path
):
    open_analysed(page, server, "/add")
    for number in range(30):
        write(tmp_path, f"desk/{number:02}.txt", f"A notice on lamp number {number}.".encode())

    def lose(call):
        lost = "03.txt:" in call.request.headers["x-parallax-files"]
        return call.abort() if lost else call.continue_()

    page.route("**/intake?*", lose)
    page.locator("input[webkitdirectory]").set_input_files(str(tmp_path / "desk"))
    page.get_by_role("link", name="Notes").click()
    expect(page.get_by_role("heading", name="Notes").first).to_be_visible()
    page.get_by_role("link", name="Add articles").click()
    said = page.locator(".drop [role=status]")
    expect(said).to_have_text("29 of 30 files sent.")
    expect(page.locator(".drop .failed li")).to_contain_text("desk/03.txt")
    page.unroute("**/intake?*")
    page.get_by_role("button", name="Send it again").click()
    expect(said).to_have_text("1 of 1 file sent.")
    expect(page.get_by_text("30 of 30 files read")).to_be_visible(timeout=180_000)


def test_who_turns_to_another_page_while_files_are_sent_gets_there(open_tab, server, tmp_path):
    page = open_tab()
    line = stand_between(page)
    open_analysed(page, server, "/add")
    file = write(tmp_path, "late.txt", b"A notice on a lock that opened late.")
    line["held"], line["asked"] = [], []
    page.get_by_role("link", name="Notes").dispatch_event("click")
    page.locator(CHOOSE).set_input_files(str(file))
    expect(page.locator(".drop [role=status]")).to_have_text("1 of 1 file sent.")
    assert not any(b'"batch":' in message for message in line["asked"])
    let_through(page, line)
    expect(page.get_by_role("heading", name="Notes").first).to_be_visible()
    page.get_by_role("link", name="Add articles").click()
    expect(page.locator(FILES, has_text="late.txt")).to_contain_text("1 new article")


def test_cancel_stops_the_sending_and_what_was_sent_is_counted(server, page, tmp_path):
    open_analysed(page, server, "/add")
    # So many that some are left when the button is pressed.
    for number in range(2_000):
        write(tmp_path, f"many/{number}.txt", f"A notice on gate number {number}.".encode())
    page.locator("input[webkitdirectory]").set_input_files(str(tmp_path / "many"))
    page.locator(".drop").get_by_role("button", name="Cancel").click()
    said = page.locator(".drop [role=status]")
    expect(said).to_have_text(re.compile(r"^Cancelled: [\d,]+ of 2,000 files sent\.$"))
    uploads = open_store(f"sqlite:///{server.library}").uploads
    batch = uploads.batches()["batch"][0]
    assert said.inner_text() == f"Cancelled: {len(uploads.batch(batch)):,} of 2,000 files sent."
    uploads.cancel_batch(batch)
