"""Sentences as they are compared: their tokens, what each weighs, what stands beside what."""

from __future__ import annotations

import pytest

from components.analysis.pair.sentence_normalisation import Form, find_tokens, sentence_forms
from components.text.segment import sentences


def tokens(text: str) -> list[tuple[str, str]]:
    found = find_tokens(text, [(0, len(text))])
    assert [text[start:end] for start, end in found.spans] == found.shown
    return list(zip(found.shown, found.keys, strict=True))


def forms(first: str, second: str) -> tuple[list[Form], list[Form]]:
    return sentence_forms(first, sentences(first), second, sentences(second))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dogs?", [("Dogs", "dogs"), ("?", "?")]),
        ("Dogs!", [("Dogs", "dogs"), ("!", "!")]),
        ("Dogs?!", [("Dogs", "dogs"), ("?!", "?")]),
        ("Dogs!?", [("Dogs", "dogs"), ("!?", "?")]),
        ("Dogs？", [("Dogs", "dogs"), ("？", "?")]),
        ("“Dogs”", [("“", "'"), ("Dogs", "dogs")]),
        ('"Dogs"', [('"', "'"), ("Dogs", "dogs")]),
        ("$5", [("$", "$"), ("5", "5")]),
        ("5%", [("5", "5"), ("%", "%")]),
        ("at -5", [("at", "at"), ("-", "-"), ("5", "5")]),
        ("Dogs, cats.", [("Dogs", "dogs"), ("cats", "cats")]),
        ("1 200 000 dogs", [("1 200 000", "1200000"), ("dogs", "dogs")]),
        (
            "dogs 1 200 cats 3 400",
            [("dogs", "dogs"), ("1 200", "1200"), ("cats", "cats"), ("3 400", "3400")],
        ),
        ("1 200 $5", [("1 200", "1200"), ("$", "$"), ("5", "5")]),
    ],
)
def test_tokens_are_words_numbers_and_marks_that_tell(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert tokens(text) == expected


def test_tokens_stand_where_they_stand_in_the_whole_text() -> None:
    text = "Cats run. Dogs ask? Birds have 1 200 nests."
    found = find_tokens(text, [(10, 19), (20, 43)])
    assert found.shown == ["Dogs", "ask", "?", "Birds", "have", "1 200", "nests"]
    assert found.spans == [(10, 14), (15, 18), (18, 19), (20, 25), (26, 30), (31, 36), (37, 42)]
    assert found.keys == ["dogs", "ask", "?", "birds", "have", "1200", "nests"]


def test_a_word_weighs_more_the_fewer_sentences_have_it() -> None:
    # Three sentences: log(1 + 3/1) / log(1 + 3) = 1 for a word of one of them, and for one of all
    # log(1 + 3/3) / log(1 + 3) = 1/2. Articles weigh 15 in a hundred of that.
    (one, *_), (other,) = forms(
        "The gulf opened. The gulf shut! The gulf froze.", "The gulf opened."
    )
    assert one == other
    assert one.key == ("the", "gulf", "opened")
    assert one.shares == pytest.approx({"the": 0.075, "gulf": 0.5, "opened": 1.0})
    assert one.weight == pytest.approx(1.575)
    assert one.content == {"gulf", "opened"}
    assert one.neighbours == {("the", "gulf"), ("gulf", "opened")}


def test_the_text_in_which_a_word_is_more_frequent_weighs_it() -> None:
    first, second = "Gulfs open.", "Gulfs shut. Gulfs froze. Gulfs melt."
    for (one,), (other, *_) in (forms(first, second), forms(second, first)[::-1]):
        assert one.shares == pytest.approx({"gulfs": 0.5, "open": 1.0})
        assert other.shares == pytest.approx({"gulfs": 0.5, "shut": 1.0})


def test_a_sentence_that_says_a_word_twice_counts_once_among_those_that_have_it() -> None:
    (one, _, _), _ = forms("Gulf, gulf. Rain fell. Snow fell.", "")
    assert one.shares == {"gulf": 2.0}
    assert (one.weight, one.neighbours) == (2.0, {("gulf", "gulf")})


def test_words_are_one_by_their_first_six_letters_and_figures_by_all() -> None:
    (one,), (other,) = forms("Reporters reported the gulf's cost.", "Report gulf cost.")
    assert one.content == {"report", "gulf", "cost"}
    assert one.content == other.content
    assert one.key == ("reporters", "reported", "the", "gulf's", "cost")
    (one,), _ = forms("Some 1,234,567 fled.", "")
    assert one.content == {"1,234,567", "fled"}


def test_marks_are_in_the_key_and_weigh_nothing() -> None:
    (one,), _ = forms("“Gulfs open?”", "")
    assert one.key == ("'", "gulfs", "open", "?")
    assert one.shares == {"gulfs": 1.0, "open": 1.0}
    assert one.neighbours == {("gulfs", "open")}


def test_a_sentence_without_tokens_is_compared_by_all_of_it() -> None:
    (one,), (other,) = forms("***", "…")
    assert (one.key, other.key) == (("***",), ("...",))
    assert (one.weight, one.content) == (0, frozenset())
