"""Editions in TEI: the articles of newspapers, and other texts."""

import pytest

from components.corpus.readers import read_file

HEADER = """<teiHeader><fileDesc><titleStmt><title level="m">The Podil Herald</title>
<title type="sub">A digital edition</title><editor>Ed Itor</editor></titleStmt>
<editionStmt><edition><date when="2019-05-01">1 May 2019</date></edition></editionStmt>
<publicationStmt><publisher>A library</publisher><date when="2019-05-01"/></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"""
SOURCE = '<bibl><title>The Podil Herald</title><date when="1906-03-02">March 2, 1906</date></bibl>'
SPACE = ' xmlns="http://www.tei-c.org/ns/1.0"'


def tei(body, source=SOURCE, attributes=SPACE):
    header = HEADER.format(source=source)
    return f"<?xml version='1.0'?>\n<TEI{attributes}>{header}<text><body>{body}</body></text></TEI>"


def read(markup, encoding="utf-8"):
    reading = read_file("issue.xml", markup.encode(encoding))
    assert reading.rejected == []
    return reading


def texts(reading):
    return [(a.title, a.text) for a in reading.articles]


def test_the_leaves_of_an_issue_are_its_articles_whatever_their_type():
    reading = read(
        tei(
            '<div type="page" n="1"><head>THE PODIL HERALD</head>'
            '<div type="masthead"><p>Price one penny.</p></div>'
            '<div type="section"><head>LOCAL NEWS.</head>'
            '<div type="item"><head>THE TRAM.</head><p>The tram stopped at noon.</p></div>'
            '<div type="wireReport"><p>The bridge was closed.</p></div>'
            '<div type="article"><head>THE QUAY.</head><p>The quay was sold.</p></div></div>'
            '<div type="advert"><head>Soap.</head><p>Buy soap.</p></div>'
            '<div type="advert"><p>Buy tea.</p></div></div>'
        )
    )
    assert texts(reading) == [
        ("THE TRAM.", "The tram stopped at noon."),
        ("", "The bridge was closed."),
        ("THE QUAY.", "The quay was sold."),
    ]
    assert {a.details["section"] for a in reading.articles} == {"LOCAL NEWS."}
    assert {a.details["page"] for a in reading.articles} == {"1"}
    assert reading.notes == [
        "Left out, since they are no articles: 1 heading of a page, 1 masthead, 2 adverts."
    ]


def test_day_and_paper_are_those_of_the_source_and_an_editor_is_no_author():
    (article,) = read(tei('<div type="item"><p>The tram stopped.</p></div>')).articles
    assert (article.source, str(article.published), article.author) == (
        "The Podil Herald",
        "1906-03-02",
        "",
    )
    assert article.bases["published"] == "date in the sourceDesc"


def test_a_blank_typed_into_the_day_is_overlooked():
    source = '<bibl><title>Herald</title><date when="1906-03- 02"/></bibl>'
    (article,) = read(tei('<div type="item"><p>The tram stopped.</p></div>', source)).articles
    assert str(article.published) == "1906-03-02"


def test_another_day_in_the_name_of_the_file_is_shown_beside_the_one_of_the_source():
    attributes = f'{SPACE} xml:id="herald-1906-03-03"'
    body = '<div type="item"><p>The tram stopped.</p></div>'
    (article,) = read(tei(body, attributes=attributes)).articles
    assert str(article.published) == "1906-03-02"
    assert article.details["other_day"] == "1906-03-03 (identifier of the file)"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('Satur<lb break="no"/>day', "Saturday"),
        ('Satur-<lb break="no"/>day', "Saturday"),
        ('Satur-\n   <lb break="no"/>\n  day', "Saturday"),
        ("Satur-<lb/>day", "Saturday"),
        ('Satur-<lb/>\n<pb n="2"/>\n<lb/>day', "Saturday"),
        ('Satur<pb n="2"/>day', "Saturday"),
        ('one <pb n="2"/>day', "one day"),
        ("one<lb/>day", "one day"),
        ("Anglo-<lb/>Saxon", "Anglo- Saxon"),
        ("a <choice><sic>dya</sic><corr>day</corr></choice>", "a day"),
        ("a <choice><corr>day</corr><sic>dya</sic></choice>", "a day"),
        ("<choice><orig>Thür</orig><reg>Tür</reg></choice>", "Tür"),
        ("<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>", "Doctor"),
        ("a d<hi rend='bold'>a</hi>y", "a day"),
        ("a day<note>Not so.</note>, they", "a day, they"),
        ("<fw type='head'>HERALD 3</fw>a day", "a day"),
        ("a <del>night</del><add>day</add>", "a day"),
        ("a <!-- night -->day", "a day"),
    ],
)
def test_words_are_what_the_edition_means(words, text):
    (article,) = read(tei(f'<div type="item"><p>They met on {words}.</p></div>')).articles
    assert article.text == f"They met on {text}."


def test_headings_below_the_first_by_line_and_dateline_stand_beside_the_text():
    body = (
        '<div type="item"><head>THE TRAM.</head><head type="sub">A long wait.</head>'
        "<byline>(By Ann Writer.)</byline><dateline>Podil, <date>March 1</date>.</dateline>"
        "<p>The tram stopped.</p><p>It went on.</p></div>"
    )
    (article,) = read(tei(body)).articles
    assert article.title == "THE TRAM."
    assert article.text == "The tram stopped.\n\nIt went on."
    assert article.author == "Ann Writer"
    assert article.details["place"] == "Podil, March 1."
    assert "A long wait." in article.bases["title"]


