"""Exports of Nexis Uni and of the classic LexisNexis: Word, rich text, PDF, text and pages."""

import io
from datetime import date

import docx
import pytest

from components.corpus.readers import read_file

FIRST = "The tram to the lake will run every ten minutes from June, the transport board said."
SECOND = "Drivers had asked for longer breaks, and they are to get four minutes at each end."
BODY = f"{FIRST}\n\n{SECOND}"


def read(name, text, encoding="utf-8"):
    return read_file(name, text.encode(encoding))


def word(lines):
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(packed := io.BytesIO())
    return packed.getvalue()


def nexis(title, day, number=1):
    return [
        *(title, "The Shore", day, "Copyright 2015 Shore Media All Rights Reserved"),
        *("Section:\xa0TRANSPORT; Pg. 24", "Length:\xa01,057 words", "Byline: By Ida Moss"),
        *("Body", FIRST, f"Note: the text number {number} says more.", "Classification"),
        *("Language: ENGLISH", "Load-Date: May 9, 2016", "End of Document"),
    ]


def contents(titles):
    yield from ("User Name: IDA", "Date and Time: Friday, April 12, 2019 3:58:00 PM")
    yield f"Documents ({len(titles)})"
    for number, title in enumerate(titles, 1):
        yield from (f"{number}. {title}", "Client/Matter: -None-", "Search Terms: tram")
    yield from ("Content Type | Narrowed by", "News | Timeline: Jan 01, 2015 to Dec 31, 2015")


@pytest.mark.parametrize("count", [2, 120])
def test_the_list_of_contents_may_be_of_any_length(count):
    titles = [f"Tram story number {number}" for number in range(1, count + 1)]
    lines = [*contents(titles)]
    for number, title in enumerate(titles, 1):
        lines += nexis(title, "May 2, 2015 Saturday", number)
    reading = read_file("a.docx", word(lines))
    assert [article.title for article in reading.articles] == titles
    assert reading.articles[0].source == "The Shore"
    assert reading.rejected == []


@pytest.mark.parametrize("title", ["Markets:", "Length: why it matters", "Section: the new one"])
@pytest.mark.parametrize("kind", ["docx", "txt", "rtf"])
def test_a_headline_with_a_colon_is_no_field(kind, title):
    lines = [*contents([title]), *nexis(title, "2 May 2015 Saturday 10:15 PM GMT")]
    rich = "{\\rtf1\\ansi " + "\\par\n".join(lines).replace("\xa0", "\\~") + "}"
    data = {"docx": word(lines), "txt": "\n".join(lines).encode(), "rtf": rich.encode()}[kind]
    (article,) = read_file(f"a.{kind}", data).articles
    assert (article.title, article.source, article.author) == (title, "The Shore", "Ida Moss")
    assert (article.published, article.language) == (date(2015, 5, 2), "en")
    assert article.text == f"{FIRST}\n\nNote: the text number 1 says more."
    assert article.details == {"section": "TRANSPORT", "page": "24", "words": "1057"}
    assert article.bases["author"] == "field Byline of the export"


def pdf(pages):
    """A PDF with these lines on its pages; an empty one leaves a gap."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, lines in enumerate(pages):
        y, drawn = 780, ""
        for line in lines:
            shown = line.replace("(", "\\(").replace(")", "\\)").replace("\xa0", " ")
            drawn += f"1 0 0 1 50 {y} Tm ({shown}) Tj\n" if line else ""
            y -= 14 if line else 10
        stream = f"BT /F 11 Tf\n{drawn}ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents {5 + 2 * at} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    body = "".join(f"{number} 0 obj{one} endobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF".encode()


def test_a_pdf_is_read_like_the_text_and_a_broken_headline_is_one():
    long = "A headline that is so long that a page cannot hold it in one line and breaks it"
    lines = nexis("Trams", "May 2, 2015 Saturday")
    broken = [*long.rsplit(" and ", 1)[:1], f"and {long.rsplit(' and ', 1)[1]}"]
    pages = [[*contents(["Trams", long])], lines, [*broken, *lines[1:]]]
    first, second = read_file("a.pdf", pdf(pages)).articles
    assert (first.title, second.title) == ("Trams", long)
    assert (first.source, first.published) == ("The Shore", date(2015, 5, 2))
    assert first.text.startswith(FIRST)


def test_what_repeats_on_the_pages_of_an_export_is_no_running_head():
    pages = [
        [
            *(f"{number} of 3 DOCUMENTS", "", "The Shore", "", f"May {number}, 2015", ""),
            *(f"Trams, part {number}", "", "LENGTH: 77 words", "", FIRST, "", SECOND, ""),
            *(f"LOAD-DATE: May {number + 3}, 2016", "", "Copyright 2015 Shore Media"),
        ]
        for number in (1, 2, 3)
    ]
    reading = read_file("a.pdf", pdf(pages))
    told = [(article.title, article.source, article.published) for article in reading.articles]
    assert told == [(f"Trams, part {n}", "The Shore", date(2015, 5, n)) for n in (1, 2, 3)]
    assert reading.notes == []


CLASSIC = f"""
Download Request: Selected Items: 1-2
Terms: (tram)
Source: The Shore

                               1 of 2 DOCUMENTS


                              The Shore (Lakeside)

                            May 2, 2015 Saturday
                                   Edition 1;
                                   Late

