import numpy as np
import pandas as pd

from components.views.overview.similarity import similarity_matrix

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
    assert "Ex &lt;b&gt;" in draw().layout.xaxis.ticktext
