"""Pages as browsers, programs and archives keep them: where from, when, and what is the article."""

import gzip
import io
import json
import plistlib
import zipfile
from datetime import date

import pyarrow
import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.saved_web.archived_copy import original_of
from components.corpus.readers.formats.saved_web.page_folders import find_page_parts

FIRST = "The ferry to Wendle will sail twice a day from June, the port said on Tuesday morning."
SECOND = "Two new pilots were hired for it, and the timetable will be printed within the week."
BODY = f"<article><h1>Ferry sails twice</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
ADDRESS = "https://courier.example/2024/06/03/ferry"


def page(head="", body=BODY, before=""):
    return f"<!DOCTYPE html><html lang=en>{before}<head>{head}</head><body>{body}</body></html>"


def read(markup, name="a.html"):
    (article,) = read_file(name, markup if isinstance(markup, bytes) else markup.encode()).articles
    return article


SAVED = {
    "SingleFile": (
        "<!--\n Page saved with SingleFile \n url: https://courier.example/2024/06/03/ferry \n"
        " saved date: Sun Jun 09 2024 23:10:00 GMT+0200 (Central European Summer Time)\n-->",
        "2024-06-09",
    ),
    "SingleFile, other newlines": (
        "<!--\r\n Page saved with SingleFileZ \r\n url: https://courier.example/2024/06/03/ferry"
        "\r\n saved date: Sun Jun 09 2024 23:10:00 GMT+0200\r\n-->",
        "2024-06-09",
    ),
    "a browser": (
        "<!-- saved from url=(0040)https://courier.example/2024/06/03/ferry -->",
        None,
    ),
    "HTTrack": (
        "<!-- Mirrored from courier.example/2024/06/03/ferry by HTTrack Website Copier/3.x "
        "[XR&CO'2014], Sun, 09 Jun 2024 21:10:00 GMT -->",
        "2024-06-09",
    ),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_saved_page_knows_where_it_is_from_and_when_it_was_saved(how):
    comment, captured = SAVED[how]
    article = read(page(before=comment))
    assert article.url.partition("://")[2] == ADDRESS.partition("://")[2]
    assert article.source == "courier.example"
    assert (article.published, article.basis) == (date(2024, 6, 3), "inferred")
    assert article.details.get("captured") == captured
    assert article.bases["url"] == "where the file says that it was saved"
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_a_page_saved_from_no_address_has_none():
    comment = "<!-- saved from url=(0014)about:internet -->"
    article = read(page(before=comment))
    assert (article.url, article.source) == ("", "")


ARCHIVED = "https://web.archive.org/web/20240610081500/https://courier.example/news/ferry"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{ARCHIVED}">',
        f'<meta property="og:url" content="{ARCHIVED}">',
        '<script>__wm.wombat("https://courier.example/news/ferry","20240610081500",'
        '"https://web.archive.org/","web");</script>',
    ],
)
def test_of_an_archived_page_source_and_address_are_those_of_the_original(head):
    article = read(page(head=head))
    assert article.url == "https://courier.example/news/ferry"
    assert article.source == "courier.example"
    assert article.details["captured"] == "2024-06-10"
    assert article.published is None


def test_the_toolbar_of_the_archive_is_no_text():
    bar = (
        '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><form><input type="text" '
        'name="url" id="wmtbURL" value="https://courier.example/news/ferry"></form>'
        "<p>12 captures between 4 May 2023 and 9 June 2024, and many words that nobody wants.</p>"
        "</div><!-- END WAYBACK TOOLBAR INSERT -->"
    )
    end = "<!-- FILE ARCHIVED ON 08:15:00 Jun 10, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"
    article = read(page(body=bar + BODY + end))
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert (article.url, article.details["captured"]) == (
        "https://courier.example/news/ferry",
        "2024-06-10",
    )


