"""What an analyst may answer on how a file is read, and what a file says that it is."""

import io
import zipfile
from datetime import date

import pytest

from components.corpus.readers import propose_columns, read_file
from components.corpus.readers.analyst_answer import READ_AS
from components.corpus.readers.detect_format import format_of_key
from components.corpus.readers.read import read_many
from components.corpus.readers.sandbox.limits import Limits

FERRY = "The ferry to Wendle was late on Monday and nobody at the harbour knew why."
TABLE = f"title,date,text\nFerry,03/04/2024,{FERRY}\n".encode()
PAGE = f"<html><head><title>A</title></head><body><p>{FERRY}</p></body></html>".encode()
EXPORT = "\n\n".join(
    f"Ferry {number} late\n\nThe Echo\n\nMay {number}, 2024 Friday\n\nBody\n\n{FERRY}\n\n"
    "Load-Date: May 9, 2024\n\nEnd of Document"
    for number in (1, 2)
).encode()

IPTC = (
    "\x01abc0001 3 i 20  abc 0001\r\n\r\nWendle/ferry/\r\n\x02A ferry\r\nBy Ann Example =\r\n\r\n"
    f"Wendle (abc) - {FERRY}\r\n\x03011200 GMT May 15\r\n\x04"
)
ANPA = (
    "\x16\x16\x01W0001\x1fabc\r\nf i BC-Ferry   05-01 0020\r\n\x02\x02^BC-Ferry,20<\r\n"
    f"^A ferry<\r\n\t   {FERRY}\r\n\x03AP-WF-05-01-15 1200GMT<\r\n\x04"
)
HOCR = (
    "<html><body><div class='ocr_page'><p class='ocr_par'><span class='ocr_line'>"
    f"<span class='ocrx_word'>{FERRY}</span></span></p></div></body></html>"
)
REFERENCES = "a list of references ({})"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", FERRY.encode(), "plain text"),
        ("a.csv", TABLE, "a table"),
        ("a.txt", PAGE, "a web page"),
        ("a.pdf", b"%PDF-", "a PDF"),
        ("a.xyz", b"x", ""),
    ],
)
def test_a_file_says_what_it_is_also_when_it_is_not_read(name, data, kind):
    assert read_file(name, data).kind == kind


def test_every_format_that_may_be_chosen_exists_and_tells_so():
    for key in READ_AS:
        reading = read_file("a.xyz", TABLE, columns={"format": key})
        assert reading.kind == format_of_key(key).title


def test_a_text_is_read_as_the_table_that_it_is():
    (article,) = read_file("a.txt", TABLE, columns={"format": "csv"}).articles
    assert (article.title, article.text) == ("Ferry", FERRY)
    assert propose_columns("a.txt", TABLE).names == ()
    columns = propose_columns("a.txt", TABLE, answer={"format": "csv"})
    assert columns.names == ("title", "date", "text")


def test_a_page_read_as_plain_text_keeps_its_marks():
    (article,) = read_file("a.html", PAGE, columns={"format": "plain"}).articles
    assert "<p>" in article.text


@pytest.mark.parametrize("key", ["zip", "library", "no such", "pdf"])
def test_what_cannot_be_chosen_is_not_obeyed(key):
    assert read_file("a.txt", FERRY.encode(), columns={"format": key}).kind == "plain text"


def test_a_file_that_is_no_text_keeps_its_format():
    assert read_file("a.pdf", b"%PDF-", columns={"format": "plain"}).kind == "a PDF"


def test_a_chosen_format_has_its_own_limit_of_size():
    little = Limits(file_size=10)
    (told,) = read_file("a.csv", TABLE, little, {"format": "plain"}).rejected
    assert "more than the" in told.reason


@pytest.mark.parametrize(
    ("order", "day"), [("dmy", date(2024, 4, 3)), ("mdy", date(2024, 3, 4)), ("", None)]
)
def test_days_of_three_numbers_are_read_in_the_order_that_was_answered(order, day):
    for name, data in (("a.csv", TABLE), ("a.md", f"---\ndate: 03/04/2024\n---\n{FERRY}".encode())):
        (article,) = read_file(name, data, columns={"days": order}).articles
        assert article.published == day


def test_an_export_is_one_article_if_an_analyst_says_so():
    assert len(read_file("a.txt", EXPORT).articles) == 2
    (article,) = read_file("a.txt", EXPORT, columns={"parts": "one"}).articles
    assert article.text.count(FERRY) == 2


def test_an_answer_on_one_file_does_not_hold_for_the_next():
    assert len(read_file("a.txt", EXPORT, columns={"parts": "one"}).articles) == 1
    assert len(read_file("a.txt", EXPORT).articles) == 2


