"""Mails, saved pages, feeds, web archives and Factiva exports."""
# ruff: noqa: E501 - the samples keep the lines of their formats

import gzip
import io
import random
import zlib
from datetime import date
from email.message import EmailMessage

import pyarrow
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from components.corpus.readers import read_file
from components.corpus.readers.formats.html_text import remove_embedded

FIRST = "The council met on Tuesday and agreed to repair the bridge before winter comes."
SECOND = "Nobody voted against it, and the mayor said that work could begin within the month."
BODY = f"{FIRST}\n\n{SECOND}"
PAGE = f"<html><head><title>Council to Repair Bridge</title></head><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"


def mail(plain="", markup="", **attachments):
    message = EmailMessage()
    message["From"] = "Ann Öther <ann@example.org>"
    message["Subject"] = "Council to Repair “Bridge”"
    message["Date"] = "Thu, 01 May 2025 10:00:00 +0000"
    message.set_content(plain)
    if markup:
        message.add_alternative(markup, subtype="html")
    for name, (kind, data) in attachments.items():
        main, sub = kind.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name.replace("_", "."))
    return message.as_bytes()


# Mails


def test_a_mail_is_an_article_by_its_sender():
    (article,) = read_file("a.eml", mail(BODY)).articles
    assert (article.title, article.text) == ("Council to Repair “Bridge”", BODY)
    assert (article.author, article.published) == ("Ann Öther", date(2025, 5, 1))


def test_the_plain_form_of_a_body_counts_unless_it_is_a_stub():
    assert read_file("a.eml", mail(BODY, "<p>Other.</p>")).articles[0].text == BODY
    assert read_file("a.eml", mail("View online.", PAGE + " " * 500)).articles[0].text == BODY


def test_attachments_are_read_as_files_and_pictures_are_left_out_with_a_notice():
    data = mail(
        FIRST,
        b_txt=("application/octet-stream", SECOND.encode()),
        c_png=("image/png", b"\x89PNG"),
        d_xyz=("application/octet-stream", b"?"),
    )
    reading = read_file("a.eml", data)
    assert [(a.name, a.text) for a in reading.articles] == [
        ("a.eml", FIRST),
        ("a.eml/b.txt", SECOND),
    ]
    assert [r.name for r in reading.rejected] == ["a.eml/d.xyz"]
    assert "1 picture, sound or film in it was left out." in reading.notes


def test_a_mail_within_a_mail_is_read_and_deep_ones_are_refused():
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content(SECOND)
    for depth in range(5):
        outer = EmailMessage()
        outer["Subject"] = f"Outer {depth}"
        outer.set_content(FIRST)
        outer.add_attachment(inner)
        inner = outer
    reading = read_file("a.eml", inner.as_bytes())
    assert len(reading.articles) == 4
    assert "nested more than 3 levels deep" in reading.rejected[0].reason


def test_a_mail_of_fifty_thousand_parts_is_refused():
    data = b"Subject: m\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000
    assert "more than 1,000 parts" in read_file("a.eml", data).rejected[0].reason


def test_a_mail_with_a_broken_date_and_charset_is_read():
    data = (
        b"Subject: x\nDate: Thu, 99 Foo 9999\nContent-Type: text/plain; charset=zzz\n\nSome text."
    )
    (article,) = read_file("a.eml", data).articles
    assert (article.text, article.published) == ("Some text.", None)


def test_a_damaged_mail_of_outlook_is_refused():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert read_file("a.msg", data).rejected


# Saved pages


def test_a_saved_page_gives_its_article_and_address():
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: 8bit\n\n{PAGE}\n--b\n"
        "Content-Type: image/png\n\nx\n--b--\n"
    )
    data = saved.replace("bridge", "мост").encode("cp1251")
    (article,) = read_file("a.mhtml", data).articles
    assert article.text == BODY.replace("bridge", "мост")
    assert (article.title, article.url) == ("Council to Repair Bridge", "https://example.org/a")


# What is written into a page

