"""The sentences of a family, row by row, on versions a reader can check."""

from __future__ import annotations

from itertools import combinations

import pytest

from components.analysis.collection.families import sentence_table
from components.analysis.pair.alignment import Alignment, Link, align

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."


def table(*versions: str, order: list[int] | None = None) -> list[list[str]]:
    pairs = combinations(range(len(versions)), 2)
    alignments = {(a, b): align(versions[a], versions[b], language="en") for a, b in pairs}
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
    alignments = {
        (a, b): align(versions[a], versions[b], language="en") for a, b in [(0, 1), (1, 2)]
    }
    cells = sentence_table([0, 1, 2], alignments)
    assert list(cells.loc[cells["row"] == 0, "state"]) == ["first", "same", "same"]


def test_no_versions_make_no_rows() -> None:
    assert sentence_table([], {}).empty


# Versions of one letter a sentence, linked by hand.
Links = list[tuple[tuple[int, ...], tuple[int, ...], bool]]


def letters(versions: list[str], links: dict[tuple[int, int], Links]) -> list[list[str]]:
    """Each row by what stands in it of each version; links end with whether they are changed."""
    texts = [" ".join(f"{letter}." for letter in version) for version in versions]
    spans = [[(3 * n, 3 * n + 2) for n in range(len(version))] for version in versions]
    alignments = {
        (a, b): Alignment(
            *(texts[a], texts[b], spans[a], spans[b]),
            [Link(one, other, "edited" if new else "same", new) for one, other, new in found],
        )
        for (a, b), found in links.items()
    }
    cells = sentence_table(list(range(len(versions))), alignments)
    rows: list[list[str]] = []
    for _, row in cells.groupby("row"):
        said = [
            "" if cell.state == "absent" else texts[cell.version][cell.start : cell.end]
            for cell in row.itertuples()
        ]
        rows.append([text.replace(".", "").replace(" ", "") for text in said])
    return rows


EQUAL, CHANGED = ((0,), (0,), False), ((0,), (0,), True)


@pytest.mark.parametrize("turned", [False, True])
def test_equal_sentences_are_joined_before_changed_ones(turned: bool) -> None:
    # a is equal to b and b to the last of c, so a changed into the first of c cannot stand in
    # their row as well: the first and the last of c are no neighbours.
    links = {(0, 2): [CHANGED], (0, 1): [EQUAL], (1, 2): [((0,), (2,), False)]}
    pairs = list(links.items())
    ordered = dict(pairs[::-1] if turned else pairs)
    assert letters(["a", "b", "cde"], ordered) == [["", "", "c"], ["", "", "d"], ["a", "b", "e"]]


@pytest.mark.parametrize("turned", [False, True])
def test_links_of_fewer_sentences_are_joined_first(turned: bool) -> None:
    links = {
        (0, 2): [((0,), (0, 1), True)],
        (0, 1): [CHANGED],
        (1, 2): [((0,), (3,), True)],
    }
    pairs = list(links.items())
    ordered = dict(pairs[::-1] if turned else pairs)
    assert letters(["a", "b", "cdef"], ordered) == [
        *[["", "", "c"], ["", "", "d"], ["", "", "e"]],
        ["a", "b", "f"],
    ]


def test_neighbours_of_one_version_may_stand_in_one_row_and_others_may_not() -> None:
    links = {(0, 1): [EQUAL], (1, 2): [EQUAL]}
    near = {**links, (0, 2): [((0,), (1,), True)]}
    assert letters(["a", "b", "cde"], near) == [["a", "b", "cd"], ["", "", "e"]]
    far = {**links, (0, 2): [((0,), (2,), True)]}
    assert letters(["a", "b", "cde"], far) == [["a", "b", "c"], ["", "", "d"], ["", "", "e"]]
    gap = {**links, (0, 2): [((0,), (1,), True), ((0,), (3,), True)]}
    assert letters(["a", "b", "cdef"], gap)[0] == ["a", "b", "cd"]
    three = {**links, (0, 2): [((0,), (1,), True), ((0,), (2,), True)]}
    assert letters(["a", "b", "cde"], three) == [["a", "b", "cde"]]


def test_sentences_linked_more_than_once_do_not_loosen_the_row() -> None:
    # All three are linked with each other; then the last of c, which is no neighbour, is refused.
    links = {
        (0, 1): [EQUAL],
        (0, 2): [EQUAL],
        (1, 2): [EQUAL, ((0,), (2,), True)],
    }
    assert letters(["a", "b", "cde"], links) == [["a", "b", "c"], ["", "", "d"], ["", "", "e"]]


def test_sentences_joined_by_a_third_version_stand_in_reading_order() -> None:
    links = {(0, 1): [((0, 1), (0,), True)], (1, 2): [((0,), (1,), True), ((0,), (0,), True)]}
    assert letters(["ab", "c", "de"], links) == [["ab", "c", "de"]]


def test_what_is_added_beside_moved_sentences_follows_the_one_before_it() -> None:
    links = {(0, 1): [((2,), (0,), False), ((0,), (2,), False), ((1,), (4,), False)]}
    assert letters(["abc", "cxayb"], links) == [
        ["a", "a"],
        ["", "y"],
        ["b", "b"],
        ["c", "c"],
        ["", "x"],
    ]


def test_two_sentences_added_in_one_place_keep_their_order() -> None:
    links = {(0, 1): [((0,), (0,), False), ((1,), (3,), False)]}
    assert letters(["ab", "axyb"], links) == [["a", "a"], ["", "x"], ["", "y"], ["b", "b"]]


def test_a_version_is_compared_with_the_first_and_not_with_the_one_before() -> None:
    edited = COST.replace("12", "13")
    versions = [COST, edited, edited, COST]
    assert table(*versions) == [["first", "edited", "edited", "same"]]


def test_a_version_that_is_in_no_pair_has_no_sentences() -> None:
    cells = sentence_table([2, 0, 1], {(0, 1): align(MAYOR, MAYOR, language="en")})
    assert cells["version"].tolist() == [2, 0, 1]
    assert cells["state"].tolist() == ["absent", "first", "same"]


def test_each_cell_has_the_span_of_its_sentences() -> None:
    whole = "The mayor opened the harbour bridge, and a crowd of fishermen watched from the quay."
    parts = "The mayor opened the harbour bridge. A crowd of fishermen watched from the quay."
    first, second = f"{COST} {whole}", f"{parts} {RADIO}"
    cells = sentence_table([0, 1], {(0, 1): align(first, second, language="en")})
    spans = {
        (cell.row, cell.version): (cell.start, cell.end)
        for cell in cells[cells["state"] != "absent"].itertuples()
    }
    assert spans == {
        (0, 0): (0, len(COST)),
        (1, 0): (len(COST) + 1, len(first)),
        (1, 1): (0, len(parts)),
        (2, 1): (len(parts) + 1, len(second)),
    }
    assert cells["start"].isna().sum() == 2
    assert [str(kind) for kind in cells.dtypes[["row", "version", "start", "end"]]] == [
        *["int64"] * 2,
        *["Int64"] * 2,
    ]
