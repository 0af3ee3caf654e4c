"""Compare and packs on paper, as the browser prints them, read back from the PDF."""

import re

import pytest
from conftest import open_analysed, wait_until_analysed, wait_until_still
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from components.corpus.store import open_store

pytestmark = pytest.mark.browser


def words_of(written):
    document = PdfDocument(written)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s+", "", page) for page in pages]


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
    told = [re.sub(r"\s+", "", line) for line in ledger.locator(".line").all_inner_texts()]
    written = page.pdf(prefer_css_page_size=True)
    (tmp_path / "compare.pdf").write_bytes(written)
    pages = words_of(written)
    whole = "".join(pages)
    for article in pair:
        for sentence in store.text(article).split("\n\n"):
            last = re.sub(r"\s+", "", sentence)[-40:]
            assert last in whole, sentence
    for line in told:
        assert line in whole, line
    title = re.sub(r"\s+", "", store.article(pair[0]).title)[:40]
    assert all(title in one for one in pages), "each page says what it is of"
    assert "Export" not in whole
