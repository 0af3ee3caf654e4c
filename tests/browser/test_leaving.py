"""Everything that leaves the house, taken from a real page and opened by somebody else."""

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, chart, open_analysed, wait_until_still
from docx import Document
from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

SCHEMA = json.loads((ROOT / "docs" / "evidence.schema.json").read_text("utf-8"))
MATRIX = "How-similar-the-articles-are"
QUESTION = "Who changed the number of dockers?"


def open_card(page, card):
    page.locator(f".st-key-open-export-{card} button:visible").click()


def open_head(page):
    page.locator(".st-key-ways-out button:visible").click()


def take(page, name):
    """Click the button of that name; the name and the bytes of what comes."""
    wait_until_still(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name=name, exact=True).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def strike(server):
    """The ids of the two versions of the strike story."""
    articles = open_store(f"sqlite:///{server.library}").articles().set_index("source")["id"]
    return articles["The Estuary Times"], articles["Freight Ledger"]


def test_a_chart_leaves_as_an_image_that_says_where_it_comes_from(server, page):
    open_analysed(page, server, "/?entity=Maren+Vollan")
    chart(page, "Similarity")
    open_card(page, MATRIX)
    name, svg = take(page, "SVG image")
    assert name.endswith(".svg")
    root = ElementTree.fromstring(svg)
    told = " ".join("".join(node.itertext()) for node in root.iter() if node.tag.endswith("text"))
    for words in ("How similar the articles are", "names: Maren Vollan", "Parallax", "boilerplate"):
        assert words in told
    name, png = take(page, "PNG image")
    assert name.endswith(".png")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 900


def test_a_table_leaves_as_csv_and_as_a_workbook(server, page):
    open_analysed(page, server)
    open_card(page, MATRIX)
    _, written = take(page, "CSV table")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert float(rows[0]["cosine"]) > 0.5
    assert "15 of 15 articles" in rows[0]["exported from"]
    _, written = take(page, "XLSX workbook")
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    assert book.sheet_names == ["Table", "About"]
    assert len(book.get_sheet_by_name("Table").to_python()) == len(rows) + 1


def test_the_menu_of_a_chart_works_by_keyboard(server, page):
    open_analysed(page, server)
    page.locator(f".st-key-open-export-{MATRIX} button:visible").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="SVG image")
    expect(button).to_be_visible()
    for _ in range(12):
        if button.evaluate("one => one.getRootNode().activeElement === one"):
            break
        page.keyboard.press("Tab")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".svg")


def test_the_selection_leaves_as_a_workbook(server, page):
    first, second = strike(server)
    open_analysed(page, server, f"/?pair={first}.{second}")
    open_head(page)
    name, written = take(page, "XLSX workbook")
    assert name.endswith(".xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    articles = book.get_sheet_by_name("articles").to_python()
    assert len(articles) == 3
    edits = book.get_sheet_by_name("edits").to_python()
    assert any(row[edits[0].index("kind")] == "number" for row in edits[1:])
    assert ["articles", "2 of 15"] in book.get_sheet_by_name("About").to_python()


@pytest.fixture
def pack(server, page):
    """The pack of the strike story: its page, its data."""
    first, second = strike(server)
    open_analysed(page, server, f"/?pair={first}.{second}")
    open_head(page)
    page.get_by_label("The question it answers").fill(QUESTION)
    expect(page.get_by_role("button", name="HTML page")).to_be_visible()
    page.wait_for_timeout(1000)
    return take(page, "HTML page")[1], take(page, "JSON data")[1]


def test_an_evidence_pack_opens_without_a_network_and_prints(pack, chromium, tmp_path):
    path = tmp_path / "pack.html"
    path.write_bytes(pack[0])
    context = chromium.new_context(
        locale="en-GB", offline=True, viewport={"width": 800, "height": 1000}
    )
    tab = context.new_page()
    problems: list[str] = []
    tab.on("console", lambda message: problems.append(message.text))
    tab.on("request", lambda call: call.url.startswith("file:") or problems.append(call.url))
    tab.goto(path.as_uri())
    expect(tab.locator(".question")).to_have_text(QUESTION)
    expect(tab.locator("mark", has_text="2,400").first).to_be_visible()
    link = tab.locator(".ledger a").first
    link.click()
    expect(tab.locator(":target")).to_contain_text("2,400")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 800
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    printed = PdfDocument(tab.pdf(prefer_css_page_size=True))
    pages = [page.get_textpage().get_text_range() for page in printed]
    printed.close()
    assert len(pages) > 1
    assert [page[:80] for page in pages if "Evidence: " not in page] == []
    assert any("2,400" in page for page in pages)
    context.close()
    assert not problems


def test_a_pack_is_checked_on_the_command_line_in_each_of_its_forms(server, page, pack, tmp_path):
    (tmp_path / "pack.html").write_bytes(pack[0])
    (tmp_path / "pack.json").write_bytes(pack[1])
    (tmp_path / "pack.docx").write_bytes(take(page, "Word document")[1])
    (tmp_path / "pack.pdf").write_bytes(take(page, "PDF")[1])
    for ending in ("html", "json", "docx", "pdf"):
        done = check(tmp_path / f"pack.{ending}")
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "The Estuary Times" in done.stdout or "Dockers" in done.stdout
    (tmp_path / "pack.html").write_bytes(pack[0].replace(b"2,400", b"2,500", 1))
    assert check(tmp_path / "pack.html").returncode == 1
    document = Document(tmp_path / "pack.docx")
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "2,400" in cells
    assert "1,400" in cells
    printed = PdfDocument(tmp_path / "pack.pdf")
    words = " ".join(one.get_textpage().get_text_range() for one in printed)
    printed.close()
    assert "2,400" in words
    assert QUESTION in " ".join(words.split())


def check(path):
    """What the command says of a pack."""
    return subprocess.run(
        [sys.executable, "-m", "components.corpus.verify", str(path)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_evidence_pack_has_no_fault_by_the_rules_of_axe(pack, chromium, tmp_path, theme):
    path = tmp_path / "pack.html"
    path.write_bytes(pack[0])
    # Its own policy allows no script, not even that of the check.
    context = chromium.new_context(offline=True, color_scheme=theme, bypass_csp=True)
    tab = context.new_page()
    tab.goto(path.as_uri())
    found = Axe().run(tab).response["violations"]
    context.close()
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []


def test_the_data_of_a_pack_are_valid_by_the_published_schema(pack):
    told = json.loads(pack[1])
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told["question"] == QUESTION
    assert told["kind"] == "pair"
    assert "2,400" in [change["before"] for change in told["pairs"][0]["changes"]]


def test_the_copied_link_opens_the_same_view(server, page, open_tab):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_analysed(page, server, "/?entity=Maren+Vollan")
    lead = page.locator(".chips .lead").inner_text()
    open_head(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    tab = open_tab()
    tab.goto(link)
    expect(tab.locator(".chips .lead")).to_have_text(lead)
