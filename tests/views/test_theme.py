import pytest

from components.corpus.annotations.verdicts import COLOURS
from components.views.theme import (
    TOKENS,
    ChartBuilder,
    cell_scale,
)

GROUNDS = ("paper", "raised")
ON_PAPER = ("ink", "quiet", "accent", "edited", "added", "dropped", "moved")
NOTES = tuple(f"note-{colour}" for colour in COLOURS)
UNDER = ("edited", "added", "dropped", "moved", "accent", *NOTES)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_has_a_contrast_of_at_least_four_and_a_half_to_one(mode):
    tokens = TOKENS[mode]
    for ground in GROUNDS:
        for text in ON_PAPER:
            assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
    for kind in UNDER:
        assert contrast(tokens["ink"], tokens[f"{kind}-under"]) >= 4.5, kind
    for kind in NOTES:
        for ground in GROUNDS:
            assert contrast(tokens[kind], tokens[ground]) >= 4.5, (kind, ground)
        assert contrast(tokens[kind], tokens[f"{kind}-under"]) >= 3, kind


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_value_can_be_read_in_every_cell_of_a_chart(mode):
    for _, ground in cell_scale(mode):
        assert contrast(TOKENS[mode]["ink"], ground) >= 4.5, ground


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
