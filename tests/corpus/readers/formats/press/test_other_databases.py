"""Exports of Europresse, ProQuest, Integrum, Kikuzo, Yomidasu, Mediargus, GoPress and APA."""

from datetime import date

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.field_names import language_code
from tests.corpus.readers.formats.press import exports
from tests.corpus.readers.formats.press.exports import (
    FIRST,
    FRENCH,
    FRENCH_TOO,
    JAPANESE,
    RUSSIAN,
    SECOND,
)


def read(name):
    file, data, _ = exports.EXPORTS[name]
    return read_file(file, data)


def fields(article):
    return article.title, article.source, article.author, article.published, article.language


@pytest.mark.parametrize("name", exports.EXPORTS)
def test_every_article_is_one_and_says_where_its_day_stands(name):
    articles = read(name).articles
    assert len(articles) == exports.EXPORTS[name][2]
    assert all(article.bases["published"] and article.bases["source"] for article in articles)
    assert all(article.basis == "metadata" for article in articles)


def test_the_parts_of_the_line_above_an_article_of_europresse_come_in_any_order():
    first, second = read("europresse").articles
    assert fields(first) == (
        *("Le tram du lac", "La Rive", "Ida Mousse, Jean-Marc de La Tour"),
        *(date(2017, 8, 1), "fr"),
    )
    assert first.text == f"{FRENCH}\n\n{FRENCH_TOO}"
    assert first.details == {
        **{"section": "Transports", "page": "3", "words": "452"},
        "guid": "news·20170801·LR·1",
    }
    assert fields(second) == ("Trams for the lake", "The Shore", "", date(2017, 8, 2), "en")
    assert (second.text, second.details) == (FIRST, {"section": "News", "page": "A4"})


def test_europresse_without_articles_is_told_by_the_names_of_publications():
    first, second = read("old europresse").articles
    assert fields(first) == (
        *("Le tram du lac", "La Rive", "Ida Mousse"),
        *(date(2006, 3, 14), "fr"),
    )
    assert first.text == f"{FRENCH}\n\n{FRENCH_TOO}"
    assert (second.title, second.published, second.text) == (
        *("Trams for the lake", date(2006, 3, 15)),
        FIRST,
    )


@pytest.mark.parametrize(
    ("name", "number"), [("europresse", 3), ("proquest", 3), ("kikuzo", 2), ("yomidasu", 2)]
)
def test_a_document_without_text_is_refused_by_its_number(name, number):
    (rejected,) = read(name).rejected
    assert rejected.reason == (
        f"Document {number} has no text: export it again with its full text."
    )


def test_proquest_has_the_day_of_publication_and_words_of_a_text_that_look_like_labels():
    first, second = read("proquest").articles
    assert fields(first) == (
        *("Trams for the lake", "The Shore", "Ida Moss, Bob Ray"),
        *(date(2015, 5, 2), "en"),
    )
    assert first.text == f"{FIRST}\n\nSubject: this is a word of the text.\n\n{SECOND}"
    assert first.url == "https://proquest.example/docview/1"
    assert first.details == {"edition": "1 Edition", "page": "A.4", "section": "News"}
    assert fields(second) == (
        *("Le tram du lac", "La Rive", "Ida Mousse"),
        *(date(2015, 5, 3), "fr"),
    )


def test_a_page_of_proquest_needs_no_separators():
    page = exports.proquest_page(
        ("Trams", "02 May 2015", FIRST), ("Boats; and a lake", "03 May 2015", SECOND)
    )
    first, second = read_file("a.html", page.encode()).articles
    assert (first.title, first.published, first.text) == ("Trams", date(2015, 5, 2), FIRST)
    assert fields(second)[:4] == ("Boats; and a lake", "The Shore", "Ida Moss", date(2015, 5, 3))


@pytest.mark.parametrize("name", ["a.eml", "a.mhtml"])
def test_an_export_that_was_sent_or_saved_as_a_page_is_all_its_articles(name):
    page = exports.proquest_page(("Trams", "02 May 2015", FIRST), ("Boats", "03 May 2015", SECOND))
    head = "Subject: Your documents\nDate: 4 Jun 2019 10:00 +0000\nContent-Type: text/html\n\n"
    articles = read_file(name, (head + page).encode()).articles
    assert [(a.title, a.published, a.text) for a in articles] == [
        ("Trams", date(2015, 5, 2), FIRST),
        ("Boats", date(2015, 5, 3), SECOND),
    ]


def test_integrum_has_the_day_first_and_tells_an_article_twice_as_a_copy():
    reading = read("integrum")
    first, second = reading.articles
    assert fields(first) == (
        *("ТРАМВАЙ К ОЗЕРУ", "Берег дня", "Мохова Ида"),
        *(date(1994, 2, 3), "ru"),
    )
    assert first.text == f"{RUSSIAN[:40]} {RUSSIAN[40:]}\n\nДа."
    assert (second.author, second.published) == ("", date(1994, 2, 4))
    assert reading.notes == [
        "1 document is a copy of another in the file and was left out: document 3 of document 1."
    ]


