from components.analysis.alignment import align
from components.analysis.ledger import ledger
from components.views.ledger import KIND_NAMES, ledger_rows, ledger_table, sentence_of

FIRST = "The mayor said the fire had hurt 12 people. Work stopped at noon. The port stayed open."
SECOND = "The mayor claimed the fire had hurt 20 people. The port stayed open."
LEDGER = ledger(align(FIRST, SECOND))


def by_kind(kind):
    return LEDGER[LEDGER["kind"] == kind].iloc[0].to_dict()


def test_a_changed_number_stands_first_with_both_figures():
    row = ledger_rows(LEDGER, {})[0]
    assert row["lines"][0] == [["≠ number", "strong"]]
    assert row["lines"][2] == [["12", "dropped"], [" → ", "quiet"], ["20", "added"]]


def test_weights_are_shown_as_scores_the_most_telling_first():
    scores = [row["score"] for row in ledger_rows(LEDGER, {})]
    assert scores == sorted(scores, reverse=True)


def test_a_change_leads_to_its_sentence():
    assert sentence_of(by_kind("number")) == "a0"
    dropped = LEDGER[LEDGER["change"] == "dropped"].iloc[0].to_dict()
    assert sentence_of(dropped) == "a1"


def test_a_verdict_stands_beside_its_change_and_in_the_table():
    number = by_kind("number")["id"]
    row = ledger_rows(LEDGER, {number: "telling"}, picked=number)[0]
    assert ["   judged telling", "quiet"] in row["lines"][0]
    assert row["picked"]
    assert ledger_table(LEDGER, {number: "telling"})["verdict"].tolist()[0] == "telling"


def test_every_kind_has_a_name_for_people():
    from components.analysis.edits import EDIT_KINDS, SENTENCE_KINDS

    assert set(EDIT_KINDS) | set(SENTENCE_KINDS) <= set(KIND_NAMES)