PICTURE = "data:image/png;base64," + "QUJD" * 2_750_000
EMBEDDED = {
    "a picture": f'<img src="{PICTURE}">',
    "a picture in single quotes": f"<img src='{PICTURE}'>",
    "a picture without quotes": f"<img src={PICTURE}>",
    "a picture in lines": f'<img src="{"".join(PICTURE[i : i + 76] + chr(10) for i in range(0, len(PICTURE), 76))}">',
    "many pictures": f'<img src="{PICTURE[:900_000]}">' * 12,
    "a background": f"<style>p {{ background: url({PICTURE}) }}</style>",
    "a style": f"<style>{'p { margin: 0 } ' * 700_000}</style>",
    "a script": f"<script>{'if (a<b) { x = 1 } ' * 600_000}</script>",
    "a comment": f"<!-- {'one <b>two</b> ' * 750_000}-->",
    "a drawing": f'<svg><path d="{"M 1 2 L 3 4 " * 900_000}"/></svg>',
    "an attribute": f'<div data-state="{"{&quot;a&quot;: 1} " * 650_000}"></div>',
}
BEHIND = f"<html><head><title>Council to Repair Bridge</title></head><body><article><p>{FIRST}</p>%s<p>{SECOND}</p></article></body></html>"


@pytest.mark.parametrize("what", EMBEDDED)
def test_the_text_behind_what_is_written_into_a_page_is_read(what):
    (article,) = read_file("a.html", (BEHIND % EMBEDDED[what]).encode()).articles
    assert (article.title, article.text) == ("Council to Repair Bridge", BODY)


def test_so_is_the_text_behind_it_in_saved_pages_mails_feeds_and_markdown():
    page = BEHIND % EMBEDDED["a picture"]
    saved = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    sent = f"From: Ann <a@example.org>\nSubject: x\nContent-Type: text/html\n\n{page}"
    feed = RSS.replace(f"<p>{SECOND}</p>]]>", f"{EMBEDDED['a picture']}<p>{SECOND}</p>]]>")
    written = f"{FIRST}\n\n![]({PICTURE})\n\n{SECOND}"
    for name, data in [("a.mhtml", saved), ("a.eml", sent), ("a.rss", feed), ("a.md", written)]:
        assert read_file(name, data.encode()).articles[0].text == BODY, name
    assert read_file("a.rss", feed.encode()).articles[1].text == SECOND


def test_a_page_whose_rest_the_parser_drops_is_taken_whole_with_a_notice():
    deep = "<div>" * 400 + "</div>" * 400
    reading = read_file("a.html", (BEHIND % deep).encode())
    assert reading.articles[0].title == "Council to Repair Bridge"
    assert SECOND in reading.articles[0].text
    assert "all text of the page was taken" in reading.notes[0]


def test_a_feed_whose_rest_the_parser_drops_says_so():
    feed = RSS.replace("<item><title>Two", "<x>" * 3_000 + "</x>" * 3_000 + "<item><title>Two")
    reading = read_file("a.rss", feed.encode())
    assert reading.articles[0].text == BODY
    assert "what follows that place was not read" in reading.notes[0]


def test_words_between_two_drawings_are_not_taken_for_one_of_them():
    words = f"<p>{FIRST}</p>" * 15_000
    assert remove_embedded(f"<svg/>{words}<svg></svg>") == f"<svg/>{words}<svg></svg>"
    assert remove_embedded(f"<svg>{words}<svg></svg>") == f"<svg>{words}<svg></svg>"
    assert remove_embedded(f"<!-->{words}<!---->") == f"<!-->{words}<!---->"


# Feeds

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Daily</title><language>en-gb</language>
<item><title>Council to Repair Bridge</title><link>https://example.org/a</link>
<description>Short.</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded>
<dc:creator>Ann Other</dc:creator><pubDate>Thu, 01 May 2025 10:00:00 GMT</pubDate></item>
<item><title>Two</title><description>{SECOND}</description></item><item><title>Three</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily</title><entry>
<title>Council to Repair Bridge</title><link rel="self" href="https://example.org/x"/>
<link href="https://example.org/a"/><author><name>Ann Other</name></author>
<published>2025-05-01T10:00:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_a_feed_gives_an_article_an_item(name, feed):
    article = read_file(name, feed.encode()).articles[0]
    assert (article.title, article.text) == ("Council to Repair Bridge", BODY)
    assert (article.source, article.author) == ("The Daily", "Ann Other")
    assert (article.published, article.url) == (date(2025, 5, 1), "https://example.org/a")


def test_descriptions_are_told_and_items_without_text_are_refused():
    reading = read_file("a.rss", RSS.encode())
    assert reading.articles[1].text == SECOND
    assert "For 1 item the feed gives a description" in reading.notes[0]
    assert reading.rejected[0].reason.startswith("Item 3 has no text")


def test_a_feed_that_defines_entities_is_refused():
    data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>'
    assert "defines XML entities" in read_file("a.xml", data).rejected[0].reason
    assert "not a feed" in read_file("a.xml", b"<x>y</x>").rejected[0].reason