def test_addresses_in_archives_are_read_whoever_keeps_them():
    for address in (
        "https://web.archive.org/web/20240610081500id_/https://courier.example/a",
        "//web.archive.org/web/20240610/https://courier.example/a",
        "https://wayback.archive-it.org/1234/20240610081500/https://courier.example/a",
        "https://arquivo.pt/wayback/20240610081500mp_/https://courier.example/a",
        "https://archive.ph/2024.06.10-081500/https://courier.example/a",
    ):
        assert original_of(address).url == "https://courier.example/a", address
        assert original_of(address).captured == date(2024, 6, 10), address
    assert original_of("https://courier.example/2024/06/10/a").url == ""


# Safari


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_page_of_safari_is_its_main_page_in_the_encoding_that_it_names(form):
    frame = {"WebMainResource": {"WebResourceData": b"<p>Buy now.</p>"}}
    main = {
        "WebResourceData": page().replace("Wendle", "Wendlé").encode("latin-1"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "ISO-8859-1",
        "WebResourceURL": ADDRESS,
    }
    data = plistlib.dumps({"WebMainResource": main, "WebSubframeArchives": [frame]}, fmt=form)
    article = read(data, "a.webarchive")
    assert article.text == f"{FIRST}\n\n{SECOND}".replace("Wendle", "Wendlé")
    assert (article.title, article.url) == ("Ferry sails twice", ADDRESS)
    assert (article.source, article.published) == ("courier.example", date(2024, 6, 3))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"bplist00 and no more", "damaged or not a web archive of Safari"),
        (plistlib.dumps({"a": 1}), "no web page in it"),
        (plistlib.dumps(["a"]), "no web page in it"),
        (
            plistlib.dumps(
                {
                    "WebMainResource": {
                        "WebResourceData": b"%PDF",
                        "WebResourceMIMEType": "application/pdf",
                    }
                }
            ),
            "no web page in it",
        ),
    ],
)
def test_an_archive_of_safari_without_a_page_is_refused(data, reason):
    reading = read_file("a.webarchive", data)
    assert reading.articles == []
    assert reason in reading.rejected[0].reason


# What stands beside a page


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("folder", ["Ferry_files", "Ferry-Dateien", "Ferry_fichiers"])
def test_of_a_page_saved_complete_only_the_page_is_read(folder):
    files = {
        "News/Ferry.html": page(),
        f"News/{folder}/saved_resource.html": "<p>Buy the new car of the year now.</p>",
        f"News/{folder}/app.js": "1",
        f"News/{folder}/deep/pic.jpg": "1",
    }
    reading = read_file("a.zip", zipped(**files))
    assert [article.name for article in reading.articles] == ["a.zip/News/Ferry.html"]
    assert reading.rejected == []
    assert reading.notes == ["3 files in it belong to saved web pages and were left out."]


def test_a_folder_that_only_looks_like_one_is_read():
    files = {"Port_files/one.html": page(), "Port.txt": f"{FIRST}\n\n{SECOND}"}
    assert len(read_file("a.zip", zipped(**files)).articles) == 2
    assert find_page_parts(["Port_files/one.html", "Port.html"]) == {"Port_files/one.html"}
    assert find_page_parts(["a.html", "images/b.png", "images/c.html"]) == {"images/b.png"}


# WACZ


def recorded(url, body, status="200 OK", more="", kind="text/html"):
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body.encode()
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{hash(url)}>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-06-09T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
            "\r\n\r\n"
        ).encode()
        + answer
        + b"\r\n\r\n"
    )


HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}
INDEX = {"datapackage.json": "{}", "indexes/index.cdx": "x", "indexes/index.idx": "x"}


def wacz(records, *listed, **files):
    lines = [json.dumps(line) for line in (HEADER, *listed)]
    pages = {"pages/pages.jsonl": "\n".join(lines) + "\n"} if listed else {}
    return zipped(**{"archive/data.warc": b"".join(records), **pages, **INDEX, **files})


