"""What a check found, in words."""

import pytest

from components.analysis.pipeline.step_table import STEPS
from components.corpus.integrity.integrity_check import Checked
from components.views.faults import (
    describe_check,
    describe_failed,
    describe_failed_pairs,
    describe_remedy,
    describe_unread,
)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            Checked([], [], 0),
            "No damage was found: the database is intact. It contains no original files.",
        ),
        (
            Checked([], [], 1),
            "No damage was found: the database and the 1 original file are intact.",
        ),
        (
            Checked([], ["a.txt: it can no longer be read."], 1_200),
            "The database is intact. Some of the 1,200 original files have changed since they were "
            "added.",
        ),
        (Checked(["row 3 missing"], [], 2), "The database is damaged."),
        (
            Checked(
                [], [], 2, words=["The article “a”: its text has changed since it was stored."]
            ),
            "The database is intact, but one item in it is not as stored.",
        ),
    ],
)
def test_the_outcome_is_a_sentence(found, sentence):
    assert describe_check(found) == sentence


def test_what_to_do_follows_what_was_damaged():
    assert describe_remedy(Checked([], [], 3)) == ""
    assert "Export it now" in describe_remedy(Checked(["a"], [], 0))
    assert "own copies" in describe_remedy(Checked([], ["b"], 0))
    assert len(describe_remedy(Checked(["a"], ["b"], 0)).splitlines()) == 2


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


def test_the_pairs_that_failed_are_named_with_the_reason():
    assert describe_failed_pairs(
        {("a", "b"): "KeyError: 1", ("a", "gone"): "KeyError"}, LABELS, "contradictions"
    ) == (
        "1 pair of articles could not be compared for contradictions: Ship and Ferry (KeyError: "
        "1). This is a fault of Parallax, not of your articles."
    )
    pairs = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")]
    told = describe_failed_pairs(dict.fromkeys(pairs, "KeyError"), LABELS, "relations")
    assert told.startswith("4 pairs of articles could not be compared for who took from whom: Ship")
    assert "; Ship and Tug (KeyError); and 1 other. " in told
    assert "Barge (KeyError); and 1" not in told
    assert describe_failed_pairs({}, LABELS, "relations") == ""


def test_every_step_of_the_analysis_has_words():
    asked_for = "the comparison with the current settings"
    for step in STEPS:
        assert asked_for not in describe_failed({step.name: "KeyError"})
    assert asked_for in describe_failed({"comparing anew: longest=2": "KeyError"})
