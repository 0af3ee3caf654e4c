"""Which sentences answer to each other, where every word weighs one unless it is said."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from components.analysis.pair.sentence_matching import match_sentences, similarity
from components.analysis.pair.sentence_normalisation import Form


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


def test_letters_are_not_asked_where_the_words_say_enough_or_nearly_nothing() -> None:
    # Three of four words, and one letter between the fourths.
    assert similarity(form("gulf opened wuxi bank"), form("gulf opened wuxi banks")) == 0.75
    ten = "gulf opened wuxi disc ember jolt king abcdef ghijkl mnopqr"
    assert similarity(form(ten), form(ten.replace("f g", "z g").replace("l m", "z m") + "z")) == 0.7
    two = "gulf opened " + " ".join(f"{letter * 5}b" for letter in "cdefghij")
    assert similarity(form(two), form(two.replace("b", "k"))) == 0.2


def test_one_neighbourhood_of_twenty_five_is_no_chance() -> None:
    # Two of 26 words on each side, side by side in both: 2 x 2 / 52.
    one = "gulf opened " + " ".join(f"n{number}" for number in range(24))
    other = "gulf opened " + " ".join(f"m{number}" for number in range(24))
    assert similarity(form(one), form(other)) == pytest.approx(4 / 52)


def test_a_sentence_that_weighs_nothing_is_like_none_whatever_its_letters() -> None:
    marks = {"?": 0.0}
    assert similarity(form("? ? ? ?", **marks), form("? ? ? ? a", **marks)) == 0.0


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


def test_of_two_that_hold_a_sentence_whole_the_earlier_is_taken() -> None:
    held = "gulf opened wuxi bank"
    second = forms(f"{held} a b c d e f g h", f"{held} i j k l")
    assert match_sentences(forms(held), second) == [((0,), (0,))]


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


def test_misspelt_neighbours_that_share_no_word_are_looked_at_too() -> None:
    one, other = "harbour rebuilt", "harbor rebilt"  # 13 letters in order of 15 and of 13
    assert match_sentences(forms(one), forms(other)) == []
    both = [((0,), (0,)), ((1,), (1,))]
    assert match_sentences(forms(EQUAL, one), forms(EQUAL, other)) == both
    assert match_sentences(forms(one, EQUAL), forms(other, EQUAL)) == both
    assert match_sentences(forms(EQUAL, AGAIN, one), forms(EQUAL, AGAIN, other))[2:] == [
        ((2,), (2,))
    ]


# Which pairs are looked at


def test_the_sentence_that_shares_most_is_found_behind_nine_that_share_a_word() -> None:
    second = forms(*(f"gulf f{number}" for number in range(9)), "bank gulf opened wuxi")
    assert match_sentences(forms("gulf opened wuxi mist"), second) == [((0,), (9,))]


def test_the_short_sentence_is_found_behind_nine_long_ones_that_share_as_much() -> None:
    long = [f"gulf opened a{n} b{n} c{n} d{n} e{n} f{n} g{n}" for n in range(9)]
    second = forms(*long, "gulf opened bank")
    assert match_sentences(forms("gulf opened wuxi"), second) == [((0,), (9,))]


def test_rare_words_are_looked_up_before_frequent_ones() -> None:
    frequent = [f"{word} {word[0]}{n}" for word in ("apple", "berry") for n in range(1_500)]
    second = forms(*frequent, "zebra zulu apple wuxi")
    # The two frequent words would use up what is looked at.
    assert match_sentences(forms("apple berry zebra zulu"), second) == [((0,), (3_000,))]


@pytest.mark.parametrize(("holding", "found"), [(1_000, True), (1_001, False)])
def test_two_thousand_sentences_are_looked_at_for_one(holding: int, found: bool) -> None:
    # "apple" stands in a thousand sentences, and "berry", which is looked up next, in as many or
    # one more. Without it the last one shares less than the others do.
    second = forms(
        *(f"apple a{number}" for number in range(999)),
        *(f"berry b{number}" for number in range(holding - 1)),
        "apple berry zinc",
    )
    last = len(second) - 1
    assert match_sentences(forms("apple berry"), second) == ([((0,), (last,))] if found else [])


# Equal sentences


def test_equal_sentences_out_of_order_answer_to_each_other_in_order() -> None:
    moved, stays, also = "gulf opened", "wuxi bank", "disc ember"
    first = forms(moved, moved, stays, also)
    second = forms(stays, also, moved, moved)
    # Both orders are two sentences long; whichever stays, each sentence has its own partner.
    groups = match_sentences(first, second)
    assert groups == [((0,), (2,)), ((1,), (3,)), ((2,), (0,)), ((3,), (1,))]


def test_one_of_two_equal_sentences_has_no_partner_where_one_stands() -> None:
    assert len(match_sentences(forms("gulf opened", "gulf opened"), forms("gulf opened"))) == 1
    assert len(match_sentences(forms("gulf opened"), forms("gulf opened", "gulf opened"))) == 1


@pytest.mark.parametrize(
    ("moved", "near"),
    [("gulf opened", "gulf opened wuxi"), (CLOSE[0], f"{CLOSE[0]} a b c d e")],
)
def test_a_moved_sentence_goes_before_one_like_it_between_answering_neighbours(
    moved: str, near: str
) -> None:
    # 0.8 or 0.9 and two neighbours would be as sure or surer than the equal sentence.
    first = forms(EQUAL, moved, AGAIN, "rain fell")
    second = forms(EQUAL, near, AGAIN, "rain fell", moved)
    assert match_sentences(first, second)[1] == ((1,), (4,))


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
        ("gulf lamp lamp", False),  # nor is one beside a word that was found before
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


def test_three_of_five_words_make_a_part() -> None:
    second = forms("gulf opened wuxi bank disc ember jolt", "king lamp nose race salt")
    assert match_sentences(forms(WHOLE), second) == [((0,), (0, 1))]


def test_words_found_before_do_not_count_among_those_of_a_part() -> None:
    kept, part = form("gulf opened wuxi bank disc"), form("gulf lamp", lamp=2.0)
    whole = form("gulf opened wuxi bank disc lamp", lamp=2.0)
    assert match_sentences([whole], [kept, part]) == [((0,), (0,))]


def test_a_part_belongs_to_one_of_two_wholes() -> None:
    first = forms(
        "gulf opened wuxi bank disc ember lamp nose", "lamp nose king jolt race salt tide vase"
    )
    second = forms("gulf opened wuxi bank disc ember", "lamp nose", "king jolt race salt tide vase")
    assert match_sentences(first, second) == [((0,), (0, 1)), ((1,), (2,))]


def test_a_part_is_found_behind_where_none_stands_before() -> None:
    middle = "gulf opened wuxi bank disc ember jolt king"
    assert match_sentences(forms(WHOLE), forms("rain fell", middle, "lamp nose")) == [
        ((0,), (1, 2))
    ]
