import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.corpus.article import article_id
from components.corpus.readers import Limits, read_file
from components.corpus.readers.stream import show_name

FIRST = "The council met on Tuesday and agreed to repair the bridge before winter comes."
SECOND = "Nobody voted against it, and the mayor said that work could begin within the month."
BODY = f"{FIRST}\n\n{SECOND}"
EVAL = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval"


def article(name, content, limits=None):
    """The one article of a file that is read without a rejection."""
    data = content if isinstance(content, bytes) else content.encode()
    reading = read_file(name, data, limits or Limits())
    assert reading.rejected == []
    (only,) = reading.articles
    return only


def reasons(name, content, limits=None):
    data = content if isinstance(content, bytes) else content.encode()
    return [r.reason for r in read_file(name, data, limits or Limits()).rejected]


# Plain text


def test_plain_text_is_an_article_with_the_hash_of_its_bytes():
    data = f"Council to Repair Bridge\n\n{FIRST}\n{SECOND}\n".encode()
    found = article("bridge.txt", data)
    assert (found.title, found.text) == ("Council to Repair Bridge", BODY)
    assert (found.language, found.published, found.source) == ("en", None, "")
    assert (found.name, found.sha256) == ("bridge.txt", hashlib.sha256(data).hexdigest())
    assert found.id == article_id(found.title, found.text, "", "", None, "")


def test_a_first_sentence_is_not_taken_for_a_title():
    found = article("bridge.txt", BODY)
    assert (found.title, found.text) == ("", BODY)


def test_text_in_a_legacy_code_page_is_read_with_a_notice():
    text = "Городской совет собрался во вторник и решил отремонтировать мост до зимы."
    reading = read_file("most.txt", text.encode("cp1251"))
    assert reading.articles[0].text == text
    assert "windows-1251" in reading.notes[0]


def test_nul_and_control_characters_are_removed_with_a_notice():
    reading = read_file("a.txt", FIRST.encode() + b"\x00\x01" + b" " + SECOND.encode())
    assert reading.articles[0].text == f"{FIRST} {SECOND}"
    assert reading.notes[0].startswith("2 characters")


# Markdown


def test_front_matter_fills_the_fields_under_any_of_their_names():
    found = article(
        "a.md",
        f"---\nheadline: 2024\nsite: The Daily\nbyline: [Ann Other, B. Else]\n"
        "published: 2025-05-01T10:00:00Z\npermalink: https://example.org/a\nlang: en-GB\n"
        f"---\n{BODY}",
    )
    assert (found.title, found.source, found.author) == ("2024", "The Daily", "Ann Other, B. Else")
    assert (found.published, found.url, found.language, found.text) == (
        date(2025, 5, 1),
        "https://example.org/a",
        "en",
        BODY,
    )


def test_a_title_with_a_colon_is_read_though_it_is_no_yaml():
    reading = read_file("a.md", f"---\ntitle: Mayor: we are ready\n---\n{BODY}".encode())
    assert reading.articles[0].title == "Mayor: we are ready"
    assert "not valid YAML" in reading.notes[0]


def test_markup_goes_and_words_stay():
    found = article(
        "a.md", "# The *Bridge*\n\nIt is **old**, [they](http://x.y) said.\n\n- one\n- two\n"
    )
    assert found.title == "The Bridge"
    assert found.text == "It is old, they said.\n\none\n\ntwo"


def test_a_heading_that_repeats_the_title_is_left_out():
    assert article("a.md", f"---\ntitle: Bridge\n---\n\n# Bridge\n\n{BODY}").text == BODY
    assert article("a.md", f"---\ntitle: Bridge\n---\n\n# News\n\n{BODY}").text == f"News\n\n{BODY}"


def test_a_date_that_is_not_understood_is_said():
    reading = read_file("a.md", f"---\ndate: 03/11/2025\n---\n{BODY}".encode())
    assert reading.articles[0].published is None
    assert reading.notes == [
        "The date “03/11/2025” can be read in two ways and was left empty: choose its order under "
        "Read it otherwise › Days in numbers."
    ]


# Web pages

PAGE = f"""<!doctype html><html lang="en"><head><title>Council to Repair Bridge</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Ann Other">
<meta property="article:published_time" content="2025-05-01T10:00:00Z">
<link rel="canonical" href="https://example.org/a"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Council to Repair Bridge</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>All rights reserved</footer><script>alert("no")</script></body></html>"""


