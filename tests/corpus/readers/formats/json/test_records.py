"""JSON as it is made elsewhere: which of its objects are the articles, and what is told of others.

The shapes are those of the makers named; the words are ours.
"""

import io
import json
import zipfile
from datetime import date

import pytest

from components.corpus.readers import Table, propose_columns, read_file, read_many
from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.formats.json.records import read_json

LONG = (
    "The council met on Tuesday and agreed to repair the bridge of day {} before winter comes. "
    "Nobody voted against it, and the mayor said that work could begin within the month."
)
COMMENTS = [
    {
        "author": "r1",
        "text": "Who is going to pay for all of this, I wonder?",
        "date": "2025-05-02",
    },
    {"author": "r2", "text": "At last."},
]


def text(number):
    return LONG.format(number)


def markup(number):
    return f"<p>{text(number)}</p><p>It was the second vote.</p>"


def story(number, **more):
    return {"title": f"Story {number}", "text": text(number), "date": f"2025-05-0{number}"} | more


def read(value, name="a.json", **options):
    return read_file(name, json.dumps(value).encode(), **options)


def titles(reading):
    return [article.title for article in reading.articles]


# The article and what stands beside it


def test_comments_of_readers_are_not_taken_for_the_article_they_stand_under():
    page = {
        "headline": "Bridge",
        "published": "2025-05-01",
        "article_html": markup(1),
        "comments": COMMENTS,
    }
    reading = read(page)
    (article,) = reading.articles
    assert (article.title, article.published) == ("Bridge", date(2025, 5, 1))
    assert article.text == f"{text(1)}\n\nIt was the second vote."
    assert reading.notes == [
        "Left out, because the articles are elsewhere in the file: 2 entries under “comments”."
    ]


@pytest.mark.parametrize("beside", ["related", "replies", "previousVersions", "most_viewed"])
def test_what_goes_with_an_article_is_left_out_by_name_even_with_titles_and_texts(beside):
    for value in (
        story(1, **{beside: [story(2), story(3)]}),
        {"articles": [story(1)], beside: [story(2), story(3)]},
        {"article": story(1), beside: [story(2), story(3)]},
    ):
        reading = read(value)
        assert titles(reading) == ["Story 1"]
        assert f"2 entries under “{beside}”" in reading.notes[0]


@pytest.mark.parametrize("key", ["body_html", "body_xhtml", "article_html", "content_html"])
def test_an_agency_s_article_is_itself_and_not_its_list_of_subjects(key):
    item = {
        **{"uri": "urn:example:1", "type": "text", "versioncreated": "2025-05-01T08:30:00Z"},
        **{"byline": "Ann Lee", "headline": "Bridge", "language": "en", key: markup(1)},
        "subject": [{"code": str(code), "name": f"subject {code}"} for code in range(9)],
    }
    for value in (item, {"data": {"item": item}}, {"total": 1, "item": [item]}):
        reading = read(value)
        (article,) = reading.articles
        assert (article.title, article.author) == ("Bridge", "Ann Lee")
        assert (article.published, article.language) == (date(2025, 5, 1), "en")
        assert article.text == f"{text(1)}\n\nIt was the second vote."
        assert not reading.notes


def test_a_picture_or_an_author_within_gives_no_day_and_no_address_to_the_article():
    image = {"url": "https://w.example/a.jpg", "date": "2001-01-01", "title": "A bridge"}
    reading = read({"text": text(1), "image": image, "author": {"name": "Ann", "url": "x"}})
    (article,) = reading.articles
    assert (article.title, article.url, article.published) == ("", "", None)
    assert article.author == "Ann"


# Lists wherever they stand


def press(number):
    return {
        **{"id": f"uk/{number}", "type": "article", "webTitle": f"Story {number}"},
        **{"webPublicationDate": f"2025-05-0{number}T08:30:00Z", "webUrl": "https://w.example/a"},
        "fields": {"headline": f"Story {number}", "byline": "Ann Lee", "bodyText": text(number)},
    }


def event(number):
    return {
        **{"uri": "81", "lang": "eng", "date": f"2025-05-0{number}", "time": "08:00:00"},
        **{"url": "https://w.example/a", "title": f"Story {number}", "body": text(number)},
        **{"source": {"uri": "w.example", "title": "Wick Post"}, "authors": [{"name": "Ann"}]},
        "concepts": [{"uri": "x", "type": "org", "score": 5, "label": {"eng": "Wick"}}] * 7,
    }