def test_a_search_word_that_is_marked_parts_no_japanese_word():
    (kikuzo,) = read("kikuzo").articles
    assert fields(kikuzo) == ("路面電車が増便", "朝日新聞", "", date(1985, 1, 10), "ja")
    assert kikuzo.text == f"{JAPANESE}\n\n{JAPANESE}"
    assert kikuzo.details == {"edition": "朝刊", "section": "１社", "page": "22"}
    (yomidasu,) = read("yomidasu").articles
    assert fields(yomidasu) == ("路面電車が増便", "読売新聞", "", date(2009, 1, 13), "ja")
    assert (yomidasu.text, yomidasu.details["page"]) == (JAPANESE, "2")


def test_mediargus_names_the_paper_in_its_list_alone():
    first, second = read("mediargus").articles
    assert fields(first)[:4] == ("Tram naar het meer", "De Oever", "", date(2011, 11, 30))
    assert first.text == f"{FIRST}\n\n{SECOND}"
    assert first.details == {"section": "Verkeer", "page": "23", "words": "853"}
    assert fields(second)[:4] == ("Boten", "Het Strand", "", date(2011, 11, 29))


def test_gopress_may_have_the_headline_above_or_below_paper_and_day():
    below = read("gopress").articles
    assert [fields(article)[:4] for article in below] == [
        ("Tram naar het meer", "De Oever", "", date(2016, 3, 12)),
        ("Le tram du lac", "La Rive", "", date(2016, 3, 13)),
    ]
    assert [article.text for article in below] == [f"{FIRST}\n\n{SECOND}", FRENCH]
    lines = [
        *["Tram naar het meer", "De Oever - 12 mrt. 2016", "Pagina 5", FIRST, SECOND],
        *["Boten", "De Oever - 13 mrt. 2016", "Pagina 7", SECOND],
    ]
    above = read_file("a.txt", "\n".join(lines).encode()).articles
    assert [(a.title, a.published, a.text) for a in above] == [
        ("Tram naar het meer", date(2016, 3, 12), f"{FIRST}\n\n{SECOND}"),
        ("Boten", date(2016, 3, 13), SECOND),
    ]


def test_apa_has_paper_day_page_and_section_above_the_headline():
    first, second, third = read("apa").articles
    assert (first.title, first.source) == ("Straßenbahn zum See", "Oberösterreichisches Ufer")
    assert (first.published, first.text) == (date(2017, 10, 23), f"{FIRST}\n\n{SECOND}")
    assert first.details == {"page": "2", "section": "Verkehr"}
    assert (second.title, second.author) == ("Boote zum See", "Ida Moos")
    assert second.text == f"Lange Debatte:\n\n{SECOND}"
    assert (third.title, third.source) == ("Nein zum Boot", "Ufer.at")
    assert third.published == date(2017, 12, 28)


def test_entries_of_defacto_are_articles():
    page = (
        f'<html><body><div class="eintrag"><h3>Boote</h3><pre>"Das Ufer" Nr. 12 vom 24.10.2017 '
        f"Seite: 8\nRessort: Leben</pre><p>{FIRST}</p><p>{SECOND}</p></div></body></html>"
    )
    (article,) = read_file("a.html", page.encode()).articles
    assert (article.title, article.source) == ("Boote", "Das Ufer")
    assert (article.published, article.text) == (date(2017, 10, 24), f"{FIRST}\n\n{SECOND}")
    assert article.details == {"page": "8", "section": "Leben"}


