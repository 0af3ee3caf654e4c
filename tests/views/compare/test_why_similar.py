"""The parts behind a cosine, as a chart and as rows."""

import pandas as pd

from components.views.compare.why_similar import (
    COUNTED,
    WHOLE,
    common_terms,
    describe_without,
    parts_table,
    parts_waterfall,
    term_rows,
)

SPLIT = pd.DataFrame(
    {
        "term": ["tram", "deal"],
        "share": [0.4, 0.2],
        "headline": [0.1, 0.0],
        "quotations": [0.0, 0.2],
        "boilerplate": [0.0, 0.0],
        "prose": [0.3, 0.0],
    }
)
WITHOUT = {WHOLE: 0.7, "headline": 0.5, "quotations": 0.4, "boilerplate": 0.6, "prose": 0.3}


def test_each_bar_begins_where_the_one_before_ends_and_the_last_is_the_sum():
    (bar,) = parts_waterfall(SPLIT.sum(numeric_only=True), "light").data
    assert list(bar.customdata) == ["headline", "quotations", "boilerplate", "prose", COUNTED]
    assert [round(x, 3) for x in bar.x] == [0.1, 0.2, 0.0, 0.3, 0.6]
    assert [round(x, 3) for x in bar.base] == [0.0, 0.1, 0.3, 0.3, 0.0]


def test_the_table_says_what_each_part_gives_and_what_is_left_without_it():
    table = parts_table(SPLIT, WITHOUT).set_index("part")
    assert table.loc["quotations", "contribution"] == 0.2
    assert table.loc["quotations", "cosine without it"] == 0.4
    assert table.loc[COUNTED, "contribution"] == 0.6


def test_the_line_names_every_part():
    assert describe_without(WITHOUT) == (
        "By all their text 0.70; without headlines 0.50, without quotations 0.40, "
        "without boilerplate 0.60, without prose 0.30."
    )


def test_a_selected_part_shows_its_own_words():
    assert [row["id"] for row in term_rows(common_terms(SPLIT))] == ["tram", "deal"]
    assert [term for term, _ in common_terms(SPLIT, "quotations")] == ["deal"]
    assert common_terms(SPLIT, "boilerplate") == []
