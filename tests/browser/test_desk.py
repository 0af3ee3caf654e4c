"""The search desk: lists of searches, saved searches, facets, and help where nothing is found."""

import csv
import io
import re
from pathlib import Path

import pytest
from conftest import CHOOSE, open_analysed, wait_until_still
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROW = 33
LIST = b"name,query\nStrike,strike\nPutin,putin AND NOT strike\nNothing,zeppelin\nHalf,(museum\n"


def lead(page):
    return page.locator(".chips .lead")


def chips(page):
    return page.locator(".chips .chip")


def rows(page, label):
    return page.locator(f"ul.rows[aria-label='{label}'] li")


def done(page):
    return page.locator(".st-key-done")


def facet(page, kind, value):
    return page.locator(f".facets ul[aria-label='{kind}'] li[data-value='{value}']")


def choose(page, view):
    page.get_by_role("radio", name=view, exact=True).click()


def table_cells(page):
    return page.locator("[data-testid=stDataFrame] [data-testid^='glide-cell']")


def export_csv(page, card):
    """The rows of the table that a card leaves with."""
    page.locator(f".st-key-{card} [data-testid=stPopoverButton]:visible").last.click()
    wait_until_still(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="CSV table").click()
    text = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def open_list(page, server, tmp_path):
    open_analysed(page, server, "/articles?desk=lists")
    file = tmp_path / "desk.csv"
    file.write_bytes(LIST)
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(str(file))
    expect(page.get_by_text("4 searches: 3 find articles, 1 finds nothing.")).to_be_visible()


def test_a_file_of_searches_becomes_a_table_that_leads_to_results_and_leaves(
    server, page, tmp_path
):
    open_list(page, server, tmp_path)
    expect(table_cells(page).filter(has_text="This bracket is never closed.")).to_be_attached()
    page.reload()
    expect(page.get_by_text("4 searches: 3 find articles, 1 finds nothing.")).to_be_visible()
    link = page.url
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 200, box["y"] + ROW * 1.5)
    expect(chips(page)).to_have_text([re.compile("search.*strike")])
    expect(lead(page)).to_have_text("3 of 15 articles")
    expect(rows(page, "Search results").first).to_be_visible()
    page.goto(link)
    expect(table_cells(page).filter(has_text="zeppelin")).to_be_attached()
    exported = export_csv(page, "card-head-A-list-of-searches")
    assert [(row["name"], row["articles"], row["sources"]) for row in exported] == [
        ("Strike", "3", "3"), ("Putin", "8", "5"), ("Nothing", "0", "0"), ("Half", "1", "1"),
    ]  # fmt: skip
    assert exported[0]["first day"] == "2024-03-18"


def test_a_number_of_a_search_at_a_source_leads_to_its_articles_there(server, page, tmp_path):
    open_list(page, server, tmp_path)
    grid = page.get_by_role("table", name="What each search finds")
    row = grid.get_by_role("row", name="Strike")
    row.get_by_role("button", name="1, Freight Ledger").click()
    expect(chips(page)).to_have_count(2)
    expect(lead(page)).to_have_text("1 of 15 articles")


def test_a_list_is_saved_in_the_library_opened_again_and_deleted(server, page, tmp_path):
    open_list(page, server, tmp_path)
    page.get_by_role("textbox", name="Name of the list").fill("Monday’s list")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save in the library").click()
    expect(done(page)).to_contain_text("Saved the list of searches “Monday’s list”")
    page.get_by_role("button", name="Another list").click()
    saved = rows(page, "Saved lists").filter(has_text="Monday’s list")
    expect(saved).to_contain_text("4 searches")
    saved.locator("button.row").click()
    expect(page.get_by_text("4 searches: 3 find articles, 1 finds nothing.")).to_be_visible()
    page.get_by_role("button", name="Another list").click()
    saved.get_by_role("button", name="Delete").click()
    expect(saved).to_have_count(0)
    done(page).get_by_role("button", name="Undo").click()
    expect(saved).to_have_count(1)


