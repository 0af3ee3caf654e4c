"""Exports of Factiva: pages of both layouts, texts with codes and without, XML."""

from datetime import date

import pytest

from components.corpus.readers import read_file

FIRST = "The tram to the lake will run every ten minutes from June, the transport board said."
SECOND = "Drivers had asked for longer breaks, and they are to get four minutes at each end."
BODY = f"{FIRST}\n\n{SECOND}"


def read(name, text, encoding="utf-8"):
    return read_file(name, text.encode(encoding))


def fields(article):
    return article.title, article.source, article.author, article.published, article.language


def laid_out(code, title, lines, paragraphs, end=(), above=""):
    """An article as the layout for reading has it, in the container of another, as most are."""
    rows = "".join(f"<div>{line}</div>" for line in lines)
    text = "".join(
        f'<p class="articleParagraph {code}articleParagraph">{p}</p>' for p in paragraphs
    )
    last = "".join(f"<p>{line}</p>" for line in end)
    head = f'{above}<div id="hd"><span class="{code}Headline">{title}</span></div>'
    inner = f'<div class="article {code}Article">{head}{rows}{text}{last}</div>'
    return f'<div id="article-X1" class="article">{inner}</div>'


def page(*articles, head=""):
    return f"<html><head><title>Factiva</title>{head}</head><body>{''.join(articles)}</body></html>"


ENGLISH = laid_out(
    "en",
    "7) Trams for the lake",
    [
        *('<span class="author">By Ida Moss</span>', "Reuters", "1,204 words", "2 May 2015"),
        *("09:15", "The Shore", "SHORE", "Late", "A4", "English", "Copyright 2015 Shore Media"),
    ],
    [FIRST, SECOND],
    ["Shore Media", "Document SHORE00020170912eb520001"],
    above="<div>Transport</div>",
)


def test_articles_count_once_behind_any_amount_of_styles():
    styles = f"<style>{'.x{color:#123456}' * 40_000}</style>"
    single = '<div class="article enArticle">' + ENGLISH.split('enArticle">', 1)[1].removesuffix(
        "</div>"
    )
    reading = read("a.html", page(single, ENGLISH.replace("lake", "hills"), head=styles))
    assert [article.title for article in reading.articles] == [
        "Trams for the lake",
        "Trams for the hills",
    ]


def test_fields_of_a_page_are_told_by_where_they_stand():
    (article,) = read("a.html", page(ENGLISH)).articles
    assert fields(article) == (
        *("Trams for the lake", "The Shore"),
        *("Ida Moss", date(2015, 5, 2), "en"),
    )
    assert article.text == BODY
    assert article.details == {
        **{"section": "Transport", "words": "1204"},
        **{"edition": "Late", "page": "A4"},
    }
    assert article.bases["published"] == "the line below the count of words"


@pytest.mark.parametrize(
    ("code", "words", "day", "language", "expected"),
    [
        ("zhtw", "320 字", "2018 年 9 月 18 日 17:04", "中文-繁體", (date(2018, 9, 18), "zh")),
        ("ko", "320 단어", "2018년 9월 18일", "한국어", (date(2018, 9, 18), "ko")),
        ("de", "1.020 Wörter", "9 Januar 1993", "Deutsch", (date(1993, 1, 9), "de")),
        ("fr", "320 mots", "1 août 2018", "Français", (date(2018, 8, 1), "fr")),
        ("ru", "320 слов", "18 сентября 2018", "Русский", (date(2018, 9, 18), "ru")),
    ],
)
def test_the_interface_may_be_in_another_language(code, words, day, language, expected):
    lines = [words, day, "The Shore", "SHORE", language, "(c) 2018 Shore"]
    article = read("a.html", page(laid_out(code, "Trams", lines, [FIRST]))).articles[0]
    assert (article.published, article.language) == expected
    assert article.source == "The Shore"


