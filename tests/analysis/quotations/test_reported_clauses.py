"""Reported clauses: where they begin and end, what is none, and who says them."""

import pytest

from components.analysis.entities import model_available
from components.analysis.quotations import find_reported

pytestmark = pytest.mark.skipif(not model_available(), reason="the model is not installed")
SURE = 0.5


def clauses(text):
    return [one.text for one in find_reported(text) if one.confidence >= SURE]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Marlow told Harbour Radio 4's Morning programme that the union had expected a better "
            "offer on Monday.",
            "the union had expected a better offer on Monday",
        ),
        (
            "Marlow says one key advantage for the yard is the quality of its welding.",
            "one key advantage for the yard is the quality of its welding",
        ),
        (
            "The council announced on March 6 that it will end the fee in October.",
            "it will end the fee in October",
        ),
        (
            "Instead, he said, the ship would be given to a museum in the spring.",
            "the ship would be given to a museum in the spring",
        ),
        (
            "The new cranes have doubled the work of the yard, spokeswoman of the Union of Harbour "
            "Companies (the owner) Anna Marlow told Reuters at a trade fair in Oslo.",
            "The new cranes have doubled the work of the yard",
        ),
        (
            "According to him, the harbour was closed for a year.",
            "the harbour was closed for a year",
        ),
        (
            "The harbour will be shut by June, according to state television.",
            "The harbour will be shut by June",
        ),
        ("The ship was lost at times, according to the book.", "The ship was lost at times"),
    ],
)
def test_a_clause_is_found_by_its_place_where_no_word_binds_it_to_the_verb(text, clause):
    assert clauses(text) == [clause]


def test_a_sentence_that_goes_on_behind_its_speaker_is_reported_whole():
    text = "The second part of the plan, Marlow said, was not to agree to anything at all."
    assert clauses(text) == [text.rstrip(".")]


def test_a_clause_goes_on_over_the_verbs_that_follow_it():
    text = (
        "The council said the owners are raising the fees, which breaks the law of the port, harms "
        "the crews of small ships and drives away the trade."
    )
    assert clauses(text) == [text.removeprefix("The council said ").rstrip(".")]


def test_what_somebody_accuses_another_of_or_announces_is_reported():
    assert clauses("Marlow accused the owners of holding their meetings at night.") == [
        "the owners of holding their meetings at night"
    ]
    assert clauses("The council announced new fees for all ships from the south.") == [
        "new fees for all ships from the south"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She was told that the harbour was closed.",
        "Marlow agreed to speak to the paper.",
        "You agree to receive letters from Harbour News.",
        "When asked whether the harbour would open, the captain left the room.",
        "Three men accused of theft on the quay went on trial in Oslo.",
        "MAYOR SAYS HARBOUR IS SHUT FOR THE SUMMER",
        "The ship left at noon, according to plan.",
        "The owners promised new steps to open the harbour.",
    ],
)
def test_who_is_told_or_asked_or_agrees_to_do_a_thing_reports_nothing(text):
    assert clauses(text) == []


def test_a_clause_stays_reported_where_it_is_open_who_the_pronoun_is():
    text = (
        "Tom Baker said the harbour was shut. At a rally, Peter Lind spoke and Carl Holm slept. "
        "He said that nobody was hurt."
    )
    last = find_reported(text)[-1]
    assert (last.text, last.speaker, last.mention) == ("nobody was hurt", None, "He")
    assert last.confidence >= SURE


def test_a_body_is_named_whole_and_not_by_its_place():
    (one,) = find_reported("The port is shut, according to Norway’s health ministry.")
    assert one.mention == "Norway’s health ministry"
    assert one.speaker == "Norway’s health ministry"


@pytest.mark.parametrize(
    "text",
    [
        "The pilot fires through the window, then shoots Lind.",
        "The one who still wins is Marlow: he continues to sail for the island.",
        "The mayor says talks are off Why the fee of the port has to fall is told by nobody.",
        "Asked what she would like to see on the quay, Marlow said: “A boat for every child.”",
        "Speaking at the port before the council named her, Marlow said: “I know nothing.”",
    ],
)
def test_what_stands_before_a_verb_with_other_words_of_its_own_is_not_reported(text):
    assert clauses(text) == []


def test_what_is_told_stands_behind_that_and_not_before_the_verb():
    text = (
        "Greeting the guests, Marlow said that a vote would be held in May and, summing up the "
        "year, she noted that the trade of the port had grown."
    )
    assert "the trade of the port had grown" in clauses(text)
    assert not any(one.startswith("Greeting") for one in clauses(text))


def test_a_condition_behind_a_clause_belongs_to_it():
    text = "Marlow says it will be a good year for the yard, if the owners keep the fee low."
    assert clauses(text) == ["it will be a good year for the yard, if the owners keep the fee low"]


def test_a_name_with_a_capital_inside_a_clause_is_no_glued_line():
    text = "Marlow said the paper The Harbour News had printed a list of the owners."
    assert clauses(text) == ["the paper The Harbour News had printed a list of the owners"]


def test_what_a_thing_suggests_is_not_sure_to_be_said():
    assert clauses("The tone of the note suggests that the owners are tired of the fee.") == []


def test_a_clause_ends_before_words_that_go_on_in_marks():
    text = "Marlow added that the race had been a lesson, saying: “It is about the wind.”"
    assert clauses(text) == ["the race had been a lesson"]


def test_a_sentence_before_a_semicolon_is_not_what_the_next_one_tells():
    text = "Many of them wept as they spoke of the storm; several said they had lost a boat."
    assert clauses(text) == ["they had lost a boat"]


def test_what_is_done_according_to_ones_ideals_is_not_reported():
    assert clauses("His first aim was to build the harbour according to his ideals.") == []


def test_a_line_before_words_in_marks_is_not_who_says_the_words():
    text = "The port says the fee is low “I think the fee is far too high,” said Marlow."
    assert [(one.text, one.speaker) for one in find_reported(text)] == [("the fee is low", None)]
