"""What counts as the same spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.text.normalisation import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Shame,” she said", '"shame," she said'),
        ("«Ні»", "„Ні“"),
        ("the city’s", "the city's"),
        ("``so''", '"so"'),
        ("talks — a request", "talks – a request"),
        ("talks -- a request", "talks - a request"),
        ("certain\xa0forces", "certain  forces\n"),
        ("co\xadop\u200b", "coop"),
        ("Ｆｕｌｌ ﬁt…", "full fit..."),
        ("STRASSE", "straße"),
        ("e\u0301", "é"),
    ],
)
def test_typography_does_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_letters_and_accents_matter() -> None:
    assert fold("Рutin") != fold("Putin")
    assert fold("resume") != fold("résumé")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_folded_text_has_single_spaces_inside_only(text: str) -> None:
    assert fold(text).split() == [part for part in fold(text).split(" ") if part]
