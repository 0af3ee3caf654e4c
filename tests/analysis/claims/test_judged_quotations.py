"""Quotations and their variants as analysts judged them."""

import pandas as pd
import pytest

from components.analysis.claims.judged_quotations import (
    find_struck,
    judge_found,
    judge_quotations,
    judge_variants,
    speakers_given,
)
from components.analysis.claims.judgements import Judgement
from components.analysis.quotations.resolve_speakers import Quotation

# article, start, end, kind, group, speaker, confidence
ROWS = [
    ("a", 10, 30, "direct", 1, "Ann Marsh", 0.9),
    ("a", 40, 60, "direct", 1, "Ann Marsh", 0.9),
    ("a", 70, 90, "reported", 0, "Bob Lee", 0.4),
    ("a", 95, 99, "reported", 0, "Bob Lee", 0.4),
    ("b", 5, 25, "direct", 1, "Ann Marsh", 0.4),
    ("c", 5, 25, "direct", 1, None, 0.0),
]
QUOTATIONS = pd.DataFrame(
    ROWS, columns=["article", "start", "end", "kind", "group", "speaker", "confidence"]
).assign(mention="she", how="subject of “said”")
VARIANTS = pd.DataFrame(
    [
        (0, "a", 10, 60, "verbatim", False, "Ann Marsh", 0.9),
        (0, "b", 5, 25, "cut", False, "Ann Marsh", 0.4),
        (0, "c", 5, 25, "verbatim", False, None, 0.0),
        (1, "a", 70, 90, "reported", False, "Bob Lee", 0.4),
        (1, "b", 90, 99, "verbatim", False, "Bob Lee", 0.9),
    ],
    columns=["quotation", "article", "start", "end", "state", "reattributed", "speaker",
             "confidence"],
)  # fmt: skip


def judged(**values):
    return {place.replace("_", "."): Judgement(value, "Ada") for place, value in values.items()}


def row(table, article, start):
    return table[(table["article"] == article) & (table["start"] == start)].iloc[0]


def test_a_corrected_speaker_is_certain_and_holds_for_all_parts_of_a_quotation():
    table = judge_quotations(QUOTATIONS, judged(a_40_60="speaker: Kim Nou"))
    assert table["speaker"].tolist()[:4] == ["Kim Nou", "Kim Nou", "Bob Lee", "Bob Lee"]
    assert row(table, "a", 10)["confidence"] == 1.0
    assert row(table, "a", 10)["decided"] == "speaker corrected by Ada"
    assert row(table, "b", 5)["decided"] == ""
    assert QUOTATIONS["speaker"].tolist()[0] == "Ann Marsh"


def test_a_confirmed_speaker_loses_its_doubt():
    table = judge_quotations(QUOTATIONS, judged(b_5_25="right"))
    assert row(table, "b", 5)["confidence"] == 1.0
    assert row(table, "b", 5)["speaker"] == "Ann Marsh"
    assert row(table, "a", 10)["confidence"] == 0.9


def test_reported_clauses_are_no_parts_of_each_other():
    table = judge_quotations(QUOTATIONS, judged(a_70_90="speaker: Kim Nou"))
    assert row(table, "a", 70)["speaker"] == "Kim Nou"
    assert row(table, "a", 95)["speaker"] == "Bob Lee"


def test_a_struck_speaker_is_nobody_and_what_is_no_quotation_is_of_no_kind_that_counts():
    table = judge_quotations(QUOTATIONS, judged(a_10_30="wrong", b_5_25="not a quotation"))
    assert row(table, "a", 40)["speaker"] is None
    assert row(table, "b", 5)["kind"] == "struck"
    assert row(table, "a", 10)["kind"] == "direct"


def test_without_a_verdict_about_it_the_table_is_the_same():
    assert judge_quotations(QUOTATIONS, {}) is QUOTATIONS
    assert judge_quotations(QUOTATIONS, judged(z_1_2="right")) is QUOTATIONS


def test_a_variant_follows_its_quotation_and_is_of_another_speaker_than_the_first():
    verdicts = judged(b_5_25="speaker: Kim Nou")
    table = judge_quotations(QUOTATIONS, verdicts)
    variants = judge_variants(VARIANTS, table, frozenset(verdicts))
    assert row(variants, "b", 5)["speaker"] == "Kim Nou"
    assert row(variants, "b", 5)["reattributed"]
    assert not row(variants, "c", 5)["reattributed"]


def test_where_the_first_is_corrected_all_others_are_of_another_speaker():
    verdicts = judged(a_10_30="speaker: Kim Nou", b_5_25="right")
    variants = judge_variants(VARIANTS, judge_quotations(QUOTATIONS, verdicts), frozenset(verdicts))
    assert row(variants, "a", 10)["speaker"] == "Kim Nou"
    assert row(variants, "b", 5)["reattributed"]
    assert not row(variants, "c", 5)["reattributed"]  # nobody is told there


def test_a_withdrawn_verdict_has_its_effect_taken_back():
    made = VARIANTS.assign(speaker=["Kim Nou", *VARIANTS["speaker"][1:]])
    variants = judge_variants(made, QUOTATIONS, frozenset({"a.10.30"}))
    assert row(variants, "a", 10)["speaker"] == "Ann Marsh"


def test_a_struck_quotation_leaves_the_ledger_and_one_that_is_alone_then_with_it():
    verdicts = judged(a_70_90="not a quotation")
    table = judge_quotations(QUOTATIONS, verdicts)
    assert set(judge_variants(VARIANTS, table, frozenset(verdicts))["quotation"]) == {0}


def test_the_pipeline_judges_the_same():
    found = [
        Quotation(10, 30, "x", "Ann Marsh", "direct", 1, "she", confidence=0.4),
        Quotation(40, 60, "y", "Ann Marsh", "direct", 1, "she", confidence=0.4),
        Quotation(70, 90, "z", "Bob Lee", "direct", 2),
    ]
    one, other, last = judge_found(
        "a", found, {"a.10.30": "speaker: Kim Nou", "a.70.90": "not a quotation"}
    )
    assert (one.speaker, other.speaker, one.confidence) == ("Kim Nou", "Kim Nou", 1.0)
    assert last.kind == "struck"
    assert judge_found("a", found, {}) == found


def test_speakers_and_struck_places_are_read_from_values():
    values = {
        "a": {"a.1.2": "speaker: Kim Nou", "a.3.4": "not a quotation"},
        "b": {"b.1.2": "right"},
    }
    assert speakers_given(v for own in values.values() for v in own.values()) == {"Kim Nou"}
    assert find_struck(values) == {"a.3.4"}


@pytest.mark.parametrize("table", [QUOTATIONS.iloc[:0], QUOTATIONS])
def test_variants_without_any_are_none(table):
    assert judge_variants(VARIANTS.iloc[:0], table, frozenset({"a.10.30"})).empty
