"""Mails, saved pages, feeds, web archives and Factiva exports."""
# ruff: noqa: E501 - the samples keep the lines of their formats

import gzip
import io
from datetime import date
from email.message import EmailMessage

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from components.corpus.readers import read_file

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
    assert "nested more than 3 deep" in reading.rejected[0].reason


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
    assert "Of 1 items the feed gives a description" in reading.notes[0]
    assert reading.rejected[0].reason.startswith("Item 3 has no text")


def test_a_feed_that_defines_entities_is_refused():
    data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>'
    assert "defines entities" in read_file("a.xml", data).rejected[0].reason
    assert "no feed" in read_file("a.xml", b"<x>y</x>").rejected[0].reason


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
