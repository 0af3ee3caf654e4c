from datetime import date

from components.analysis.pair.alignment import align
from components.analysis.pair.direction import argue_direction
from components.views.pairs import (
    PAIR_VERDICTS,
    describe_direction,
    describe_step,
    describe_verdict,
    evidence_rows,
    evidence_table,
)

FIRST = "The mayor opened the rebuilt harbour bridge on Monday. A crowd of fishermen watched."
SECOND = f"{FIRST} According to the Post, the bridge cost 12 million crowns."
ARGUED = argue_direction(
    FIRST,
    SECOND,
    align(FIRST, SECOND),
    published=(date(2024, 3, 1), date(2024, 3, 2)),
    sources=("The Post", "Wire"),
)


def test_evidence_speaks_for_the_versions_by_their_letters():
    rows = evidence_rows(ARGUED, "B", "C")
    assert [["supports: C from B", "quiet"]] in [line for row in rows for line in row["lines"]]


def test_the_table_of_evidence_has_a_row_for_each_piece():
    table = evidence_table(ARGUED)
    assert len(table) == len(ARGUED.evidence)
    assert list(table.columns) == ["evidence", "supports", "weight"]


def test_a_verdict_names_the_versions_and_keeps_the_other_words():
    assert [describe_verdict(verdict, "A", "B") for verdict in PAIR_VERDICTS] == [
        "B from A",
        "A from B",
        "common source",
        "unrelated",
    ]


def test_a_step_is_said_of_the_later_version():
    assert describe_direction(ARGUED, "A", "B").startswith("B was")
    assert describe_step(ARGUED).endswith("taken from it")
