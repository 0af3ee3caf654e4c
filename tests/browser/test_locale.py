"""Numbers and days as they are written where the reader is, in an interface that stays English."""

import csv
import io

import pytest
from conftest import chart, open_analysed
from playwright.sync_api import expect
from test_leaving import MATRIX, open_card, take

pytestmark = pytest.mark.browser


@pytest.fixture
def german(open_tab):
    return open_tab(locale="de-DE")


def test_a_german_reader_sees_german_numbers_and_days_on_the_overview(server, german):
    open_analysed(german, server)
    expect(german.locator("h1")).to_have_text("Overview")
    expect(german.locator(".figures")).to_contain_text("\N{NO-BREAK SPACE}%")
    expect(german.locator("ul.rows[aria-label='Articles']")).to_contain_text(". November 2019")
    scores = german.locator("ul.rows[aria-label='Most similar pairs'] .number").all_inner_texts()
    assert scores
    assert all(score.startswith("0,") for score in scores)
    matrix = chart(german, "Similarity of")
    assert "cosine of 0," in (matrix.get_attribute("aria-label") or "")
    assert matrix.evaluate("root => root._fullLayout.separators") == ",."


def test_an_axis_names_days_as_the_reader_does(server, german):
    open_analysed(german, server, "/?q=date:2019-11")
    days = german.locator("[aria-label*='articles from'] .xtick text")
    expect(days.first).to_contain_text(". Nov")


def test_a_german_reader_sees_german_days_on_articles_and_a_link_stays_plain(server, german):
    open_analysed(german, server, "/articles?days=2019-11-01..2019-12-31")
    expect(german.locator(".chip")).to_contain_text("01.11.2019 – 31.12.2019")
    assert "days=2019-11-01..2019-12-31" in german.url


def test_what_a_german_reader_takes_away_is_plain(server, german):
    open_analysed(german, server, "/?days=2019-11-01..2019-12-31")
    open_card(german, MATRIX)
    _, written = take(german, "CSV table")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert 0.5 < float(rows[0]["cosine"]) <= 1
    assert "1 Nov 2019 – 31 Dec 2019" in rows[0]["exported from"]
