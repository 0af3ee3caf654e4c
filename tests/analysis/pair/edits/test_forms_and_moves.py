"""What is only written otherwise, short sentences, merges, moved clauses, labels of a source."""

from __future__ import annotations

import pytest

from components.analysis.pair.alignment import Alignment, align
from components.analysis.pair.edits import Edit
from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.pair.ledger import ledger

TELLING = 0.35


def aligned(first: str, second: str) -> Alignment:
    return align(first, second, language="en")


def edits(first: str, second: str) -> list[Edit]:
    alignment = aligned(first, second)
    return [edit for link in alignment.links for edit in alignment.edits(link)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.200", "1,200"),
        ("1 200", "1,200"),
        ("1'200", "1.200"),
        ("1200", "1.200"),
        ("1.250.000", "1,250,000"),
        ("1 250 000", "1.250.000"),
        ("12,34,567", "1,234,567"),
        ("$1.2bn", "$1.2 billion"),
        ("6,5 million", "6.5 million"),
        ("€1.2bn", "1.2 billion euros"),
        ("US$5 million", "5 million dollars"),
        ("5.000", "5,000"),
    ],
)
def test_one_figure_with_other_marks_between_its_groups_is_cosmetic(one: str, other: str) -> None:
    found = edits(f"The town spent {one} on its lamps.", f"The town spent {other} on its lamps.")
    assert found
    assert {edit.kind for edit in found} <= {"cosmetic", "spelling"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.200", "1,300"), ("1.25", "1,250"), ("1.250.000", "1,250"), ("5.000", "5")],
)
def test_other_digits_are_another_figure(one: str, other: str) -> None:
    (edit,) = edits(f"The town spent {one} on its lamps.", f"The town spent {other} on its lamps.")
    assert (edit.kind, edit.weight) == ("number", 0.95)


def test_figures_grouped_by_dots_and_by_lakhs_are_read_whole() -> None:
    assert read_numbers("1.250.000") == ("#1250000",)
    assert read_numbers("1.250,50") == ("#1250.5",)
    assert read_numbers("12,34,567") == ("#1234567",)


def links(first: str, second: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.first, link.second) for link in aligned(first, second).links]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He denied it.", "He admitted it."),
        ("It cost $1.2bn.", "It cost $1.2 billion."),
        ("They paid 5m euros.", "They paid 5 million euros."),
    ],
)
def test_two_short_sentences_in_which_one_word_changed_are_one_edited_sentence(
    first: str, second: str
) -> None:
    before, behind = "The mayor closed the old harbour bridge.", "Boats waited at the pier in rain."
    assert links(first, second) == [((0,), (0,))]
    assert ((1,), (1,)) in links(f"{before} {first} {behind}", f"{before} {second} {behind}")


def test_short_sentences_that_have_too_little_in_common_stay_alone() -> None:
    assert links("He denied it.", "The bridge fell.") == []
    assert links("She agreed.", "Nobody came.") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was late. The council voted to close the bridge.",
         "It was late and the council voted to close the bridge."),
        ("It rained. Nobody came to the old harbour bridge.",
         "It rained, and nobody came to the old harbour bridge."),
    ],
)  # fmt: skip
def test_two_sentences_that_became_one_are_merged(first: str, second: str) -> None:
    assert links(first, second) == [((0, 1), (0,))]
    assert "dropped" not in set(ledger(aligned(first, second))["change"])


def test_a_clause_that_moved_with_another_small_word_is_moved() -> None:
    found = edits(
        "The council, which had met in the morning hours, voted to close the bridge.",
        "The council voted to close the bridge after it had met in the morning hours.",
    )
    assert {edit.kind for edit in found} == {"order"}


def test_a_clause_that_moved_and_was_denied_is_more_than_moved() -> None:
    found = edits(
        "After it had opened the gates, the council voted on the bridge.",
        "The council voted on the bridge, not after it had opened the gates.",
    )
    assert {edit.kind for edit in found} != {"order"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The raid was over, according to the terrorist organisation Norn.",
         "The raid was over, according to Norn."),
        ("The raid was over, according to the terrorist organisation.",
         "The raid was over, according to Norn."),
    ],
)  # fmt: skip
def test_a_source_under_a_label_and_its_plain_name_is_a_label_and_no_other_source(
    first: str, second: str
) -> None:
    assert {edit.kind for edit in edits(first, second)} == {"label"}


def test_what_is_rejected_is_no_speaker() -> None:
    found = edits("The mayor rejected the plan and left the hall.", "The mayor left the hall.")
    assert "attribution" not in {edit.kind for edit in found}


def test_one_name_in_two_romanisations_is_a_form_of_it() -> None:
    (edit,) = edits(
        "A letter was sent by Mohammad Bagher Ghalibafi on Monday.",
        "A letter was sent by Mohammad Baqer Qalibafi on Monday.",
    )
    assert edit.kind == "name_form"
    assert edit.weight < TELLING
    (edit,) = edits(
        "A letter was sent by Peter Hansen on Monday.",
        "A letter was sent by Peter Jensen on Monday.",
    )
    assert edit.kind == "entity"
    (edit,) = edits(
        "A letter was sent by Marina Hansen on Monday.",
        "A letter was sent by Marino Hansen on Monday.",
    )
    assert edit.kind == "entity"


def test_hurt_and_killed_are_another_label_and_a_dropped_source_is_told() -> None:
    (edit,) = edits("Nobody was hurt in the old port.", "Nobody was killed in the old port.")
    assert edit.kind == "label"
    assert edit.weight >= 0.7
    (edit,) = edits("Two men were held, the guard said.", "Two men were held.")
    assert edit.kind == "attribution"
    assert edit.weight > TELLING
