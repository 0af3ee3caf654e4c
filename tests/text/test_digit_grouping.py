"""Which spaces and apostrophes stand inside a number, and which between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.text.digit_grouping import JOINT, join_groups


def shown(text: str) -> str:
    return join_groups(text).replace(JOINT, "_")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("40 000 человек", "40_000 человек"),
        ("1 250 000 гривень", "1_250_000 гривень"),
        ("12\xa0000 people", "12_000 people"),
        ("12\u202f000 people", "12_000 people"),
        ("12\u2009000 €", "12_000 €"),
        ("1'000 Franken", "1_000 Franken"),
        ("1’250’000 francs", "1_250_000 francs"),
        ("$40 000 (12 500 euros)", "$40_000 (12_500 euros)"),
        ("from 10 000-15 000 tonnes", "from 10_000-15_000 tonnes"),
        ("з 10 000 до 15 000", "з 10_000 до 15_000"),
        ("in 2024 300 000 people", "in 2024 300_000 people"),
        ("On June 5, 40 000 people", "On June 5, 40_000 people"),
        ("page 5 000", "page 5_000"),
        ("40 000-strong", "40_000-strong"),
    ],
)
def test_the_groups_of_one_number_are_joined(text: str, read: str) -> None:
    assert shown(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "in 2024 300 people came",
        "Route 66 200 metres north",
        "маршрут 66 200 метров",
        "May 5 300 people marched",
        "5 травня 300 осіб",
        "call 044 123 45 67",
        "call +49 30 123 456",
        "tel. 555 123",
        "3 500 4",
        "12 3456",
        "0 500",
        "№ 12 300",
        "won 3–1 200 times",
        "555 123-4567",
    ],
)
def test_what_is_not_one_number_stays_apart(text: str) -> None:
    assert join_groups(text) == text


@given(st.text("0123456789 '’\xa0\u2009\u202f-–.,ab№", max_size=40))
def test_nothing_but_the_sign_between_groups_is_touched(text: str) -> None:
    joined = join_groups(text)
    assert len(joined) == len(text)
    assert all(
        a == b or (b == JOINT and a in " '’\xa0\u2009") for a, b in zip(text, joined, strict=True)
    )
