"""NewsML 1 and NITF as agencies write them, read whole."""

from datetime import date

import pytest

from components.corpus.readers import read_file

ONE = "The ferry to Wendle will sail again on Friday, the port said after a week of repairs."
TWO = "Passengers had been taken over the river by bus, which took them an hour longer."
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p>"


def read(markup, encoding="utf-8"):
    return read_file("a.xml", markup.encode(encoding))


def read_one(markup):
    reading = read(markup)
    assert reading.rejected == []
    (article,) = reading.articles
    return article


# NewsML 1


def content(words, kind="Text"):
    return (
        f'<ContentItem><MediaType FormalName="{kind}"/><DataContent>{words}</DataContent>'
        "</ContentItem>"
    )


def component(inner, role="", lines="", equivalents=""):
    stated = f'<Role FormalName="{role}"/>' if role else ""
    own = f"<NewsLines>{lines}</NewsLines>" if lines else ""
    kind = f' EquivalentsList="{equivalents}"' if equivalents else ""
    return f"<NewsComponent{kind}>{stated}{own}{inner}</NewsComponent>"


HEADLINE = "<HeadLine>Ferry sails again</HeadLine>"
NITF = f"<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>"


def newsml(components, management="", status="Usable", revision="1", more=""):
    return (
        '\n<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20210101T000000Z</DateAndTime>'
        '<SentFrom><Party FormalName="Sender"/></SentFrom></NewsEnvelope><NewsItem xml:lang="en">'
        "<Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>"
        f"<DateId>20010714</DateId><NewsItemId>F1</NewsItemId><RevisionId>{revision}</RevisionId>"
        "</NewsIdentifier></Identification><NewsManagement>"
        "<FirstCreated>20190410T235900+0000</FirstCreated>"
        "<ThisRevisionCreated>20190411T083000+0000</ThisRevisionCreated>"
        f'<Status FormalName="{status}"/>{management}</NewsManagement>{components}</NewsItem>{more}'
        "</NewsML>"
    )


def test_an_item_gives_its_fields():
    metadata = (
        '<AdministrativeMetadata><Provider><Party FormalName="EW"/></Provider>'
        '<Creator><Party FormalName="Ann Lee\n"/></Creator></AdministrativeMetadata>'
        '<DescriptiveMetadata><Language FormalName="GB"/></DescriptiveMetadata>'
    )
    lines = f"{HEADLINE}<DateLine>WENDLE, April 11, 2019 (EW) -</DateLine><SlugLine>x</SlugLine>"
    article = read_one(newsml(component(metadata + content(NITF), lines=lines)))
    assert (article.title, article.author, article.source) == ("Ferry sails again", "Ann Lee", "EW")
    assert (article.published, article.language) == (date(2019, 4, 11), "en")
    assert article.text == f"{ONE}\n\n{TWO}"
    assert article.details == {
        "guid": "urn:newsml:wire.example:20010714:F1",
        "version": "1",
        "place": "WENDLE, April 11, 2019 (EW)",
        "modified": "2019-04-11",
    }


@pytest.mark.parametrize(
    "words",
    [
        NITF,
        PARAGRAPHS,
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{PARAGRAPHS}</body></html>",
        f"<![CDATA[\n<P>{ONE}</P>\n<P>{TWO}</P><P> </P>]]>",
        PARAGRAPHS.replace("<", "&lt;"),
        f"{ONE}\n\n{TWO}",
    ],
    ids=["nitf", "bare", "xhtml", "data", "escaped", "plain"],
)
def test_the_text_is_found_whatever_it_is_written_in(words):
    article = read_one(newsml(component(content(words), "Main", HEADLINE)))
    assert article.text == f"{ONE}\n\n{TWO}"


def test_of_four_contents_the_role_tells_the_body():
    def part(role, words):
        page = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{words}</body></html>"
        return component(content(page), role)

    long = "<p>Port of Wendle, Bob Ray, press office, Quay 1, Wendle, open from nine to five.</p>"
    parts = [
        part("HeadLine", "<p>Ferry sails again</p>"),
        part("SubHeadLine", "<p>After a week</p>"),
        part("Contact", long * 9),
        part("Body", PARAGRAPHS),
    ]
    article = read_one(newsml(component("".join(parts))))
    assert (article.title, article.text) == ("Ferry sails again", f"{ONE}\n\n{TWO}")


def test_components_in_two_languages_are_two_articles_each_in_its_own():
    def told(code, title, words):
        language = f'<DescriptiveMetadata><Language FormalName="{code}"/></DescriptiveMetadata>'
        style = component(
            "<ContentItem><DataContent>.a {b: c}</DataContent></ContentItem>", "StyleSheet"
        )
        body = component(f"<ContentItem><DataContent>{words}</DataContent></ContentItem>", "Body")
        return component(language + style + body, lines=f"<HeadLine>{title}</HeadLine>")

    german = "<p>Die Fähre nach Wendle fährt am Freitag wieder, sagte der Hafen.</p>"
    both = told("en", "Ferry sails again", PARAGRAPHS) + told("de", "Fähre fährt wieder", german)
    articles = read(newsml(component(both))).articles
    assert [(one.title, one.language) for one in articles] == [
        ("Ferry sails again", "en"), ("Fähre fährt wieder", "de"),
    ]  # fmt: skip
    assert articles[0].text == f"{ONE}\n\n{TWO}"


