"""Neighbours of a term, groups side by side, and own stop words."""

import pandas as pd

from components.views.words.group_cells import group_cells, group_table
from components.views.words.neighbour_chart import neighbour_chart, neighbour_table
from components.views.words.own_words import own_word_rows, own_word_table

WORDS = pd.DataFrame(
    [
        {"term": 1, "word": "old", "common": False, "before": 4, "after": 0, "together": 4,
         "everywhere": 5, "log_likelihood": 12.34, "log_dice": 13.2},
        {"term": 2, "word": "<sank>", "common": False, "before": 1, "after": 2, "together": 3,
         "everywhere": 9, "log_likelihood": 4.0, "log_dice": 11.0},
    ]
)  # fmt: skip


def cell(of, word, group, ratio, q=0.001):
    return {"of": of, "word": word, "group": group, "first": 9, "second": 2, "log_ratio": ratio,
            "log_likelihood": 20.0, "p": q, "q": q}  # fmt: skip


LAID = pd.DataFrame(
    [
        cell("Wire", "ferry", "Wire", 3.0), cell("Wire", "ferry", "Post", -2.0),
        cell("Post", "<vote>", "Wire", 0.5, q=0.5), cell("Post", "<vote>", "Post", 9.0),
    ]
)  # fmt: skip
GROUPS = ["Wire", "Post", "Globe"]


def test_words_before_go_to_the_left_and_words_after_to_the_right():
    before, after = neighbour_chart(WORDS, "light", "Log-likelihood").data
    assert (list(before.x), list(after.x)) == ([-4, -1], [0, 2])
    assert list(before.customdata) == ["old", "<sank>"]
    assert before.hovertext[1].startswith("<b>&lt;sank&gt;</b>")


def test_the_chosen_measure_is_written_at_the_end_of_the_line_and_named_above():
    for measure, written in (("Log-likelihood", ["12.3", "4.0"]), ("logDice", ["13.2", "11.0"])):
        chart = neighbour_chart(WORDS, "light", measure)
        assert [note.text for note in chart.layout.annotations] == [*written, measure]


def test_the_selected_neighbour_stands_out():
    before = neighbour_chart(WORDS, "dark", "logDice", selected="old").data[0]
    assert list(before.marker.opacity) == [1.0, 0.3]


def test_the_table_of_neighbours_has_both_measures():
    assert neighbour_table(WORDS).iloc[0].to_dict() == {
        "word": "old", "before": 4, "after": 0, "together": 4, "in all these articles": 5,
        "log-likelihood": 12.34, "logDice": 13.2,
    }  # fmt: skip


def test_a_cell_has_the_log_ratio_and_leads_to_its_group_and_word():
    cells = group_cells(LAID, GROUPS, "light").data[0]
    assert [list(row) for row in cells.text] == [["+3.0", "-2.0", ""], ["(+0.5)", "+9.0", ""]]
    assert cells.customdata[1][0] == ["Wire", "<vote>"]
    assert cells.hovertext[0][2] == "<b>ferry</b>, Globe<br>too rare to compare"
    assert "may be chance" in cells.hovertext[1][0]


def test_less_frequent_has_no_colour_and_what_may_be_chance_a_faint_one():
    cells = group_cells(LAID, GROUPS, "light").data[0]
    assert [list(row) for row in cells.z] == [[3.0, 0.0, 0.0], [0.15, 5.0, 0.0]]


def test_the_words_of_each_group_are_outlined_in_its_column_and_the_selected_word_in_its_row():
    shapes = group_cells(LAID, GROUPS, "light", selected="ferry").layout.shapes
    assert [(one.x0, one.x1, one.y0, one.y1) for one in shapes] == [
        (-0.5, 0.5, -0.5, 0.5), (0.5, 1.5, 0.5, 1.5), (-0.5, 2.5, -0.5, 0.5),
    ]  # fmt: skip


def test_the_table_of_groups_has_a_row_for_each_word_and_group():
    assert group_table(LAID)[["distinctive of", "word", "group", "Log Ratio"]].values.tolist() == [
        ["Wire", "ferry", "Wire", 3.0], ["Wire", "ferry", "Post", -2.0],
        ["Post", "<vote>", "Wire", 0.5], ["Post", "<vote>", "Post", 9.0],
    ]  # fmt: skip


def test_own_stop_words_say_who_left_them_out_and_when():
    stored = pd.DataFrame(
        {"key": ["agency"], "who": ["Ann"], "when": pd.to_datetime(["2024-03-18 14:05"])}
    )
    (row,) = own_word_rows(stored, "UTC")
    assert row["id"] == "agency"
    assert [text for text, _ in row["lines"][0]] == ["agency", "  Ann · 18 Mar 2024, 14:05"]
    assert row["actions"] == [["count", "Count again"]]
    assert own_word_table(stored)["left out by"].tolist() == ["Ann"]
