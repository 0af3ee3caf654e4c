import pandas as pd

from components.analysis.quotations.resolve import rename_in_ledger, rename_speakers

BEFORE = pd.DataFrame(
    {
        "article": ["a", "a", "b"],
        "start": [10, 50, 10],
        "end": [17, 60, 17],
        "entity": ["Ann Lee", "Bo Ek", "Ann Lee"],
    }
)
QUOTATIONS = pd.DataFrame(
    {
        "article": ["a", "a", "b", "b"],
        "start": [1, 40, 1, 30],
        "named": [10, 50, 10, -1],
        "speaker": ["Ann Lee", "Bo Ek", "Ann Lee", None],
    }
)


def test_a_speaker_goes_by_the_name_of_the_mention_that_names_them():
    after = BEFORE.assign(entity=["Ann Berg", "Bo Ek", "Ann Lee"])
    renamed = rename_speakers(QUOTATIONS, BEFORE, after)
    assert list(renamed["speaker"][:3]) == ["Ann Berg", "Bo Ek", "Ann Lee"]


def test_a_speaker_that_is_no_entity_is_nobody():
    renamed = rename_speakers(QUOTATIONS, BEFORE, BEFORE.iloc[1:])
    assert renamed["speaker"][0] is None
    assert renamed["speaker"][2] == "Ann Lee"


def test_undecided_mentions_leave_the_table_as_it_is():
    assert rename_speakers(QUOTATIONS, BEFORE, BEFORE) is QUOTATIONS


def test_two_names_that_become_one_are_no_other_speaker_any_more():
    ledger = pd.DataFrame(
        {
            "quotation": [0, 0],
            "article": ["a", "a"],
            "start": [1, 40],
            "speaker": ["Ann Lee", "Bo Ek"],
            "reattributed": [False, True],
        }
    )
    merged = rename_speakers(QUOTATIONS, BEFORE, BEFORE.assign(entity="Ann Lee"))
    assert list(rename_in_ledger(ledger, merged)["reattributed"]) == [False, False]
    assert list(rename_in_ledger(ledger, QUOTATIONS)["reattributed"]) == [False, True]
