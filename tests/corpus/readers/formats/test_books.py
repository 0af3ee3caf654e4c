"""Electronic books (EPUB): the articles in the order of reading, and what is told of the rest."""

import io
import zipfile
from datetime import date

import pytest

from components.corpus.readers import read_file

A = "The yard keeps the old tram until June, the board said on Friday after a meeting of two hours."
B = "Its chairman had wanted to sell it, but nobody offered more than the price of the metal in it."
C = "The gate of the yard opens at noon, so that nobody has to walk around the long wall any more."
NEWS = (
    "<dc:title>Yard News [Sat, 02 May 2015]</dc:title><dc:creator>calibre</dc:creator>"
    "<dc:publisher>calibre</dc:publisher><dc:date>2015-05-02T23:30:00-05:00</dc:date>"
    "<dc:language>en-GB</dc:language>"
)
PRINTED = (
    "<dc:title>Trams of the yard</dc:title><dc:creator>Eve Marsh</dc:creator>"
    "<dc:publisher>Gate Press</dc:publisher><dc:date>2015</dc:date><dc:language>en</dc:language>"
)
CONTAINER = '<container><rootfiles><rootfile full-path="{}"/></rootfiles></container>'


def page(body, title="Trams of the yard"):
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>{title}</title><script src='a.js'/></head><body>{body}</body></html>"
    )


