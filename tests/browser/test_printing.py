"""Compare and packs on paper, as the browser prints them, read back from the PDF."""

import re

import pytest
from conftest import chart, open_analysed, wait_until_analysed, wait_until_still
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from components.corpus.store import open_store
from components.text.segment import sentences

pytestmark = pytest.mark.browser


def words_of(written):
    document = PdfDocument(written)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [squeeze(page) for page in pages]


def squeeze(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_compare_prints_both_texts_the_ledger_and_the_direction_in_full(
    server, open_tab, theme, tmp_path
):
    wait_until_analysed(server)
    store = open_store(f"sqlite:///{server.library}")
    ids = store.articles().set_index("source")["id"]
    pair = ids["The Estuary Times"], ids["Freight Ledger"]
    page = open_tab(color_scheme=theme)
    open_analysed(page, server, f"/compare?pair={'.'.join(pair)}")
    ledger = page.locator("ul.rows[aria-label='Changes'] > li")
    expect(ledger.first).to_contain_text("2,400")
    wait_until_still(page)
    told = [squeeze(line) for line in ledger.locator(".line").all_inner_texts()]
    written = page.pdf(prefer_css_page_size=True)
    (tmp_path / "compare.pdf").write_bytes(written)
    pages = words_of(written)
    heads = page.locator(".printed span").all_text_contents()
    assert len(heads) == 2
    assert all(head[:40] in one for one in pages for head in map(squeeze, heads))
    whole = "".join(pages)
    for article in pair:
        text = store.text(article)
        for start, end in sentences(text, "en"):
            # One that goes on over a page has the head of the page inside.
            words = squeeze(text[start:end])
            assert words[:15] in whole, text[start:end]
            assert words[-15:] in whole, text[start:end]
    for line in told:
        assert line in whole, line
    assert "Export" not in whole


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lineage_prints_every_sentence_dark_on_white(server, open_tab, theme):
    page = open_tab(color_scheme=theme)
    open_analysed(page, server, "/lineage")
    cells = page.locator(".grid table:not([aria-label='Families']) tbody th")
    expect(cells.first).to_be_visible()
    chart(page, "Lineage of")
    wait_until_still(page)
    told = [squeeze(words) for words in cells.all_text_contents()]
    base = [squeeze(words) for words in page.locator(".base .words").all_text_contents()]
    written = page.pdf(prefer_css_page_size=True)
    whole = "".join(words_of(written))
    assert len(told) > 20
    for words in [*told, *base]:
        assert words[:15] in whole, words
        assert words[-15:] in whole, words
    for drawn in draw(written):
        assert drawn.getpixel((2, 2)) == drawn.getpixel((2, drawn.height - 2)) == 255
        assert sum(drawn.histogram()[:64]) < 0.1 * drawn.width * drawn.height


def draw(written):
    document = PdfDocument(written)
    drawn = [page.render(scale=1, grayscale=True).to_pil() for page in document]
    document.close()
    return drawn