def test_of_a_wacz_the_listed_pages_are_read_each_once_without_its_indexes():
    records = [
        recorded("https://courier.example/favicon.ico", "<p>No such thing is here at all.</p>"),
        recorded(ADDRESS, page()),
        recorded(ADDRESS, page()),
        recorded("https://ads.example/frame", page().replace("ferry", "car")),
    ]
    listed = {"id": "1", "url": f"{ADDRESS}#top", "title": "Ferry", "text": f"{FIRST} {SECOND}"}
    for name in ("a.wacz", "a.zip"):
        reading = read_file(name, wacz(records, listed))
        assert [article.url for article in reading.articles] == [ADDRESS], name
        assert reading.articles[0].text == f"{FIRST}\n\n{SECOND}"
        assert reading.rejected == []
        told = "2 pages that belong to others were left out: the list of the archive does not have"
        assert any(note.startswith(told) for note in reading.notes)


def test_of_a_wacz_without_a_list_every_page_is_read_once():
    records = [recorded(f"{ADDRESS}{n}", page()) for n in (1, 2, 1)]
    reading = read_file("a.wacz", wacz(records))
    assert [article.url[-1] for article in reading.articles] == ["1", "2"]


def test_a_listed_page_is_found_where_its_server_sent_the_reader():
    records = [
        recorded("http://courier.example/f", "", "301 Moved", f"Location: {ADDRESS}\r\n"),
        recorded(ADDRESS, page()),
    ]
    reading = read_file("a.wacz", wacz(records, {"url": "http://courier.example/f"}))
    assert [article.url for article in reading.articles] == [ADDRESS]


def test_listed_pages_that_are_not_in_a_wacz_are_told():
    listed = [{"url": ADDRESS}, {"url": "https://courier.example/lost"}]
    reading = read_file("a.wacz", wacz([recorded(ADDRESS, page())], *listed))
    assert len(reading.articles) == 1
    assert "1 page that the archive lists is not in it as a web page." in reading.notes[0]
    assert "no web page in it" in read_file("a.wacz", wacz([], *listed)).rejected[0].reason