@pytest.mark.parametrize(
    "value",
    [
        {"response": {"status": "ok", "total": 2, "results": [press(1), press(2)]}},
        {"articles": {"results": [event(1), event(2)], "totalResults": 2, "page": 1}},
        {"status": "OK", "response": {"docs": [story(1), story(2)], "meta": {"hits": 2}}},
        {"data": {"items": [story(1), story(2)]}, "links": {"next": "https://w.example/2"}},
        {"data": {"articles": {"edges": [{"node": story(1)}, {"node": story(2)}]}}},
        {"took": 5, "hits": {"hits": [{"_id": n, "_source": story(n)} for n in (1, 2)]}},
        {"sections": [{"name": "A", "articles": [story(1)]}, {"articles": [story(2)]}]},
        {"uk": [story(1)], "us": [story(2)]},
        [[story(1)], [story(2)]],
        {"a": story(1), "b": story(2)},
        {"status": "ok", "data": {"a": story(1), "b": {"_source": story(2)}}},
    ],
)
def test_articles_are_found_wherever_they_stand(value):
    reading = read(value)
    assert titles(reading) == ["Story 1", "Story 2"]
    assert [article.text for article in reading.articles] == [text(1), text(2)]
    assert [article.published.day for article in reading.articles] == [1, 2]
    assert reading.notes == reading.rejected == []


def test_five_thousand_articles_under_keys_of_one_object_are_five_thousand():
    value = {f"id{number}": story(1, title=f"Story {number}") for number in range(5_000)}
    assert titles(read(value)) == [f"Story {number}" for number in range(5_000)]


def test_every_entry_of_the_list_is_read_or_refused_by_its_place():
    reading = read({"data": {"items": [story(1), {"title": "Two"}, "three", story(4)]}})
    assert titles(reading) == ["Story 1", "Story 4"]
    assert [one.reason.partition(":")[0] for one in reading.rejected] == [
        "Entry 2 has no text",
        "Entry 3 is not an object",
    ]
    (lost,) = read({"a": story(1), "b": story(2), "NoText": {"title": "c"}}).rejected
    assert lost.reason.startswith("“NoText” has no text")
    (lost,) = read({"UK": [story(1), {"title": "x"}], "us": [story(2)]}).rejected
    assert lost.reason.startswith("Entry 2 of “UK” has no text")


def test_another_list_with_texts_is_left_out_by_name():
    briefs = [{"text": text(3), "date": "2025-05-03"}]
    reading = read({"articles": [story(1), story(2)], "briefs": briefs})
    assert titles(reading) == ["Story 1", "Story 2"]
    assert "1 entry under “briefs”" in reading.notes[0]


def test_what_stands_over_a_list_of_parts_is_told_of():
    value = {"title": "Live", "url": "https://w.example/live", "updates": [story(1), story(2)]}
    assert "1 entry at the top of the file" in read(value).notes[0]


def test_a_title_of_the_whole_is_no_article_beside_those_it_holds():
    assert titles(read({"title": "Export", "text": "May", "articles": [story(1)]})) == ["Story 1"]


# One object a line


def read_lines(*values, **options):
    return read_file("a.jsonl", "\n".join(map(json.dumps, values)).encode(), **options)


def test_lines_may_wrap_their_articles_and_hold_several():
    reading = read_lines(
        story(1, _id={"$oid": "6"}, date={"$date": "2025-05-01T08:00:00Z"}),
        {"_index": "news", "_source": story(2)},
        {"data": {"article": story(3)}, "meta": {"version": 1}},
        {"response": {"results": [press(4), press(5)]}},
        {"a": story(6), "b": story(7)},
    )
    assert titles(reading) == [f"Story {number}" for number in range(1, 8)]
    assert [article.published.day for article in reading.articles] == [1, 2, 3, 4, 5, 6, 7]


def test_comments_in_lines_are_counted_together():
    reading = read_lines(*(story(n, comments=COMMENTS) for n in (1, 2, 3)))
    assert titles(reading) == ["Story 1", "Story 2", "Story 3"]
    assert [note for note in reading.notes if "comments" in note] == [
        "Left out, because the articles are elsewhere in the file: 6 entries under “comments”."
    ]


def test_a_line_whose_text_has_no_known_key_is_asked_about_and_not_its_comments():
    lines = [{"headline": "One", "words": text(1), "comments": COMMENTS}] * 2
    assert "“words”" in read_lines(*lines).rejected[0].reason
    (first, _) = read_lines(*lines, columns={"text": "words"}).articles
    assert (first.title, first.text) == ("One", text(1))


def test_lines_too_many_to_be_held_give_the_same_rows():
    lines = [{"data": {"article": story(1)}}, story(2, comments=COMMENTS), {"a": story(3)}]
    data = b"\n\n" + b"\n".join(json.dumps(line).encode() for line in lines)
    small = [*read_json(io.BytesIO(data), {})]
    assert [*read_json(io.BytesIO(data), {}, large=100)] == small
    assert len(small) == 4


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("value", [{"articles": [story(1)] * 3}, [story(1)] * 3])
def test_one_value_too_large_to_be_held_is_refused_however_it_is_written(value, indent):
    data = json.dumps(value, indent=indent).encode()
    with pytest.raises(UnreadableError, match="one JSON value, too large"):
        next(read_json(io.BytesIO(data), {}, large=100))