def test_a_web_page_gives_its_article_and_what_it_states_about_it():
    found = article("a.html", PAGE)
    assert (found.title, found.text) == ("Council to Repair Bridge", BODY)
    assert (found.source, found.author) == ("The Daily", "Ann Other")
    assert (found.published, found.url) == (date(2025, 5, 1), "https://example.org/a")
    assert found.language == "en"


def test_a_page_named_txt_is_read_as_a_page_with_a_notice():
    reading = read_file("a.txt", PAGE.encode())
    assert reading.articles[0].text == BODY
    assert "web page" in reading.notes[0]


def test_a_piece_of_a_page_is_read_too():
    assert article("a.htm", f"<p>{FIRST}</p><p>{SECOND}</p>").text == BODY


def test_nesting_that_no_parser_takes_still_gives_its_words():
    found = article("a.html", "<div>" * 20_000 + FIRST + "</div>" * 20_000)
    assert found.text == FIRST


def test_a_wrong_declaration_does_not_spoil_the_letters():
    text = "Совет собрался во вторник и решил отремонтировать мост."
    page = f"<html><head><meta charset='{{}}'></head><body><p>{text}</p></body></html>"
    assert article("a.html", page.format("windows-1251")).text == text
    assert article("a.html", page.format("utf-8").encode("cp1251")).text == text


# Tables


def test_a_table_gives_an_article_a_row_and_refuses_bad_rows_singly():
    table = (
        "Headline;Body Text;Published_At;Outlet\n"
        f'One;"{FIRST}";2025-05-01;The Daily\n'
        "Two;;2025-05-02;The Daily\n"
        "\n"
        "Three;too;many;cells;here\n"
        f"Five;{SECOND};;\n"
    )
    reading = read_file("a.csv", table.encode())
    assert [(a.title, a.text, a.published, a.source) for a in reading.articles] == [
        ("One", FIRST, date(2025, 5, 1), "The Daily"),
        ("Five", SECOND, None, ""),
    ]
    first, second = (r.reason for r in reading.rejected)
    assert first.startswith("Row 3 has no text")
    assert second.startswith("Row 5 has 5 cells where the first row has 4")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    assert article("a.csv", f"title{separator}text\nOne{separator}{SECOND[:6]}\n").title == "One"


def test_a_table_without_a_text_column_names_what_it_has_and_what_it_needs():
    (reason,) = reasons("a.csv", "name,amount\nOne,2\n")
    assert "“name”, “amount”" in reason
    assert "text, body, content" in reason


def test_a_cell_longer_than_the_limit_of_the_csv_library_is_read_whole():
    long = "word " * 40_000
    assert article("a.csv", f"title,text\nOne,{long}\n").text == long.strip()


def test_a_quotation_mark_that_is_never_closed_refuses_its_row():
    reading = read_file("a.csv", f'title,text\nOne,{SECOND[:6]}\nTwo,"open\nand cut'.encode())
    assert [a.title for a in reading.articles] == ["One"]
    (rejection,) = reading.rejected
    assert "opened in line 3 is never closed" in rejection.reason


def test_a_table_in_utf16_from_a_spreadsheet_is_read():
    assert article("a.csv", f"title\ttext\r\nOne\t{FIRST}\r\n".encode("utf-16")).text == FIRST


def test_a_line_separator_within_a_cell_does_not_end_the_row():
    assert article("a.csv", "title,text\nOne,Over\u2028Under\n").text == "Over\n\nUnder"


# JSON


def test_lines_of_json_give_articles_and_bad_lines_are_refused_singly():
    lines = [
        json.dumps({"title": "One", "body": FIRST, "source": {"id": 1, "name": "The Daily"}}),
        "not json",
        json.dumps({"title": "Two"}),
        json.dumps([1]),
        json.dumps({"fields": {"bodyText": SECOND, "headline": "Five"}, "webUrl": "https://x.y"}),
    ]
    reading = read_file("a.jsonl", "\n".join(lines).encode())
    assert [(a.title, a.text, a.source, a.url) for a in reading.articles] == [
        ("One", FIRST, "The Daily", ""),
        ("Five", SECOND, "", "https://x.y"),
    ]
    assert [r.reason.split(":")[0] for r in reading.rejected] == [
        "Line 2 is not valid JSON",
        "Line 3 has no text",
        "Line 4 is not an object",
    ]


