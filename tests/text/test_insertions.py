"""What an editor put in brackets."""

from __future__ import annotations

import pytest

from components.text.normalisation import find_insertions, is_cut, without_insertions


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("I told the king [Olaf V].", ["[Olaf V]"], "I told the king ."),
        ("We will [not] go [sic]!", ["[not]", "[sic]"], "We will  go !"),
        ("[W]e saw the term[s].", [], "We saw the terms."),
        ("We saw […] the [...] bridge.", ["[…]", "[...]"], "We saw  the  bridge."),
        ("No brackets here.", [], "No brackets here."),
        ("Left [open here", [], "Left open here"),
    ],
)
def test_brackets_hold_what_nobody_spoke(text: str, found: list[str], left: str) -> None:
    assert [text[slice(*span)] for span in find_insertions(text)] == found
    assert without_insertions(text) == left


def test_dots_in_brackets_are_a_cut() -> None:
    assert [is_cut(one) for one in ("[…]", "[...]", "[ … ]", "[sic]")] == [True, True, True, False]
