"""Feeds: their links from the base that they state, their authors, and what each field rests on."""

from datetime import date

import pytest

from components.corpus.readers import read_file

ATOM = "http://www.w3.org/2005/Atom"
TEXT = "The ferry to Wendle will sail again on Friday, the port said after a week of repairs."


def read_entry(link, feed="", entry="", head=""):
    markup = (
        f'<feed xmlns="{ATOM}" {feed}>{head}<title>Wick Courier</title><entry {entry}>'
        f"<title>Ferry</title>{link}<published>2019-04-11T23:00:00-05:00</published>"
        "<author><name>Ann Lee</name></author><author><name>Bob Ray</name></author>"
        f"<content>{TEXT}</content></entry></feed>"
    )
    reading = read_file("a.atom", markup.encode())
    assert reading.rejected == []
    (article,) = reading.articles
    return article


@pytest.mark.parametrize(
    ("link", "where", "address"),
    [
        ('<link href="a.html"/>', {"feed": 'xml:base="http://a.example/news/"'},
         "http://a.example/news/a.html"),
        ('<link href="/a.html"/>', {"feed": 'xml:base="http://a.example/news/"'},
         "http://a.example/a.html"),
        ('<link href="http://b.example/a"/>', {"feed": 'xml:base="http://a.example/"'},
         "http://b.example/a"),
        ('<link href="a.html"/>',
         {"feed": 'xml:base="http://a.example/news/"', "entry": 'xml:base="2019/"'},
         "http://a.example/news/2019/a.html"),
        ('<link xml:base="http://c.example/x/" href="?p=1"/>', {}, "http://c.example/x/?p=1"),
        ('<link rel="enclosure" href="a.mp3"/><link rel="alternate" href="b"/>',
         {"feed": 'xml:base="http://a.example/"'}, "http://a.example/b"),
        ('<link href="a.html"/>',
         {"head": '<link href="http://a.example/"/><link rel="self" href="http://a.example/n/f"/>'},
         "http://a.example/n/a.html"),
        ('<link href="a.html"/>', {}, "a.html"),
    ],
)  # fmt: skip
def test_a_link_is_resolved_from_its_base_else_from_where_the_feed_is(link, where, address):
    assert read_entry(link, **where).url == address


def test_an_item_names_all_authors_and_says_what_its_fields_rest_on():
    article = read_entry('<link href="http://a.example/1"/>')
    assert (article.author, article.published) == ("Ann Lee, Bob Ray", date(2019, 4, 11))
    assert article.bases == {
        "title": "title of the item",
        "source": "title of the feed",
        "author": "author of the item",
        "published": "published of the item",
        "url": "link of the item",
    }


def test_of_an_address_with_a_name_the_name_is_the_author():
    markup = (
        "<rss><channel><title>Wick Courier</title><link>http://a.example/</link><item>"
        "<title>Ferry</title><link>http://a.example/1</link><author>desk@a.example (Ann Lee)"
        f"</author><description>{TEXT}</description></item></channel></rss>"
    )
    (article,) = read_file("a.rss", markup.encode()).articles
    assert (article.author, article.url) == ("Ann Lee", "http://a.example/1")


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
def test_a_few_broken_bytes_do_not_change_the_encoding_of_the_others(declared):
    words = "Паром до Венделя відпливає в п’ятницю, сказали в порту.".encode()
    markup = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><description>'
    data = markup.encode() + words + b" \xff</description></item></channel></rss>"
    (article,) = read_file("a.rss", data).articles
    assert article.text.startswith("Паром до Венделя відпливає в п’ятницю, сказали в порту.")