# Web archives


def test_a_web_archive_gives_its_pages_with_their_addresses():
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    records = [
        ("a", "200 OK", "text/html"),
        ("b", "404 Not Found", "text/html"),
        ("c", "200 OK", "image/png"),
    ]
    for path, status, kind in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        url = f"https://example.org/{path}"
        payload = io.BytesIO(PAGE.encode())
        writer.write_record(
            writer.create_warc_record(url, "response", payload, http_headers=headers)
        )
    for name, data in [
        ("a.warc.gz", stream.getvalue()),
        ("a.warc", gzip.decompress(stream.getvalue())),
    ]:
        reading = read_file(name, data)
        assert [(a.text, a.url) for a in reading.articles] == [(BODY, "https://example.org/a")]
        assert reading.rejected == []


def recorded(number, body, *headers, **more):
    """A record of an archive: what a server answered with."""
    stated = "".join(f"{header}\r\n" for header in ("Content-Type: text/html", *headers))
    answer = f"HTTP/1.1 200 OK\r\n{stated}\r\n".encode() + body
    kept = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2025-05-01T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\n{kept}"
            f"Content-Length: {len(answer)}\r\n\r\n"
        ).encode()
        + answer
        + b"\r\n\r\n"
    )


def between(record):
    """An archive of three pages, this record the second."""
    return recorded(1, PAGE.encode()) + record + recorded(3, PAGE.encode())


WHOLE = PAGE.encode()


def packed(codec, data=WHOLE):
    return pyarrow.Codec(codec).compress(data, asbytes=True)


def in_pieces(data):
    pieces = (data[place : place + 90] for place in range(0, len(data), 90))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


SENT = {
    "Brotli": (packed("brotli"), "Content-Encoding: br"),
    "Zstandard": (packed("zstd"), "Content-Encoding: zstd"),
    "gzip": (gzip.compress(WHOLE), "Content-Encoding: gzip"),
    "gzip in two": (
        gzip.compress(WHOLE[:99]) + gzip.compress(WHOLE[99:]),
        "Content-Encoding: GZIP",
    ),
    "deflate": (zlib.compress(WHOLE), "Content-Encoding: deflate"),
    "bare deflate": (zlib.compress(WHOLE)[2:-4], "Content-Encoding: deflate"),
    "Brotli over gzip": (packed("brotli", gzip.compress(WHOLE)), "Content-Encoding: gzip, br"),
    "pieces": (in_pieces(packed("brotli")), "Content-Encoding: br", "Transfer-Encoding: chunked"),
    "said to be Brotli": (WHOLE, "Content-Encoding: br"),
    "said to be gzip": (WHOLE, "Content-Encoding: gzip"),
    "said to be in pieces": (WHOLE, "Transfer-Encoding: chunked"),
    "gzip said to be Brotli": (gzip.compress(WHOLE), "Content-Encoding: br"),
    "a charset for a coding": (WHOLE, "Content-Encoding: utf-8"),
}


@pytest.mark.parametrize("how", SENT)
def test_a_page_of_an_archive_is_read_however_it_was_sent(how):
    reading = read_file("a.warc", between(recorded(2, *SENT[how])))
    assert [article.text for article in reading.articles] == [BODY] * 3
    assert (reading.rejected, reading.notes) == ([], [])


