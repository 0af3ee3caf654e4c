"""Days that sentences name, in six languages: `test_dates_in_sentences.txt`, written by hand."""

import re
from datetime import date
from pathlib import Path

import pytest

from components.text.date_expressions import find_dates

LINES = [
    line
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_a_sentence_names_the_day_that_a_reader_takes_it_for(line):
    day, language, marked, wanted = line.split(" | ")
    text = re.sub(r"[\[\]]", "", marked)
    found = find_dates(text, date.fromisoformat(day), language)
    start = marked.index("[")
    end = marked.index("]") - 1
    here = [one.value for one in found if one.start < end and one.end > start]
    if wanted == "-":
        assert here == []
    elif wanted == "?":
        assert set(here) <= {None}
    else:
        assert set(here) == {wanted}
