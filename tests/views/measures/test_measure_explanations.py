"""The help behind each measure."""

from pathlib import Path

import pytest

from components.views.measures.checked_claims import CHECKED, describe_checked
from components.views.measures.measure_explanations import MEASURES, explain

ROOT = Path(__file__).resolve().parents[3]


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


def test_the_help_of_a_claim_says_how_often_it_was_right():
    told = explain("speaker")
    assert "*How often right:* Of 41 speakers not marked “perhaps”, 37 were right; of 34" in told
    assert "How often right" not in explain("cosine")


def test_a_share_of_a_handful_is_called_too_few_to_say_more():
    assert describe_checked("direction").endswith("which is too few to say more.")
    assert "too few" not in describe_checked("variants")


@pytest.mark.parametrize("name", CHECKED)
def test_what_the_screens_say_was_right_is_what_the_readme_publishes(name):
    assert name in MEASURES
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for one in CHECKED[name]:
        assert f"{one.right} of {one.shown}" in readme