def test_a_caption_is_no_text_and_a_picture_no_article():
    picture = component(content("x", "Photo") + component(content("<p>The port.</p>"), "Caption"))
    both = component(component(content(NITF), "Main", HEADLINE) + picture)
    assert read_one(newsml(both)).text == f"{ONE}\n\n{TWO}"
    (rejection,) = read(newsml(picture)).rejected
    assert "1 picture" in rejection.reason


def test_components_with_headlines_and_texts_of_their_own_are_articles():
    other = content("<p>The tram will not run on Sunday, the town said.</p>")
    parts = component(content(NITF), lines=HEADLINE)
    parts += component(other, lines="<HeadLine>No tram</HeadLine>")
    reading = read(newsml(component(parts)))
    assert [one.title for one in reading.articles] == ["Ferry sails again", "No tram"]
    same = read_one(newsml(component(parts, equivalents="yes")))
    assert same.title == "Ferry sails again"


@pytest.mark.parametrize(
    ("management", "status", "told"),
    [
        ('<Instruction FormalName="Correction"/>', "Usable", "correction"),
        ("", "Canceled", "killed"),
        ("", "Withheld", "withheld"),
        (
            '<StatusWillChange><FutureStatus FormalName="Usable"/>'
            "<DateAndTime>20190413T060000Z</DateAndTime></StatusWillChange>",
            "Embargoed",
            "embargoed",
        ),
    ],
)
def test_its_state_stands_on_the_article(management, status, told):
    article = read_one(newsml(component(content(NITF), lines=HEADLINE), management, status))
    assert article.details["status"] == told
    day = date(2019, 4, 13) if told == "embargoed" else date(2019, 4, 11)
    assert article.published == day


def test_a_word_in_a_news_line_says_that_it_is_a_correction():
    line = f"{HEADLINE}<NewsLine><NewsLineText>CORRECTED</NewsLineText></NewsLine>"
    assert read_one(newsml(component(content(NITF), lines=line))).details["status"] == "correction"


# NITF


def nitf(
    body=PARAGRAPHS, head="", docdata="", top="<hedline><hl1>Ferry sails again</hl1></hedline>",
    status="", space="",
):  # fmt: skip
    state = f' management-status="{status}"' if status else ""
    named = f' xmlns="{space}"' if space else ""
    return (
        f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf{named}><head>{head}'
        f'<docdata{state}><date.issue norm="20190411T083000+0100"/>{docdata}</docdata></head>'
        f"<body><body.head>{top}</body.head><body.content>{body}</body.content></body></nitf>"
    )


@pytest.mark.parametrize("space", ["", "http://iptc.org/std/NITF/2006-10-18/"])
def test_a_document_is_read_with_and_without_its_namespace(space):
    docdata = '<doc-id id-string="f-1" regsrc="EW"/><doc.copyright holder="Example Wire"/>'
    article = read_one(nitf(docdata=docdata, space=space))
    assert (article.title, article.source) == ("Ferry sails again", "Example Wire")
    assert (article.published, article.text) == (date(2019, 4, 11), f"{ONE}\n\n{TWO}")
    assert article.details == {"guid": "f-1"}


def test_a_slug_with_a_number_and_an_abstract_are_neither_title_nor_text():
    top = f"<hedline><hl1>FERRY SAILS</hl1></hedline><abstract><p>{ONE}</p></abstract>"
    article = read_one(nitf(head="<title>1 TRAVEL Ferry</title>", top=top))
    assert (article.title, article.text) == ("FERRY SAILS", f"{ONE}\n\n{TWO}")
    assert read_one(nitf(head="<title>1 TRAVEL Ferry</title>", top="")).title == ""
    assert read_one(nitf(head="<title>Ferry sails</title>", top="")).title == "Ferry sails"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ann Lee, Example Wire Political Correspondent", "Ann Lee"),
        ("By ANN LEE<byttl>Example Wire</byttl>", "Ann Lee"),
        ("By <person>Ann Lee</person>, <byttl>Editor</byttl>", "Ann Lee"),
        ("gr/bp", ""),
        ("NTB-AFP-DPA", ""),
        ("Geir Eks / Faktum.example", "Geir Eks"),
        ("Por Ana Lee y Bo Ray", "Ana Lee, Bo Ray"),
    ],
)
def test_the_byline_gives_people_without_their_posts(byline, author):
    assert read_one(nitf(top=f"<byline>{byline}</byline>")).author == author


@pytest.mark.parametrize(
    ("dateline", "place"),
    [("WENDLE, April 11 EW -", "WENDLE, April 11 EW"), ("20190411T083000+0100", None)],
)
def test_a_dateline_that_is_a_time_alone_is_no_place(dateline, place):
    article = read_one(nitf(top=f"<dateline>{dateline}</dateline>"))
    assert article.details.get("place") == place