Trams for the lake;
Drivers win longer breaks

BYLINE: By Ida Moss, Staff Writer

SECTION: NEWS; Pg. 6

LENGTH: 677 words

HIGHLIGHT: A word that stands above the text and is
wrapped.


{FIRST.replace(" minutes", chr(10) + "minutes")}

BOARD: We had no choice.

LOAD-DATE: May 9, 2016

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                        Copyright 2015 Shore Media
                            All Rights Reserved

                               2 of 2 DOCUMENTS


                              The Shore (Lakeside)

                            May 3, 2015 Sunday

Photo of a boat

LENGTH: 0 words

LOAD-DATE: May 9, 2016
"""


def test_a_classic_text_has_the_day_of_the_paper_and_speakers_that_look_like_labels():
    reading = read("a.txt", CLASSIC.replace("\n", "\r\n"))
    (article,) = reading.articles
    assert article.title == "Trams for the lake; Drivers win longer breaks"
    assert (article.source, article.author) == ("The Shore (Lakeside)", "Ida Moss")
    assert (article.published, article.language) == (date(2015, 5, 2), "en")
    assert article.text == f"{FIRST}\n\nBOARD: We had no choice."
    assert (article.details["page"], article.details["words"]) == ("6", "677")
    assert reading.rejected[0].reason.startswith("Document 2 has no text")


GERMAN = [
    *("Dokument 1 von 1", "Das Ufer", "5. März 2012 Montag 9:50 PM GMT+1", "Bahn:"),
    *("AUTOR: Moos, Ida", "RUBRIK: VERKEHR; STADT; S. 114 Ausg. 9", "LÄNGE: 77 Wörter", FIRST),
    *("UPDATE: 6. März 2012", "SPRACHE: GERMAN; DEUTSCH", "Copyright 2012 Ufer-Verlag"),
]
FRENCH = [
    *("1 de 1 DOCUMENTS", "La Rive", "lundi 14 décembre 2015", "Bahn:", "AUTEUR: MOOS, Ida"),
    *("RUBRIQUE: VERKEHR; STADT; Pg. 114", "LONGUEUR: 77 mots", FIRST),
    *("DATE-CHARGEMENT: 20 mars 2016", "LANGUE: FRENCH; FRANÇAIS", "CODE-REVUE: RIV"),
]
SPANISH = [
    *("1 de 1 DOCUMENTOS", "La Orilla", "14 de marzo de 2016 lunes", "Bahn:", "AUTOR: Moos, Ida"),
    *("SECCION: VERKEHR; STADT; Pág. 114", "LONGITUD: 77 palabras", FIRST),
    *("FECHA-CARGA: 20 de marzo de 2016", "IDIOMA: SPANISH; ESPAÑOL"),
]
DUTCH = [
    *("Dokument 1 von 1", "Copyright 2002 De Oever", "De Oever", "24. Maart 2002"),
    *("March 24, 2002", "LENGTE: 77 words", "KOP: Bahn:", "AUTEUR: Moos, Ida", "TEKST:", FIRST),
    *("PUB-TYPE: Paper", "TAAL: Dutch / Nederlands", "LOAD-DATE: September 26, 2002"),
]


@pytest.mark.parametrize(
    ("lines", "source", "day", "language"),
    [
        (GERMAN, "Das Ufer", date(2012, 3, 5), "de"),
        (FRENCH, "La Rive", date(2015, 12, 14), "fr"),
        (SPANISH, "La Orilla", date(2016, 3, 14), "es"),
        (DUTCH, "De Oever", date(2002, 3, 24), "nl"),
    ],
)
@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_labels_may_be_german_french_spanish_or_dutch(kind, lines, source, day, language):
    data = word(lines) if kind == "docx" else "\n\n".join(lines).encode("cp1252")
    (article,) = read_file(f"a.{kind}", data).articles
    assert (article.title, article.source, article.published) == ("Bahn:", source, day)
    assert (article.text, article.language) == (FIRST, language)
    assert article.author.casefold() == "ida moos"
    if lines is not DUTCH:
        assert (article.details["section"], article.details["page"]) == ("VERKEHR; STADT", "114")


def paragraph(*spans):
    return "<P>" + "".join(f'<SPAN CLASS="{name}">{text}</SPAN>' for name, text in spans) + "</P>"


def classic_page(label, *documents):
    style = f".c2 {{ font-weight: normal; }}\n.c4, .c5 {{ }}\n.{label} {{ font-weight: bold; }}"
    parts = (
        "<!-- Hide XML section from browser\n"
        f"<DOC NUMBER={number}>\n<DOCFULL> -->\n{''.join(document)}"
        "<!-- Hide XML section from browser\n</DOCFULL> -->\n"
        for number, document in enumerate(documents, 1)
    )
    cover = paragraph(("c2", "Download Request: Selected Items: 1-2<BR>Terms: (Bahn)"))
    head = f'<HTML><HEAD><STYLE TYPE="text/css"><!--\n{style}\n--></STYLE></HEAD>'
    return f"{head}<BODY>{cover}{''.join(parts)}"


@pytest.mark.parametrize("label", ["c7", "c8", "c12"])
def test_labels_of_a_page_are_told_by_the_bold_class(label):
    document = [
        paragraph(("c2", "1 of 1 DOCUMENTS")),
        paragraph(("c2", "Das Ufer")),
        paragraph(("c4", "5."), ("c2", " M&auml;rz 2012")),
        paragraph(("c9", "&quot;Die Bahn<BR>kommt&quot;")),
        paragraph((label, "RUBRIK: "), ("c2", "GESPR&Auml;CH; S. 20 Ausg. 10")),
        paragraph(("c2", "UFER: "), ("c2", "Wann f&auml;hrt sie?")),
        paragraph(("c2", "UPDATE: "), ("c2", "So spricht einer, der so hei&szlig;t.")),
        paragraph((label, "UPDATE: "), ("c2", "6. M&auml;rz 2012")),
        paragraph((label, "SPRACHE: "), ("c2", "GERMAN; DEUTSCH")),
        paragraph(("c2", "Copyright 2012 Ufer-Verlag")),
    ]
    (article,) = read("a.html", classic_page(label, document)).articles
    assert (article.title, article.source) == ('"Die Bahn kommt"', "Das Ufer")
    assert (article.published, article.language) == (date(2012, 3, 5), "de")
    assert article.text == "UFER: Wann fährt sie?\n\nUPDATE: So spricht einer, der so heißt."
    assert article.details == {"section": "GESPRÄCH", "page": "20", "edition": "10"}


def test_the_summary_of_a_french_document_is_no_text_and_a_name_in_capitals_is_written_as_usual():
    text = (
        "Document 1 de 1\n\n            La Rive\n\n            2 mai 2015 samedi\n\n"
        "Des trams pour le lac\n\nAUTEUR: IDA MOUSSE\n\nLONGUEUR: 40 mots\n\n"
        "ENCART: Un tram par dix minutes\n\n"
        "Le tram du lac passera toutes les dix minutes dès le mois de juin.\n\n"
        "DATE-CHARGEMENT: 9 mai 2016\n\nLANGUE: FRENCH; FRANÇAIS\n"
    )
    (article,) = read("a.txt", text).articles
    assert article.text == "Le tram du lac passera toutes les dix minutes dès le mois de juin."
    assert (article.author, article.published) == ("Ida Mousse", date(2015, 5, 2))


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Mousse, Ida", "Ida Mousse"),
        ("Ida Mousse, Lars Holm", "Ida Mousse, Lars Holm"),
        ("AFP, Reuters", ""),
    ],
)
def test_one_name_before_a_comma_is_a_surname(written, author):
    text = (
        "1 of 1 DOCUMENTS\n\n            The Shore\n\n            May 2, 2015 Saturday\n\n"
        f"Trams for the lake\n\nBYLINE: {written}\n\nLENGTH: 40 words\n\n{FIRST}\n\n"
        "LOAD-DATE: May 9, 2016\n\nLANGUAGE: ENGLISH\n"
    )
    (article,) = read("a.txt", text).articles
    assert article.author == author
