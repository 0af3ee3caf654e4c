"""How a file was understood, in words, and in which other ways it may be read."""

from dataclasses import replace
from datetime import date

import pytest

from components.corpus.article import Article
from components.corpus.queue.understanding import ReadAgain, Replaced, Understanding
from components.views.add.file_questions import fill_in, has_open_days, keep_changed
from components.views.add.file_understanding import (
    describe_days,
    describe_inside,
    describe_more,
    describe_preview,
    describe_replaced,
    describe_understanding,
    describe_unread,
    list_choices,
    list_known,
    list_left_out,
    list_notes,
    preview_rows,
    tell_refusal,
    warn_of_marks,
)

TABLE = Understanding(
    "a table", "csv", articles=3, days={"field PD": 2, "": 1},
    left_out=(("a.csv", "Row 3 has no text."),), notes=(("a.zip/b.csv", "Check it."),), more=1200,
    columns={"names": ["t", "x", "d"], "fields": {"text": "t", "date": "d"}, "rows": []},
)  # fmt: skip


def test_kind_and_articles_in_one_line():
    assert describe_understanding(TABLE, 2, 1) == (
        "A table · 3 articles (2 new, 1 already in the library)"
    )
    assert describe_understanding(Understanding("a PDF"), 0, 0) == "A PDF · no article"
    assert describe_understanding(Understanding(), 0, 0) == "No article"


def test_what_the_days_rest_on_the_most_frequent_first():
    days = {"a line of the text": 1, "": 2, "field PD of the export": 12}
    assert describe_days(days) == (
        "Days of publication: 12 from field PD of the export, 1 from a line of the text, "
        "2 not known."
    )
    assert describe_days({}) == ""


def test_kinds_of_files_within_an_archive_are_counted_the_most_frequent_first():
    inside = {"a PDF": 1, "a web page": 1200}
    assert describe_inside(inside) == "In it: 1,200 × a web page, 1 × a PDF."
    many = {f"kind {number}": 2 for number in range(14)}
    assert describe_inside(many).endswith("2 × kind 11, 4 of other kinds.")
    assert describe_inside({}) == ""


def test_what_was_left_out_names_the_part_unless_it_is_the_file():
    assert list_left_out(TABLE, "a.csv") == "– Row 3 has no text."
    assert list_notes(TABLE, "a.csv") == "– a.zip/b.csv: Check it."
    assert describe_more(TABLE) == "And 1,200 more of these kinds."
    assert list_notes(Understanding(), "a.csv") == describe_more(Understanding()) == ""


def test_notes_stand_under_what_they_tell():
    told = (
        "The column “abstract” is not part of the text and was left out.",
        "Dates such as “3/5/2024” are read with the day first, because “25/4/2024” (row 3) cannot "
        "be read in another way.",
        "Row 2: the date “May 35” was not understood and is left empty.",
    )
    understood = Understanding(notes=tuple(("a.csv", one) for one in told))
    assert list_left_out(understood, "a.csv") == f"– {told[0]}"
    assert list_known(understood, "a.csv") == f"– {told[1]}"
    assert list_notes(understood, "a.csv") == f"– {told[2]}"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("reading", "a.csv is being read again."),
        ("delayed", "a.csv was not read again yet; Parallax will try again. The disk is full."),
        ("asking", "a.csv needs your decision, above: it is read after that."),
        ("cancelled", "a.csv was cancelled."),
        ("rejected", "a.csv was not read. The disk is full."),
    ],
)
def test_a_file_that_was_not_read_is_told_by_its_state(state, words):
    row = {"name": "a.csv", "state": state, "message": "The disk is full."}
    assert describe_unread(row, is_again=True) == words


def test_dates_of_a_table_that_can_be_read_in_two_ways_are_found():
    table = {"names": ["d"], "fields": {"date": "d"}, "rows": [{"d": "03/04/2024"}]}
    assert has_open_days(table)
    assert not has_open_days({**table, "rows": [{"d": "2024-04-03"}, {}]})
    assert has_open_days({**table, "rows": [], "lists": {"x": table}})


def test_markup_read_as_plain_text_is_warned_of():
    page = Understanding("a web page", "webpage")
    assert "markup" in warn_of_marks(page, "plain")
    assert warn_of_marks(page, "json") == warn_of_marks(TABLE, "plain") == ""


