"""What stands in a text, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.text.normalisation import read_wording

TEXT = "“It’s closed,” Ann Lee’s aide said — “so\u00a0be it: the 1930s–style pier.”"


@pytest.mark.parametrize(
    "phrase",
    [
        "it's closed",
        "Ann Lee",
        "SO BE IT",
        "so be it",
        "'so be it'",
        "Lee aide",
        "1930s-style pier",
    ],
)
def test_marks_case_and_spaces_are_no_other_words(phrase: str) -> None:
    assert read_wording(TEXT).holds(phrase)


@pytest.mark.parametrize("phrase", ["", "…", "pie", "Anne Lee", "aide Lee"])
def test_other_words_parts_of_words_and_no_words_do_not_stand_there(phrase: str) -> None:
    assert not read_wording(TEXT).holds(phrase)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_holds_its_own_words(before: str, after: str) -> None:
    assert read_wording(f"{before}\nHarbour bridge\n{after}").holds("harbour BRIDGE")