def test_a_heading_of_the_second_kind_alone_is_the_title():
    body = '<div type="item"><head type="sub">A long wait.</head><p>The tram stopped.</p></div>'
    (article,) = read(tei(body)).articles
    assert (article.title, article.text) == ("A long wait.", "The tram stopped.")


def test_items_without_headings_within_an_article_are_one_article_and_told():
    items = "".join(f'<div type="item"><p>Item {n} is here.</p></div>' for n in (1, 2))
    reading = read(tei(f'<div type="article"><head>NOTES.</head>{items}</div>'))
    assert texts(reading) == [("NOTES.", "Item 1 is here.\n\nItem 2 is here.")]
    assert reading.notes == [
        "Items without headings of their own are one article: “NOTES.” (2 items)."
    ]


def test_items_with_headings_within_an_article_are_articles_of_their_own():
    items = "".join(
        f'<div type="item"><head>NO. {n}.</head><p>Item {n} is here.</p></div>' for n in (1, 2)
    )
    reading = read(tei(f'<div type="article"><head>NOTES.</head><p>First.</p>{items}</div>'))
    assert texts(reading) == [
        ("NOTES.", "First."),
        ("NO. 1.", "Item 1 is here."),
        ("NO. 2.", "Item 2 is here."),
    ]


def test_text_beside_the_parts_of_a_section_is_not_lost():
    body = (
        '<div type="section"><head>TELEGRAMS.</head><p>All from Monday.</p>'
        '<div type="item"><p>The tram stopped.</p></div></div>'
    )
    reading = read(tei(body))
    assert texts(reading) == [("TELEGRAMS.", "All from Monday."), ("", "The tram stopped.")]


def test_tables_and_notes_are_told():
    body = (
        '<div type="item"><head>PRICES.</head><table><row><cell>Tea</cell></row></table></div>'
        '<div type="item"><head>TEA.</head><p>Tea rose.<note>A little.</note></p>'
        "<table><row><cell>1</cell></row></table></div>"
    )
    reading = read(tei(body))
    assert texts(reading) == [("TEA.", "Tea rose.")]
    assert reading.articles[0].details["note"] == "A little."
    assert reading.notes == [
        "Left out, since they are no articles: 1 part that is only a table.",
        "2 tables were left out of the texts.",
        "Notes of the edition (1) are kept beside the texts: “A little.”.",
    ]


def test_pages_come_from_page_breaks_where_no_part_is_a_page():
    body = (
        '<pb n="3"/><div type="item"><p>One is here.</p></div>'
        '<div type="item"><pb n="4"/><p>Two is here.</p></div>'
        '<div type="item"><p>Three is<pb n="5"/> here.</p></div>'
        '<div type="item"><p>Four is here.</p></div>'
    )
    pages = [a.details["page"] for a in read(tei(body)).articles]
    assert pages == ["3", "4", "4", "5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_german_parts_of_the_deutsches_textarchiv_are_known_with_other_newlines(encoding):
    body = (
        '<div type="jPoliticalNews" n="1">\r\n<div type="jArticle" n="2">\r\n'
        "<dateline><hi>Wien</hi>.</dateline>\r\n<p>Die Fähre fuhr am Mon¬<lb/>\r\ntag ab.</p></div>"
        '</div>\r\n<div type="jAn"><p>Seife!</p></div>'
    )
    markup = tei(body).replace("<?xml version='1.0'?>", "")
    (article,) = read(markup, encoding).articles
    assert article.text == "Die Fähre fuhr am Montag ab."
    assert article.details["place"] == "Wien."


def test_another_text_is_one_article():
    source = (
        '<biblStruct><analytic><author>Ann Writer</author><title level="a">On trams</title>'
        '</analytic><monogr><title level="j">Herald</title><imprint><date when="1999-03-02"/>'
        "</imprint></monogr></biblStruct>"
    )
    body = "<div><head>One</head><p>The tram stopped.</p></div><div><p>It went on.</p></div>"
    (article,) = read(tei(body, source)).articles
    assert (article.title, article.text) == ("One", "The tram stopped.\n\nIt went on.")
    assert (article.author, article.source) == ("Ann Writer", "Herald")
    assert str(article.published) == "1999-03-02"


def test_a_text_that_never_was_on_paper_has_the_day_of_its_publication():
    body = "<p>The tram stopped.</p>"
    (printed,) = read(tei(body, "<p>Scanned by hand.</p>")).articles
    (digital,) = read(tei(body, "<p>Born digital.</p>")).articles
    assert printed.published is None
    assert str(digital.published) == "2019-05-01"
    assert digital.bases["published"] == "date in the publicationStmt"


def test_each_text_of_a_collection_is_one_article():
    one, two = (tei(f"<p>Text {n} is here.</p>").partition("?>")[2] for n in (1, 2))
    reading = read(f"<teiCorpus{SPACE}><teiHeader/>{one}{two}</teiCorpus>")
    assert [a.text for a in reading.articles] == ["Text 1 is here.", "Text 2 is here."]


def test_an_edition_of_pictures_alone_is_refused():
    markup = f"<TEI{SPACE}><teiHeader/><facsimile><graphic url='1.jpg'/></facsimile></TEI>"
    (rejection,) = read_file("issue.xml", markup.encode()).rejected
    assert "TEI file without a text" in rejection.reason
