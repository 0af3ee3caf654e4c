"""What kind of change an edit is, on invented sentences."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.analysis.pair.alignment import align
from components.analysis.pair.edits import EDIT_KINDS, Edit, read_side, type_edits
from components.analysis.pair.edits.read_numbers import read_numbers
from components.text.normalisation import fold

GOLD = json.loads(
    (Path(__file__).parents[4] / "benchmarks/gold/edits.json").read_text(encoding="utf-8")
)


def edits(first: str, second: str) -> list[Edit]:
    alignment = align(first, second, language="en")
    return [edit for link in alignment.links for edit in alignment.edits(link)]


def only_edit(first: str, second: str) -> Edit:
    (edit,) = edits(first, second)
    return edit


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["second"][:40])
def test_edits_typed_by_hand_get_the_same_kind(row: dict[str, object]) -> None:
    assert [edit.kind for edit in edits(str(row["first"]), str(row["second"]))] == row["kinds"]


def test_every_kind_has_examples_and_there_are_over_two_hundred() -> None:
    counted = Counter(kind for row in GOLD for kind in row["kinds"])
    assert set(counted) == set(EDIT_KINDS)
    assert min(counted.values()) >= 8
    assert counted.total() > 200


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            "The storm left 13,000 homes dark.",
            "The storm left 10,000 homes dark.",
            "‘13,000’ became ‘10,000’",
        ),
        (
            "The rota is safe, said the managing director.",
            "The rota is safe, claimed the managing director.",
            "the verb of attribution changed from ‘said’ to ‘claimed’",
        ),
        (
            "A plan of President Anton V. Leskov failed.",
            "A plan of President Anton Leskov failed.",
            "‘V’ was dropped from the name ‘President Anton V. Leskov’",
        ),
        (
            "They called the sailor a “hero” in the paper.",
            "They called the sailor a hero in the paper.",
            "the quotation marks around ‘hero’ were lost",
        ),
        (
            "WENDLE — Cranes stood still over the terminal.",
            "Cranes stood still over the terminal.",
            "the dateline ‘WENDLE’ was dropped",
        ),
    ],
)
def test_the_reason_is_a_sentence_about_this_edit(first: str, second: str, reason: str) -> None:
    assert only_edit(first, second).reason == reason


def test_a_changed_figure_weighs_more_than_a_reworded_phrase_and_that_more_than_spelling() -> None:
    number = only_edit("The port lost 12 boats that night.", "The port lost 21 boats that night.")
    wording = only_edit(
        "The port lost old boats that night.", "The port lost odd boats that night."
    )
    spelling = only_edit("The harbour lost boats that night.", "The harbor lost boats that night.")
    assert number.weight > wording.weight > spelling.weight


def test_mentions_tell_that_two_names_are_one_entity() -> None:
    first, second = "The letter was sent by Rosa Keller.", "The letter was sent by Black Rose."
    alignment = align(first, second, language="en")
    one = [(first.index("Rosa"), len(first) - 1, "PERSON", "Rosa Keller")]
    other = [(second.index("Black"), len(second) - 1, "PERSON", "Rosa Keller")]
    link = alignment.links[0]
    assert [edit.kind for edit in alignment.edits(link)] == ["entity"]
    known = replace(alignment, mentions=(one, other)).edits(link)
    assert [edit.kind for edit in known] == ["name_form"]


def test_a_name_that_moved_weighs_more_than_one_in_a_list() -> None:
    listed = edits(
        "The ministers of Norway, Latvia and Malta signed it.",
        "The ministers of Latvia, Norway and Malta signed it.",
    )
    assert {edit.kind for edit in listed} == {"order"}
    assert max(edit.weight for edit in listed) < 0.2


WORDS = """
the of and not may said claimed regime government “ ” 12 13 1,300 three 3 2016 May one first hundred
Orlov Mr. V. Kyiv Kiev Reuters according to harbour harbor rose fell has risen was twenty-one and
No. — « » ’ ' " U.S. percent % million не сказав п'ять ½ ٣ ́ \u200b
"""
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)
HOSTILE = st.one_of(PHRASES, st.text(max_size=20))


@settings(max_examples=400, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@example("", "", "፩", "")  # a digit to Unicode that is no decimal one
def test_every_edit_is_typed_and_a_changed_figure_is_never_cosmetic(
    head: str, before: str, after: str, tail: str
) -> None:
    texts = [f"{head} {middle} {tail}" for middle in (before, after)]
    sides = [read_side(text, [(0, len(text))]) for text in texts]
    start = len(head) + 1
    spans = [((start, start + len(before)), (start, start + len(after)))]
    (edit,) = type_edits(sides[0], sides[1], spans)
    assert edit.kind in EDIT_KINDS
    assert 0 <= edit.weight <= 1
    assert 0 < len(edit.reason) < 250
    if numbers(before, after) != numbers(after, before):
        assert edit.kind not in ("cosmetic", "spelling")


def numbers(text: str, beside: str) -> Counter[str]:
    """The numbers of a text; `one` and the like count where there are numbers beside it."""
    counts = any(token[0] == "#" for token in read_numbers(fold(beside)))
    tokens = read_numbers(fold(text))
    doubtful = [f"#{token[1:].split(':')[0]}" for token in tokens if token[0] == "%" and counts]
    return Counter([*doubtful, *(token for token in tokens if token[0] == "#")])


@pytest.mark.parametrize(
    "sign", ["“", "12 ", "A ", "‘a", "twenty-", "9", "Mr. ", "not ", "1,", "\u200b"]
)
def test_hostile_texts_are_typed_in_bounded_time(sign: str) -> None:
    text = sign * 20_000
    for edit in edits(f"He said {text} today.", f"He said {text[:-7]} tomorrow."):
        assert edit.kind in EDIT_KINDS
        assert len(edit.reason) < 250


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            "“I have told the king of Norway,” he said.",
            "“I have told the king of Norway [Olaf Berg],” he said.",
            "in a quotation: ‘[Olaf Berg]’ was inserted by an editor",
        ),
        (
            "“They [the dockers] will strike on Monday,” she said.",
            "“They will strike on Monday,” she said.",
            "in a quotation: ‘[the dockers]’ of an editor was left out",
        ),
        (
            "“They will strike for 12 dayes,” she said.",
            "“They will strike for 12 dayes [sic],” she said.",
            "in a quotation: ‘[sic]’ was inserted by an editor",
        ),
        (
            "“They will strike on Monday,” she said.",
            "“They (the dockers) will strike on Monday,” she said.",
            "in a quotation: ‘(the dockers)’ was inserted by an editor",
        ),
        (
            "“Tomorrow he will speak to the crew,” she said.",
            "“Tomorrow [Lind] will speak to the crew,” she said.",
            "in a quotation: ‘[Lind]’ of an editor stands for ‘he’",
        ),
        (
            "“Tomorrow [Lind] will speak to the crew,” she said.",
            "“Tomorrow he will speak to the crew,” she said.",
            "in a quotation: ‘[Lind]’ of an editor stands for ‘he’",
        ),
    ],
)
def test_what_an_editor_put_in_brackets_is_told_as_an_insertion_and_weighs_little(
    first: str, second: str, reason: str
) -> None:
    edit = only_edit(first, second)
    assert (edit.kind, edit.reason) == ("quotation", reason)
    assert edit.weight < 0.35


def test_words_put_into_a_quotation_without_brackets_weigh_as_before() -> None:
    edit = only_edit("“We will go home,” he said.", "“We will never go home,” he said.")
    assert edit.weight > 0.8
