"""Which sentences answer to each other, where every word weighs one unless it is said."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from components.analysis.sentence_forms import Form
from components.analysis.sentence_matching import match_sentences, similarity


def form(sentence: str, **weights: float) -> Form:
    """A sentence of words that weigh 1, or what `weights` says; "the" and "of" carry nothing."""
    key = tuple(sentence.split())
    shares = {word: times * weights.get(word, 1.0) for word, times in Counter(key).items()}
    return Form(
        key=key,
        shares=shares,
        weight=sum(shares.values()),
        content=frozenset(key) - {"the", "of"},
        neighbours=frozenset(pairwise(key)),
    )


def forms(*sentences: str) -> list[Form]:
    return [form(sentence) for sentence in sentences]


# How much two sentences say in the same words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Two of four words on each side, neighbours in both: 2 x 2 / 8.
        ("gulf opened by wuxi", "gulf opened mark elf", 0.5),
        # The same two words, neighbours in one only: four fifths of it.
        ("gulf opened by wuxi", "opened mark elf gulf", 0.8 * 0.5),
        # "no" three times and once: the second finds one of three. 2 x 2 / (4 + 2).
        ("no no no gulf", "no gulf", 2 * 2 / 6),
        # Four words held whole by one of twelve.
        ("gulf opened by wuxi", "gulf opened by wuxi a b c d e f g h", 0.9),
        ("gulf opened by wuxi a b c d e f g h", "gulf opened by wuxi", 0.9),
        # The same four, of their three neighbourhoods one stands there: (4/4 + 1/3) / 2.
        ("gulf opened by wuxi", "gulf opened a by b wuxi c d e f g h", 0.9 * (1 + 1 / 3) / 2),
        # Three words are too few to be held: 2 x 3 / 15.
        ("gulf opened by", "gulf opened by wuxi a b c d e f g h", 2 * 3 / 15),
    ],
)
def test_similarity_is_the_share_of_words_found(one: str, other: str, expected: float) -> None:
    assert similarity(form(one), form(other)) == pytest.approx(expected)


def test_one_shared_word_counts_only_between_sentences_that_are_nearly_equal() -> None:
    assert similarity(form("gulf"), form("gulf")) == 1.0
    # 2 x 3 / 8 is three quarters, which is enough; one word of two is not.
    assert similarity(form("the of gulf wuxi"), form("the of gulf elmk")) == 0.75
    assert similarity(form("gulf wuxi"), form("gulf bank")) == 0.0


def test_words_that_carry_nothing_may_make_two_sentences_nearly_equal() -> None:
    assert similarity(form("of the of"), form("of the of")) == 1.0


def test_a_sentence_that_weighs_nothing_is_like_none() -> None:
    nothing = form("!", **{"!": 0.0})
    assert similarity(nothing, nothing) == 0.0
    assert similarity(form("gulf"), nothing) == 0.0
    assert similarity(nothing, form("gulf")) == 0.0


def test_misspelt_words_are_alike_by_their_letters() -> None:
    # 19 letters and blanks against 18, of which 18 are in common: 36 / 37 are in order. What lies
    # above one half is doubled.
    assert similarity(form("the harbour rebuilt"), form("the harbor rebuilt")) == pytest.approx(
        2 * (36 / 37 - 0.5)
    )


def test_letters_are_compared_where_few_words_are_the_same() -> None:
    # Two of six words are the same: 2 x 2 / 12 is less than what the letters say.
    one, other = "gulf opened abcd efgh ijkl mnop", "gulf opened abcx efgx ijkx mnox"
    # 31 letters and blanks on each side, four of them changed: 27 / 31 in order.
    assert similarity(form(one), form(other)) == pytest.approx(2 * (27 / 31 - 0.5))


def test_letters_of_very_long_sentences_are_not_compared() -> None:
    one, other = "a" * 1_999 + "b", "a" * 1_999 + "c"
    assert similarity(form(one), form(other)) == pytest.approx(2 * (1_999 / 2_000 - 0.5))
    assert similarity(form("a" + one), form("a" + other)) == 0.0


def test_without_neighbours_a_sentence_has_all_it_has_of_them() -> None:
    # One word beside two: 2 x 1 / 3 with no second word to stand beside it.
    assert similarity(form("gulf", gulf=3.0), form("gulf wuxi", gulf=3.0)) == pytest.approx(6 / 7)


# Which pairs are taken


def test_the_surest_pair_is_taken_first() -> None:
    first = forms("gulf opened wuxi bank", "gulf opened wuxi ember jolt")
    second = forms("gulf opened wuxi ember lark")
    # 2 x 3 / 9 for the first sentence, 2 x 4 / 10 for the second.
    assert match_sentences(first, second) == [((1,), (0,))]
    assert match_sentences(second, first) == [((0,), (1,))]


def test_of_equally_sure_pairs_the_earlier_is_taken() -> None:
    near = forms("gulf opened wuxi bank", "gulf opened wuxi disc")
    far = forms("gulf opened wuxi ember")
    assert match_sentences(near, far) == [((0,), (0,))]
    assert match_sentences(far, near) == [((0,), (0,))]


def test_sentences_that_share_three_fifths_answer_to_each_other() -> None:
    one, other = "gulf opened wuxi bank disc", "gulf opened wuxi ember jolt"
    assert match_sentences(forms(one), forms(other)) == [((0,), (0,))]
    # 2 x 3 / 11 is less.
    assert match_sentences(forms(one), forms(other + " king")) == []


EQUAL, AGAIN = "quiz mist herd", "ferry pavilion zone"
CLOSE = ("gulf opened wuxi bank disc", "gulf opened wuxi ember jolt king")  # 2 x 3 / 11 = 0.55
FARTHER = ("gulf opened wuxi bank disc", "gulf opened wuxi ember jolt king lamp nose")  # 6 / 13


def test_alone_they_do_not_answer_to_each_other() -> None:
    assert match_sentences(forms(CLOSE[0]), forms(CLOSE[1])) == []


def test_an_answering_neighbour_before_or_behind_is_worth_a_tenth() -> None:
    both = [((0,), (0,)), ((1,), (1,))]
    assert match_sentences(forms(EQUAL, CLOSE[0]), forms(EQUAL, CLOSE[1])) == both
    assert match_sentences(forms(CLOSE[0], EQUAL), forms(CLOSE[1], EQUAL)) == both


def test_a_neighbour_that_answers_from_elsewhere_is_worth_nothing() -> None:
    assert match_sentences(forms(EQUAL, CLOSE[0]), forms(CLOSE[1], EQUAL)) == [((0,), (1,))]
    assert match_sentences(forms(CLOSE[0], EQUAL), forms(EQUAL, CLOSE[1])) == [((1,), (0,))]


def test_two_answering_neighbours_are_worth_two_tenths() -> None:
    one, other = FARTHER
    assert match_sentences(forms(EQUAL, one), forms(EQUAL, other)) == [((0,), (0,))]
    assert match_sentences(forms(EQUAL, one, AGAIN), forms(EQUAL, other, AGAIN)) == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), (2,)),
    ]


def test_a_reworded_neighbour_speaks_for_the_next() -> None:
    first = forms("quiz mist herd zone", CLOSE[0])
    second = forms("quiz mist herd ferry", CLOSE[1])
    assert match_sentences(first, second) == [((0,), (0,)), ((1,), (1,))]


# Equal sentences


def test_equal_sentences_out_of_order_answer_to_each_other_in_order() -> None:
    moved, stays, also = "gulf opened", "wuxi bank", "disc ember"
    first = forms(moved, moved, stays, also)
    second = forms(stays, also, moved, moved)
    # Both orders are two sentences long; whichever stays, each sentence has its own partner.
    groups = match_sentences(first, second)
    assert groups == [((0,), (2,)), ((1,), (3,)), ((2,), (0,)), ((3,), (1,))]


def test_a_moved_sentence_that_carries_nothing_is_linked_to_none() -> None:
    first = forms("of the", "gulf opened", "wuxi bank")
    second = forms("gulf opened", "wuxi bank", "of the")
    assert match_sentences(first, second) == [((1,), (0,)), ((2,), (1,))]


# Sentences split and merged


WHOLE = "gulf opened wuxi bank disc ember jolt king lamp nose"
HALVES = ("gulf opened wuxi bank disc", "ember jolt king lamp nose")


def test_a_sentence_split_in_two_is_one_group() -> None:
    assert match_sentences(forms(WHOLE), forms(*HALVES)) == [((0,), (0, 1))]
    assert match_sentences(forms(*HALVES), forms(WHOLE)) == [((0, 1), (0,))]


def test_a_sentence_split_in_three_is_one_group_from_the_middle_on() -> None:
    thirds = ("gulf opened", "wuxi bank disc ember jolt king", "lamp nose")
    assert match_sentences(forms(WHOLE), forms(*thirds)) == [((0,), (0, 1, 2))]
    assert match_sentences(forms(*thirds), forms(WHOLE)) == [((0, 1, 2), (0,))]


def test_a_neighbour_that_says_what_is_said_already_is_no_part() -> None:
    assert match_sentences(forms(WHOLE), forms(WHOLE + " more", "gulf opened wuxi")) == [
        ((0,), (0,))
    ]


@pytest.mark.parametrize(
    ("neighbour", "is_part"),
    [
        ("lamp nose", True),
        ("lamp nose race", True),  # two of three words are found
        ("lamp nose race salt", False),  # two of four are not three fifths
        ("lamp", False),  # one word is none
        ("nose nose nose nose lamp", False),  # said four times, found once: two of five
    ],
)
def test_three_fifths_of_a_part_are_found_in_the_rest_of_the_whole(
    neighbour: str, is_part: bool
) -> None:
    second = forms("gulf opened wuxi bank disc ember jolt king", neighbour)
    assert match_sentences(forms(WHOLE), second) == [((0,), (0, 1) if is_part else (0,))]


def test_a_part_brings_a_twentieth_of_the_whole() -> None:
    light = {"lamp": 0.25, "nose": 0.25}
    kept = form("gulf opened wuxi bank disc ember jolt king", gulf=2.5)
    part = form("lamp nose", **light)
    whole = form(WHOLE, gulf=2.5, **light)  # weighs 10, of which the part is a half: 0.05
    assert match_sentences([whole], [kept, part]) == [((0,), (0, 1))]
    heavier = form(WHOLE, gulf=2.6, **light)
    assert match_sentences([heavier], [kept, part]) == [((0,), (0,))]
