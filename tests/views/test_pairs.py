from datetime import date

import pandas as pd
import pytest

from components.analysis.pair.alignment import align
from components.analysis.pair.direction import argue_direction
from components.views.pairs import (
    PAIR_VERDICTS,
    describe_direction,
    describe_step,
    describe_verdict,
    pair_reason,
    pair_rows,
    pair_table,
    source_matrix,
    taken_rows,
)

LABELS = {"a": "One", "b": "Two", "c": "Three"}

PAIRS = pd.DataFrame(
    [
        ("a", "b", 0.83, "bridge, Oslo", 20.0, 4.0),
        ("a", "c", 0.2, "", None, None),
    ],
    columns=["a", "b", "score", "words", "shared", "edited"],
)

COUNTS = pd.DataFrame(
    {
        "taker_source": ["Post"],
        "giver_source": ["Wire"],
        "articles": [2],
        "pairs": [3],
        "argued": [1],
        "share": [0.7],
    }
)


def test_a_row_takes_from_a_column():
    heat = source_matrix(COUNTS, ["Post", "Wire"], "light").data[0]
    assert heat.z.tolist() == [[0, 2], [0, 0]]
    assert list(heat.customdata[0][1]) == [
        "Post", "Wire",
    ]  # fmt: skip
    assert "1 argued from the evidence, 2 assumed from the dates" in heat.hovertext[0][1]
    assert "takes nothing" in heat.hovertext[1][0]


def test_the_selected_cell_is_outlined():
    figure = source_matrix(COUNTS, ["Post", "Wire"], "dark", selected=("Post", "Wire"))
    (outline,) = figure.layout.shapes
    assert (outline.x0, outline.y0) == (0.5, -0.5)
    assert not source_matrix(COUNTS, ["Post"], "dark", selected=("Post", "Wire")).layout.shapes


def test_a_pair_says_who_took_from_whom_and_how_that_is_known():
    taken = pd.DataFrame(
        {"taker": ["b"], "giver": ["a"], "taker_source": ["Post"], "giver_source": ["Wire"],
         "share": [0.9], "how": ["by day"]}
    )  # fmt: skip
    (row,) = taken_rows(taken, {"a": "First", "b": "Second"}, ("a", "b"))
    assert row["id"] == "a.b"
    assert row["selected"]
    assert row["is_share"]
    assert "assumed from the dates" in row["lines"][1][2][0]
    (row,) = taken_rows(
        taken.assign(how="argued", sure="likely"), {"a": "First", "b": "Second"}, None
    )
    assert row["lines"][1][0][0] == "likely takes from "


FIRST = "The mayor opened the rebuilt harbour bridge on Monday. A crowd of fishermen watched."
SECOND = f"{FIRST} According to the Post, the bridge cost 12 million crowns."
ARGUED = argue_direction(
    FIRST,
    SECOND,
    align(FIRST, SECOND, language="en"),
    published=(date(2024, 3, 1), date(2024, 3, 2)),
    sources=("The Post", "Wire"),
)


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


def words_in(row):
    return " / ".join("".join(text for text, _ in line) for line in row["lines"])


def test_a_pair_says_how_many_sentences_and_which_words_it_shares():
    row = pair_rows(PAIRS, LABELS, selected=("b", "a"))[0]
    assert words_in(row) == (
        "One / Two / 20 sentences in common, 4 of them edited; words in both: bridge, Oslo"
    )
    assert row["id"] == "a.b"
    assert row["selected"]


@pytest.mark.parametrize(
    ("shared", "edited", "words"),
    [
        (0, 0, "no sentences in common"),
        (1, 0, "1 sentence in common"),
        (None, None, "no words in common"),
    ],
)
def test_the_reason_of_a_pair_in_words(shared, edited, words):
    assert pair_reason({"shared": shared, "edited": edited, "words": ""}) == words


def test_the_table_behind_the_pairs_has_titles_not_ids():
    assert pair_table(PAIRS, LABELS)["first"].tolist() == ["One", "One"]
