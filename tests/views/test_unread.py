from components.app.worker.work import STEPS
from components.views.faults import describe_failed, describe_unread

LABELS = {"a": "Ship", "b": "Ferry", "c": "Barge", "d": "Tug"}


def test_the_articles_that_failed_are_named_with_the_reason():
    assert (
        describe_unread({"b": "ValueError: 1.2.3", "gone": "KeyError"}, LABELS, "names")
        == "1 article could not be read for names: Ferry (ValueError: 1.2.3)."
    )
    told = describe_unread(dict.fromkeys(LABELS, "KeyError"), LABELS, "names")
    assert told.startswith("4 articles could not be read for names: Ship (KeyError); ")
    assert told.endswith("Barge (KeyError); and 1 other.")


def test_nothing_is_said_when_none_failed():
    assert describe_unread({}, LABELS, "names") == ""


def test_a_step_that_failed_is_named_with_the_reason_as_a_fault_of_ours():
    told = describe_failed({"map": "ValueError: no plane", "mentions": "KeyError"})
    assert told.startswith("Part of the analysis failed: the map (ValueError: no plane); names ")
    assert "a fault of Parallax, not of your articles" in told
    assert describe_failed({}) == ""


def test_every_step_of_the_analysis_has_words():
    asked_for = "the comparison with the current settings"
    for step in STEPS:
        assert asked_for not in describe_failed({step.name: "KeyError"})
    assert asked_for in describe_failed({"comparing anew: longest=2": "KeyError"})
