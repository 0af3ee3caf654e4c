"""Who did what to whom, turned round, and what only changed its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import roles
from components.analysis.pair.alignment import align
from components.analysis.pair.ledger import ledger

GOLD = json.loads(Path(roles.__file__).with_name("gold").joinpath("roles.json").read_text("utf-8"))
BESIDE = "The market opened at nine. The rain had stopped by then, and 12 stalls were set up."


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["second"][:40])
def test_roles_turned_round_are_told_from_a_move(row: dict[str, Any]) -> None:
    assert roles.is_turned(row["first"], row["second"]) == row["turned"]


def test_roles_turned_round_come_first_in_the_ledger_above_figures_and_negations() -> None:
    first = f"{BESIDE} The army blamed the rebels for the fire. Nobody was hurt in Carrow."
    second = (
        f"{BESIDE.replace('12', '21')} The rebels blamed the army for the fire. "
        "Nobody was not hurt in Carrow."
    )
    rows = ledger(align(first, second, language="en"))
    assert rows["kind"].tolist()[:3] == ["roles", "number", "negation"]
    row = rows.iloc[0]
    assert (row["before"], row["after"]) == (
        "The army blamed the rebels",
        "The rebels blamed the army",
    )


def test_what_stayed_with_either_of_two_statements_is_told_with_them() -> None:
    (row,) = ledger(
        align(
            "Exports rose and imports fell in May.",
            "Exports fell and imports rose in May.",
            language="en",
        )
    ).to_dict("records")
    assert (row["before"], row["after"]) == (
        "Exports rose and imports fell",
        "Exports fell and imports rose",
    )


def test_an_edit_beside_turned_roles_stays_an_edit_of_its_own() -> None:
    first = "The guild blamed the council for the delay, which cost 3 million crowns."
    second = "The council blamed the guild for the delay, which cost 8 million crowns."
    alignment = align(first, second, language="en")
    edits = alignment.edits(alignment.links[0])
    assert [edit.kind for edit in edits] == ["roles", "number"]
    assert [first[slice(*edit.first)] for edit in edits][1] == "3"


@pytest.mark.parametrize(
    ("first", "second", "turned"),
    [
        (
            "The judge believed the witness, not the defendant.",
            "The judge believed the defendant, not the witness.",
            True,
        ),
        ("Voters want jobs rather than promises.", "Voters want promises rather than jobs.", True),
        ("The bridge is safe but not pretty.", "The bridge is not pretty but safe.", False),
        ("He was tired, not ill, on Monday.", "On Monday he was tired, not ill.", False),
    ],
)
def test_what_is_and_what_is_not_changed_places_or_only_moved(
    first: str, second: str, turned: bool
) -> None:
    assert roles.is_turned(first, second) is turned


@pytest.mark.parametrize(
    ("first", "second", "turned"),
    [
        ("Sales went up in May and down in June.", "Sales went down in May and up in June.", True),
        ("Sales rose in May and fell in July.", "Sales rose in July and fell in May.", True),
        ("Sales rose in May and fell in July.", "Sales fell in July and rose in May.", False),
        ("He left on Monday and came on Friday.", "He left on Friday and came on Monday.", True),
        ("He left on Monday and came on Friday.", "He came on Friday and left on Monday.", False),
        ("More men and fewer women came.", "Fewer men and more women came.", True),
        ("More men and fewer women came.", "Fewer women and more men came.", False),
        ("The path goes up the hill, the road down.", "The road goes down, the path up.", False),
        ("On Monday more boats came to Carrow.", "More boats came to Carrow on Monday.", False),
    ],
)
def test_directions_and_days_of_two_joined_statements_can_change_places(
    first: str, second: str, turned: bool
) -> None:
    assert roles.is_turned(first, second) is turned
