"""The table of families leads to a lineage; copies of a text are counted once, and again as before.

On the sample: The Estuary Times has the first print of a story that Freight Ledger and Coastline
Brief copy, The Harbour Post that of one that Podil Wire and Lakeshore Register copy.
"""

import csv
import io
import re

import pytest
from conftest import chart, open_analysed, wait_until_still
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from test_leaving import open_card, open_head, take

pytestmark = pytest.mark.browser

PORT = "Dockers Walk Out at Port of Wendle"
TALKS = "With Peace Talks Stalled"


def table(page):
    return page.locator(".grid table[aria-label='Families']")


def rows(page):
    return table(page).locator("tbody tr")


def steps(page, outlet):
    return page.locator("ul.rows[aria-label='Steps'] button.row", has_text=outlet)


def sort_by(page, name):
    wait_until_still(page)
    table(page).locator("thead").get_by_role("button", name=name).click()


def bar_of(page, label, name):
    """The length of the bar of a name in the chart whose text alternative begins so."""
    wait_until_still(page)
    return chart(page, label).evaluate(
        """(root, name) => {
            const bars = root.data[0];
            return Array.from(bars.x)[bars.customdata.findIndex((one) => [one].flat()[0] === name)];
        }""",
        name,
    )


def test_a_family_is_found_in_the_table_and_its_lineage_opens_below(server, page, open_tab):
    open_analysed(page, server, "/lineage")
    expect(rows(page)).to_have_count(2)
    expect(rows(page).first).to_contain_text(PORT)
    sort_by(page, "Family")
    expect(page).to_have_url(re.compile("families-by=title"))
    sort_by(page, "Family")
    expect(page).to_have_url(re.compile("families-by=-title"))
    expect(rows(page).first).to_contain_text(TALKS)
    words = page.get_by_label("Words in titles")
    words.fill("zelensky putin")
    words.press("Enter")
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("family-words="))
    table(page).get_by_role("button", name=TALKS).click()
    expect(page).to_have_url(re.compile("family="))
    expect(rows(page).first).to_have_attribute("aria-current", "true")
    expect(steps(page, "Lakeshore Register")).to_have_count(1)
    # A new tab with the same link shows the same.
    other = open_tab()
    other.goto(page.url)
    expect(rows(other)).to_have_count(1)
    expect(steps(other, "Lakeshore Register")).to_have_count(1)


@pytest.mark.parametrize("width", [800, 1024, 1200])
def test_all_columns_of_the_table_are_in_sight_on_a_narrow_screen(server, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_analysed(page, server, "/lineage")
    expect(rows(page)).to_have_count(2)
    frame = page.locator(".grid").first
    assert frame.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_the_strongest_change_of_a_family_leads_to_it_on_compare(server, page):
    open_analysed(page, server, "/lineage")
    rows(page).filter(has_text=PORT).get_by_role("button", name="2,400 → 1,400").click()
    expect(page).to_have_url(re.compile("compare.*change="))
    expect(page.locator(".sides .sentence.on").first).to_contain_text("2,400")


def test_the_table_is_one_stop_for_tab_and_arrow_keys_go_through_it(server, page):
    open_analysed(page, server, "/lineage")
    expect(rows(page)).to_have_count(2)
    expect(table(page).locator("button[tabindex='0']")).to_have_count(1)
    table(page).locator("button[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    focused = table(page).locator("button:focus")
    expect(focused).to_contain_text(TALKS)
    page.keyboard.press("ArrowRight")
    expect(focused).to_contain_text("The Harbour Post")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("family="))
    expect(rows(page).filter(has_text=TALKS)).to_have_attribute("aria-current", "true")


def count_once(page):
    page.get_by_role("button", name="What counts").click()
    page.get_by_text("Count copies of a text once").click()
    expect(page.locator(".chip")).to_contain_text("copies counted once, from 80 %")
    page.keyboard.press("Escape")
    wait_until_still(page)


def test_copies_are_counted_once_on_every_page_and_again_after_back(server, page):
    open_analysed(page, server)
    articles = page.locator("dl.figures div", has_text="articles").first.locator("dd")
    expect(articles).to_have_text("15")
    count_once(page)
    assert "once=80" in page.url
    expect(articles).to_have_text("11")
    told = page.get_by_text(re.compile("^6 articles of 2 families counted once: 4 left out"))
    expect(told.first).to_be_visible()
    page.get_by_role("link", name="Entities").click()
    expect(page.get_by_role("heading", name="Named most")).to_be_visible()
    # Five times in the first print; three and two times in its copies.
    expect(told.first).to_be_visible()
    assert bar_of(page, "Most named", "Kestrel") == 5
    page.get_by_role("link", name="Figures").click()
    expect(page.get_by_text("82 numbers.")).to_be_visible()
    page.get_by_role("link", name="Words").click()
    term = page.get_by_role("searchbox", name="A word or a phrase")
    term.fill('"strike"')
    term.press("Enter")
    # Four times in the first print, and four times in each copy.
    expect(page.get_by_text(re.compile("^4 places in"))).to_be_visible()
    page.get_by_role("link", name="Figures").click()
    chips = page.locator(".chips")
    chips.get_by_role("button", name="Back").click()
    expect(page.locator(".chip").filter(has_text="strike")).to_have_count(0)
    chips.get_by_role("button", name="Back").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.get_by_text("109 numbers.")).to_be_visible()
    assert "once" not in page.url


