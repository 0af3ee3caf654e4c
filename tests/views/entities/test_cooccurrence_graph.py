import pandas as pd

from components.views.entities.cooccurrence_graph import (
    SpreadNames,
    cooccurrence_graph,
    spread_entities,
)

COUNTS = pd.DataFrame(
    [("Ann <b>", "PERSON", 9), ("Oslo", "GPE", 4)], columns=["entity", "type", "mentions"]
)
TIES = pd.DataFrame([("Ann <b>", "Oslo", 3)], columns=["a", "b", "together"])
PLACES = SpreadNames({"Ann <b>": (0.0, 0.0), "Oslo": (1.0, 2.0)}, 560)


def test_circles_carry_entities_and_marks_carry_ties_half_way():
    figure = cooccurrence_graph(COUNTS, TIES, PLACES, "sentence", "light")
    marks = next(t for t in figure.data if t.customdata is not None and len(t.customdata[0]) == 2)
    assert list(marks.customdata[0]) == ["Ann <b>", "Oslo"]
    assert (marks.x[0], marks.y[0]) == (0.5, 1.0)
    assert marks.hovertext[0] == "Ann &lt;b&gt; and Oslo<br>both in 3 sentences"
    circles = [t for t in figure.data if t.mode == "markers+text"]
    assert [list(t.customdata) for t in circles] == [["Ann <b>"], ["Oslo"]]
    assert circles[0].text[0] == "Ann &lt;b&gt;"


def test_what_is_not_selected_fades_and_no_tie_is_no_reason_to_fail():
    figure = cooccurrence_graph(COUNTS, TIES.head(0), PLACES, "article", "dark", selected="Oslo")
    circles = [t for t in figure.data if t.mode == "markers+text"]
    assert [t.marker.opacity[0] for t in circles] == [0.4, 1.0]


def test_every_circle_has_room_and_the_colours_are_named():
    spread = spread_entities(COUNTS, {"Oslo": (0.0, 0.0), "Ann <b>": (0.0, 0.0)})
    assert len({*spread.places.values()}) == 2
    figure = cooccurrence_graph(COUNTS, TIES, spread, "sentence", "light")
    legend = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert legend == ["people", "countries and cities"]
    assert (figure.layout.xaxis.range, figure.layout.yaxis.range) == ((0, 640), (0, spread.height))
