"""Second looks at typed changes and the weights that follow from them, on invented sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.analysis.pair.alignment import align
from components.analysis.pair.edits import Edit
from components.analysis.pair.edits.edit import weight
from components.analysis.pair.ledger import ledger

TELLING = 0.35  # from which weight on the ledger counts a change as telling

QUAY = "The mayor of Oldham closed the northern quay to all boats on Monday."
COST = "Repairs of the crane will cost the guild 12 million crowns in all."
RAIN = "Fishermen waited in the rain until the guards opened a side gate."


def edits(first: str, second: str) -> list[Edit]:
    alignment = align(first, second, language="en")
    return [edit for link in alignment.links for edit in alignment.edits(link)]


def heaviest(first: str, second: str) -> float:
    return max((edit.weight for edit in edits(first, second)), default=0.0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The source stands in the sentence before.
        ("Maren Vollan spoke. The pier is shut for good, Vollan said.",
         "Maren Vollan spoke. The pier is shut for good."),
        ("The pier was sold in secret, according to the letter.",
         "The pier was sold in secret, the letter claims."),
        ("The hall is shut. It will open on Sunday at noon, said Jonas Whitlow.",
         "Jonas Whitlow shut the hall. It will open on Sunday at noon."),
    ],
)  # fmt: skip
def test_a_source_that_the_other_text_has_too_is_not_missing_there(first: str, second: str) -> None:
    assert heaviest(first, second) < TELLING


def test_a_source_that_the_other_text_does_not_have_is_missing_there() -> None:
    bare = "The pier was sold in secret."
    assert heaviest(f"{bare[:-1]}, according to two dockers.", bare) >= 0.7
    assert heaviest(f"{bare[:-1]}, said Jonas Whitlow.", bare) > TELLING


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("OLDHAM, May 8. The quay is shut.", "CARROW, May 9. The quay is shut."),
        ("The crane was built in 1986 at sea.", "The crane was built last year at sea."),
        ("The crane lifts 13.9 tonnes at noon.", "The crane lifts 13.85 tonnes at noon."),
        ("The guild lost over 40 boats at sea.", "The guild lost more than 40 boats at sea."),
        ("The plan is on page15 of the report.", "The plan is on page2 of the report."),
        ("The two signed a truce on the pier.", "The two signed a ceasefire on the pier."),
        ("Rowers are far more likely to fall ill.", "Rowers are likelier to fall ill."),
        ("The strike cost 3 bln crowns in May.", "The strike cost 3 billion crowns in May."),
    ],
)  # fmt: skip
def test_what_does_not_differ_for_certain_tells_little(first: str, second: str) -> None:
    assert heaviest(first, second) < TELLING


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The crane was built on Monday at sea.", "The crane was built on Friday at sea."),
        ("The crane lifts 13.9 tonnes at noon.", "The crane lifts 14.9 tonnes at noon."),
        ("The guild lost over 40 boats at sea.", "The guild lost fewer than 40 boats at sea."),
        ("The fighters held the pier.", "The terrorists held the pier."),
        ("The master resigned on Monday.", "The master did not resign on Monday."),
    ],
)  # fmt: skip
def test_what_contradicts_tells_much(first: str, second: str) -> None:
    assert heaviest(first, second) >= 0.7


def test_figures_of_two_months_do_not_contradict_each_other() -> None:
    february = "The port moved 5.93 million tonnes in February, the guild of dockers said."
    other = february.replace("5.93", "6.12")
    assert heaviest(february, other) > 0.9
    march = other.replace("February", "March")
    figure = next(one for one in edits(february, march) if one.kind == "number")
    assert figure.weight < TELLING


def test_a_clause_tells_more_than_a_description_of_as_many_words() -> None:
    bare = "Maren Vollan shut the quay."
    clause = "Maren Vollan, who had promised dockers safe boats and cheap berths, shut the quay."
    description = "Maren Vollan, the tall young deputy harbour master of Oldham, shut the quay."
    assert heaviest(bare, clause) >= 0.7
    assert heaviest(bare, description) < 0.5
    # The other text says so elsewhere.
    known = " The deputy harbour master of Oldham is tall and young."
    assert heaviest(bare + known, description + known) < TELLING


def test_words_quoted_on_one_side_only_are_told_where_a_sentence_was_rewritten() -> None:
    first = "The guild called the fees of the council “wholly unfair” on Monday in the hall."
    second = "The guild spoke of the fees of the council on Monday in the hall."
    assert heaviest(first, second) > TELLING


def test_more_new_words_never_tell_less() -> None:
    for way in ("words", "clause", "reworded"):
        steps = [weight("wording", f"{way} {count}") for count in range(7)]
        assert steps == sorted(steps), way


def test_mentions_of_days_and_sums_are_no_names() -> None:
    first = "The council met last summer and spent the money on boats."
    second = "The council met and spent the money on boats."
    at = first.index("last summer")
    alignment = align(first, second, language="en")
    named = replace(alignment, mentions=([(at, at + 11, "DATE", "last summer")], []))
    assert "entity" not in set(ledger(named)["kind"])


def dropped(first: str, second: str) -> float:
    rows = ledger(align(first, second, language="en"))
    return float(rows.loc[rows["change"] == "dropped", "weight"].max())


def test_a_sentence_that_only_one_text_has_tells_as_much_as_the_texts_are_versions() -> None:
    kept = f"{QUAY} {COST}"
    version = dropped(f"{kept} {RAIN}", kept)
    others = "Bakers met in the hall. Nobody sang. A dog barked at the moon. It was a long night."
    meeting = dropped(f"{QUAY} {RAIN} {others}", f"{QUAY} {COST} Trains ran late. {COST[::-1]}")
    assert meeting < version / 2


def test_a_sentence_that_the_other_text_says_in_other_order_is_restated() -> None:
    kept = f"{QUAY} {COST} The guards of Oldham opened a side gate for boats in the rain."
    said = "In the rain a gate was opened."
    new = "Seven bakers were arrested."
    assert dropped(f"{kept} {said}", kept) < dropped(f"{kept} {new}", kept) / 2