ORDINARY = {
    "a.txt": f'A letter\n\n"Das Ufer" wrote on 2 May 2015:\n\nSection: none\n\n{FIRST}\n\nBody\n',
    "b.txt": f"HD is a short word\n\n{FIRST}\n\n120 words\n\nDocument 1 of 2\n",
    "c.txt": f"Full text: {FIRST}\n\nAuthor: Moss, Ida\n",
    "d.html": f'<html><body><article><h1 class="enHeadline">Trams</h1><p>{FIRST}</p></article>',
    "e.html": f"<html><body><h1>ProQuest document link</h1><p>{FIRST}</p><p>{SECOND}</p></body>",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_only_speaks_like_an_export_stays_one_article(name):
    reading = read_file(name, ORDINARY[name].encode())
    assert len(reading.articles) == 1
    assert FIRST in reading.articles[0].text


@pytest.mark.parametrize(
    ("written", "code"),
    [("en-US", "en"), ("ukr", "uk"), ("deu_frak", "de"), ("Englisch", "en"), ("中文（简体）", "zh"),
     ("German; English", "de"), ("English - United States", "en"), ("The cat", ""), ("", "")],
)  # fmt: skip
def test_a_language_is_known_by_its_code_or_its_name(written, code):
    assert language_code(written) == code


@pytest.mark.parametrize(
    ("labels", "after"),
    [
        (
            ("Autor", "Titel der Publikation", "Datum der Publikation", "Volltext"),
            ("Thema: Verkehr", "Letzte Aktualisierung: 2020-11-07"),
        ),
        (
            ("Auteur", "Titre de la publication", "Date de publication", "Texte intégral"),
            ("Sujet: Transports", "Type de source: Journal"),
        ),
        (
            ("Autor", "Título de publicación", "Fecha de publicación", "Texto completo"),
            ("Materia: Transporte", "Tipo de fuente: Periódico"),
        ),
        (
            ("Autore", "Titolo della pubblicazione", "Data di pubblicazione", "Testo completo"),
            ("Argomento: Trasporti", "Tipo di documento: Notizia"),
        ),
    ],
)
def test_labels_of_proquest_are_known_in_the_languages_of_its_pages(labels, after):
    author, source, day, text = labels
    lines = [
        *("Trams for the lake", f"{author}: Moss, Ida", f"{text}: {FIRST}", SECOND, *after),
        *(f"{source}: The Shore; Lakeside", f"{day}: Aug 2, 2017"),
    ]
    for name, data in (
        ("a.txt", "\n\n".join(lines)),
        ("a.html", "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"),
    ):
        (article,) = read_file(name, data.encode()).articles
        assert fields(article)[:4] == (
            *("Trams for the lake", "The Shore", "Ida Moss"),
            date(2017, 8, 2),
        )
        assert article.text == f"{FIRST}\n\n{SECOND}"


def test_the_columns_of_kikuzo_are_known_by_their_order_where_their_names_are_not_saved():
    named = exports.KIKUZO
    start, end = named.index("<tr><th>No."), named.index("</tr>", named.index("<tr><th>No.")) + 5
    bare = named.replace(named[start:end], "")
    assert "発行日" not in bare
    (article,) = read_file("a.html", bare.encode()).articles
    assert (article.title, article.published) == ("路面電車が増便", date(1985, 1, 10))
    assert article.details == {"edition": "朝刊", "section": "１社", "page": "22"}


def test_the_language_of_publication_below_a_text_of_proquest_is_no_text():
    rows = {
        **{"Title:": "Trams for the lake", "Publication title:": "The Shore; Lakeside"},
        **{"Publication date:": "Aug 2, 2017", "Full text:": f"<p>{FIRST}</p><p>{SECOND}</p>"},
        **{"Language of publication:": "English", "Database:": "News"},
    }
    cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows.items())
    page = f"<html><body><table>{cells}</table></body></html>"
    (article,) = read_file("a.html", page.encode()).articles
    assert fields(article)[:2] == ("Trams for the lake", "The Shore")
    assert (article.text, article.published) == (f"{FIRST}\n\n{SECOND}", date(2017, 8, 2))


def test_gopress_may_have_the_paper_above_day_and_page():
    text = (
        "De Oever\n05 okt. 2019, p.7\n\nTrams langs het meer\n\nIda Mos\n\n"
        "De stad koopt twaalf trams voor de lijn langs het meer.\n\nZe rijden vanaf mei.\n\n"
        "Copyright © 2019 gopress. Alle rechten voorbehouden\n"
    )
    (article,) = read_file("a.txt", text.encode()).articles
    assert fields(article) == (
        *("Trams langs het meer", "De Oever", "Ida Mos"),
        *(date(2019, 10, 5), "nl"),
    )
    assert article.text == (
        "De stad koopt twaalf trams voor de lijn langs het meer.\n\nZe rijden vanaf mei."
    )
    assert article.details["page"] == "7"


def test_dispatches_of_apa_are_articles_each_with_its_day():
    def dispatch(number, title):
        return (
            f"{number} 5 AI 0311 CI                         Sa, 05.Okt 2019\n\nSee/Verkehr/Wien\n\n"
            f"{title}\n\nUtl.: Zwölf Wagen =\n\nWien (APA) - Die Stadt kauft zwölf Straßenbahnen "
            "für die Linie am See.\n\nSie fahren ab Mai.\n\n(Schluss) abc/def\n\n"
            f"{number}    2019-10-05/10:15\n\n"
        )

    text = dispatch("APA0123", "Straßenbahnen am See") + dispatch("OTS0007", "See will mehr")
    first, second = read_file("a.txt", text.encode()).articles
    assert fields(first) == ("Straßenbahnen am See", "APA", "", date(2019, 10, 5), "de")
    assert first.text == (
        "Wien (APA) - Die Stadt kauft zwölf Straßenbahnen für die Linie am See.\n\n"
        "Sie fahren ab Mai."
    )
    assert first.details["section"] == "See/Verkehr/Wien"
    assert (second.title, second.source) == ("See will mehr", "OTS")
