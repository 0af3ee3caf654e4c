"""The sentences of a family, row by row, on versions a reader can check."""

from __future__ import annotations

from itertools import combinations

from components.analysis.alignment import align
from components.analysis.sentence_table import sentence_table

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."


def table(*versions: str, order: list[int] | None = None) -> list[list[str]]:
    pairs = combinations(range(len(versions)), 2)
    alignments = {(a, b): align(versions[a], versions[b]) for a, b in pairs}
    cells = sentence_table(order or list(range(len(versions))), alignments)
    for cell in cells[cells["state"] != "absent"].itertuples():
        assert versions[cell.version][cell.start : cell.end].endswith(".")
    return [list(row["state"]) for _, row in cells.groupby("row")]


def test_each_sentence_has_a_row_and_each_version_a_cell() -> None:
    assert table(f"{MAYOR} {COST}", MAYOR, f"{MAYOR} {RADIO}") == [
        ["first", "same", "same"],
        ["absent", "absent", "first"],
        ["first", "absent", "absent"],
    ]


def test_an_edited_sentence_is_told_from_a_kept_one() -> None:
    edited = COST.replace("12", "13")
    assert table(f"{MAYOR} {COST}", f"{MAYOR} {edited}", f"{MAYOR.upper()} {COST}") == [
        ["first", "same", "same"],
        ["first", "edited", "same"],
    ]


def test_the_likely_source_stands_first_whatever_its_number() -> None:
    assert table(MAYOR, f"{CROWD} {MAYOR}", order=[1, 0]) == [
        ["first", "absent"],
        ["first", "same"],
    ]


def test_what_a_version_adds_follows_the_sentence_it_comes_after() -> None:
    rows = table(f"{MAYOR} {COST}", f"{MAYOR} {CROWD} {COST}", f"{RADIO} {MAYOR}")
    assert rows == [
        ["absent", "absent", "first"],
        ["first", "same", "same"],
        ["absent", "first", "absent"],
        ["first", "same", "absent"],
    ]


def test_a_split_sentence_stays_one_row() -> None:
    whole = "The mayor opened the harbour bridge, and a crowd of fishermen watched from the quay."
    parts = "The mayor opened the harbour bridge. A crowd of fishermen watched from the quay."
    assert table(f"{COST} {whole}", f"{COST} {parts}") == [["first", "same"], ["first", "edited"]]


def test_versions_joined_by_a_third_share_a_row() -> None:
    versions = [f"{MAYOR} {COST}", MAYOR, f"{MAYOR} {RADIO}"]
    alignments = {(a, b): align(versions[a], versions[b]) for a, b in [(0, 1), (1, 2)]}
    cells = sentence_table([0, 1, 2], alignments)
    assert list(cells.loc[cells["row"] == 0, "state"]) == ["first", "same", "same"]


def test_no_versions_make_no_rows() -> None:
    assert sentence_table([], {}).empty