def test_the_language_is_that_of_the_class_when_no_line_names_one():
    lines = ["61 字", "2018 年 9 月 18 日", "The Shore", "SHORE", "(c) 2018 Shore"]
    article = read("a.html", page(laid_out("en", "Trams", lines, [FIRST]))).articles[0]
    assert article.language == "en"


def test_a_search_word_that_is_marked_parts_no_word():
    marked = FIRST.replace("transport", "trans<b>port</b>")
    article = read("a.html", page(ENGLISH.replace(FIRST, marked))).articles[0]
    assert article.text == BODY


def test_a_document_without_text_is_refused_and_the_others_stay():
    empty = laid_out("en", "Photo", ["0 words", "3 May 2015", "The Shore"], [])
    reading = read("a.html", page(empty, ENGLISH))
    assert [rejected.reason for rejected in reading.rejected] == [
        "Document 1 has no text: export it again with its full text."
    ]
    assert len(reading.articles) == 1


def test_an_article_that_stands_twice_is_told_as_a_copy_once():
    reading = read("a.html", page(ENGLISH, ENGLISH, ENGLISH))
    assert len(reading.articles) == 1
    assert reading.notes == [
        "2 documents are copies of another in the file and were left out: document 2 of document "
        "1, document 3 of document 1."
    ]


TABLE = [
    *[("SE", "Verkehr"), ("HD", "Straßenbahn fährt öfter"), ("BY", "Von Ida Moos")],
    *[("WC", "1.204 Wörter"), ("PD", "14 März 2016"), ("SN", "Das Ufer"), ("PG", "12")],
    *[("LA", "Deutsch"), ("LP", f"<p>{FIRST}</p>"), ("TD", f"<p>{SECOND}</p>")],
    ("AN", "Dokument UFER000020190315ec3e0000b"),
]


def test_a_table_of_codes_is_one_article():
    rows = "".join(f"<tr><td><b>{c}</b>&nbsp;</td><td>{v}</td></tr>" for c, v in TABLE)
    article = read("a.html", page(f'<div class="article deArticle"><table>{rows}</table></div>'))
    (article,) = article.articles
    assert fields(article) == (
        *("Straßenbahn fährt öfter", "Das Ufer"),
        *("Ida Moos", date(2016, 3, 14), "de"),
    )
    assert article.text == BODY
    assert article.details == {"section": "Verkehr", "page": "12", "words": "1204"}
    assert article.bases["published"] == "field PD of the export"


def coded(between, end="\n"):
    """Two documents with codes; a line of the second's text begins like a code."""
    lines = [
        *["SE Transport", "HD Trams for the lake", "BY By Ida Moss", "WC 120 words"],
        *["PD 2 May 2015", "SN The Shore", "LA English", f"LP {FIRST}", "", f"TD {SECOND}", ""],
        *["NS gpol : Politics", "PUB Shore Media", "AN Document SHORE00020170912eb520001", ""],
        *["HD Boats for the lake", "PD 3 May 2015", "SN The Shore", "LA English"],
        *[f"LP {SECOND}", "", "IN JUNE the boats will follow.", "", "CO shore : Shore"],
        "AN Document SHORE00020170912eb520002",
    ]
    return end.join(line.replace(" ", between, 1) for line in lines)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["\t", " ", "  "])
def test_a_text_with_codes_is_an_article_a_document(between, end):
    text = coded(between, end).replace("IN\tJUNE", "IN JUNE")
    first, second = read("a.txt", text).articles
    assert fields(first) == (
        *("Trams for the lake", "The Shore"),
        *("Ida Moss", date(2015, 5, 2), "en"),
    )
    assert (first.text, first.details["section"]) == (BODY, "Transport")
    assert (second.title, second.published) == ("Boats for the lake", date(2015, 5, 3))
    assert [" ".join(p.split()) for p in second.text.split("\n\n")] == [
        SECOND,
        "IN JUNE the boats will follow.",
    ]


