"""Which words changed between two sentences."""

from __future__ import annotations

import pytest

from components.analysis.pair.sentence_normalisation import find_tokens
from components.analysis.pair.word_diff import changed_runs, equal_tokens


def changed(first: str, second: str) -> list[tuple[str, str]]:
    one, other = find_tokens(first, [(0, len(first))]), find_tokens(second, [(0, len(second))])
    return [
        (" ".join(one.shown[start:end]), " ".join(other.shown[other_start:other_end]))
        for start, end, other_start, other_end in changed_runs(one, other)
    ]


def kept(first: str, second: str) -> list[tuple[int, int]]:
    return equal_tokens(
        find_tokens(first, [(0, len(first))]), find_tokens(second, [(0, len(second))])
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("dogs run home", "dogs run home", []),
        ("dogs run home", "dogs walk home", [("run", "walk")]),
        ("dogs run", "dogs run home", [("", "home")]),
        ("dogs run home", "dogs run", [("home", "")]),
        ("dogs run", "big dogs run", [("", "big")]),
        ("dogs run home", "cats run back", [("dogs", "cats"), ("home", "back")]),
        ("", "dogs run", [("", "dogs run")]),
        # A change of case is one, unless the case is the same letter for letter.
        ("Dogs run", "dogs run", [("Dogs", "dogs")]),
        ("DOGS run", "Dogs run", [("DOGS", "Dogs")]),
        ("It’s dogs", "It's dogs", []),
        # Function words between two replacements belong to them, two at most.
        ("dogs of the town", "cats of the city", [("dogs of the town", "cats of the city")]),
        ("dogs in and of town", "cats in and of city", [("dogs", "cats"), ("town", "city")]),
        # Between a word that came and one that was replaced they stay.
        ("dogs of town", "big dogs of city", [("", "big"), ("town", "city")]),
        ("big dogs of town", "dogs of city", [("big", ""), ("town", "city")]),
        ("dogs of a town big", "cats of a town", [("dogs", "cats"), ("big", "")]),
        ("dogs of a town", "cats of a town big", [("dogs", "cats"), ("", "big")]),
        ("dogs of", "cats of town", [("dogs", "cats"), ("", "town")]),
        ("dogs of town", "cats of", [("dogs", "cats"), ("town", "")]),
        # A figure that became another is a change by itself, two figures are one.
        ("dogs of 12", "cats of 13", [("dogs", "cats"), ("12", "13")]),
        ("12 of dogs", "13 of cats", [("12", "13"), ("dogs", "cats")]),
        ("12 of 20", "13 of 30", [("12 of 20", "13 of 30")]),
        ("dogs of 12", "cats of many", [("dogs of 12", "cats of many")]),
        ("dogs of 3.5", "cats of 4.5", [("dogs", "cats"), ("3.5", "4.5")]),
        # A name with an apostrophe carries meaning as any other.
        ("dogs O'Neill town", "cats O'Neill city", [("dogs", "cats"), ("town", "city")]),
        ("dogs of many", "cats of 12", [("dogs of many", "cats of 12")]),
    ],
)
def test_changed_words_are_those_a_reader_sees(
    first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    assert changed(first, second) == expected


def test_three_replacements_with_articles_between_are_one() -> None:
    assert changed("dogs of towns of kings", "cats of lands of queens") == [
        ("dogs of towns of kings", "cats of lands of queens")
    ]


def test_words_that_carry_meaning_are_lined_up_first() -> None:
    # Three articles in order would be more than one word that carries meaning.
    assert kept("bridge of the a", "of the a bridge") == [(0, 3)]
    assert kept("of the bridge of", "the bridge of the") == [(1, 0), (2, 1), (3, 2)]
    assert kept("?", "?") == [(0, 0)]
    assert kept("", "dogs") == []
