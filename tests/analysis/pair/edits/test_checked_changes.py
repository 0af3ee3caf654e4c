"""What the whole sentences and the whole texts say about a change, on invented ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.analysis.pair.alignment import align
from components.analysis.pair.ledger import ledger
from tests.analysis.pair.edits.edits_of_pairs import TELLING, edits, heaviest


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Guild met the mayor of Oldham, and the Guild left early.",
         "The mayor of Oldham met the Guild, which left early."),
        ("Envoys of Norland met on the coast, the Norland radio said.",
         "Envoys met on the coast, the Norland radio said."),
    ],
)  # fmt: skip
def test_a_body_that_the_other_sentence_names_is_not_no_longer_named(
    first: str, second: str
) -> None:
    assert not [one for one in edits(first, second) if "no longer named" in one.reason]


def test_a_name_that_stands_elsewhere_in_the_text_weighs_less_than_one_that_is_gone() -> None:
    first = "The bridge at Carrow was closed by Maren Vollan on that morning."
    second = "The bridge at Carrow was closed on that morning."
    gone = heaviest(first, second)
    here = heaviest(f"{first} It rained.", f"{second} It rained. Maren Vollan had a cold.")
    assert gone.kind == here.kind == "entity"
    assert here.weight < TELLING < gone.weight


def test_a_part_of_a_name_that_the_other_sentence_has_by_its_family_name_is_not_missing() -> None:
    first = "The envoy Maren Vollan said the harbour was shut."
    second = "Vollan said the harbour was shut."
    place, there = first.index("Maren"), 0
    alignment = align(first, second, language="en")
    names = (
        [(place, place + len("Maren Vollan"), "PERSON", "Maren Vollan")],
        [(there, len("Vollan"), "PERSON", "Maren Vollan")],
    )
    assert ledger(replace(alignment, mentions=names))["weight"].max() < TELLING


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Three boats sank, according to the guards.", "Three boats sank, the guards said."),
        ("According to police, three boats sank.", "Per police, three boats sank."),
        ("The pier is safe, as reported by Reuters.", "The pier is safe, per Reuters."),
        ("“The pier is safe,” the harbour master said in a letter on Monday.",
         "“The pier is safe,” the harbour master told Reuters."),
    ],
)  # fmt: skip
def test_the_same_source_credited_in_other_words_tells_little(first: str, second: str) -> None:
    assert heaviest(first, second).weight < TELLING


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The aid has not come to town.", "The aid has not come to town, according to nurses."),
        ("The pier is safe, according to police.", "The pier is safe, according to dockers."),
        ("Police said the pier was safe.", "Police said the pier was safe, AFP reported."),
    ],
)  # fmt: skip
def test_a_source_that_only_one_sentence_has_tells_much(first: str, second: str) -> None:
    found = heaviest(first, second)
    assert found.kind == "credit"
    assert found.weight > TELLING


def test_the_number_of_a_paragraph_is_no_figure() -> None:
    edit = heaviest(
        "2.The harbour council may make rules on fees.",
        "The harbour council may make rules on fees.",
    )
    assert "the number of a paragraph" in edit.reason
    assert edit.weight < 0.1


def test_a_figure_that_the_other_text_has_elsewhere_weighs_less() -> None:
    first = "Some 412 boats left the port at dawn. It rained on the coast."
    second = "Boats left the port at dawn. It rained on the coast. There had been 412 of them."
    assert heaviest(first, second).weight < TELLING
    assert heaviest(first, "Boats left the port at dawn. It rained on the coast.").weight > TELLING


@pytest.mark.parametrize(
    "heading",
    ["Boats struggle in the heavy storm", "GUILD HITS BACK AT MAYOR OVER FEES OF 12 CROWNS"],
)
def test_a_heading_before_a_sentence_is_told_as_one(heading: str) -> None:
    body = "The harbour council began to clear the pier on Monday."
    edit = heaviest(f"It was late. {body}", f"It was late. {heading} {body}")
    assert "a heading or caption" in edit.reason
    assert edit.weight < 0.1


def test_a_clause_before_a_sentence_is_no_heading() -> None:
    body = "Vollan closed the pier on Monday."
    edit = heaviest(f"It was late. {body}", f"It was late. Speaking after the long storm, {body}")
    assert "heading" not in edit.reason


def test_a_mark_that_opens_a_quotation_open_on_both_sides_is_cosmetic() -> None:
    first = "“It rained. “The pier is shut for good.” She left."
    second = "“It rained. The pier is shut for good.” She left."
    assert {edit.kind for edit in edits(first, second)} <= {"cosmetic"}


def test_words_beside_a_quotation_that_both_have_are_not_told_as_a_quotation() -> None:
    first = "Vollan wrote: “The pier is shut for good and will stay so.”"
    second = "Later Vollan had said: “The pier is shut for good and will stay so.”"
    assert "quotation" not in {edit.kind for edit in edits(first, second)}


def test_a_longer_clause_tells_more_and_one_that_judges_most() -> None:
    first = "The guild of dockers left the hall."
    short = heaviest(first, "The guild of dockers left the hall at a run.")
    long = heaviest(
        first,
        "The guild of dockers left the hall after a quarrel over fees, boats and nets with others.",
    )
    judging = heaviest(first, "The guild of dockers left the hall with extremist settlers.")
    assert short.weight < TELLING < judging.weight
    assert long.weight > TELLING


def test_mild_verbs_of_speech_differ_little_and_a_doubting_one_much() -> None:
    said = "The master said the pier was safe."
    assert heaviest(said, said.replace("said", "noted")).weight < TELLING
    assert heaviest(said, said.replace("said", "claimed")).weight >= 0.7


def test_the_address_of_a_page_tells_nothing() -> None:
    found = edits(
        "The bridge is shut. https://news.example/2025/05/12/bridge-shut-by-old-council.html",
        "The bridge is shut. https://news.example/2025/05/19/bridge-shut-by-new-council.html",
    )
    assert found
    assert max(edit.weight for edit in found) < 0.1


def test_a_named_speaker_that_nobody_replaces_tells_much_and_a_pronoun_little() -> None:
    said = "“She said the pier was shut for good,” {} on the radio this morning."
    bare = "“She said the pier was shut for good.”"
    assert heaviest(said.format("Maren Vollan said"), bare).weight > TELLING
    assert heaviest(said.format("she added"), bare).weight < TELLING


@pytest.mark.parametrize(
    "glued",
    [
        "Three of 40 boats in the port Photograph: Maren Vollan/Example ",
        "Maren Vollan cut the ribbon (AP Photo/Jonas Whitlow) ",
        "“It costs 12 crowns.” ALSO READ: MAYOR HITS BACK AT GUILD the ",
    ],
)
def test_a_caption_glued_to_a_sentence_is_no_figure_name_or_quotation(glued: str) -> None:
    body = "the harbour council began to clear the pier on Monday."
    found = edits(f"By noon {body}", f"By noon {glued}{body}")
    assert max(edit.weight for edit in found) < TELLING


def test_words_in_capitals_within_a_quotation_are_words() -> None:
    said = "“We will rebuild the harbour bridge{},” she wrote on Monday."
    edit = heaviest(said.format(""), said.format(" AND MAKE OLDHAM GREAT AGAIN"))
    assert edit.kind == "quotation"
    assert edit.weight > TELLING


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The credit moved, and a heading stands before it.
        ("The ship left the port in July, according to the Harbour Office.",
         "Two ships According to the Harbour Office, the ship left the port in July."),
        # To appear in court is no hedge, nor is one that moved.
        ("The docker, a tall man, appeared in court charged with three counts of arson at sea.",
         "The docker, also a rower, has been charged with three counts of arson at sea."),
        ("On Monday he said the pier should be shut.",
         "The pier should, he said, be shut on Monday."),
        ("Maren Vollan contributed to this report.", "Jonas Whitlow contributed to this report."),
    ],
)  # fmt: skip
def test_what_both_sentences_have_and_what_is_no_hedge_tells_little(
    first: str, second: str
) -> None:
    assert heaviest(first, second).weight < TELLING


def test_a_hedge_that_only_one_sentence_has_tells_much() -> None:
    first = "The old pier burned on Monday."
    assert heaviest(first, "The old pier appeared to burn on Monday.").kind == "hedge"
    assert heaviest(first, "The old pier allegedly burned on Monday.").weight >= 0.7


def test_a_clause_whose_names_stand_elsewhere_in_the_other_text_tells_by_its_words() -> None:
    opening = "Police raided the farm at Carrow, "
    first = f"{opening}where Maren Vollan and other dockers had been meeting in secret."
    second = (
        "Police raided the farm at Carrow. It rained for hours. A cold kept Maren Vollan at home."
    )
    edit = heaviest(first, second)
    assert edit.kind == "wording"
    assert "where Maren Vollan and other dockers" in str(edit.reason)
