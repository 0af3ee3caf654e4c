"""What the first lines of a text tell: headline, by-line, lines of metadata."""

from datetime import date

import pytest

from components.corpus.readers import read_file

A = "The yard keeps the old tram until June, the board said on Friday after a meeting of two hours."
B = "Its chairman had wanted to sell it, but nobody offered more than the price of the metal in it."
BODY = f"{A}\n\n{B}"
WRAPPED = (
    "The yard keeps the old tram until June, the board said on Friday\n"
    "after a meeting of two hours. Its chairman had wanted to sell it,\n"
    "but nobody offered more than the price of the metal in it."
)


def one(text, name="a.txt"):
    reading = read_file(name, text.encode())
    assert reading.rejected == []
    (article,) = reading.articles
    return article


@pytest.mark.parametrize(
    "head",
    [
        "Title: Tram stays\nSource: Yard News\nAuthor: Eve Marsh\nDate: 2 May 2015\n"
        "URL: https://yard.example/tram\n\n",
        "Headline: Tram stays\n\nPublished: Saturday, May 2, 2015\n\nBy: Eve Marsh\n\n"
        "Source: Yard News\n\nLink: https://yard.example/tram\n\n",
        "Tram stays\nBy Eve Marsh\nDate: 2015-05-02\nSource: Yard News\n"
        "URL: https://yard.example/tram\n\n",
        "Titel: Tram stays\nQuelle: Yard News\nAutorin: Eve Marsh\nDatum: 2. Mai 2015\n"
        "URL: https://yard.example/tram\n\n",
        "標題：Tram stays\n來源：Yard News\n作者：Eve Marsh\n日期：2015年5月2日\n"
        "網址：https://yard.example/tram\n\n",
        "Назва: Tram stays\nДжерело: Yard News\nАвтор: Eve Marsh\nДата: 2 травня 2015\n"
        "Посилання: https://yard.example/tram\n\n",
    ],
)
def test_lines_of_metadata_above_a_text_fill_its_fields(head):
    article = one(head + BODY)
    assert (article.title, article.text) == ("Tram stays", BODY)
    assert (article.source, article.author) == ("Yard News", "Eve Marsh")
    assert (article.published, article.url) == (date(2015, 5, 2), "https://yard.example/tram")
    assert set(article.bases) == {"source", "author", "published", "url", "title"}


def test_what_is_no_field_of_an_article_is_a_detail_or_stays_in_the_text():
    head = "Title: Tram stays\nUpdated: 5 May 2015\nSection: Local\nPage: 3\nDate: 2 May 2015\n\n"
    article = one(head + BODY)
    assert article.text == f"Updated: 5 May 2015\n\n{BODY}"
    assert (article.details, article.published) == (
        {"section": "Local", "page": "3"},
        date(2015, 5, 2),
    )


def test_the_label_of_the_text_is_not_of_it():
    assert one(f"Title: Tram stays\nSource: Yard News\nText: {BODY}").text == BODY


def test_a_mail_that_was_saved_as_text_has_sender_and_subject():
    head = "From:\tEve Marsh [mailto:eve@yard.example]\nSent:\tSaturday, May 2, 2015 10:00 AM\n"
    article = one(f"{head}To:\tdesk@yard.example\nSubject:\tTram stays\n\n{BODY}")
    assert (article.title, article.author) == ("Tram stays", "Eve Marsh")
    assert (article.published, article.text) == (date(2015, 5, 2), BODY)


@pytest.mark.parametrize(
    "text",
    [
        "Eve: Who is in the yard?\nIan: Nobody but me.\nEve: Then shut the gate.",
        f"Page: three men stood there.\n\n{BODY}",
        f"The board said this: {BODY}",
        f"Source: {BODY}",
    ],
)
def test_a_talk_and_a_single_colon_are_text(text):
    article = one(text)
    assert "".join(article.text.split()) == "".join(text.split())