def test_two_bylines_are_two_authors():
    top = "<byline>By Ann Lee</byline><byline>By Bob Ray</byline>"
    assert read_one(nitf(top=top)).author == "Ann Lee, Bob Ray"


def test_headings_stay_in_their_place_and_what_repeats_the_headline_goes():
    body = f"<block><hl2>Ferry sails again</hl2><p>{ONE}</p><hl2>By bus</hl2><p>{TWO}</p></block>"
    assert read_one(nitf(body)).text == f"{ONE}\n\nBy bus\n\n{TWO}"


def test_tables_are_no_text_and_are_told():
    table = "<table><tr><td>Wendle</td><td>3</td></tr></table>"
    reading = read(nitf(table + PARAGRAPHS))
    assert reading.articles[0].text == f"{ONE}\n\n{TWO}"
    assert reading.notes == ["Left out of the texts: 1 table."]
    for only in (table, "<pre>Wendle      3\nSaltney     4\nAsh ....... 5</pre>"):
        (rejection,) = read(nitf(only)).rejected
        assert "has only tables and no text" in rejection.reason
    assert read_one(nitf(f"<pre>{ONE}\n\n{TWO}</pre>")).text == f"{ONE}\n\n{TWO}"


def test_a_second_content_that_is_shorter_is_a_note():
    other = "</body.content><body.content><p>Second of three.</p>"
    assert read_one(nitf(PARAGRAPHS + other)).text == f"{ONE}\n\n{TWO}"


def test_an_embargo_is_the_day_and_its_message_the_note():
    docdata = '<date.release norm="20190412T000100+0100"/><ed-msg info="Embargoed to 0001 Friday"/>'
    article = read_one(nitf(docdata=docdata, status="embargoed"))
    assert article.published == date(2019, 4, 12)
    assert article.details == {
        "status": "embargoed",
        "embargo": "20190412T000100+0100",
        "note": "Embargoed to 0001 Friday",
        "other_day": "2019-04-11 (date.issue)",
    }


def test_a_message_of_another_kind_and_an_unfilled_day_say_nothing():
    docdata = '<date.release norm="YYYYMMDD000000-HHMM"/><ed-msg info="With photos, call Bob"/>'
    article = read_one(nitf(docdata=docdata))
    assert (article.published, article.details) == (date(2019, 4, 11), {})


def test_a_day_that_is_stated_the_norwegian_way_counts_where_there_is_no_other():
    markup = nitf(head='<meta name="NTBUtDato" content="04.05.2019"/>')
    markup = markup.replace('<date.issue norm="20190411T083000+0100"/>', "")
    assert read_one(markup).published == date(2019, 5, 4)


def test_versions_of_one_key_have_one_identifier():
    docdata = '<doc-id id-string="f-1234567_47"/><du-key key="f-1234567" version="47"/>'
    assert read_one(nitf(docdata=docdata)).details == {"guid": "f-1234567", "version": "47"}


def test_a_document_without_text_that_kills_is_told_with_its_identifier():
    reading = read(nitf("", docdata='<doc-id id-string="f-1"/>', status="canceled"))
    assert (reading.articles, reading.rejected) == ([], [])
    assert "f-1" in reading.notes[0]
    (rejection,) = read(nitf("")).rejected
    assert rejection.reason.startswith("The file (“Ferry sails again”) has no text")


# Lists of addresses


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://a.example'
            "/1</loc><news:news><news:title>Ferry</news:title></news:news></url></urlset>",
            "a news site map, a list of the addresses of 1 page",
        ),
        ("<urlset><url><loc>x</loc></url><url/></urlset>", "a site map, a list of the addresses"),
        ("<sitemapindex><sitemap/><sitemap/></sitemapindex>", "an index of 2 site maps"),
        (
            '<opml version="2.0"><body><outline text="News"><outline xmlUrl="http://a.example"/>'
            "</outline></body></opml>",
            "a list of 1 feed (OPML)",
        ),
    ],
)
def test_lists_of_addresses_are_told_what_they_are_and_what_to_do(markup, told):
    (rejection,) = read(markup).rejected
    assert f"It is {told}" in rejection.reason
    assert "load the" in rejection.reason


@pytest.mark.parametrize("name", ["a.opml", "a.nitf", "a.newsml", "a.NITF"])
def test_endings_of_their_own_are_known(name):
    reading = read_file(name, nitf().encode())
    assert [one.title for one in reading.articles] == ["Ferry sails again"]
    assert reading.notes == []


def test_documents_within_an_element_of_another_name_are_read_each():
    both = nitf() + nitf().replace("Ferry sails again", "Ferry is late")
    reading = read(f"<collection><!-- two -->{both}</collection>")
    assert [one.title for one in reading.articles] == ["Ferry sails again", "Ferry is late"]
    assert reading.kind == "NITF"
    (rejection,) = read(f"<collection>{nitf()}<other/></collection>").rejected
    assert "XML of an unknown kind (“collection”)" in rejection.reason