def test_a_saved_search_tells_what_is_new_after_an_upload(server, page, tmp_path):
    open_analysed(page, server, "/articles?q=strike")
    expect(lead(page)).to_have_text("3 of 15 articles")
    page.locator("[data-testid=stPopoverButton]:visible", has_text="Saved").click()
    page.get_by_label("Save the present selection as").fill("Strikes")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(done(page)).to_contain_text("Saved the search “Strikes”")
    file = tmp_path / "late.txt"
    file.write_text("The strike at the port of Sandmouth went on.\n\nNobody came to work.")
    page.goto(f"{server.url}/add")
    page.locator(CHOOSE).set_input_files(str(file))
    expect(rows(page, "Files").filter(has_text="late.txt")).to_contain_text("1 new article")
    page.get_by_role("link", name="Articles", exact=True).click()
    choose(page, "Saved searches")
    saved = rows(page, "Saved searches").filter(has_text="Strikes")
    expect(saved).to_contain_text("4 articles · 1 new since you last looked")
    saved.get_by_role("button", name="Show 1 new").click()
    expect(lead(page)).to_have_text("1 of 16 articles")
    expect(rows(page, "Search results").first).to_contain_text("Sandmouth")
    choose(page, "Saved searches")
    saved.get_by_role("button", name="Mark as seen").click()
    expect(saved).to_contain_text("nothing new since you last looked")
    done(page).get_by_role("button", name="Undo").click()
    expect(saved).to_contain_text("1 new since you last looked")
    saved.locator("button.row").click()
    expect(chips(page)).to_have_text([re.compile("search.*strike")])
    expect(lead(page)).to_have_text("4 of 16 articles")


def test_a_saved_search_is_opened_from_another_page_renamed_and_deleted(server, page):
    open_analysed(page, server, "/articles?source=Podil+Wire")
    choose(page, "Saved searches")
    page.get_by_label("Save the present selection as").fill("The wire")
    page.get_by_role("button", name="Save", exact=True).click()
    saved = rows(page, "Saved searches").filter(has_text="The wire")
    saved.get_by_role("button", name="Rename").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Kyiv’s wire")
    page.keyboard.press("Enter")
    expect(rows(page, "Saved searches").filter(has_text="Kyiv’s wire")).to_have_count(1)
    page.goto(f"{server.url}/words")
    expect(lead(page)).to_have_text(re.compile("^All"))
    page.locator("[data-testid=stPopoverButton]:visible", has_text="Saved").click()
    rows(page, "Saved searches").filter(has_text="Kyiv’s wire").locator("button.row").click()
    expect(page).to_have_url(re.compile(r"/articles\?source=Podil\+Wire"))
    expect(chips(page)).to_have_text([re.compile("source.*Podil Wire")])
    choose(page, "Saved searches")
    row = rows(page, "Saved searches").filter(has_text="Kyiv’s wire")
    row.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    done(page).get_by_role("button", name="Undo").click()
    expect(row).to_have_count(1)


def test_facets_include_and_exclude_with_chips_and_in_the_link(server, page, open_tab):
    open_analysed(page, server, "/articles?q=putin")
    expect(lead(page)).to_have_text(re.compile("^8 of"))
    expect(facet(page, "Source", "Podil Wire")).to_contain_text("2")
    facet(page, "Source", "Podil Wire").get_by_role("button", name="Leave out").click()
    expect(lead(page)).to_have_text(re.compile("^6 of"))
    expect(chips(page).last).to_have_text(re.compile("not source.*Podil Wire"))
    # The facet ignores its own filter: what is left out keeps its number, and others can be added.
    expect(facet(page, "Source", "Podil Wire")).to_contain_text("left out2")
    facet(page, "Source", "The Harbour Post").locator(".value").focus()
    page.keyboard.press("Enter")
    expect(lead(page)).to_have_text(re.compile("^2 of"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(chips(page)).to_have_count(4)
    other = open_tab()
    other.goto(page.url)
    expect(chips(other)).to_have_text(chips(page).all_text_contents())
    expect(lead(other)).to_have_text(re.compile("^2 of"))
    chips(page).filter(has_text="Podil Wire").click()
    expect(chips(page)).to_have_count(3)


def test_where_nothing_is_found_the_help_tells_what_to_relax_and_what_to_try(server, page):
    open_analysed(page, server, "/articles?q=museum+zeppelin&match=all")
    expect(page.get_by_text("No article matches.")).to_be_visible()
    less = rows(page, "Ask for less")
    expect(less.first).to_contain_text("with any of the words instead of all: 1 article")
    examples = rows(page, "What can be searched for")
    expect(examples.filter(has_text="title:word")).to_be_visible()
    less.first.locator("button.row").click()
    expect(lead(page)).to_have_text(re.compile("^1 of"))
    page.locator("[data-testid=stPopoverButton]:visible", has_text="Help").click()
    example = examples.filter(has_text="AND, OR, NOT")
    tried = example.locator(".hit").inner_text()
    example.locator("button.row").click()
    expect(chips(page)).to_have_text([re.compile(re.escape(tried))])
    expect(page.get_by_placeholder("Search the articles")).to_have_value(tried)
