from itertools import combinations

import pandas as pd

from components.analysis.pair.alignment import align
from components.analysis.pair.ledger import ledger
from components.analysis.pair.omissions import find_omissions
from components.views.compare.ledger_rows import (
    KIND_NAMES,
    UNJUDGED,
    empty_verdicts,
    filter_by_verdict,
    ledger_rows,
    ledger_table,
    next_unjudged,
    omission_rows,
    omission_table,
    sentence_id,
)

FIRST = "The mayor said the fire had hurt 12 people. Work stopped at noon. The port stayed open."
SECOND = "The mayor claimed the fire had hurt 20 people. The port stayed open."
LEDGER = ledger(align(FIRST, SECOND, language="en"))


def by_kind(kind):
    return LEDGER[LEDGER["kind"] == kind].iloc[0].to_dict()


def test_a_changed_number_stands_first_with_both_figures():
    row = ledger_rows(LEDGER, {})[0]
    assert row["lines"][0] == [["≠ number", "strong"]]
    assert row["lines"][2] == [["12", "dropped"], [" → ", "quiet"], ["20", "added"]]


def test_where_nobody_knows_which_was_first_no_arrow_leads_from_one_to_the_other():
    apart = ledger(align(FIRST, SECOND, language="en"), apart=("A", "B"))
    rows = ledger_rows(apart, {})
    assert rows[0]["lines"][0] == [["≠ number", "strong"]]
    assert rows[0]["lines"][1:] == [
        [["A has ‘12’, B has ‘20’", "quiet"]],
        [["12", "text"], [" ↔ ", "quiet"], ["20", "text"]],
    ]
    alone = next(row for row in rows if "Work stopped" in str(row))
    assert alone["lines"] == [
        [["◂ sentence", "strong"]],
        [["only in A: ‘Work stopped at noon.’", "quiet"]],
    ]
    assert sentence_id(apart[apart["change"] == "only first"].iloc[0].to_dict()) == "a1"
    table = ledger_table(apart, empty_verdicts())
    assert {"in the first", "in the second"} <= set(table.columns)


def test_weights_are_shown_as_scores_the_most_telling_first():
    scores = [row["score"] for row in ledger_rows(LEDGER, {})]
    assert scores == sorted(scores, reverse=True)


def test_a_change_leads_to_its_sentence():
    assert sentence_id(by_kind("number")) == "a0"
    dropped = LEDGER[LEDGER["change"] == "dropped"].iloc[0].to_dict()
    assert sentence_id(dropped) == "a1"


def test_a_verdict_stands_beside_its_change_and_in_the_table():
    number = by_kind("number")["id"]
    row = ledger_rows(LEDGER, {number: "telling"}, selected=number)[0]
    assert ["   judged telling", "quiet"] in row["lines"][0]
    assert row["selected"]


def test_the_table_has_verdict_note_who_and_when_beside_the_change():
    judged = pd.DataFrame(
        {"value": ["telling"], "note": ["turns it"], "who": ["Ann"], "when": ["2024-03-01"]},
        index=[by_kind("number")["id"]],
    )
    table = ledger_table(LEDGER, judged)
    decided = table.loc[table["kind"] == "number", ["verdict", "note", "who", "judged"]]
    assert decided.to_numpy().tolist() == [["telling", "turns it", "Ann", "2024-03-01"]]
    assert set(table.loc[table["kind"] != "number", "verdict"]) == {""}


def test_changes_are_found_by_what_was_decided_about_them():
    number = by_kind("number")["id"]
    assert filter_by_verdict(LEDGER, {number: "telling"}, "telling")["id"].tolist() == [number]
    rest = filter_by_verdict(LEDGER, {number: "telling"}, UNJUDGED)["id"]
    assert len(rest) == len(LEDGER) - 1
    assert number not in set(rest)


def test_the_next_unjudged_change_is_looked_for_round_the_list_either_way():
    changes = ["a", "b", "c", "d"]
    assert next_unjudged(changes, {"b"}, "a", 1) == "c"
    assert next_unjudged(changes, {"b"}, "c", -1) == "a"
    assert next_unjudged(changes, {"a"}, "d", 1) == "b"
    assert next_unjudged(changes, {}, None, 1) == "a"
    assert next_unjudged(changes, {}, None, -1) == "d"
    assert next_unjudged(changes, set(changes), "a", 1) is None
    assert next_unjudged([], {}, None, 1) is None


def test_a_change_of_the_second_step_leads_to_the_columns_of_that_step():
    assert sentence_id(by_kind("number"), "bc") == "b0"


def test_every_kind_has_a_name_for_people():
    from components.analysis.pair.edits import EDIT_KINDS, SENTENCE_KINDS

    assert set(EDIT_KINDS) | set(SENTENCE_KINDS) <= set(KIND_NAMES)


TEXTS = {
    "a": "The mayor opened the rebuilt bridge on Monday. Rosa Lind sang from a red barge.",
    "b": "The mayor opened the rebuilt bridge on Monday. The bridge cost 12 million crowns.",
    "c": "The mayor opened the rebuilt bridge on Monday. The bridge cost 12 million crowns.",
}
FOUND = find_omissions(
    "a", {(a, b): align(TEXTS[a], TEXTS[b], language="en") for a, b in combinations(TEXTS, 2)}
)
TICKS = {"b": "Post 1 Mar", "c": "Wire 2 Mar", "a": "Echo 3 Mar"}


def test_what_is_left_out_names_the_versions_that_carry_it():
    (row,) = omission_rows(FOUND[FOUND["what"] == "left out"], TICKS)
    assert row["lines"][0][0] == ["number", "strong"]
    assert row["lines"][1] == [["The bridge cost 12 million crowns.", "text"]]
    assert row["lines"][2] == [["in Post 1 Mar, Wire 2 Mar", "quiet"]]
    assert row["actions"] == [["beside", "Side by side"]]


def test_what_stands_here_alone_has_no_version_to_go_to():
    own = FOUND[FOUND["what"] == "only here"]
    (row,) = omission_rows(own, TICKS)
    assert int(row["id"]) == own.index[0]
    assert row["actions"] == []


def test_the_table_names_the_carriers():
    table = omission_table(FOUND, TICKS).set_index("what")
    assert table.loc["left out", "found in"] == "Post 1 Mar · Wire 2 Mar"
    assert table.loc["only here", "found in"] == ""
