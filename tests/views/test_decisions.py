import pandas as pd

from components.analysis.entities import Decision, Preview, Target, write_decision
from components.views.entities.entity_rows import (
    decision_rows,
    decision_table,
    describe_decision,
    describe_preview,
)

LEE, LEIGH = Target("Ann Lee", "PERSON"), Target("A. Leigh", "PERSON")
MERGE = Decision("merge", (LEIGH, LEE), "Ann Lee", "PERSON")


def seen(mentions, joined=0, left=0):
    return Preview(pd.DataFrame({"article": mentions}), joined, left)


def test_decisions_are_said_in_words():
    assert describe_decision(MERGE, {}) == "A. Leigh and Ann Lee are the same: Ann Lee"
    split = Decision("split", (LEE,), "Bo Lee", surface="Lee", article="a")
    assert describe_decision(split, {"a": "Ships"}) == "“Lee” in “Ships” of Ann Lee mean Bo Lee"
    assert describe_decision(Decision("retype", (LEE,), type="ORG"), {}) == (
        "Ann Lee has the type: organisations"
    )
    assert describe_decision(Decision("hide", (LEE,)), {}) == "Ann Lee is hidden"
    assert describe_decision(Decision("reject", (LEE,)), {}) == "Ann Lee is not an entity"
    assert describe_decision(Decision("rename", (LEE,), "Ann"), {}) == "Ann Lee is shown as Ann"


def test_a_preview_is_said_in_numbers():
    assert describe_preview(MERGE, seen(["a", "b", "b"], joined=4)) == (
        "3 mentions in 2 articles would be counted under “Ann Lee”, with the 4 already counted "
        "there."
    )
    assert describe_preview(MERGE, seen([])) == "Nothing would change."
    assert "no longer be shown" in describe_preview(Decision("hide", (LEE,)), seen(["a"]))


def history(*rows):
    table = pd.DataFrame(rows, columns=["number", "key", "value"])
    return table.assign(note="", who="Bo", when=pd.Timestamp("2025-05-14 10:30"))


def test_the_newest_decision_stands_on_top_with_the_way_back():
    hide = write_decision(Decision("hide", (LEIGH,)))
    made = history((1, "k1", write_decision(MERGE)), (2, "k2", hide), (3, "k2", ""))
    newest, oldest = decision_rows(made, {}, "Europe/Kyiv")
    assert newest["actions"] == [["undo", "Decide again"]]
    assert newest["lines"][1] == [["withdrawn by Bo · 14 May 2025, 13:30", "quiet"]]
    assert (oldest["id"], oldest["actions"]) == ("1", [["undo", "Withdraw"]])


def test_the_table_holds_every_step():
    made = history((1, "k1", write_decision(MERGE)), (2, "k1", ""))
    assert decision_table(made, {})["state"].tolist() == ["decided", "withdrawn"]
    assert decision_rows(made.head(0), {}, "UTC") == []