FEED = (
    f"<rss><channel><item><title>A</title><description>{FERRY}</description></item></channel></rss>"
)
G2 = (
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x'><contentSet><inlineData "
    f"contenttype='text/plain'>{FERRY}</inlineData></contentSet></newsItem>"
)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", EXPORT, "an export of Nexis Uni"),
        ("a.xml", FEED.encode(), "a feed (RSS)"),
        ("a.xml", G2.encode(), "NewsML-G2"),
        (
            "a.json",
            f'[{{"maintext": "{FERRY}", "date_publish": "2024-05-03 10:00:00"}}]'.encode(),
            "JSON of news-please",
        ),
        (
            "a.ris",
            f"TY  - NEWS\nTI  - A\nAB  - {FERRY}\nER  - \n".encode(),
            REFERENCES.format("RIS"),
        ),
        (
            "a.bib",
            f"@article{{a, title={{A}}, abstract={{{FERRY}}}}}".encode(),
            REFERENCES.format("BibTeX"),
        ),
        (
            "a.tst",
            IPTC.encode(),
            "a wire dispatch (IPTC 7901)",
        ),
        (
            "a.tst",
            ANPA.encode(),
            "a wire dispatch (ANPA 1312)",
        ),
        (
            "a.html",
            HOCR.encode(),
            "recognised text of scanned pages (hOCR)",
        ),
        (
            "a.html",
            b"<!--\n Page saved with SingleFile \n url: https://echo.example/a \n-->" + PAGE,
            "a web page saved by SingleFile",
        ),
        (
            "a.html",
            b"<!-- saved from url=(0022)https://echo.example/a -->" + PAGE,
            "a web page saved by a browser",
        ),
        (
            "a.html",
            PAGE.replace(
                b"</body>", b"<!-- FILE ARCHIVED ON 08:15:00 Jun 10, 2024 AND ... --></body>"
            ),
            "a web page kept by the Wayback Machine",
        ),
        (
            "a.html",
            PAGE.replace(b"<body>", b"<body class='doc-content'>"),
            "a document of Google Docs, HTML",
        ),
        (
            "a.mbox",
            f"From a@b.example Sat May  2 10:00:00 2015\nFrom: A\n\n{FERRY}\n".encode(),
            "a mailbox (mbox)",
        ),
    ],
)
def test_a_reader_that_knows_more_says_what_the_file_is(name, data, kind):
    reading = read_file(name, data)
    assert (len(reading.articles) > 0, reading.kind) == (True, kind)


def test_a_book_is_one_article_under_its_title_if_an_analyst_says_so():
    data = make_book(("First", FERRY), ("Second", FERRY))
    assert [one.title for one in read_file("a.epub", data).articles] == ["First", "Second"]
    (article,) = read_file("a.epub", data, columns={"parts": "one"}).articles
    assert article.title == "The ferries"
    assert article.text == f"First\n\n{FERRY}\n\nSecond\n\n{FERRY}"
    assert parts_of("a.epub", data) == parts_of("a.epub", data, {"parts": "one"}) == "chapters"
    assert parts_of("a.epub", make_book(("First", FERRY))) == ""


def parts_of(name, data, answer=None):
    *_, kind = read_many(name, data, columns=answer)
    return kind.parts


def test_an_archive_says_what_the_files_in_it_are():
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("b/c.html", PAGE)
        archive.writestr("d.html", PAGE.replace(b"late", b"early"))
        archive.writestr("e.json", "no JSON")
    *_, kind = read_many("a.zip", packed.getvalue())
    assert (kind.title, kind.inside) == ("a ZIP archive", {"a table": 1, "a web page": 2})
    *_, alone = read_many("a.csv", TABLE)
    assert alone.inside == {}


def test_an_issue_in_tei_is_one_article_if_an_analyst_says_so():
    items = "".join(
        f"<div type='article'><head>Ferry {n}</head><p>{FERRY}</p></div>" for n in (1, 2)
    )
    issue = f"<TEI><text><body>{items}</body></text></TEI>".encode()
    assert [one.title for one in read_file("a.tei", issue).articles] == ["Ferry 1", "Ferry 2"]
    (article,) = read_file("a.tei", issue, columns={"parts": "one"}).articles
    assert article.title == "Ferry 1"
    assert article.text == f"{FERRY}\n\nFerry 2\n\n{FERRY}"
    assert parts_of("a.tei", issue) == "articles"
    poem = f"<TEI><text><body><p>{FERRY}</p></body></text></TEI>".encode()
    assert parts_of("a.tei", poem) == ""


def make_book(*pages):
    items = "".join(f'<item id="p{n}" href="p{n}.html"/>' for n in range(len(pages)))
    order = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The ferries'
        f"</dc:title></metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("content.opf", package)
        for n, (title, text) in enumerate(pages):
            page = f"<html><body><h1>{title}</h1><p>{text}</p></body></html>"
            book.writestr(f"p{n}.html", page)
    return packed.getvalue()
