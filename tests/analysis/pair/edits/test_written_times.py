"""The same day and the same hour in two forms, and another one."""

from __future__ import annotations

import pytest

from components.analysis.pair.alignment import align
from components.analysis.pair.edits import Edit


def edits(first: str, second: str) -> list[Edit]:
    alignment = align(first, second, language="en")
    return [edit for link in alignment.links for edit in alignment.edits(link)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 6pm", "at 18:00"),
        ("at 6 p.m.", "at 18:00"),
        ("at 6:30pm", "at 18.30"),
        ("at noon", "at 12:00"),
        ("at 12 am", "at midnight"),
        ("on 9 May", "on May 9"),
        ("on the 9th of May", "on May 9"),
        ("on 9 May 2025", "on May 9, 2025"),
        ("on 09.05.2025", "on May 9, 2025"),
        ("on 2025-05-09", "on 9 May"),
        ("on Friday", "on 9 May 2025"),
        ("am Freitag", "am Freitag, 9 Mai"),
        ("le vendredi", "le vendredi 9 mai"),
        ("о 18:00", "о 18.00"),
    ],
)
def test_one_time_in_two_forms_is_cosmetic(one: str, other: str) -> None:
    found = edits(f"The vote is {one} in the old hall.", f"The vote is {other} in the old hall.")
    assert found
    assert {edit.kind for edit in found} <= {"cosmetic", "spelling"}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("at 6pm", "at 19:00", "‘6pm’ became ‘19:00’"),
        ("on 9 May", "on May 10", "‘9 May’ became ‘May 10’"),
        ("on 9 May 2024", "on May 9, 2025", "‘9 May 2024’ became ‘May 9, 2025’"),
    ],
)
def test_another_time_is_told_whole(one: str, other: str, told: str) -> None:
    found = edits(f"The vote is {one} in the old hall.", f"The vote is {other} in the old hall.")
    heaviest = max(found, key=lambda edit: edit.weight)
    assert told in heaviest.reason
    assert heaviest.weight > 0.8


def test_a_weekday_and_its_own_date_are_one_day_and_with_another_date_they_are_not() -> None:
    text = "The vote was held on Friday in the old hall."
    for date, telling in (("9 May 2025", False), ("9 May", False), ("10 May 2025", True)):
        (edit,) = edits(text, text.replace("Friday", date))
        assert (edit.weight > 0.35) is telling, date
    (beside,) = edits(text, text.replace("Friday", "Friday, 9 May,"))
    assert beside.kind == "cosmetic"


def test_a_weekday_is_its_date_where_either_text_says_so() -> None:
    first = "The vote was held on Friday in the old hall. It rained on Friday, 9 May."
    second = "The vote was held on 9 May in the old hall. It rained on Friday, 9 May."
    (edit,) = edits(first, second)
    assert edit.kind == "cosmetic"
    (other,) = edits(first.replace("Friday in", "Sunday in"), second)
    assert other.weight > 0.8
