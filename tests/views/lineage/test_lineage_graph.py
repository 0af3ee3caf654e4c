from datetime import date

import pandas as pd

from components.views.lineage.lineage_graph import (
    describe_threshold,
    lineage_graph,
    row_order,
    step_rows,
)

ORDER = ["a", "b", "c", "d", "e"]
STEPS = pd.DataFrame(
    [("a", "c", 0.9, 1.0), ("b", "d", 0.5, 0.0), ("a", "e", 0.4, 0.35)],
    columns=["source", "version", "share", "leaning"],
)
NAMES = {article: f"Version {article} <b>" for article in ORDER}
DAYS = {article: date(2024, 3, 1 + place) for place, article in enumerate(ORDER)}


def traces(days, selected=None):
    return lineage_graph(ORDER, STEPS, NAMES, days, "light", selected=selected).data


def test_a_version_stands_below_its_source_before_the_next_tree():
    assert row_order(ORDER, STEPS) == ["a", "c", "e", "b", "d"]


def test_a_version_without_a_step_stands_last():
    assert row_order(["x", *ORDER], STEPS) == ["a", "c", "e", "b", "d", "x"]


def test_versions_stand_by_day_from_left_to_right_a_row_each():
    versions = traces(DAYS)[-1]
    assert list(versions.customdata) == ["a", "c", "e", "b", "d"]
    assert [x - versions.x[0] for x in versions.x] == [0, 2, 4, 1, 3]
    assert list(versions.y) == [0, 1, 2, 3, 4]


def test_without_every_day_the_likely_order_stands_instead():
    versions = traces({**DAYS, "c": None})[-1]
    assert dict(zip(versions.customdata, versions.x, strict=True)) == {
        "a": 0, "b": 1, "c": 2, "d": 3, "e": 4,
    }  # fmt: skip


def test_a_step_carries_both_ends_and_is_dotted_where_the_direction_cannot_be_told():
    *lines, marks, _ = traces(DAYS)
    assert list(marks.customdata) == [["a", "c"], ["b", "d"], ["a", "e"]]
    assert [line.line.dash for line in lines] == ["solid", "dot", "solid"]
    assert list(marks.text) == ["90%", "50%", "40%"]


def test_the_selected_step_is_told_by_its_colour():
    plain, chosen = traces(DAYS)[0], traces(DAYS, selected=("a", "c"))[0]
    assert plain.line.color != chosen.line.color
    assert traces(DAYS, selected=("a", "c"))[1].line.color == traces(DAYS)[1].line.color


def test_titles_are_escaped_for_the_chart():
    assert "<b>" not in "".join(traces(DAYS)[-1].text)


def test_a_row_says_who_from_whom_and_what_is_known_of_it():
    told = {("a", "c"): "likely taken from it", ("b", "d"): "?", ("a", "e"): "?"}
    first, *_ = step_rows(STEPS, NAMES, told, ("a", "c"))
    assert (first["id"], first["score"], first["selected"]) == ("a.c", 0.9, True)
    assert first["lines"][1] == [["likely taken from it", "quiet"]]
    (unknown,) = step_rows(STEPS[:1].assign(leaning=0.0), NAMES, told, None)
    assert ["  and  ", "quiet"] in unknown["lines"][0]


def test_the_threshold_says_what_it_changed():
    assert describe_threshold(30, 1, 30, None) == "1 family at 30 %."
    assert describe_threshold(50, 3, 30, 5) == "3 families at 50 %, 5 at 30 %."
