import json

import numpy as np
import pandas as pd

from components.views.overview.similarity import (
    article_map,
    prepare_map,
    render_map,
    similarity_matrix,
)

PAIRS = pd.DataFrame({"a": ["x", "x"], "b": ["y", "z"], "score": [0.83, 0.1]})
LABELS = {"x": "Ex <b>", "y": "Why", "z": "Zed"}


def draw(**options):
    return similarity_matrix(PAIRS, ["y", "x", "z"], LABELS, "light", **options)


def test_a_cell_holds_the_cosine_of_its_two_articles_both_ways():
    grid = draw().data[0].z
    assert grid[0][1] == grid[1][0] == 0.83
    assert np.isnan(grid[1][1])


def test_a_pair_that_was_not_compared_is_no_nought():
    heatmap = draw().data[0]
    assert np.isnan(heatmap.z[0][2])
    assert np.isnan(heatmap.z[2][0])
    assert heatmap.text[0][2] == heatmap.text[2][0] == "…"
    assert heatmap.hovertext[0][2].endswith("not compared yet")
    assert heatmap.text[1][1] == ""
    assert "not compared" not in heatmap.hovertext[1][1]


def test_a_pair_with_nothing_in_common_is_a_nought():
    nothing = pd.DataFrame({"a": ["x"], "b": ["y"], "score": [0.0]})
    heatmap = similarity_matrix(nothing, ["x", "y"], LABELS, "light").data[0]
    assert heatmap.z[0][1] == 0
    assert heatmap.text[0][1] == ".00"


def test_the_scale_is_always_zero_to_one():
    heatmap = draw().data[0]
    assert (heatmap.zmin, heatmap.zmax) == (0, 1)


def test_a_cell_carries_the_ids_of_its_articles():
    assert draw().data[0].customdata[0][1] == ["y", "x"]


def test_values_are_written_out():
    assert draw().data[0].text[0][1] == ".83"


def test_the_selected_pair_is_outlined_in_both_its_cells():
    cells = {(shape.x0 + 0.5, shape.y0 + 0.5) for shape in draw(selected=("x", "y")).layout.shapes}
    assert cells == {(0, 1), (1, 0)}


def test_a_pair_that_is_not_shown_outlines_nothing():
    assert not draw(selected=("x", "gone")).layout.shapes


def test_titles_cannot_bring_markup():
    assert "Ex &lt;b&gt;  2" in draw().layout.yaxis.ticktext


def test_a_column_bears_the_number_of_its_row():
    layout = draw().layout
    assert list(layout.xaxis.ticktext) == ["1", "2", "3"]
    assert layout.yaxis.ticktext[0] == "Why  1"


def test_numbers_of_many_columns_are_apart():
    def numbers(size):
        ids = [f"n{place}" for place in range(size)]
        return list(
            similarity_matrix(PAIRS, ids, dict.fromkeys(ids, "Ex"), "light").layout.xaxis.ticktext
        )

    assert numbers(9) == [str(number) for number in range(1, 10)]
    assert [number for number in numbers(12) if number] == ["2", "4", "6", "8", "10", "12"]
    assert [number for number in numbers(25) if number] == ["5", "10", "15", "20", "25"]
    assert numbers(25)[9] == "10"


POINTS = pd.DataFrame(
    {
        "article": ["a", "b", "c"],
        "x": [0.0, 0.5, -1.0],
        "y": [1.0, 0.0, 0.2],
        "hover": ["A", "B", "&lt;C&gt;"],
        "source": ["Post", "Wire", "Post"],
        "family": ["family 1 (2 articles)", "", "family 1 (2 articles)"],
        "language": ["en", "en", "uk"],
        "published": pd.to_datetime(["2020-01-01", None, "2021-01-01"]),
    }
)


def test_each_group_is_a_trace_with_its_articles():
    figure = article_map(POINTS, "Source", "light")
    assert {trace.name: list(trace.customdata) for trace in figure.data} == {
        "Post": ["a", "c"],
        "Wire": ["b"],
    }
    assert {trace.type for trace in figure.data} == {"scattergl"}


def test_articles_outside_the_selection_are_faint():
    drawn = prepare_map(POINTS, "Source", "dark")
    post, wire = json.loads(render_map(drawn, np.array([True, False, False])))["data"]
    assert post["customdata"] == ["a", "c"]
    assert post["marker"]["opacity"][0] > 0.5 > post["marker"]["opacity"][1]
    assert wire["marker"]["opacity"] == [post["marker"]["opacity"][1]]


def test_lighting_all_gives_the_whole_figure_back():
    drawn = prepare_map(POINTS, "Date", "light")
    figure = json.loads(render_map(drawn, np.ones(3, dtype=bool)))
    assert figure == json.loads(article_map(POINTS, "Date", "light").to_json())


def test_by_date_what_has_none_is_drawn_apart():
    figure = article_map(POINTS, "Date", "light")
    assert [list(trace.customdata) for trace in figure.data] == [["b"], ["a", "c"]]
    assert list(figure.data[1].marker.color) == [2020.0, 2021.0]


def test_what_belongs_to_no_family_is_named_so():
    names = [trace.name for trace in article_map(POINTS, "Family", "light").data]
    assert names == ["family 1 (2 articles)", "in no family"]


def test_no_points_draw_nothing():
    assert not article_map(POINTS.head(0), "Date", "light").data
