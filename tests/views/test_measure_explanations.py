"""The help behind each measure."""

import pytest

from components.views.measure_explanations import MEASURES, explain


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_says_what_it_tells_how_it_is_made_and_whose_it_is(name):
    one = MEASURES[name]
    assert one.says.endswith(".")
    assert one.formula.endswith(".")
    assert one.reference
    assert not one.reference.endswith(".")


def test_the_help_of_a_chart_holds_its_lead_and_its_formula():
    told = explain("cosine", lead="Pick a cell.")
    assert told.startswith("Pick a cell.")
    assert "TF-IDF" in told
    assert "Salton" in told