@pytest.mark.parametrize(
    ("body", "header", "reason"),
    [
        (bytes(range(256)), "Content-Encoding: br", "damaged and could not be unpacked"),
        (packed("brotli")[:-30], "Content-Encoding: br", "damaged and could not be unpacked"),
        (
            bytes(range(256)),
            "Content-Encoding: lzma",
            "compressed as “lzma”, which Parallax cannot read",
        ),
        (packed("brotli", b"<p>a</p>" * 8_000_000), "Content-Encoding: br", "larger than 50 MB"),
        (packed("zstd", b"<p>a</p>" * 8_000_000), "Content-Encoding: zstd", "larger than 50 MB"),
        (packed("gzip", b"<p>a</p>" * 8_000_000), "Content-Encoding: gzip", "larger than 50 MB"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_refused_and_the_others_are_read(body, header, reason):
    reading = read_file("a.warc", between(recorded(2, body, header)))
    assert [article.url[-1] for article in reading.articles] == ["1", "3"]
    assert [rejection.name for rejection in reading.rejected] == ["a.warc/2.html"]
    assert reason in reading.rejected[0].reason


FILLED = PAGE.replace(
    "</body>", f"<!-- {random.Random(7).randbytes(200_000).hex()} --></body>"
).encode()
CUT = {
    "gzip": recorded(2, gzip.compress(FILLED)[:-9_000], "Content-Encoding: gzip"),
    "Zstandard": recorded(2, packed("zstd", FILLED)[:-2_000], "Content-Encoding: zstd"),
    "pieces": recorded(2, in_pieces(FILLED)[:-2_000], "Transfer-Encoding: chunked"),
    "the length": recorded(2, FILLED[:-2_000], f"Content-Length: {len(FILLED)}"),
    "the record": recorded(2, FILLED[:-2_000], WARC_Truncated="length"),
}


@pytest.mark.parametrize("how", CUT)
def test_a_page_whose_end_is_missing_says_so(how):
    reading = read_file("a.warc", between(CUT[how]))
    assert [article.text for article in reading.articles] == [BODY] * 3
    assert reading.notes == [
        "The end of page 2 (https://example.org/2) is missing in the web archive."
    ]


def test_an_archive_that_breaks_off_within_a_page_says_so():
    data = between(b"")
    reading = read_file("a.warc", data[: data.rindex(b"</article>")])
    assert reading.articles[0].text == BODY
    assert (
        "The end of page 2 (https://example.org/3) is missing in the web archive." in reading.notes
    )


def test_an_archive_that_was_packed_as_a_whole_is_read():
    reading = read_file("a.warc.gz", gzip.compress(between(b"")))
    assert [article.text for article in reading.articles] == [BODY] * 2
    assert reading.rejected == []


# Factiva

LAID_OUT = f"""<html><head><title>Factiva</title></head><body><div class="article enArticle">
<div id="hd"><span class="enHeadline">Council to Repair Bridge</span></div><div class="author">By Ann Other</div>
<div>31 words</div><div>1 May 2025</div><div>10:00 GMT</div><div>The Daily</div><div>DAILY</div><div>English</div>
<div>Copyright 2025</div><p class="articleParagraph enarticleParagraph">{FIRST}</p>
<p class="articleParagraph enarticleParagraph">{SECOND}</p><p>Document DAILY00020250501el510000a</p></div>
<div class="article enArticle"><div><span class="enHeadline">Empty</span></div></div></body></html>"""
CODED = f"""<html><head><title>Factiva</title></head><body><div class="article enArticle"><table>
<tr><td><b>HD</b></td><td>Council to Repair Bridge</td></tr><tr><td><b>BY</b></td><td>By Ann Other</td></tr>
<tr><td><b>PD</b></td><td>1 May 2025</td></tr><tr><td><b>SN</b></td><td>The Daily</td></tr>
<tr><td><b>LA</b></td><td>English</td></tr><tr><td><b>LP</b></td><td><p>{FIRST}</p></td></tr>
<tr><td><b>TD</b></td><td><p>{SECOND}</p></td></tr></table></div></body></html>"""


@pytest.mark.parametrize("page", [LAID_OUT, CODED])
def test_a_factiva_export_is_one_article_a_document(page):
    article = read_file("a.html", page.encode()).articles[0]
    assert (article.title, article.text) == ("Council to Repair Bridge", BODY)
    assert (article.source, article.author) == ("The Daily", "Ann Other")
    assert (article.published, article.language) == (date(2025, 5, 1), "en")


def test_a_factiva_document_without_text_is_refused_by_number():
    (rejection,) = read_file("a.html", LAID_OUT.encode()).rejected
    assert rejection.reason.startswith("Document 2 has no text")


def test_the_day_on_which_a_page_was_fetched_is_kept_and_is_no_day_of_publication():
    (first, *_) = read_file("a.warc", between(b"")).articles
    assert first.details["captured"] == "2025-05-01"
    assert first.published is None
    old = b"".join(
        b"https://example.org/1 127.0.0.1 20050607103000 text/html %d\n%s\n" % (len(one), one)
        for one in [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()]
    )
    head = b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n"
    about = b"filedesc://a.arc 0.0.0.0 20050607103000 text/plain %d\n%s\n" % (len(head), head)
    (article,) = read_file("a.arc", about + old).articles
    assert (article.details["captured"], article.published) == ("2005-06-07", None)


def test_a_packed_archive_that_ends_within_its_first_page_is_said_to_be_damaged():
    whole = gzip.compress(between(b""))
    reading = read_file("a.warc.gz", whole[:60])
    (rejection,) = reading.rejected
    assert rejection.reason.startswith("It is damaged: it ends before its first page does.")