LINES = [
    *["Transport", "Trams for the lake every ten minutes", "By Ida Moss", "dpa", "1,204 words"],
    *["2 May 2015", "09:15 GMT", "The Shore", "SHORE", "English"],
    *["Copyright 2015 Shore Media. All Rights Reserved.", "", FIRST, "", SECOND, "", "Shore Media"],
    *["Document SHORE00020170912eb520001", ""],
    *["Boats for the lake", "20 words", "3 May 2015", "The Shore", "SHORE", "English"],
    *["(c) 2015 Shore Media", "", SECOND, "", "Page 2 of 2 © 2017 Factiva, Inc."],
    "Document SHORE00020170912eb520002",
]


@pytest.mark.parametrize("kind", ["rtf", "txt"])
def test_a_text_without_codes_ends_with_the_number_of_the_document(kind):
    rich = "{\\rtf1\\ansi " + "\\par\n".join(LINES).replace("©", "\\'a9") + "}"
    text = rich if kind == "rtf" else "\n".join(LINES)
    first, second = read(f"a.{kind}", text).articles
    assert fields(first) == (
        *("Trams for the lake every ten minutes", "The Shore"),
        *("Ida Moss", date(2015, 5, 2), "en"),
    )
    assert (first.text, first.details["section"]) == (BODY, "Transport")
    assert (second.title, second.text) == ("Boats for the lake", SECOND)
    assert second.published == date(2015, 5, 3)


XML = f"""<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet>
<ppsarticle><article><accessionNo>SHORE00020170912eb520001</accessionNo><baseLanguage>EN</baseLanguage>
<headline><paragraph>
  <hlt>Trams</hlt> for the lake</paragraph></headline>
<leadParagraph><paragraph>{FIRST.replace("tram", "<hlt>tram</hlt>")}</paragraph></leadParagraph>
<pages>4</pages><publicationDate><date>2015-05-02</date><dateTime>2015-05-02T23:35:58Z</dateTime></publicationDate>
<sourceName>The Shore</sourceName><tailParagraphs><paragraph>{SECOND}</paragraph></tailParagraphs>
<wordCount>1204</wordCount></article></ppsarticle>
<ppsarticle><article><headline><paragraph>Empty</paragraph></headline></article></ppsarticle>
</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""


def test_xml_is_an_article_an_element_with_marked_words_kept():
    reading = read("a.xml", XML)
    (article,) = reading.articles
    assert fields(article) == ("Trams for the lake", "The Shore", "", date(2015, 5, 2), "en")
    assert article.text == BODY
    assert (article.details["page"], article.details["words"]) == ("4", "1204")
    assert reading.rejected[0].reason.startswith("Document 2 has no text")


@pytest.mark.parametrize("words", ["311 ワード", "311 文字", "311 单词", "311 字"])
def test_the_author_stands_above_the_count_of_words_in_any_language_of_the_page(words):
    lines = [
        *('<span class="author">Ida Moss</span>', words, "2019 年 5 月 2 日", "The Shore"),
        *("SHORE", "A4", "英語", "Copyright 2019 Shore Media"),
    ]
    made = page(laid_out("en", "Trams for the lake", lines, [FIRST, SECOND]))
    (article,) = read("a.html", made).articles
    assert fields(article) == (
        *("Trams for the lake", "The Shore", "Ida Moss"),
        *(date(2019, 5, 2), "en"),
    )


@pytest.mark.parametrize("byline", ["Ida Moss, Bo Reed", "By Ida Moss and Bo Reed"])
def test_names_between_a_marked_headline_and_the_count_of_words_are_the_author(byline):
    lines = [byline, "311 words", "2 May 2019", "The Shore", "SHORE", "English", "© 2019 Shore"]
    made = page(laid_out("en", "Trams for the lake", lines, [FIRST, SECOND]))
    (article,) = read("a.html", made).articles
    assert article.author == "Ida Moss, Bo Reed"
    assert article.source == "The Shore"