@pytest.mark.parametrize("wrap", [lambda e: e, lambda e: [e], lambda e: {"articles": [e]}])
def test_json_may_be_one_object_a_list_or_a_list_under_a_key(wrap):
    entry = {"title": "One", "text": [FIRST, SECOND], "authors": [{"name": "Ann"}, "Bob"]}
    found = article("a.json", json.dumps(wrap(entry), indent=1))
    assert (found.title, found.text, found.author) == ("One", BODY, "Ann, Bob")


def test_a_lone_surrogate_in_json_is_replaced():
    reading = read_file("a.json", b'{"text": "Before \\ud800 after"}')
    assert reading.articles[0].text == "Before \ufffd after"
    assert reading.notes[0].startswith("1 character")


def test_json_that_cannot_be_read_says_why():
    assert "not valid JSON (line 2)" in reasons("a.json", '{"text":\n 1,,}')[0]
    assert "“heading”" in reasons("a.json", '{"heading": "One"}')[0]
    assert "no objects" in reasons("a.json", '["One"]')[0]
    assert "nested too deeply" in reasons("a.json", "[" * 100_000)[0]


# What is refused


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.jsonl"])
@pytest.mark.parametrize("data", [b"", b" \n\t\n ", b"\xef\xbb\xbf"])
def test_a_file_without_text_says_so(name, data):
    (reason,) = reasons(name, data)
    assert "It is empty" in reason or "no text" in reason


def test_a_picture_is_not_read_as_text():
    assert reasons("a.txt", b"\x89PNG\r\n\x1a\n\0\0") == [
        "It is a PNG picture, although its name ends in .txt: save it as plain text."
    ]


@pytest.mark.parametrize(("name", "advice"), [("a.doc", "as .docx"), ("a.txt", ".docx")])
def test_old_office_documents_are_refused_with_what_to_do(name, advice):
    assert advice in reasons(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))[0]


@pytest.mark.parametrize("data", [bytes(5000), bytes(range(256)) * 20])
def test_bytes_that_are_no_text_are_refused(data):
    assert "not text" in reasons("a.txt", data)[0]


def test_an_unknown_ending_is_refused_with_the_known_ones():
    (reason,) = reasons("a.xyz", FIRST)
    assert reason.startswith(
        "Files ending in “.xyz” cannot be read: save it in a format such as .txt"
    )
    assert reasons("README", FIRST)[0].startswith("Files without an ending")


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    assert reasons("a.txt", b"x" * 101, Limits(file_size=100)) == [
        "It has 0.0 MB, more than the 0 MB of one file: split it."
    ]


def test_an_article_that_is_too_long_is_refused():
    (reason,) = reasons("a.txt", "x" * 101, Limits(article_length=100))
    assert "101 characters, more than the 100" in reason


def test_a_name_is_shown_without_folders_controls_and_marks_of_direction():
    assert show_name("../../etc/\u202egnp.\x07txt") == "gnp.txt"
    assert show_name("C:\\news\\a.txt") == "a.txt"
    assert show_name("\ud800.txt") == "?.txt"
    assert show_name("") == show_name("\u202e") == "unnamed"
    assert len(show_name("x" * 5000 + ".txt")) == 119
    assert show_name("x" * 5000 + ".txt").endswith(".txt")


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["a.txt", "a.md", "a.html", "a.csv", "a.json", "a.jsonl", "a", "\ud800.txt"]),
    st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)),
)
def test_whatever_the_bytes_the_file_is_answered(name, data):
    reading = read_file(name, data)
    assert reading.articles or reading.rejected
    assert all(a.text.strip() and "\0" not in a.text for a in reading.articles)
    assert all(r.reason.endswith(".") for r in reading.rejected)


@pytest.mark.skipif(not (EVAL / "bad-files").is_dir(), reason="the set of bad files is not here")
def test_every_file_of_the_set_of_bad_files_is_answered():
    for path in sorted((EVAL / "bad-files" / "made").iterdir()):
        reading = read_file(path.name, path.read_bytes(), Limits(seconds=5))
        assert reading.articles or reading.rejected, path.name
