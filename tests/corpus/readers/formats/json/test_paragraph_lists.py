"""JSON in which an article is a list of paragraphs, a table its columns, a list under a header.

The shapes are those of the makers named; the words are ours.
"""

import io
import json
from datetime import date

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.drafts import Columns, Note, Refused, Row
from components.corpus.readers.formats.json.choose_lists import LeftOut, inherit
from components.corpus.readers.formats.json.records import read_json

PARAGRAPHS = [
    "The council met on Tuesday and agreed to repair the old bridge.",
    "Nobody voted against it, said the mayor of the town.",
    "Work begins in spring, once the ice has gone from the river.",
    "The last repair was thirty years ago, in a colder winter.",
]
TEXT = "\n\n".join(PARAGRAPHS)
HEAD = {"title": "Bridge", "date": "2025-05-01"}
DAY = date(2025, 5, 1)


def read(value):
    return read_file("a.json", json.dumps(value).encode())


def found(value, columns=None):
    """What the reader gives before it is cleaned and shaped, in this process."""
    data = value if isinstance(value, str) else json.dumps(value)
    return list(read_json(io.BytesIO(data.encode()), columns or {}))


def texts(value):
    return [one.values.get("text") for one in found(value) if isinstance(one, Row)]


def sentences(value):
    return [one.sentence for one in found(value) if isinstance(one, Note)]


def story(number):
    return {"title": f"Story {number}", "text": f"{PARAGRAPHS[number]} {TEXT}"}


def in_two(paragraph, name="text", **more):
    """A paragraph in two runs, the second in bold."""
    return [more | {name: paragraph[:9]}, more | {name: paragraph[9:], "bold": True}]


# Articles kept as their paragraphs


def blocks():
    return [{"type": "paragraph", "data": {"text": one}} for one in PARAGRAPHS]


def arc_elements():
    return [{"_id": "A", "type": "text", "content": one} for one in PARAGRAPHS]


def test_a_list_of_one_article_in_blocks_is_one_article_with_its_title_and_day():
    reading = read([HEAD | {"content": {"time": 1746090000000, "blocks": blocks()}}])
    (article,) = reading.articles
    assert (article.title, article.published) == ("Bridge", DAY)
    assert article.text.split("\n\n") == PARAGRAPHS
    assert not reading.notes
    assert not reading.rejected


def test_sections_with_headings_are_one_article_that_has_its_headings():
    for heading in ("heading", "title"):
        sections = [
            {heading: f"Part {number}", "text": one} for number, one in enumerate(PARAGRAPHS, 1)
        ]
        (article,) = read(HEAD | {"sections": sections}).articles
        assert (article.title, article.published) == ("Bridge", DAY)
        assert article.text.split("\n\n")[:4] == ["Part 1", PARAGRAPHS[0], "Part 2", PARAGRAPHS[1]]


def test_the_elements_of_a_newspaper_s_system_are_one_article():
    story = {
        **{"type": "story", "headlines": {"basic": "Bridge"}},
        "publish_date": "2025-05-01T10:00:00Z",
        "content_elements": [
            *arc_elements(),
            {"type": "image", "url": "https://w.example/a.jpg", "caption": "The bridge"},
            {"type": "list", "items": [{"type": "text", "content": "Open on Sundays."}]},
        ],
    }
    (article,) = read(story).articles
    assert (article.title, article.published) == ("Bridge", DAY)
    assert article.text.split("\n\n") == [*PARAGRAPHS, "Open on Sundays."]


def test_a_list_of_stories_under_the_key_of_their_elements_stays_a_list():
    one = {"publish_date": "2025-05-01", "content_elements": arc_elements()}
    stories = [{"headline": f"Story {number}"} | one for number in range(3)]
    assert texts({"type": "results", "content_elements": stories}) == [TEXT] * 3


