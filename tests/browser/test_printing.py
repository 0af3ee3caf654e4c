"""Compare and packs on paper, as the browser prints them, read back from the PDF."""

import re

import pytest
from conftest import open_analysed, wait_until_analysed, wait_until_still
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
