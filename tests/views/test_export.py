import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.views.export import write_csv


def read_back(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "word", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(word):
    assert read_back(write_csv(pd.DataFrame({"title": [word]})))[1] == [f"'{word}"]


def test_numbers_stay_numbers():
    assert read_back(write_csv(pd.DataFrame({"score": [-0.5, 2.0]})))[1:] == [["-0.5"], ["2.0"]]


def test_a_heading_is_defused_too():
    assert read_back(write_csv(pd.DataFrame({"=x": ["a"]})))[0] == ["'=x"]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_what_is_written_reads_back_but_for_the_apostrophe(words):
    rows = read_back(write_csv(pd.DataFrame({"word": words, "n": 1})))[1:]
    assert [cell.removeprefix("'") for cell, _ in rows] == [
        word.removeprefix("'") for word in words
    ]
