"""Reasons that both whole sentences bear out, and statements that differ, on invented ones."""

from __future__ import annotations

import pytest

from components.analysis.pair.alignment import align
from components.analysis.pair.ledger import ledger
from tests.analysis.pair.edits.edits_of_pairs import TELLING, edits, heaviest


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The depot stands not far from the old harbour gate.",
         "The depot stands near the old harbour gate."),
        ("Asked whether he would go, the mayor said he would not go.",
         "The mayor said he would not go when asked whether he would go."),
    ],
)  # fmt: skip
def test_sentences_that_deny_alike_differ_in_no_negation(first: str, second: str) -> None:
    assert not [edit for edit in edits(first, second) if edit.kind == "negation"]


def test_a_clause_that_denies_something_of_its_own_turns_nothing_round() -> None:
    drove = "The convoy drove into the fields of Carrow on Monday"
    edit = heaviest(f"{drove}.", f"{drove}, where it was not awaited.")
    assert (edit.kind, edit.weight) == ("negation", 0.5)


def test_a_short_sentence_of_another_speaker_is_no_denial() -> None:
    one = "The senator asked the minister about the letters to the bank. That is not true."
    other = "The skipper praised the herring and the weather of the north. That is true."
    assert heaviest(one, other).weight < TELLING
    assert heaviest("That is not true.", "That is true.").weight > 0.8


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("The council may meet in public, according to its own rules.", "wording"),
        ("The council may meet in public, according to its members.", "credit"),
    ],
)
def test_a_rule_is_no_source(told: str, kind: str) -> None:
    assert heaviest(told, "The council may meet in public.").kind == kind


def test_a_title_before_a_family_name_replaces_nobody() -> None:
    edit = heaviest(
        "The clerk is accused of working with Roman Vollan and others in the harbour.",
        "The clerk is accused of working with Mr Vollan and others in the harbour.",
    )
    assert edit.weight < TELLING


@pytest.mark.parametrize("described", ["the Oslo-based", "the Norwegian", "the May-Oct"])
def test_what_only_describes_is_no_name(described: str) -> None:
    full = f"The owners bought {described} shipping company that owned the pier."
    plain = "The owners bought the shipping company that owned the pier."
    assert not [edit for edit in edits(full, plain) if "named" in edit.reason]


@pytest.mark.parametrize(
    ("first", "second", "most"),
    [
        ("The smelter, about 400 miles east of Carrow, made 240 tons of zinc.",
         "The smelter made 240 tons of zinc.", TELLING),
        ("Vollan, 49, was held in the old prison of the town.",
         "Vollan was held in the old prison of the town.", TELLING),
        ("The fair in the old harbour of Carrow runs from May 19 to 21.",
         "The fair in the old harbour of Carrow began on May 19.", TELLING),
        ("He was shot at about 7:15 a.m. GMT on the pier.",
         "He was shot at about 10:15 a.m. Moscow time on the pier.", TELLING),
    ],
)  # fmt: skip
def test_distances_ages_and_the_end_of_a_span_tell_little(
    first: str, second: str, most: float
) -> None:
    assert heaviest(first, second).weight < most


def test_a_figure_of_what_the_other_text_never_names_is_another_figure() -> None:
    sold = "The agency sold {} tonnes of old wheat to traders in {}."
    both = edits(sold.format(340, "Chile"), sold.format(25, "Kenya"))
    (other,) = (edit for edit in both if edit.kind == "number")
    same = heaviest(sold.format(340, "Chile"), sold.format(25, "Chile"))
    assert other.weight < TELLING < same.weight


def test_a_result_against_another_is_no_reversal() -> None:
    turned = edits(
        "The share made a profit vs loss a year ago.", "The share made a loss vs profit a year ago."
    )
    assert "roles" not in {edit.kind for edit in turned}


def test_the_speaker_behind_a_quotation_whom_the_other_text_names_before_it_is_not_news() -> None:
    first = "Maren Vollan spoke. “The harbour will be rebuilt before the winter.”"
    second = (
        "Maren Vollan spoke. “The harbour will be rebuilt before the winter,” "
        "the council's Maren Vollan said as the plan was shown."
    )
    assert max(row for row in ledger(align(first, second, language="en"))["weight"]) < TELLING


def test_a_speaker_who_is_named_further_on_in_the_same_quotation_is_not_gained() -> None:
    first = "“I have the agreement. Now we will see what comes,” Mr. Vollan said. He left at noon."
    second = "“I have the agreement,” Mr. Vollan said. He left at noon."
    reasons = {edit.reason for edit in edits(first, second)}
    assert not [reason for reason in reasons if "gained its speaker" in reason]
