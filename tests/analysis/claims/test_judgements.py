"""Verdicts on quotations and figures, as they are stored and read."""

import pytest

from components.analysis.claims.judgements import (
    Judgement,
    describe_judgement,
    read_place,
    write_correction,
)


def test_a_correction_is_read_as_it_was_written():
    value = write_correction({"thing": "people", "value": "12", "speaker": "Kim\nNou"})
    assert value == "speaker: Kim Nou\nvalue: 12\nthing: people"
    assert Judgement(value).corrected == {"speaker": "Kim Nou", "value": "12", "thing": "people"}


def test_a_name_may_have_a_colon():
    assert Judgement(write_correction({"speaker": "Op: Ed"})).corrected == {"speaker": "Op: Ed"}


def test_a_verdict_without_correction_has_none():
    assert Judgement("right").corrected == {}
    assert not Judgement("right").is_struck
    assert Judgement("wrong").is_struck
    assert Judgement("not a quotation").is_struck


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("right", "confirmed by Ada"),
        ("wrong", "struck by Ada"),
        ("speaker: Kim Nou", "corrected by Ada"),
    ],
)
def test_who_decided_stands_with_what(value, told):
    assert describe_judgement(Judgement(value, "Ada")) == told


@pytest.mark.parametrize("words", ["", "a", "a.1", "a.1.x", ".1.2", "a.1.99999999999", "a.1.2.3"])
def test_words_of_a_link_that_are_no_place_are_none(words):
    assert read_place(words) is None


def test_a_place_is_article_start_and_end():
    assert read_place("ab12.3.45") == ("ab12", 3, 45)
