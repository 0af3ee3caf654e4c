"""What stands in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.pair.edits.edit_context import quoted_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no way” and left.", ["no way"]),
        ('"No," he said. "Not now."', ["No,", "Not now."]),
        ("«Ні», – сказав він.", ["Ні"]),
        ("„Nein“, sagte er.", ["Nein"]),
        ("She called it ‘a farce’ and the dogs’ home.", ["a farce"]),
        ("It’s the captain’s first.", []),
        ("“A quotation without end\nHe left.", ["A quotation without end"]),
        ("“He said ‘no’ to me,” she wrote.", ["He said ‘no’ to me,"]),
        ("« Non », dit-il.", [" Non "]),
        ("“”", []),
    ],
)
def test_quoted_words_stand_between_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@given(st.text(alphabet='“”„«»"‘’ab .\n', max_size=40))
def test_spans_are_in_order_and_not_empty(text: str) -> None:
    end = 0
    for span in quoted_spans(text):
        assert end <= span[0] < span[1] <= len(text)
        end = span[1]