@pytest.mark.parametrize(
    "article",
    [
        {"blocks": blocks(), "version": "2.28"},
        {"paragraphs": PARAGRAPHS},
        {"content": {"blocks": [{"text": one, "type": "unstyled"} for one in PARAGRAPHS]}},
        {
            "body": [
                {"_type": "block", "markDefs": [], "children": in_two(one, _type="span")}
                for one in PARAGRAPHS
            ]
        },
        {"body": [{"type": "paragraph", "children": in_two(one)} for one in PARAGRAPHS]},
        {
            "content": {
                "type": "doc",
                "content": [
                    {"type": "paragraph", "content": in_two(one, type="text")} for one in PARAGRAPHS
                ],
            }
        },
        {
            "body": {
                "nodeType": "document",
                "content": [
                    {"nodeType": "paragraph", "content": in_two(one, "value", nodeType="text")}
                    for one in PARAGRAPHS
                ],
            }
        },
        {
            "content": {
                "root": {
                    "type": "root",
                    "children": [
                        {"type": "paragraph", "children": in_two(one, type="text")}
                        for one in PARAGRAPHS
                    ],
                }
            }
        },
        {"content": {"ops": [run for one in PARAGRAPHS for run in in_two(f"{one}\n", "insert")]}},
        {
            "blocks": [
                {"name": "core/paragraph", "attributes": {"content": one}, "innerBlocks": []}
                for one in PARAGRAPHS
            ]
        },
        {
            "blocks": [
                {"type": "paragraph", "paragraph": {"rich_text": in_two(one, "plain_text")}}
                for one in PARAGRAPHS
            ]
        },
    ],
    ids=[
        *("Editor.js", "strings", "Draft.js", "Portable Text", "Slate", "TipTap", "Contentful"),
        *("Lexical", "Quill", "Gutenberg", "Notion"),
    ],
)
def test_every_editor_s_article_has_its_four_paragraphs_whole(article):
    assert texts(HEAD | article) == [TEXT]
    assert texts([HEAD | article] * 2) == [TEXT] * 2
    assert texts({"total": 2, "articles": [HEAD | article] * 2}) == [TEXT] * 2


def test_what_calls_itself_paragraphs_is_one_text_also_without_a_title():
    assert texts({"time": 1746090000000, "blocks": blocks()}) == [TEXT]


def test_articles_in_paragraphs_are_read_from_lines_too():
    line = json.dumps(HEAD | {"blocks": blocks()})
    assert texts(f"{line}\n{line}") == [TEXT] * 2


def test_sections_of_sections_are_read_through():
    nested = [{"sections": [{"heading": "Now", "text": one}]} for one in PARAGRAPHS]
    (text,) = texts(HEAD | {"sections": nested})
    assert text.split("\n\n")[:4] == ["Now", PARAGRAPHS[0], "Now", PARAGRAPHS[1]]


def test_a_part_with_words_that_are_not_read_is_told_of():
    parts = [*blocks(), {"type": "embed", "data": {"service": "x", "note": TEXT}}]
    (note,) = sentences(HEAD | {"blocks": parts})
    assert note.endswith("of an unknown kind: 1 entry under “blocks”.")


# What is no paragraph


def test_a_list_of_articles_under_an_envelope_stays_several_articles():
    for envelope in (
        {"status": "ok", "totalResults": 3, "articles": [story(n) for n in range(3)]},
        HEAD | {"items": [story(n) for n in range(3)]},
        HEAD | {"sections": [story(n) | {"date": "2025-05-02"} for n in range(3)]},
        HEAD | {"blocks": [story(n) | {"url": "https://w.example/a"} for n in range(3)]},
        HEAD | {"sections": [{"title": "Politics", "articles": [story(n) for n in range(3)]}]},
    ):
        assert [one.title for one in read(envelope).articles] == ["Story 0", "Story 1", "Story 2"]


def test_parts_under_a_key_of_unknown_meaning_are_asked_about():
    (answer,) = found(HEAD | {"chunks": [story(0), story(1)]})
    assert isinstance(answer, Columns)
    assert "2 entries under “chunks”" in answer.problem


@pytest.mark.parametrize("key", ["comments", "replies", "discussion"])
def test_comments_beside_the_paragraphs_do_not_win(key):
    said = [{"author": "r1", "text": "Who will pay for all of this?", "date": "2025-05-02"}]
    for article in ({"blocks": blocks()}, {"paragraphs": PARAGRAPHS}):
        reading = read(HEAD | article | {key: said})
        assert [one.text for one in reading.articles] == [TEXT]
        assert [one.published for one in reading.articles] == [DAY]
        assert reading.notes == [
            f"Left out, because the articles are elsewhere in the file: 1 entry under “{key}”."
        ]


# What stands over the articles


def test_the_source_over_a_list_is_taken_and_its_day_is_told_of():
    whole = {"source": "Morning Post", "date": "2025-05-01", "articles": [story(0), story(1)]}
    reading = read(whole)
    assert [one.source for one in reading.articles] == ["Morning Post"] * 2
    assert [one.published for one in reading.articles] == [None] * 2
    assert reading.notes == [
        "Left out, because it is above the articles and not in them: date “2025-05-01” (2 "
        "articles).",
        "Taken from what is above the articles: source “Morning Post” (2 articles).",
    ]


def test_an_article_keeps_its_own_source_and_so_does_a_choice():
    whole = {"source": "Morning Post", "articles": [story(0) | {"outlet": "Echo"}, story(1)]}
    assert [one.source for one in read(whole).articles] == ["Echo", "Morning Post"]
    left = LeftOut()
    assert inherit({"text": TEXT}, {"source": "Post"}, {"source": ""}, left) == {"text": TEXT}
    assert not list(left.notes())


