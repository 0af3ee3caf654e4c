import csv
import io
import zipfile

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from components.views.export.table_files import (
    LONGEST_CELL,
    PROVENANCE_COLUMN,
    Sheet,
    list_table,
    write_csv,
    write_workbook,
)


def read_back(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "word", ["=1+1", "+1", "-1", "@SUM(1)", "\t1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(word):
    assert read_back(write_csv(pd.DataFrame({"title": [word]})))[1] == [f"'{word}"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("x\t=cmd|' /C calc'!A0", "x\t'=cmd|' /C calc'!A0"),
        ("\t=1", "'\t'=1"),
        ("Minutes\n- of the meeting", "Minutes\n'- of the meeting"),
        ("a\r=1", "a\r'=1"),
        ('a; "=1"', 'a; "\'=1"'),
        ("a|@SUM(1)", "a|'@SUM(1)"),
        ("one, ＝2", "one, '＝2"),
        (";;+1", ";;'+1"),
        ("a;\u00a0=1", "a;\u00a0'=1"),
        ("a\u2028=1", "a\u2028'=1"),
        (" =1", " '=1"),
        ("3-2=1; e-mail, a@b.example", "3-2=1; e-mail, a@b.example"),
    ],
)
def test_what_another_separator_would_make_a_formula_of_its_own_is_defused(text, written):
    assert read_back(write_csv(pd.DataFrame({"n": [1], "text": [text]})))[1] == ["1", written]


def begins_a_formula(field):
    return field.lstrip(' "\u00a0').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


HOSTILE = st.text(alphabet="=+-@＝＠;,|\t\r\n \"'a1", max_size=8)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(rows=st.lists(st.tuples(st.integers(-9, 9), HOSTILE, HOSTILE), min_size=1, max_size=3))
def test_whatever_a_reader_separates_cells_by_none_of_them_begins_a_formula(separator, rows):
    written = write_csv(pd.DataFrame(rows, columns=["n", "first", "second"])).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(written, newline=""), delimiter=separator):
        for place, field in enumerate(line):
            is_number = separator == "," and field.lstrip("-").isdigit()
            assert is_number or not begins_a_formula(field), (place, field)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_a_text_is_whole_in_its_cell_but_for_apostrophes(words):
    data = write_csv(pd.DataFrame({"word": words, "n": 1})).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert [cell.replace("'", "") for cell, _ in rows] == [w.replace("'", "") for w in words]


def test_no_line_begins_with_a_negative_number_that_a_text_could_go_on():
    table = pd.DataFrame({"change": [-1, 2], "title": ["5+A1", "b"]})
    assert read_back(write_csv(table)) == [["title", "change"], ["5+A1", "-1"], ["b", "2"]]
    assert read_back(write_csv(table.tail(1)))[0] == ["change", "title"]


def test_numbers_stay_numbers():
    assert read_back(write_csv(pd.DataFrame({"score": [-0.5, 2.0]})))[1:] == [["-0.5"], ["2.0"]]


def test_a_heading_is_escaped_too():
    assert read_back(write_csv(pd.DataFrame({"=x": ["a"]})))[0] == ["'=x"]


@example([",="])
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_what_is_written_reads_back_but_for_added_apostrophes(words):
    rows = read_back(write_csv(pd.DataFrame({"word": words, "n": 1})))[1:]
    assert [cell.replace("'", "") for cell, _ in rows] == [word.replace("'", "") for word in words]
    assert all(
        cell.count("'") >= word.count("'") for (cell, _), word in zip(rows, words, strict=True)
    )


def test_every_row_of_a_csv_says_where_it_comes_from():
    rows = read_back(write_csv(pd.DataFrame({"word": ["fog", "tide"]}), "library Main · 2026"))
    assert rows == [
        ["word", PROVENANCE_COLUMN],
        ["fog", "library Main · 2026"],
        ["tide", "library Main · 2026"],
    ]


def test_lists_and_days_become_plain_cells():
    days = pd.to_datetime(["2024-03-01"])
    rows = read_back(write_csv(pd.DataFrame({"day": days, "terms": [["fog", "ferry"]]})))
    assert rows[1] == ["2024-03-01", "fog; ferry"]


FORMULAS = ["=1+1", "{=1}", "+1", "@SUM(1)", "https://a.example", "mailto:a@b.example", "file://x"]


def sheets_of(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_holds_texts_letter_for_letter_and_neither_formulas_nor_links():
    data = write_workbook([Sheet("words", pd.DataFrame({"title": FORMULAS}))], [("shows", "words")])
    assert [row[0] for row in sheets_of(data)["words"][1:]] == FORMULAS
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            written = book.read(name)
            assert b"<f>" not in written
            assert b"hyperlink" not in written


def test_numbers_and_truth_values_keep_their_kind_in_a_workbook():
    table = pd.DataFrame(
        {
            "n": pd.array([1, None], dtype="Int64"),
            "x": [0.5, float("nan")],
            "b": [True, False],
            "t": ["", "7"],
        }
    )
    rows = sheets_of(write_workbook([Sheet("kinds", table)], []))["kinds"]
    assert rows[1:] == [[1.0, 0.5, True, ""], ["", "", False, "7"]]


def test_a_cell_too_long_for_a_sheet_says_that_it_is_cut():
    data = write_workbook([Sheet("long", pd.DataFrame({"text": ["x" * 40_000]}))], [("shows", "")])
    sheets = sheets_of(data)
    assert len(sheets["long"][1][0]) == LONGEST_CELL
    assert sheets["long"][1][0].endswith("the CSV has all]")
    assert ["cut off", "long: 1 cell was longer than a cell can be (32,767)"] in sheets["About"]


def test_the_last_sheet_says_what_the_workbook_is():
    data = write_workbook([Sheet("empty", pd.DataFrame())], [("library", "Main"), ("by", "=Ada")])
    assert sheets_of(data)["About"][1:] == [["library", "Main"], ["by", "=Ada"]]


def test_each_line_of_a_row_is_a_cell():
    rows = [
        {"score": 0.9, "lines": [[["Ferry ", "strong"], ["late", ""]], [["why", "quiet"]]]},
        {"score": None, "lines": [[["Fog", ""]]]},
    ]
    table = list_table(rows)
    assert list(table.columns) == ["score", "entry", "details"]
    assert table["entry"].tolist() == ["Ferry late", "Fog"]
    assert table["details"].tolist() == ["why", ""]


def test_a_list_without_scores_has_no_such_column_and_an_empty_one_is_empty():
    assert list(list_table([{"score": None, "lines": [[["Fog", ""]]]}]).columns) == ["entry"]
    assert list_table([]).empty
