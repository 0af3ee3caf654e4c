"""Passages of two texts whose words are single letters, so that every word can be counted."""

from __future__ import annotations

import numpy as np
import pytest

from components.analysis.collection.repeats.passages import Words, common_passages

TWELVE = "abcdefghijkl"
ELEVEN = TWELVE[:11]


def passages(first: str, second: str, aside: str = "") -> tuple[str, str]:
    """Both texts, a dot for every word in no passage; the letters of `aside` are set aside."""
    texts = [
        Words(
            np.array([ord(word) for word in text], dtype=np.uint64),
            np.array([word in aside for word in text], dtype=bool),
            np.zeros(len(text), dtype=bool),
        )
        for text in (first, second)
    ]
    found = common_passages(*texts)
    return tuple(
        "".join(word if known else "." for word, known in zip(text, mask, strict=True))
        for text, mask in zip((first, second), found, strict=True)
    )


def test_twelve_words_on_end_are_a_passage_and_eleven_are_none() -> None:
    assert passages(f"12{TWELVE}3", f"{TWELVE}456") == (f"..{TWELVE}.", f"{TWELVE}...")
    assert passages(TWELVE, TWELVE) == (TWELVE, TWELVE)
    assert passages(f"12{ELEVEN}3", f"{ELEVEN}456") == ("." * 14, "." * 14)


def test_words_in_another_order_are_no_passage() -> None:
    assert passages(TWELVE, TWELVE[::-1]) == ("." * 12, "." * 12)


def test_two_texts_without_words_have_no_passage() -> None:
    assert passages("", TWELVE) == ("", "." * 12)
    assert passages(TWELVE, "") == ("." * 12, "")
    assert passages("", "") == ("", "")


# Six, four, four and six words, twenty in all, with other words between them.
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("abcdef1ghij2klmn3opqrst", "abcdef4ghij5klmn6opqrst"),
        ("abcdef1111ghij2222klmn3333opqrst", "abcdef4444ghij5555klmn6666opqrst"),
        ("1111abcdef1ghij2klmn3opqrst", "abcdef4ghij5klmn6opqrst7777"),
    ],
)
def test_twenty_words_broken_by_at_most_four_others_are_a_passage(first: str, second: str) -> None:
    letters = "".join(word if word.isalpha() else "." for word in first)
    others = "".join(word if word.isalpha() else "." for word in second)
    assert passages(first, second) == (letters, others)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Five other words between two runs, on one side or on both.
        ("abcdef1111ghij22222klmn3333opqrst", "abcdef4444ghij5555klmn6666opqrst"),
        ("abcdef1111ghij22222klmn3333opqrst", "abcdef4444ghij55555klmn6666opqrst"),
        # Nineteen words: the last run has five.
        ("abcdef1ghij2klmn3opqrs", "abcdef4ghij5klmn6opqrs"),
        # Twenty words, but no run has more than five.
        ("abcde1fghij2klmno3pqrst", "abcde4fghij5klmno6pqrst"),
        # A run of three counts for nothing, which leaves nineteen words.
        ("abcdefghij1klm2nopqrstuv", "abcdefghij4klm5nopqrstuv"),
    ],
)
def test_fewer_words_or_wider_breaks_are_no_passage(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert passages(one, other) == ("." * len(one), "." * len(other))


def test_a_run_of_twelve_takes_the_shorter_runs_near_it_along() -> None:
    assert passages(f"{TWELVE}1mnop", f"{TWELVE}2mnop3") == (f"{TWELVE}.mnop", f"{TWELVE}.mnop.")
    assert passages(f"{TWELVE}1mno", f"{TWELVE}2mno3") == (f"{TWELVE}....", f"{TWELVE}.....")
    far = passages(f"{TWELVE}11111mnop", f"{TWELVE}22222mnop")
    assert far == (f"{TWELVE}.........", f"{TWELVE}.........")


def test_a_word_in_the_gaps_of_both_texts_counts_and_others_in_them_do_not() -> None:
    first, second = f"{TWELVE}1y2mnopqrstuvwx", f"{TWELVE}3y4mnopqrstuvwx"
    found = f"{TWELVE}.y.mnopqrstuvwx"
    assert passages(first, second) == (found, found)


def test_a_word_in_the_gap_of_one_text_and_elsewhere_in_the_other_does_not_count() -> None:
    found = passages(f"{TWELVE}1y2mnopqrstuvwx", f"{TWELVE}345mnopqrstuvwx666y")
    assert found == (f"{TWELVE}...mnopqrstuvwx", f"{TWELVE}...mnopqrstuvwx....")
    found = passages(f"{TWELVE}345mnopqrstuvwx666y", f"{TWELVE}1y2mnopqrstuvwx")
    assert found == (f"{TWELVE}...mnopqrstuvwx....", f"{TWELVE}...mnopqrstuvwx")


def test_between_two_passages_more_than_four_words_apart_nothing_counts() -> None:
    near = f"{TWELVE}1y11mnopqrstuvwx", f"{TWELVE}2y22mnopqrstuvwx"
    assert passages(*near) == (f"{TWELVE}.y..mnopqrstuvwx",) * 2
    far = f"{TWELVE}1y111mnopqrstuvwx", f"{TWELVE}2y222mnopqrstuvwx"
    assert passages(*far) == (f"{TWELVE}.....mnopqrstuvwx",) * 2


def test_eight_words_of_a_passage_must_not_be_set_aside() -> None:
    text = f"1{TWELVE}"
    assert passages(text, text, aside="abcd1") == (".....efghijkl",) * 2
    assert passages(text, text, aside="abcde1") == ("." * 13,) * 2


def test_words_set_aside_count_in_each_passage_by_itself() -> None:
    first, second = f"{TWELVE}11111mnopqrstuvwx", f"22{TWELVE}33333mnopqrstuvwx"
    found = passages(first, second, aside="mnopqabc")
    assert found == (f"...defghijkl{'.' * 17}", f"..{'...defghijkl'}{'.' * 17}")


def test_words_scattered_over_the_other_text_are_no_passage_on_either_side() -> None:
    scattered = "abcd11111efgh22222ijkl33333mnop"
    whole = "abcdefghijklmnop"
    assert passages(whole, scattered) == ("." * 16, "." * 31)
    assert passages(scattered, whole) == ("." * 31, "." * 16)


def test_what_one_side_loses_can_cost_the_other_its_passage() -> None:
    # The second text has the first twelve words in one run, but the first text has them only in
    # pieces; the last eight words then stand alone, and twenty words become eight.
    first = "abcd11111efgh22222ijkl33333mnopqrst"
    second = "abcdefghijkl4mnopqrst"
    for one, other in ((first, second), (second, first)):
        assert passages(one, other) == ("." * len(one), "." * len(other))


def test_a_passage_that_stands_twice_is_found_twice() -> None:
    found = passages(f"{TWELVE}123456{TWELVE}", TWELVE)
    assert found == (f"{TWELVE}......{TWELVE}", TWELVE)