def test_a_day_in_two_orders_is_left_open_and_told():
    reading = read_file("a.txt", f"Title: Tram stays\nDate: 03/05/2015\nSource: X\n\n{A}".encode())
    assert reading.articles[0].published is None
    assert reading.notes == [
        "The date “03/05/2015” can be read in two ways and was left empty: choose its order under "
        "Read it otherwise › Days in numbers."
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["", "By Eve Marsh\n", "Eve Marsh and Ian Poe\n2 May 2015\n"])
@pytest.mark.parametrize("body", [f"{A}\n{B}", WRAPPED, A])
def test_a_title_needs_no_blank_line_below_it(newline, between, body):
    article = one(f"Tram stays in the yard\n{between}{body}".replace("\n", newline))
    assert article.title == "Tram stays in the yard"
    assert article.text.split("\n\n")[-1].endswith(body.split("\n")[-1])


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED,
        f"{A}\n{B}",
        "Saturday in the yard\nwas cold, and nobody came to see the tram before it was noon.\nSo.",
        "To be bought\nMilk and bread\nEggs\nButter and some salt for the whole of the next week",
    ],
)
def test_a_first_line_of_prose_or_of_a_list_is_no_title(text):
    assert one(text).title == ""


def test_a_day_above_the_title_is_none():
    article = one(f"2 May 2015\n\nTram stays\n\n{BODY}")
    assert (article.title, article.published) == ("Tram stays", date(2015, 5, 2))
    assert article.text == f"2 May 2015\n\n{BODY}"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Eve Marsh", "Eve Marsh"),
        ("By Eve Marsh, Ian Poe and Una de la Cruz", "Eve Marsh, Ian Poe, Una de la Cruz"),
        ("By Eve Marsh | 2 May 2015", "Eve Marsh"),
        ("Von Jörg Übel", "Jörg Übel"),
        ("Автор: Ганна Лі", "Ганна Лі"),
        ("By Monday the yard had closed its gate.", ""),
        ("By Friday", ""),
    ],
)
def test_a_by_line_tells_the_author_and_stays(line, author):
    article = one(f"Tram stays\n\n{line}\n\n{BODY}")
    assert (article.author, article.text) == (author, f"{line}\n\n{BODY}")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_source_that_is_an_address_is_the_address_and_its_host_the_source(name):
    head = "---\ntitle: Tram stays\nsource: https://www.yard.example/tram?x=1\nauthor: None\n---\n"
    article = one(f"{head}{BODY}", name)
    assert (article.source, article.url) == ("yard.example", "https://www.yard.example/tram?x=1")
    assert article.author == ""
    assert article.bases["url"] == "field “source”"


def test_lines_of_metadata_below_a_heading_of_markdown():
    head = "# Tram stays\n\n**Source:** Yard News  \n**Date:** 2 May 2015  \n*By Eve Marsh*\n\n"
    article = one(f"{head}{BODY}", "a.md")
    assert (article.title, article.source, article.author) == (
        "Tram stays",
        "Yard News",
        "Eve Marsh",
    )
    assert (article.published, article.text) == (date(2015, 5, 2), BODY)


def test_an_address_alone_below_the_headline_is_that_of_the_article():
    article = one(f"Tram stays\nhttps://yard.example/2015/05/02/tram\n\n{BODY}")
    assert (article.title, article.text) == ("Tram stays", BODY)
    assert article.url == "https://yard.example/2015/05/02/tram"
    assert (article.published, article.basis) == (date(2015, 5, 2), "inferred")


def test_the_language_among_lines_of_metadata_is_no_text():
    article = one(f"Title: Tram stays\nDate: 2 May 2015\nLanguage: English\n\n{BODY}")
    assert (article.text, article.language) == (BODY, "en")


def test_metadata_above_a_text_may_be_toml():
    head = '+++\ntitle = "Tram stays"\ndate = 2015-05-02\nauthor = ["Eve Marsh", "Al Field"]\n+++\n'
    article = one(f"{head}\n{BODY}", "a.md")
    assert (article.title, article.author) == ("Tram stays", "Eve Marsh, Al Field")
    assert (article.published, article.text) == (date(2015, 5, 2), BODY)
    broken = one("+++\nThe yard = = keeps\n+++\n\n" + BODY)
    assert "The yard = = keeps" in broken.text
