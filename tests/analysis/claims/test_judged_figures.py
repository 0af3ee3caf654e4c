"""Figures and contradictions as analysts judged them."""

import pandas as pd
import pytest

from components.analysis.article.figures import Figure
from components.analysis.claims.judged_figures import (
    contradiction_key,
    find_same,
    judge_contradictions,
    judge_facts,
    judge_figures,
    read_value,
)
from components.analysis.claims.judgements import Judgement

COLUMNS = ["article", "start", "end", "text", "value", "high", "unit", "counts", "qualifier"]
FIGURES = pd.DataFrame(
    [
        ("a", 0, 2, "12", 12.0, None, "", "people", ""),
        ("a", 9, 12, "300", 300.0, None, "USD", "", ">"),
        ("b", 4, 6, "14", 14.0, None, "", "persons people", ""),
        ("c", 1, 3, "12", 12.0, None, "", "boats", ""),
        ("d", 1, 3, "12", 12.0, None, "", "people", ""),
    ],
    columns=COLUMNS,
).astype({"high": "float64"})
SIDES = ["first_start", "first_end", "second_start", "second_end"]
TABLE = pd.DataFrame(
    [
        ("a", "b", "maybe", 0, 2, 4, 6, "12", "14", 0),
        ("d", "b", "maybe", 1, 3, 4, 6, "12", "14", 0),
        ("a", "c", "sure", 9, 12, 1, 3, "300", "12", 1),
    ],
    columns=["a", "b", "strength", *SIDES, "first_text", "second_text", "thing"],
)


def judged(**values):
    return {place.replace("_", "."): Judgement(value, "Ada") for place, value in values.items()}


def test_a_corrected_figure_has_the_new_value_and_no_qualifier():
    table = judge_figures(FIGURES, judged(a_9_12="value: 350.5\nthing: boats"))
    own = table[table["start"] == 9].iloc[0]
    assert (own["value"], own["qualifier"], own["counts"], own["unit"]) == (
        350.5,
        "",
        "boats",
        "USD",
    )
    assert own["decided"] == "corrected by Ada"
    assert FIGURES["value"].tolist()[1] == 300.0


def test_a_wrong_figure_is_left_out_and_a_confirmed_one_says_by_whom():
    table = judge_figures(FIGURES, judged(a_0_2="wrong", b_4_6="right"))
    assert table["text"].tolist() == ["300", "14", "12", "12"]
    assert table["decided"].tolist() == ["", "confirmed by Ada", "", ""]


def test_the_pipeline_judges_the_same():
    figures = [
        Figure(0, 2, "12", 12.0, None, "", "people", ""),
        Figure(9, 12, "3", 3.0, None, "", "", ""),
    ]
    kept = judge_facts(figures, {"0.2": "value: 13", "9.12": "wrong"})
    assert [(one.value, one.counts) for one in kept] == [(13.0, "people")]
    assert judge_facts(figures, {}) == tuple(figures)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1250.5", 1250.5),
        ("1,250", 1250.0),
        ("-3", -3.0),
        ("many", None),
        ("inf", None),
        ("", None),
    ],
)
def test_a_value_is_a_finite_number_in_digits(written, value):
    assert read_value(written) == value


def test_numbers_of_the_same_thing_are_found_with_the_same_and_with_another_value():
    same = find_same(FIGURES, "a.0.2", ["a", "b", "c", "d"])
    assert list(zip(same["article"], same["state"], strict=True)) == [
        ("a", "same value"), ("b", "another value"), ("d", "same value"),
    ]  # fmt: skip
    assert find_same(FIGURES, "a.0.3", ["b"]).empty


def test_a_verdict_holds_for_all_pairs_with_the_same_two_values():
    key = contradiction_key(TABLE.iloc[0])
    assert key == "a.0.2:b.4.6"
    wrong = judge_contradictions(TABLE, {key: Judgement("wrong", "Ada")}, {}, FIGURES)
    assert wrong["a"].tolist() == ["a"]
    right = judge_contradictions(TABLE, {key: Judgement("right", "Ada")}, {}, FIGURES)
    assert right["strength"].tolist() == ["sure", "sure", "sure"]
    assert right["decided"].tolist() == ["confirmed by Ada", "confirmed by Ada", ""]


def test_a_wrong_figure_answers_its_contradictions_and_one_corrected_to_the_same_value():
    wrong = judged(b_4_6="wrong")
    left = judge_contradictions(TABLE, {}, wrong, judge_figures(FIGURES, wrong))
    assert left["b"].tolist() == ["c"]
    equal = judged(b_4_6="value: 12")
    left = judge_contradictions(TABLE, {}, equal, judge_figures(FIGURES, equal))
    assert left["b"].tolist() == ["c"]
    other = judged(b_4_6="value: 15")
    left = judge_contradictions(TABLE, {}, other, judge_figures(FIGURES, other))
    assert left["b"].tolist() == ["b", "b", "c"]


def test_without_verdicts_the_table_is_the_same():
    assert judge_contradictions(TABLE, {}, {}, FIGURES) is TABLE
