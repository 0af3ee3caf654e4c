"""A base text against its versions, on a family that a reader can count through."""

from __future__ import annotations

import pytest

from components.analysis.collection.collation import collate, count_forms, measure_change
from components.analysis.pair.alignment import Alignment, align

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."
DEARER = COST.replace("12", "13")
BASE = f"{MAYOR} {COST} {CROWD}"
FAMILY = {
    "copy": BASE,
    "dearer": f"{MAYOR} {DEARER} {CROWD}",
    "cut": f"{MAYOR} {COST}",
    "turned": f"{CROWD} {MAYOR} {COST}",
    "longer": f"{MAYOR} {DEARER} {RADIO}",
    "other": "Nothing else was on the wire that night, said the editor.",
}


def against(base: str, versions: dict[str, str]) -> dict[str, Alignment]:
    return {name: align(base, text, language="en") for name, text in versions.items()}


def test_each_sentence_says_how_many_versions_changed_dropped_or_moved_it() -> None:
    counts = count_forms(collate(against(BASE, FAMILY)))
    assert counts[["changed", "dropped", "moved", "same", "of"]].to_numpy().tolist() == [
        [0, 0, 0, 5, 5],
        [2, 0, 0, 3, 5],
        [0, 2, 1, 2, 5],
    ]


def test_a_version_that_shares_no_text_dropped_nothing_and_does_not_count() -> None:
    collated = collate(against(BASE, {"other": FAMILY["other"]}))
    assert collated.empty
    assert count_forms(collated).empty


def test_a_sentence_that_moved_and_was_edited_counts_as_both() -> None:
    last = MAYOR.replace("Monday", "Sunday")
    counts = count_forms(collate(against(BASE, {"both": f"{COST} {CROWD} {last}"})))
    assert counts.loc[0, ["changed", "moved", "dropped", "same"]].tolist() == [1, 1, 0, 0]


def test_the_row_of_a_sentence_names_its_link_in_the_alignment() -> None:
    alignments = against(BASE, {"turned": FAMILY["turned"]})
    rows = collate(alignments).set_index("sentence")
    link = alignments["turned"].links[rows.loc[2, "link"]]
    assert (link.first, link.second) == ((2,), (0,))
    assert rows.loc[2, "state"] == "moved"


@pytest.mark.parametrize(
    ("version", "index"),
    [
        # The base has 11 + 12 + 12 words.
        ("copy", 0),
        ("turned", 0),
        ("dearer", 1 / 35),
        ("cut", 12 / 35),
        # One number, 12 words dropped, 10 added.
        ("longer", (1 + 12 + 10) / 35),
    ],
)
def test_the_change_index_is_the_longer_side_of_each_difference_by_the_base(
    version: str, index: float
) -> None:
    assert measure_change(against(BASE, FAMILY)[version]) == pytest.approx(index)


def test_a_base_without_words_has_the_index_0() -> None:
    assert measure_change(align("", MAYOR, language="en")) == 0