def test_a_record_around_one_article_gives_it_its_day():
    record = {"date": "2025-05-01", "source": "Post", "article": story(0)}
    for value in (record, [record]):
        (article,) = read(value).articles
        assert (article.published, article.source) == (DAY, "Post")


def test_days_and_names_that_are_keys_are_told_of():
    for keys in (("2025-05-01", "2025-05-02"), ("Morning Post", "The Echo")):
        (note,) = sentences({key: [story(n)] for n, key in enumerate(keys)})
        assert note.endswith(f"key “{keys[0]}” (1 article), key “{keys[1]}” (1 article).")


def test_of_many_days_over_the_articles_of_lines_five_are_shown():
    lines = [json.dumps({"author": f"A{n}", "articles": [story(0)]}) for n in range(1200)]
    (note,) = sentences("\n".join(lines))
    assert note.count("(1 article)") == 5
    assert note.endswith("author “A4” (1 article) and more.")


# Tables column by column


@pytest.mark.parametrize(
    "table",
    [
        {
            "title": {"0": "Bridge", "1": "Ferry"},
            "text": {"0": TEXT, "1": TEXT},
            "date": {"0": "2025-05-01", "1": "2025-05-01"},
        },
        {
            "title": ["Bridge", "Ferry"],
            "text": [TEXT, TEXT],
            "date": ["2025-05-01", "2025-05-01"],
        },
        {
            "columns": ["title", "text", "date"],
            "index": [0, 1],
            "data": [["Bridge", TEXT, "2025-05-01"], ["Ferry", TEXT, "2025-05-01"]],
        },
    ],
    ids=["columns", "list", "split"],
)
def test_a_table_written_by_column_is_read_as_its_rows(table):
    reading = read(table)
    assert [one.title for one in reading.articles] == ["Bridge", "Ferry"]
    assert [one.text for one in reading.articles] == [TEXT] * 2
    assert [one.published for one in reading.articles] == [DAY] * 2
    assert [one.values["title"] for one in found(table)] == ["Bridge", "Ferry"]


@pytest.mark.parametrize(
    "value",
    [
        {"title": ["Bridge", "Ferry"], "text": [TEXT]},
        {"columns": ["title", "title"], "data": [["Bridge", TEXT]]},
        {"columns": ["title", "text"], "data": [["Bridge"]]},
    ],
)
def test_columns_that_do_not_fit_each_other_are_no_table(value):
    assert [one.values.get("title") == "Bridge" for one in found(value)] == [False]


def test_articles_under_keys_of_their_own_are_no_columns():
    (first, second) = found({"a": story(0), "b": story(1)})
    assert (first.values["title"], second.values["title"]) == ("Story 0", "Story 1")


# What holds no words, and what is hostile


def test_an_object_for_a_text_without_words_is_said_to_be_there():
    reading = read([{"title": "Bridge", "body": {"ref": "a", "id": 4}}, story(0)])
    assert [one.title for one in reading.articles] == ["Story 0"]
    assert [one.reason for one in reading.rejected] == [
        "Entry 1 has no words under “body” but an object with “ref”, “id”: "
        "write its text there as words, or as a list of its paragraphs."
    ]


def test_a_list_for_a_text_without_words_is_said_to_be_there():
    pictures = [{"type": "image", "url": "https://w.example/a.jpg"}]
    (refused, _) = found([{"title": "Bridge", "body": pictures}, story(0)])
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("Entry 1 has no words under “body” but a list: ")


def nested(opened, closed, depth):
    return f'{{"title": "A", "blocks": [{opened * depth}"x"{closed * depth}]}}'


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ('{"type": "title", "title": ', "}"),
        ('{"type": "caption", "caption": ', "}"),
        ('{"type": "text", "text": ', "}"),
        ('{"content": [{"children": ', "}]}"),
        ('[[{"sections": ', "}]]"),
    ],
)
def test_a_part_said_twice_at_each_of_a_hundred_levels_is_read_once(opened, closed):
    for depth in (1, 30, 100):
        assert len(texts(nested(opened, closed, depth))) <= 1


def test_a_file_nested_beyond_reason_is_refused_as_that():
    reading = read_file("a.json", nested("[", "]", 2000).encode())
    (rejected,) = reading.rejected
    assert "nested too deeply" in rejected.reason


def test_parts_of_the_wrong_kinds_are_passed_over():
    odd = [1, None, True, "", {}, [], {"text": None}, {"type": 7}, {"type": ["x"], "text": {}}]
    assert texts(HEAD | {"blocks": [*odd, *blocks()]}) == [TEXT]
    assert texts(HEAD | {"blocks": [{"type": {"a": 1}, "text": PARAGRAPHS[0]}]}) == PARAGRAPHS[:1]