def book(stated, pages, spine=None, folder="OEBPS/", properties="", **parts):
    """A book of pages by their names; `spine` is the order of reading, that of the pages else."""
    marks = dict(mark.split("=") for mark in properties.split())
    items = "".join(
        f'<item id="{name}" href="{name.replace(" ", "%20")}" properties="{marks.get(name, "")}"/>'
        for name in pages
    )
    order = "".join(
        f'<itemref idref="{name.rstrip("*")}" linear="{"no" if name.endswith("*") else "yes"}"/>'
        for name in (spine or list(pages))
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{stated}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr("META-INF/container.xml", CONTAINER.format(f"{folder}content.opf"))
        package.writestr(f"{folder}content.opf", opf)
        for name in sorted(pages, reverse=True):
            package.writestr(folder + name, pages[name])
        package.writestr(f"{folder}style.css", "p {}")
        for name, content in parts.items():
            package.writestr(name.replace("_in_", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def read(data, name="a.epub"):
    reading = read_file(name, data)
    assert reading.rejected == []
    return reading.articles, reading.notes


NAVBAR = (
    '<div class="calibre_navbar calibre_rescale_70">| <a href="../article_1/index.html">Next</a> | '
    '<a href="../index.html#article_0">Section Menu</a> |<hr/></div>'
)
BELOW = (
    '<div class="calibre_navbar1"><p>This article was downloaded by <strong>calibre</strong> from '
    '<a href="{0}">{0}</a></p><br/>| <a href="../index.html">Section Menu</a> |</div>'
)
LIST = '<ul class="calibre_article_list"><li><a href="article_0/index.html">{}</a></li></ul>'
CALIBRE = {
    "index.html": page('<ul class="calibre_feed_list"><li><a href="feed_0/">Local</a></li></ul>'),
    "feed_0/index.html": page(f'<h2 class="calibre_feed_title">Local</h2>{LIST.format("Tram")}'),
    "feed_0/article_0/index_split_000.html": page(f"{NAVBAR}<h2>Tram stays</h2><p>{A}</p>"),
    "feed_0/article_0/index_split_001.html": page(
        f"<p>{B}</p>{BELOW.format('https://yard.example/tram')}"
    ),
    "feed_1/index.html": page(f'<h2 class="calibre_feed_title">Gates</h2>{LIST.format("Gate")}'),
    "feed_1/article_0/index.html": page(f"<h1>Gate opens</h1><p>By Eve Marsh</p><p>{C}</p>"),
}


@pytest.mark.parametrize("name", ["a.epub", "a.zip", "a"])
def test_news_of_calibre_are_its_articles_without_lists_and_navigation(name):
    data = book(NEWS, CALIBRE, folder="")
    assert read_file(name, data).kind == "a book of news feeds, by calibre (EPUB)"
    (tram, gate), notes = read(data, name)
    assert (tram.title, tram.text) == ("Tram stays", f"{A}\n\n{B}")
    assert (tram.source, tram.author, tram.published) == ("Yard News", "", date(2015, 5, 2))
    assert (tram.url, tram.details) == ("https://yard.example/tram", {"section": "Local"})
    assert (gate.title, gate.author, gate.text) == (
        "Gate opens",
        "Eve Marsh",
        f"By Eve Marsh\n\n{C}",
    )
    assert gate.details == {"section": "Gates"}
    assert tram.bases["published"] == "the day of the issue, in the metadata of the book"
    assert notes[-1] == "Left out, since they are no articles: 3 lists of articles."


def test_the_pages_of_a_book_come_in_the_order_of_its_spine():
    links = "".join(f'<li><a href="{n}.xhtml">{n}</a></li>' for n in ("one", "two", "more"))
    pages = {
        "cover.xhtml": page('<img src="a.jpg" alt=""/>'),
        "list.xhtml": page(f'<nav epub:type="toc"><ol>{links}</ol></nav>'),
        "one.xhtml": page(f"<section><h1>The tram</h1><p>{A}</p></section>"),
        "two.xhtml": page(f"<h2>The gate</h2><p>{C}</p>"),
        "more.xhtml": page(f"<p>{B}</p>"),
        "unread.xhtml": page("<p>Not in the order of reading.</p>"),
    }
    spine = ["cover.xhtml", "list.xhtml", "two.xhtml", "one.xhtml", "more.xhtml*"]
    articles, notes = read(book(PRINTED, pages, spine, properties="list.xhtml=nav"))
    assert [(a.title, a.text) for a in articles] == [("The gate", C), ("The tram", A)]
    assert {(a.author, a.source, a.published) for a in articles} == {
        ("Eve Marsh", "Gate Press", None)
    }
    assert notes == [
        "Left out, since they are no articles: 1 cover, 1 table of contents, 1 page beside the "
        "text."
    ]


def test_a_page_without_a_heading_has_the_title_that_the_contents_give_it():
    ncx = (
        '<ncx><navMap><navPoint><navLabel><text>The tram</text></navLabel><content src="a%20b.html'
        '#x"/></navPoint></navMap></ncx>'
    )
    data = book(PRINTED, {"a b.html": page(f"<p>{A}</p>"), "toc.ncx": ncx}, spine=["a b.html"])
    (article,), _ = read(_with_ncx(data))
    assert (article.title, article.text) == ("The tram", A)


def _with_ncx(data):
    """The book, its list of contents named as such."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(s := io.BytesIO(), "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".opf"):
                content = content.replace(
                    b'href="toc.ncx" properties=""',
                    b'href="toc.ncx" media-type="application/x-dtbncx+xml"',
                )
            new.writestr(name, content)
    return s.getvalue()


def test_marks_of_notes_and_printed_pages_are_not_in_the_sentence_and_breaks_part_no_sentence():
    body = (
        '<title/><p>The yard keeps<a epub:type="noteref" href="#n">1</a> the old<br/>tram '
        '<span epub:type="pagebreak" id="p">7</span>until&nbsp;June.</p><a id="x"/><p>So it said.'
    )
    (article,), _ = read(book(PRINTED, {"a.xhtml": page(body)}))
    assert article.text == "The yard keeps the old tram until June.\n\nSo it said."


def test_parts_with_headings_are_pages_of_their_own():
    pages = {
        f"index_split_00{n}.html": page(f"<h2>Part {n}</h2><p>{text}</p>")
        for n, text in enumerate((A, B, C))
    }
    articles, _ = read(book(PRINTED, pages))
    assert [article.title for article in articles] == ["Part 0", "Part 1", "Part 2"]


def test_a_book_without_an_order_gives_its_pages_as_they_stand_and_says_so():
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr("META-INF/container.xml", "<container/>")
        package.writestr("b.html", page(f"<h1>The tram</h1><p>{A}</p>"))
        package.writestr("a.html", page(f"<h1>The gate</h1><p>{C}</p>"))
        package.writestr("nav.html", page("<ol><li><a href='a.html'>The gate</a></li></ol>"))
    articles, notes = read(stream.getvalue())
    assert [article.title for article in articles] == ["The tram", "The gate"]
    assert "does not say in which order" in notes[-1]


def test_a_locked_book_and_one_without_text_are_refused():
    lock = '<encryption><CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    pages = {"a.xhtml": page(f"<p>{A}</p>")}
    data = book(PRINTED, pages, **{"META-INF_in_encryption_dot_xml": lock})
    assert "DRM" in read_file("a.epub", data).rejected[0].reason
    empty = read_file("a.epub", book(PRINTED, {"a.xhtml": page("<img src='a.png'/>")}))
    assert "no article" in empty.rejected[0].reason


def test_a_book_that_defines_entities_is_refused():
    data = book(PRINTED, {"a.xhtml": page(f"<p>{A}</p>")}, folder="")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(s := io.BytesIO(), "w") as new:
        for name in old.namelist():
            entity = b'<!DOCTYPE a [<!ENTITY b "c">]>' if name.endswith(".opf") else b""
            new.writestr(name, entity + old.read(name))
    assert "entities" in read_file("a.epub", s.getvalue()).rejected[0].reason


def test_a_page_nested_beyond_all_measure_keeps_its_words_and_a_page_named_twice_is_read_once():
    pages = {"a.xhtml": page(f"{'<div>' * 100_000}<p>{A}</p>")}
    (article,), _ = read(book(PRINTED, pages, spine=["a.xhtml"] * 1_000))
    assert article.text == A
