"""Notes with colours: in one table, filtered, as rows, and as files that are read back."""

import json
from datetime import date, datetime

import pandas as pd
import pytest
from markdown_it import MarkdownIt

from components.corpus.annotations.article_notes import Note
from components.views.export.table_files import write_csv
from components.views.notes.note_files import write_notes_json, write_notes_markdown
from components.views.notes.note_marks import colour_chip, note_marks
from components.views.notes.note_table import (
    NO_COLOUR,
    NoteFilter,
    export_table,
    gather_notes,
    narrow_notes,
    note_rows,
)

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b"],
        "label": ["Ferry late", "Tram early"],
        "source": ["Harbour Post", ""],
        "language": ["en", "en"],
        "published": pd.to_datetime(["2026-05-01", None]),
        "url": ["https://post.example/1", ""],
    }
)
TEXTS = {"a": "The ferry was 🛥 late.", "b": "Nothing."}
HOSTILE = "# head\n- [x](https://evil.example) <b>\x1b[2J `code` 1. one"
NOTES = [
    Note(7, "a", 4, 9, "Which one?", "Ada", datetime(2026, 5, 1, 12), "red"),
    Note(8, "b", None, None, "Ask the union", "Bo", datetime(2026, 5, 3, 12)),
    Note(9, "a", 14, 20, HOSTILE, "Ada", datetime(2026, 5, 4, 12), "blue"),
    Note(10, "gone", None, None, "Lost", "Ada", datetime(2026, 5, 4, 12)),
]
MEANINGS = {"red": "check"}


@pytest.fixture
def notes():
    return gather_notes(NOTES, ARTICLES, TEXTS, {"a": ["port, north", "=x"]}, MEANINGS)


def test_a_note_comes_with_the_words_it_is_on_and_its_offsets(notes):
    first = notes.iloc[0]
    assert (first["quoted"], first["start"], first["end"]) == ("ferry", 4, 9)
    assert (first["colour"], first["meaning"], first["published"]) == ("red", "check", "2026-05-01")
    assert notes["quoted"].tolist() == ["ferry", "", "🛥 late"]
    assert notes["number"].tolist() == [7, 8, 9]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (NoteFilter(), [7, 8, 9]),
        (NoteFilter(words="FERRY which"), [7]),
        (NoteFilter(words="tram"), [8]),
        (NoteFilter(colours=["red"]), [7]),
        (NoteFilter(colours=[NO_COLOUR, "blue"]), [8, 9]),
        (NoteFilter(people=["Bo"]), [8]),
        (NoteFilter(articles=["a"]), [7, 9]),
        (NoteFilter(tags=["port, north"]), [7, 9]),
        (NoteFilter(tags=["port"]), []),
        (NoteFilter(days=(date(2026, 5, 2), None)), [8, 9]),
        (NoteFilter(days=(date(2026, 5, 3), date(2026, 5, 3))), [8]),
        (NoteFilter(words="nowhere"), []),
    ],
)
def test_each_filter_leaves_the_notes_that_meet_it(notes, wanted, found):
    assert narrow_notes(notes, wanted)["number"].tolist() == found


def test_a_library_without_notes_has_an_empty_table():
    empty = gather_notes([], ARTICLES, {}, {}, {})
    assert narrow_notes(
        empty, NoteFilter(words="x", tags=["y"], days=(date(2026, 5, 1), None))
    ).empty
    assert note_rows(empty, "UTC") == []


def test_a_row_names_the_colour_with_its_meaning_and_the_place(notes):
    row = note_rows(notes, "UTC")[0]
    assert row["lines"][0] == [["red: check", "chip red"], ["  ", ""], ["Which one?", "note"]]
    assert row["lines"][1] == [["“ferry”", "text"]]
    assert row["lines"][2] == [["Ferry late · Harbour Post · characters 4–9", "quiet"]]
    assert colour_chip("", MEANINGS) == []


def test_marks_have_the_class_of_their_colour():
    assert note_marks(NOTES) == [(4, 9, "noted red"), (14, 20, "noted blue")]


def test_the_table_for_files_has_no_formula_and_every_column(notes):
    written = write_csv(export_table(notes)).decode("utf-8-sig")
    assert "Which one?" in written
    assert "'=x" in written or "port, north, =x" in written
    assert written.splitlines()[0].split(",")[:5] == [
        "number", "colour", "meaning", "note", "on the words",
    ]  # fmt: skip


def test_the_json_reads_back_equal(notes):
    told = json.loads(write_notes_json(notes, [("library", "Main")]))
    assert told["about"] == {"library": "Main"}
    first, second, _ = told["notes"]
    assert (first["start"], first["end"], first["quoted"]) == (4, 9, "ferry")
    assert TEXTS["a"][first["start"] : first["end"]] == first["quoted"]
    assert (second["start"], second["end"], second["colour"]) == (None, None, "")
    assert first["when"] == "2026-05-01T12:00:00Z"
    assert told["notes"][2]["note"] == HOSTILE


def test_words_of_articles_and_analysts_stay_words_in_markdown(notes):
    written = write_notes_markdown(notes, [("library", "Main")]).decode()
    tokens = MarkdownIt().parse(written)
    flat = [child for token in tokens for child in [token, *(token.children or ())]]
    assert {token.type for token in flat}.isdisjoint(
        {"link_open", "image", "html_inline", "html_block", "code_inline", "ordered_list_open"}
    )
    heads = [
        tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"
    ]
    assert heads == ["Notes", "Ferry late", "Tram early"]
    assert "> ferry" in written
    assert "**red: check** Which one?" in written
    assert "characters 4 to 9" in written
    assert "\x1b" not in written