# What is not certain is asked

UNCERTAIN = {
    "posts": [{"headline": f"Story {n}", "storyMarkup": markup(n)} for n in (1, 2)],
    "reactions": [{"user": "r", "text": "Who is going to pay for all of this, I wonder?"}],
}


def test_of_several_lists_that_may_be_the_articles_each_is_shown_and_one_can_be_chosen():
    data = json.dumps(UNCERTAIN).encode()
    columns = propose_columns("a.json", data)
    assert columns.are_open
    assert list(columns.lists) == ["posts", "reactions"]
    assert columns.names == columns.lists["posts"].names == ("headline", "storyMarkup")
    assert columns.lists["posts"].fields == {"title": "headline", "text": "storyMarkup"}
    assert [found.count for found in columns.lists.values()] == [2, 1]
    (refused,) = read_file("a.json", data).rejected
    assert "2 entries under “posts”, 1 entry under “reactions”" in refused.reason
    answer = {"list": "posts", "text": "storyMarkup", "title": "headline"}
    assert titles(read_file("a.json", data, columns=answer)) == ["Story 1", "Story 2"]
    other = read_file("a.json", data, columns={"list": "reactions", "text": "text"})
    assert [article.text for article in other.articles] == [UNCERTAIN["reactions"][0]["text"]]


def test_objects_that_are_alike_under_keys_of_their_own_are_asked_about_together():
    value = {f"id{n}": {"kop": f"Story {n}", "verhaal": text(n), "n": n} for n in (1, 2)}
    data = json.dumps(value).encode()
    columns = propose_columns("a.json", data)
    assert (columns.names, columns.fields) == (("kop", "verhaal", "n"), {"text": "verhaal"})
    answer = {"text": "verhaal", "title": "kop"}
    assert titles(read_file("a.json", data, columns=answer)) == ["Story 1", "Story 2"]


def test_the_object_itself_can_be_chosen_over_its_comments():
    page = {"headline": "Bridge", "day": "2025-05-01", "storyMarkup": markup(1)}
    data = json.dumps(page | {"comments": COMMENTS}).encode()
    assert list(propose_columns("a.json", data).lists) == ["", "comments"]
    assert not read_file("a.json", data).articles
    (article,) = read_file(
        "a.json", data, columns={"list": "", "title": "headline", "text": "storyMarkup"}
    ).articles
    assert article.text.startswith(text(1))


@pytest.mark.parametrize(
    "value",
    [
        {"comments": COMMENTS},
        {
            "title": "Export",
            "text": "All of our articles of the first week of May.",
            "a": [story(1)],
        },
        {"kind": "Listing", "data": {"children": [{"data": {"author": "r", "body": text(1)}}]}},
    ],
)
def test_lists_of_which_it_is_not_certain_are_never_taken_unasked(value):
    reading = read(value)
    assert not reading.articles
    assert "It is not certain which of its entries" in reading.rejected[0].reason
    assert propose_columns("a.json", json.dumps(value).encode()).are_open


def test_a_list_that_is_not_there_is_named():
    (refused,) = read(UNCERTAIN, columns={"list": "stories", "text": "text"}).rejected
    assert refused.reason == "It has no list “stories”: choose another."


def test_in_an_archive_the_question_comes_with_the_file_it_is_about():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/odd.json", json.dumps(UNCERTAIN))
        archive.writestr("in/good.json", json.dumps({"articles": [story(1)]}))
    found = list(read_many("all.zip", packed.getvalue()))
    (table,) = [one for one in found if isinstance(one, Table)]
    assert table.name == "all.zip/in/odd.json"
    assert list(table.columns.lists) == ["posts", "reactions"]
    assert table.columns.lists["reactions"].rows[0]["user"] == "r"


# No articles


def test_the_traffic_of_a_browser_holds_no_articles():
    entry = {"request": {"url": "https://w.example/"}, "response": {"content": {"text": text(1)}}}
    log = {"version": "1.2", "creator": {"name": "Firefox"}, "entries": [entry] * 3}
    (refused,) = read({"log": log}).rejected
    assert "HAR" in refused.reason


def test_a_list_without_texts_is_refused_by_the_keys_it_has():
    lines = [{"url": "https://w.example/1", "title": "Bridge", "found": "20250501T080000Z"}]
    (refused,) = read({"articles": lines}).rejected
    assert "“url”, “title”, “found”" in refused.reason
