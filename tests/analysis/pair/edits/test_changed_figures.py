"""Numbers as they are read, by hand."""

from __future__ import annotations

import pytest

from components.analysis.pair.alignment import align
from components.analysis.pair.edits.changed_figures import month
from components.analysis.pair.edits.read_numbers import read_numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200", "1200"),
        ("13 000", "13,000"),
        ("1 250 000", "1,250,000"),
        ("1'000", "1,000"),
        ("2.5 million", "2,500,000"),
        ("twenty-one thousand", "21,000"),
        ("two hundred and fifty", "250"),
        ("a dozen", "a 12"),
        ("1,5 млн", "1.5 million"),
        ("п'ять", "5"),
        ("3m", "3 million"),
        ("five thousand three hundred", "5,300"),
        ("third", "3rd"),
    ],
)
def test_equal_numbers_read_equal(one: str, other: str) -> None:
    assert figures(one) == figures(other)
    assert figures(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,5", "15"),
        ("1.5", "15"),
        ("1,500", "1.500"),
        ("3 million", "3 billion"),
        ("hundreds", "thousands"),
        ("10:30", "1030"),
        ("12 5", "125"),
        ("500-600", "500,600"),
        ("2024 300", "2,024,300"),
        ("9" * 40, "9" * 39 + "8"),
    ],
)
def test_different_numbers_read_differently(one: str, other: str) -> None:
    assert figures(one) != figures(other)


def figures(text: str) -> list[str]:
    return [token for token in read_numbers(text) if token[0] == "#"]


def test_may_is_a_month_with_a_capital_only() -> None:
    assert (month("May"), month("may"), month("Mar"), month("мая")) == ("may", "", "march", "may")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The fine was $500 for the port.", "The fine was €500 for the port.", "number"),
        ("Prices rose by 5% in the town.", "Prices rose by 5 in the town.", "number"),
        ("It was -5 degrees at the port.", "It was 5 degrees at the port.", "number"),
        ("Prices rose by 5% in the town.", "Prices rose by 5 percent in the town.", "cosmetic"),
    ],
)
def test_a_changed_sign_of_a_figure_is_a_changed_number(before, after, kind):
    alignment = align(before, after, language="en")
    (edit,) = alignment.edits(alignment.links[0])
    assert edit.kind == kind


def test_two_ways_to_write_a_minus_are_the_same():
    assert align("It was −5 degrees.", "It was -5 degrees.", language="en").links[0].kind == "same"