def test_the_share_of_words_of_a_copy_can_be_changed_and_stands_in_the_link(server, page):
    open_analysed(page, server, "/entities?once=85")
    # The shortened copy has 82 % of its words in the edited one, and the edited one nearly all in
    # the first print.
    expect(
        page.get_by_text(re.compile("^5 articles of 2 families counted once: 3 left out")).first
    ).to_be_visible()
    assert bar_of(page, "Most named", "Kestrel") == 7


def read_csv(written):
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))


def test_the_panel_says_what_counts_for_which_and_why_and_leads_to_both(server, page):
    open_analysed(page, server, "/?once=80")
    page.get_by_role("button", name="What counts", exact=True).click()
    copies = page.locator("ul.rows[aria-label='Copies left out of counts'] button.row")
    expect(copies).to_have_count(4)
    one = copies.filter(has_text="Freight Ledger")
    expect(one).to_contain_text("left out; Sample · The Estuary Times 18 Mar 2024 counts")
    expect(one).to_contain_text("98% of its words are in that one")
    one.click()
    expect(page).to_have_url(re.compile("compare.*pair="))
    expect(page.locator(".panes article")).to_have_count(2)


def test_exports_say_what_counting_once_did(server, page):
    open_analysed(page, server, "/entities?once=80")
    open_card(page, "Named-most")
    rows = read_csv(take(page, "CSV table")[1])
    kestrel = next(row for row in rows if row["entity"] == "Kestrel")
    assert kestrel["mentions"] == "5"
    told = rows[0]["exported from"]
    assert "copies: counted once, from 80 % of words in common" in told
    assert "6 articles of 2 families counted once: 4 left out" in told
    assert "counted for their copies: Sample · With Peace Talks Stalled" in told
    page.keyboard.press("Escape")
    open_head(page)
    book = CalamineWorkbook.from_filelike(io.BytesIO(take(page, "XLSX workbook")[1]))
    # A heading, and the four articles that were left out; all are in the sheet of articles.
    assert len(book.get_sheet_by_name("copies").to_python()) == 5
    assert len(book.get_sheet_by_name("articles").to_python()) == 16
    about = dict(row[:2] for row in book.get_sheet_by_name("About").to_python())
    assert about["setting: copies"] == "counted once, from 80 % of words in common"


def test_the_table_of_families_is_exported_with_its_changes(server, page):
    open_analysed(page, server, "/lineage")
    open_card(page, "Families")
    first, second = read_csv(take(page, "CSV table")[1])
    assert first["strongest change"] == "number .95: 2,400 → 1,400"
    assert (first["versions"], first["first print"]) == ("3", "The Estuary Times, 18 Mar 2024")
    assert second["names of outlets"] == "The Harbour Post; Podil Wire; Lakeshore Register"
