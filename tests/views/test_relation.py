"""What is said of a pair, as argued and as decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.analysis.pair.alignment import Counts, align
from components.analysis.pair.relation import apply_decisions, mirror, relate
from components.views.pairs import describe_direction, describe_step
from components.views.relation import (
    describe_relation,
    describe_shares,
    evidence_rows,
    evidence_table,
)

FIRST = "The mayor opened the rebuilt harbour bridge on Monday. A crowd of fishermen watched."
SECOND = f"{FIRST} According to the Post, the bridge cost 12 million crowns."
TEXTS = (FIRST, SECOND)
ARGUED = relate(
    align(*TEXTS, language="en"),
    TEXTS,
    shares=(1.0, 0.5),
    published=(date(2024, 3, 1), date(2024, 3, 2)),
    sources=("The Post", "Wire"),
    languages=("en", "en"),
)
ANN = ("Ann", "2024-03-18T23:30:00")


def test_the_overlap_has_its_name_and_so_has_each_share():
    assert describe_shares(ARGUED) == "100% of the shorter (100% of A, 50% of B)"
    assert describe_shares(mirror(ARGUED), "C", "D") == "100% of the shorter (50% of C, 100% of D)"
    assert describe_shares(replace(ARGUED, a_in_b=None)) == "50% of the shorter (50% of B)"
    assert describe_shares(replace(ARGUED, a_in_b=None, b_in_a=None)) == ""


def test_a_teaser_is_told_as_one():
    two = Counts(first=2, second=14, kept=2, edited=0, moved=0, dropped=0, added=12)
    assert describe_shares(replace(ARGUED, counts=two)) == (
        "100% of the shorter, a teaser of 2 sentences (100% of A, 50% of B)"
    )


def test_an_argued_relation_reads_as_its_direction():
    assert describe_relation(ARGUED) == "B was very likely taken from A."
    assert describe_relation(mirror(ARGUED)) == "A was very likely taken from B."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("first from second", "C from D, decided by Ann on 18 Mar 2024."),
        ("common source", "Common source, decided by Ann on 18 Mar 2024."),
        ("unrelated", "Unrelated, decided by Ann on 18 Mar 2024."),
        (
            "version",
            "Version, decided by Ann on 18 Mar 2024. D was very likely taken from C.",
        ),
    ],
)
def test_a_decision_is_said_with_who_and_when(value, said):
    assert describe_relation(apply_decisions(ARGUED, (value, *ANN), ()), "C", "D") == said


def test_the_day_of_a_decision_is_that_of_the_reader():
    decided = apply_decisions(ARGUED, ("second from first", *ANN), ())
    said = describe_relation(decided, zone="Europe/Kyiv")
    assert said == "B from A, decided by Ann on 19 Mar 2024."
    assert describe_relation(replace(decided, decided_at="", decided_by="")) == (
        "B from A, decided by an analyst."
    )


def test_where_nothing_is_told_the_reason_is():
    struck = [found.id for found in ARGUED.evidence]
    assert describe_relation(apply_decisions(ARGUED, None, struck)) == (
        "It is not clear who took from whom: neither the texts nor their dates give evidence of it."
    )


def test_a_decided_direction_has_no_word_of_doubt():
    decided = apply_decisions(ARGUED, ("second from first", *ANN), ()).as_direction
    assert describe_direction(decided) == "B was taken from A."
    assert describe_step(decided) == "taken from it"


def words_in(row):
    return [text for line in row["lines"] for text, _ in line]


def test_evidence_speaks_of_the_versions_by_their_letters():
    credit = ["B credits the outlet of A: ‘According to the Post’", "supports: B from A"]
    assert words_in(evidence_rows(ARGUED)[0]) == credit
    assert words_in(evidence_rows(mirror(ARGUED), "B", "A")[0]) == credit


def test_struck_evidence_is_shown_as_struck_and_weighs_nothing():
    struck = apply_decisions(ARGUED, None, [ARGUED.evidence[0].id])
    assert words_in(evidence_rows(struck)[0])[1] == "struck, does not count"
    assert evidence_table(struck)["weight"].tolist()[:2] == [0.0, 1.2]
    assert evidence_table(ARGUED)["weight"].tolist()[:2] == [3.0, 1.2]


def test_the_table_of_evidence_has_a_row_for_each_piece():
    table = evidence_table(ARGUED)
    assert len(table) == len(ARGUED.evidence)
    assert list(table.columns) == ["evidence", "supports", "weight"]
