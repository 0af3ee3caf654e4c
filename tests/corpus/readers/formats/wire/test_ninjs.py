"""ninjs 1 to 3 and what agencies write alike, read whole."""

import json
from datetime import date

import pytest

from components.corpus.readers import read_file

ONE = "The ferry to Wendle will sail again on Friday, the port said after a week of repairs."
TWO = "Passengers had been taken over the river by bus, which took them an hour longer."
MARKUP = f"<p>{ONE}</p><p>{TWO}</p>"
BOTH = f"{ONE}\n\n{TWO}"
SUBJECTS = [{"code": str(number), "name": f"subject {number}"} for number in range(9)]


def item(**fields):
    return {
        "uri": "urn:wire.example:1",
        "type": "text",
        "versioncreated": "2019-04-11T23:30:00+0200",
        "headline": "Ferry sails again",
        "subject": SUBJECTS,
        **fields,
    }


def read(value, name="a.json"):
    return read_file(name, json.dumps(value, ensure_ascii=False).encode())


def read_one(value):
    reading = read(value)
    assert reading.rejected == []
    (article,) = reading.articles
    return article


@pytest.mark.parametrize(
    "fields",
    [
        {"body_html": MARKUP},
        {"body_xhtml": MARKUP, "body_text": f"{ONE} {TWO}"},
        {"body_text": BOTH},
        {"body_richhtml5": f'{MARKUP}<p class="byline">Ann Lee/TT</p>', "body_text": "Ferry"},
        {"bodies": [{"contenttype": "text/html", "value": MARKUP}]},
        {
            "bodies": [
                {"role": "nitf", "contenttype": "text/xml", "value": f"<body.content>{MARKUP}"},
                {"role": "text", "contenttype": "text/plain", "value": f"{ONE}\n{TWO}"},
                {"role": "main", "contentType": "body_xhtml", "value": f"<div>{MARKUP}</div>"},
            ]
        },
        {"bodies": [{"contenttype": "text/html", "value": ""}], "body_text": BOTH},
        {"article_html": f'<section class="main"><h1>Ferry sails again</h1>{MARKUP}</section>'},
    ],
)
def test_the_text_is_that_of_the_best_body(fields):
    article = read_one(item(**fields))
    assert (article.title, article.text) == ("Ferry sails again", BOTH)
    assert article.published == date(2019, 4, 11)
    assert article.bases["published"] == "versionCreated of the item"
    assert (article.url, article.details["guid"]) == ("", "urn:wire.example:1")


def test_plain_text_that_begins_with_headline_and_agency_is_the_text_without_them():
    plain = f"Ferry sails again\nTravel TT\n{ONE}\n{TWO}\nAnn Lee/TT"
    bodies = [{"role": "text", "contenttype": "text/plain", "value": plain}]
    article = read_one(item(bodies=bodies, copyrightholder="TT"))
    assert (article.text, article.author, article.source) == (BOTH, "Ann Lee", "TT")


def test_headlines_with_roles_and_markup_give_the_main_one():
    headlines = [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "<p>Ferry A</p>"}]
    value = item(headlines=headlines, body_html=MARKUP)
    del value["headline"]
    assert read_one(value).title == "Ferry A"


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"byline": "By Ann Lee"}, "Ann Lee"),
        ({"byline": "Von Ann Lee, dpa", "creditline": "dpa"}, "Ann Lee"),
        ({"byline": "Ann Lee, Example University"}, "Ann Lee"),
        ({"by": "Ann Lee/TT"}, "Ann Lee"),
        ({"byline": "Ann Lee, Bob Ray", "source": "Example Wire"}, "Ann Lee, Bob Ray"),
        ({"byline": "Ann Lee, Example Wire", "source": "Example Wire"}, "Ann Lee"),
        ({"authors": [{"name": "Ann Lee", "role": "writer"}]}, "Ann Lee"),
        ({"byline": None, "associations": {"a": {"byline": "Bob Ray"}}}, ""),
    ],
)
def test_the_author_is_who_the_byline_names(fields, author):
    assert read_one(item(body_html=MARKUP, **fields)).author == author


@pytest.mark.parametrize(
    "beside",
    [
        {"a": {"uri": "x:2", "versioncreated": "2018-01-01", "body_text": TWO}, "b": None},
        [{"uri": "x:2", "type": "picture", "versioncreated": "2018-01-01", "headlines": []}],
    ],
)
def test_associations_are_no_articles(beside):
    article = read_one(item(body_html=MARKUP, associations=beside))
    assert (article.text, article.published) == (BOTH, date(2019, 4, 11))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: {"data": {"item": one, "meta": {}}},
        lambda one: {"total": 1, "item": [one]},
        lambda one: {"data": {"items": [{"item": one, "meta": {}}]}},
        lambda one: [one],
        lambda one: {name.title(): value for name, value in one.items()},
    ],
)
def test_an_item_is_found_within_what_holds_it(wrap):
    assert read_one(wrap(item(body_html=MARKUP))).text == BOTH