def test_an_arc_file_gives_its_pages():
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page()}".encode()
    names = "1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://a.arc 0.0.0.0 20040610081500 text/plain {len(names)}\n{names}\n"
    line = f"{ADDRESS} 192.0.2.1 20040610081500 text/html {len(answer)}\n"
    data = head.encode() + line.encode() + answer + b"\n"
    for name, packed in (("a.arc", data), ("a.arc.gz", gzip.compress(data))):
        article = read(packed, name)
        assert (article.url, article.text) == (ADDRESS, f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("codec", ["zstd", "gzip"])
def test_an_archive_that_is_packed_as_a_whole_gives_its_pages(codec):
    records = b"".join(recorded(f"{ADDRESS}{n}", page()) for n in (1, 2))
    packed = pyarrow.Codec(codec).compress(records, asbytes=True)
    ending = {"zstd": ".zst", "gzip": ".gz"}[codec]
    reading = read_file(f"a.warc{ending}", packed)
    assert [article.url[-1] for article in reading.articles] == ["1", "2"]
    assert reading.rejected == []


# Google Docs


def test_a_document_of_google_docs_is_read_without_its_comments():
    mark = '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>'
    body = (
        '<p class="c1 title"><span>Ferry sails </span><span>twice</span></p>'
        f'<p class="c1"><span>{FIRST}</span>{mark}</p><ul class="lst-kix_1"><li>{SECOND}</li></ul>'
        '<div class="c4"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Who said so?</span></p>'
        "<p><span>Ask the port.</span></p></div>"
    )
    markup = f'<html><head></head><body class="c2 doc-content">{body}</body></html>'
    article = read(markup)
    assert (article.title, article.text) == ("Ferry sails twice", f"{FIRST}\n\n{SECOND}")


def test_the_marks_of_notes_in_a_document_of_google_docs_are_no_words():
    mark = '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>'
    note = '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Log of the port.</span></p></div>'
    body = f"<p><span>{FIRST}</span>{mark}</p><p><span>{SECOND}</span></p><hr>{note}"
    article = read(f'<html><head></head><body class="c2 doc-content">{body}</body></html>')
    assert article.text == f"{FIRST}\n\n{SECOND}\n\nLog of the port."


# What is no article

CONSENTS = {
    "en": (
        "We value your privacy",
        "We and our 812 partners store cookies on your device with your consent.",
    ),
    "de": (
        "Bevor Sie fortfahren",
        "Wir und unsere Partner brauchen Ihre Einwilligung, um Cookies zu setzen.",
    ),
    "fr": ("Votre vie privée", "Nos partenaires déposent des cookies avec votre consentement."),
}


@pytest.mark.parametrize("language", CONSENTS)
def test_a_page_that_asks_for_consent_is_told_as_such(language):
    title, words = CONSENTS[language]
    body = f"<main><h1>{title}</h1><p>{words}</p><p>{words}</p></main>"
    reading = read_file("a.html", page(f"<title>{title}</title>", body).encode())
    assert reading.articles == []
    assert "asks for consent to cookies" in reading.rejected[0].reason


@pytest.mark.parametrize(
    "words",
    [
        "We and our 1,412 partners store and access information on a device, such as cookies.",
        "Wir und unsere 93 Partner speichern Cookies und verarbeiten Daten mit Ihrer Zustimmung.",
        "Avec votre accord, nos partenaires et nous utilisons des cookies sur votre appareil.",
    ],
)
def test_a_question_for_consent_under_the_name_of_the_site_is_told_as_such(words):
    body = f"<div><p>{words}</p><p>You may withdraw your consent to cookies at any time.</p></div>"
    reading = read_file("a.html", page("<title>Wick Courier</title>", body).encode())
    assert "asks for consent to cookies" in reading.rejected[0].reason


def test_an_article_about_cookies_is_one():
    words = "Shop {} was fined because it had set cookies without the consent of its visitors."
    said = "".join(f"<p>{words.format(number)}</p>" for number in range(5))
    body = f"<article><h1>Shops fined over cookies</h1>{said}</article>"
    text = read(page("<title>Shops fined over cookies</title>", body)).text
    assert [line.split()[1] for line in text.split("\n\n")] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "body",
    [
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
        "<p>Please enable JavaScript to read this page.</p>",
        '<div id="__next"></div><script>load()</script>',
        "<p>Bitte aktivieren Sie JavaScript in Ihrem Browser.</p>",
    ],
)
def test_a_page_that_leaves_its_text_to_a_script_is_told_as_such(body):
    reading = read_file("a.html", page("<title>Courier</title>", body).encode())
    assert reading.articles == []
    assert "loads its text by a script" in reading.rejected[0].reason


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe to continue reading this article.",
        "Jetzt weiterlesen mit Courier plus.",
        "Cet article est réservé aux abonnés.",
    ],
)
def test_the_beginning_before_a_paywall_is_read_with_a_note(prompt):
    body = BODY.replace("</article>", f"<p>{prompt}</p></article>")
    reading = read_file("a.html", page(body=body).encode())
    assert FIRST in reading.articles[0].text
    assert ["Only the beginning" in note for note in reading.notes] == [True]


def test_a_whole_article_of_a_paper_that_sells_others_has_no_note():
    own = {"@type": "NewsArticle", "headline": "Ferry sails twice", "isAccessibleForFree": False}
    head = f'<script type="application/ld+json">{json.dumps(own)}</script>'
    more = "".join(f"<p>On pier {number}: {SECOND}</p>" for number in range(20))
    long = BODY.replace("</article>", f"{more}</article>")
    assert read_file("a.html", page(head, long).encode()).notes == []
    assert len(read_file("a.html", page(head).encode()).notes) == 1
