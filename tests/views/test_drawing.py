import pytest

from components.views.theme import TOKENS, ChartBuilder


def test_what_is_set_goes_over_the_look_and_leaves_the_rest():
    chart = ChartBuilder("light", height=200, margin={"r": 64})
    chart.set_x(title={"text": "days"}, showgrid=False)
    layout = chart.build().layout
    assert layout.height == 200
    assert (layout.margin.l, layout.margin.r) == (8, 64)
    assert layout.xaxis.title.text == "days"
    assert layout.xaxis.title.font.color == TOKENS["light"]["quiet"]
    assert layout.yaxis.title.text is None


def test_traces_and_shapes_come_in_the_order_given():
    chart = ChartBuilder("dark", height=100)
    chart.add("scatter", x=[1], y=[2])
    chart.add("bar", x=[3], y=[4])
    chart.add_shape(type="line", x0=0, x1=1, y0=0, y1=1)
    figure = chart.build()
    assert [trace.type for trace in figure.data] == ["scatter", "bar"]
    assert figure.layout.shapes[0].type == "line"


def test_two_figures_of_a_look_do_not_share_what_is_set():
    ChartBuilder("light", height=100).set_x(title={"text": "days"})
    assert ChartBuilder("light", height=100).build().layout.xaxis.title.text is None


def test_the_check_of_these_tests_knows_a_property_that_plotly_does_not():
    chart = ChartBuilder("light", height=100)
    chart.add("bar", x=[1], y=[2], colour="red")
    with pytest.raises(ValueError, match="colour"):
        chart.build()