def test_items_of_a_list_and_of_lines_are_articles_each():
    items = [item(uri=f"urn:wire.example:{n}", body_html=MARKUP, version=n) for n in range(3)]
    assert len(read(items).articles) == 3
    lines = "\n".join(map(json.dumps, items)).encode()
    found = read_file("a.jsonl", lines).articles
    assert [one.details["version"] for one in found] == ["0", "1", "2"]


def test_the_end_of_an_embargo_is_the_day():
    article = read_one(item(body_html=MARKUP, embargoed="2019-04-13T00:01:00Z"))
    assert article.published == date(2019, 4, 13)
    assert article.details["status"] == "embargoed"
    assert article.details["embargo"] == "2019-04-13T00:01:00Z"


def test_a_digital_wire_of_dpa_keeps_its_embargo_note_and_no_contact():
    article = read_one(
        {
            **{
                "format": "digitalwires@1.0",
                "type": "composite",
                "urn": "urn:newsml:dpa.example:1",
            },
            **{"updated": "2021-01-01T00:00:00Z", "version_created": "2019-04-11T10:00:00+02:00"},
            **{"version": 2, "pubstatus": "usable", "signal": "update", "language": "de"},
            "embargoed": "2019-04-11T19:00:00+02:00",
            **{"headline": "Ferry sails again", "byline": None, "creditline": "dpa"},
            **{"dateline": "Wendle (dpa) - ", "article_html": f"<section>{MARKUP}</section>"},
            "linkbox_html": "<ul><li>The port</li></ul>",
            "ednotes": [
                {"role": "x:embargo", "ednote": "Sperrfrist 19.00 Uhr", "is_publishable": True},
                {"role": "x:dpacontacts", "ednote": "Bob Ray, 030 12345678"},
                {"role": "x:editorialnote", "ednote": "A picture follows."},
            ],
            "categories": SUBJECTS,
        }
    )
    assert (article.text, article.source, article.language) == (BOTH, "dpa", "de")
    assert article.details == {
        "guid": "urn:newsml:dpa.example:1",
        "version": "2",
        "status": "update, embargoed",
        "embargo": "2019-04-11T19:00:00+02:00",
        "note": "Sperrfrist 19.00 Uhr",
        "place": "Wendle (dpa)",
    }


def test_a_kill_of_the_same_file_marks_its_article():
    items = [item(body_html=MARKUP, version="3"), item(pubstatus="canceled", version="4")]
    reading = read(items)
    assert (reading.rejected, reading.notes) == ([], [])
    assert [one.details["status"] for one in reading.articles] == ["killed"]


def test_what_has_no_text_is_said_and_a_description_is_not_taken_for_one():
    for fields, told in (
        ({"descriptions": [{"value": ONE}]}, "has a description but no text"),
        ({"renditions": {"nitf": {"href": "http://x.example"}}}, "only addresses of it"),
        ({}, "has no text"),
    ):
        reading = read(item(**fields))
        assert reading.articles == []
        assert told in reading.rejected[0].reason


@pytest.mark.parametrize("kind", ["event", "picture", "planning", "video"])
def test_events_and_pictures_are_no_articles(kind):
    reading = read([item(body_html=MARKUP), item(uri="urn:2", type=kind, headline="Party")])
    assert [one.title for one in reading.articles] == ["Ferry sails again"]
    assert reading.notes == [f"Left out, because there is no text of an article in it: 1 {kind}."]


def test_identifiers_of_ap_stay_the_same_over_requests():
    value = item(body_html=MARKUP, uri="https://api.example/1?qt=a", altids={"itemid": "5ee9b4b4"})
    assert read_one(value).details["guid"] == "5ee9b4b4"


def test_other_json_with_an_address_and_a_day_is_no_item():
    value = [{"url": "https://a.example/1", "title": "Ferry", "text": BOTH, "date": "2019-04-11"}]
    assert read_one(value).url == "https://a.example/1"


def test_the_writer_stands_in_an_object_of_a_list_of_bylines():
    listed = [{"by": "By IDA MOSS", "title": "Staff Writer"}, {"name": "Lars Holm"}]
    assert read_one(item(body_html=MARKUP, bylines=listed)).author == "Ida Moss, Lars Holm"


def test_an_item_in_the_format_of_dpa_that_names_no_source_is_its_own():
    value = {
        "format": "digitalwires@1.2",
        "urn": "urn:newsml:wire.example:9",
        "version_created": "2019-04-11T23:30:00+02:00",
        "headline": "Ferry sails again",
        "article_html": MARKUP,
    }
    article = read_one(value)
    assert (article.source, article.bases["source"]) == ("dpa", "the format of the item")
    assert read_one({**value, "creditline": "Example Wire"}).source == "Example Wire"
