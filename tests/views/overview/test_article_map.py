import json

import numpy as np
import pandas as pd

from components.views.overview.similarity import article_map, prepare_map, render_map

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
