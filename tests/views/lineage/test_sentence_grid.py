from itertools import combinations

from components.analysis.collection.families import sentence_table
from components.analysis.pair.alignment import align
from components.views.lineage.sentence_grid import (
    describe_signs,
    filter_sentences,
    grid_table,
    sentence_grid,
)

TEXTS = {
    "x": "The mayor opened the rebuilt bridge on Monday. Rosa Lind sang from a red barge.",
    "y": "The mayor opened the rebuilt bridge on Friday. Rosa Lind sang from a red barge.",
    "z": "The mayor opened the rebuilt bridge on Monday. A crowd watched from the old quay.",
}
IDS = list(TEXTS)
PAIRS = {
    (a, b): align(TEXTS[IDS[a]], TEXTS[IDS[b]], language="en")
    for a, b in combinations(range(len(IDS)), 2)
}
SENTENCES = sentence_table([0, 1, 2], PAIRS)


def grid(which="all"):
    names = {"x": "Post", "y": "Wire", "z": "Echo"}
    return sentence_grid(filter_sentences(SENTENCES, which), [0, 1, 2], IDS, TEXTS, names)


def states(which):
    return [[cell["state"] for cell in row["cells"]] for row in grid(which)["rows"]]


def test_a_row_has_the_words_of_the_first_version_and_a_state_for_each():
    first = grid()["rows"][0]
    assert first["words"] == "The mayor opened the rebuilt bridge on Monday."
    assert [cell["text"] for cell in first["cells"]] == ["first here", "edited", "kept"]


def test_of_versions_without_a_day_none_is_said_to_be_first():
    undated = sentence_grid(SENTENCES, [0, 1, 2], IDS, TEXTS, dict.fromkeys(IDS, ""), dated=False)
    assert undated["corner"] == "Sentence"
    assert {cell["text"] for row in undated["rows"] for cell in row["cells"]} == {
        "here", "edited", "kept", "—",
    }  # fmt: skip
    assert "first here" not in describe_signs(20, dated=False)


def test_a_cell_leads_to_its_place_and_an_absent_one_nowhere():
    (sung,) = (row["cells"] for row in grid()["rows"] if row["words"].startswith("Rosa"))
    article, start, end = sung[1]["place"].split(".")
    assert TEXTS[article][int(start) : int(end)] == "Rosa Lind sang from a red barge."
    assert sung[2]["place"] == ""


def test_rows_are_chosen_by_what_became_of_the_sentence():
    assert len(states("all")) == 3
    assert states("shared") == [["first", "edited", "same"], ["first", "same", "absent"]]
    assert states("edited") == [["first", "edited", "same"]]
    assert states("alone") == [["absent", "absent", "first"]]


def test_a_table_of_many_versions_explains_its_signs():
    assert describe_signs(3) == ""
    assert "≠ edited" in describe_signs(20)
    assert not grid()["dense"]


def test_the_table_to_take_away_has_a_column_a_version():
    assert list(grid_table(grid()).columns)[1:] == ["Post", "Wire", "Echo"]