def test_the_preview_has_title_source_author_day_with_its_basis_and_the_first_words():
    known = Article(
        "aa", "Ferry late", "The ferry\n\nwas late.", "Echo", "Ann", date(2024, 5, 3),
        bases={"published": "field PD"}, details={"status": "killed"},
    )  # fmt: skip
    first, second = preview_rows([(known, False), (Article("bb", "", "Words"), True)])
    assert first["lines"] == [
        [["KILLED", "status"], [" ", ""], ["Ferry late", "strong"]],
        [["KILLED: its agency took this article back. Do not quote it.", "warning"]],
        [["Echo · Ann · 3 May 2024 (from field PD)", "quiet"]],
        [["The ferry was late.", "text"]],
    ]
    assert second["lines"][0] == [["no title", "quiet"]]
    assert second["lines"][1] == [
        ["source not known · author not known · day not known · in the bin", "quiet"]
    ]
    assert describe_preview(1, 1) == "Select the article to read it."
    assert describe_preview(3, 3) == "The 3 articles. Select one to read it."
    assert describe_preview(3, 1500).startswith("The first 3 of 1,500 articles.")


def test_what_was_replaced_is_told_and_that_it_was_undone():
    assert describe_replaced(Replaced(7, 1, 3)) == (
        "It was read again: 1 article of the earlier reading was moved to the bin, 3 articles came "
        "instead."
    )
    assert describe_replaced(Replaced(7, 1, 3, is_undone=True)) == (
        "The earlier reading is back: 3 articles of the other one lie in the bin."
    )
    assert describe_replaced(Replaced(7, 0, 1, stay=2, by="factiva-coded.txt")) == (
        "It was read again: 2 articles stay, because factiva-coded.txt gave them too; 1 article "
        "came."
    )


def test_only_what_can_make_a_difference_is_offered():
    assert [*list_choices(TABLE, {})] == ["format"]
    open_days = replace(TABLE, notes=(("a.csv", "3 dates can be read in two ways."),))
    assert [*list_choices(open_days, {})] == ["format", "days"]
    page = Understanding("a Factiva export", "webpage", articles=9, days={"field PD": 9})
    assert [*list_choices(page, {})["parts"]] == ["", "one"]
    book = Understanding("a book", "epub", "chapters", articles=2, days={"x": 2})
    assert list_choices(book, {}) == {
        "parts": {
            "": "each of its chapters as an article",
            "one": "the whole file as one article",
        }
    }
    whole = replace(book, articles=1)
    assert list_choices(whole, {"parts": "one"}) == list_choices(book, {})
    pdf = Understanding("a PDF", "pdf", articles=1, days={"the text": 1})
    assert list_choices(pdf, {}) == {}
    assert [*list_choices(pdf, {"parts": "one", "days": "dmy"})] == ["parts", "days"]
    assert [*list_choices(Understanding(), {})] == ["format"]


def test_columns_that_were_answered_are_proposed_and_only_what_differs_is_answered():
    filled = fill_in(TABLE.columns, {"source": "x"})
    assert filled["fields"] == {"text": "t", "date": "d", "source": "x"}
    assert fill_in({}, {}) == {}
    chosen = {"text": "t", "title": "x", "date": "", "source": ""}
    assert keep_changed(chosen, TABLE.columns, {}) == {"title": "x", "date": ""}
    assert keep_changed(chosen, TABLE.columns, {"text": "t"}) == {
        "text": "t",
        "title": "x",
        "date": "",
    }


def test_of_a_json_file_the_list_that_was_answered_comes_first():
    lists = {name: {"names": ["t"], "fields": {"text": "t"}, "rows": []} for name in "ab"}
    filled = fill_in({"names": ["t"], "fields": {}, "rows": [], "lists": lists}, {"list": "b"})
    assert [*filled["lists"]] == ["b", "a"]


def test_a_file_that_waits_to_be_read_again_is_told_from_one_that_was_deleted():
    assert tell_refusal(False, TABLE) == (
        "It cannot be read again: the file was deleted with the articles in the bin."
    )
    told = "Your choice was not taken: {}. Choose again when that is done."
    assert tell_refusal(True, TABLE) == told.format("the file is being read")
    for who, named in (("Noor", "Noor"), ("", "somebody")):
        waits = replace(TABLE, again=ReadAgain(who, 3))
        sentence = told.format(f"{named} has the file read again just now")
        assert tell_refusal(True, waits) == sentence
