from itertools import combinations

from components.analysis.pair.alignment import align
from components.analysis.pair.omissions import left_out
from components.views.compare.ledger_rows import omission_rows, omission_table

TEXTS = {
    "a": "The mayor opened the rebuilt bridge on Monday. Rosa Lind sang from a red barge.",
    "b": "The mayor opened the rebuilt bridge on Monday. The bridge cost 12 million crowns.",
    "c": "The mayor opened the rebuilt bridge on Monday. The bridge cost 12 million crowns.",
}
FOUND = left_out("a", {(a, b): align(TEXTS[a], TEXTS[b]) for a, b in combinations(TEXTS, 2)})
TICKS = {"b": "Post 1 Mar", "c": "Wire 2 Mar", "a": "Echo 3 Mar"}


def test_what_is_left_out_names_the_sisters_that_carry_it():
    (row,) = omission_rows(FOUND[FOUND["what"] == "left out"], TICKS)
    assert row["lines"][0][0] == ["number", "strong"]
    assert row["lines"][1] == [["The bridge cost 12 million crowns.", "text"]]
    assert row["lines"][2] == [["in Post 1 Mar, Wire 2 Mar", "quiet"]]
    assert row["actions"] == [["beside", "Side by side"]]


def test_what_stands_here_alone_has_no_sister_to_go_to():
    own = FOUND[FOUND["what"] == "only here"]
    (row,) = omission_rows(own, TICKS)
    assert int(row["id"]) == own.index[0]
    assert row["actions"] == []


def test_the_table_names_the_carriers():
    table = omission_table(FOUND, TICKS).set_index("what")
    assert table.loc["left out", "found in"] == "Post 1 Mar · Wire 2 Mar"
    assert table.loc["only here", "found in"] == ""
