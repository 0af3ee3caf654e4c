"""Copied passages between invented articles, found and measured."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.reuse import reused_pairs

PASSAGE = (
    "The council of Oldham voted on Monday to rebuild the harbour bridge, which a storm had torn"
    " from its northern pier in March, and to pay with a toll on heavy lorries."
)  # 32 words


def filler(start: int, count: int) -> str:
    """Words that no other stretch of filler has."""
    return " ".join(f"w{number}" for number in range(start, start + count)) + "."


def rows(found: pd.DataFrame) -> list[tuple[int, int, float, float]]:
    return [
        (row.a, row.b, round(row.a_in_b, 3), round(row.b_in_a, 3)) for row in found.itertuples()
    ]


def test_a_paragraph_lifted_into_a_long_article_counts() -> None:
    long = f"{filler(0, 968)}\n\n{PASSAGE}"
    found = reused_pairs([PASSAGE, filler(5000, 60), long])
    assert rows(found) == [(0, 2, 1.0, 0.032)]
    assert list(found.columns) == ["a", "b", "score", "a_in_b", "b_in_a"]
    assert found["score"].tolist() == [1.0]


def test_a_shared_phrase_is_no_reuse() -> None:
    phrase = "the council of Oldham voted on Monday to rebuild the bridge"  # 11 words
    assert reused_pairs([f"{filler(0, 50)} {phrase}", f"{phrase} {filler(99, 50)}"]).empty


def test_twelve_words_in_common_are_a_passage() -> None:
    twelve = "the council of Oldham voted on Monday to rebuild the harbour bridge"
    found = reused_pairs([f"{filler(0, 36)} {twelve}", f"{twelve} {filler(99, 12)}"])
    assert rows(found) == [(0, 1, 0.25, 0.5)]


def test_typography_and_case_make_no_difference() -> None:
    other = PASSAGE.upper().replace(" ", "\xa0")
    assert rows(reused_pairs([f"{PASSAGE} It’s", f"{other} it's"])) == [(0, 1, 1.0, 1.0)]


def test_light_edits_within_a_passage_are_tolerated_and_not_counted() -> None:
    edited = PASSAGE.replace("Monday", "Tuesday").replace("March", "May")
    assert rows(reused_pairs([PASSAGE, edited])) == [(0, 1, 0.938, 0.938)]


def test_misread_letters_do_not_hide_a_copy() -> None:
    misread = PASSAGE.replace("Oldham", "0ldharn").replace("storm", "stonn").replace("pay", "pav")
    assert reused_pairs([f"{filler(0, 80)} {PASSAGE}", misread])["score"].item() > 0.7


def test_passages_may_stand_in_another_order() -> None:
    other = "Divers had looked at the piers for a week and found them sound enough to build upon."
    assert rows(reused_pairs([f"{PASSAGE} {other}", f"{other} {PASSAGE}"])) == [(0, 1, 1.0, 1.0)]


def test_words_scattered_over_another_text_are_no_passage() -> None:
    spoken = PASSAGE.rstrip(".").split()
    runs = [" ".join(spoken[n : n + 4]) for n in range(0, 32, 4)]
    scattered = " ".join(f"{run} {filler(100 * n, 9)}" for n, run in enumerate(runs))
    assert reused_pairs([PASSAGE, scattered]).empty


FOOTER = "This desk is read in ninety towns by people who like their news with salt and pepper."


def test_a_footer_of_many_articles_makes_no_pair() -> None:
    articles = [f"{filler(1000 * n, 150)}\n\n{FOOTER}" for n in range(9)]
    assert reused_pairs(articles).empty


def test_a_story_that_many_print_is_no_footer() -> None:
    articles = [f"{PASSAGE} {FOOTER} {filler(1000 * n, 10)}" for n in range(9)]
    found = reused_pairs(articles)
    assert len(found) == 36
    assert found["a_in_b"].round(3).unique().tolist() == [0.831]


def test_a_line_that_is_boilerplate_by_its_wording_makes_no_pair() -> None:
    line = (
        "Sign up for the morning newsletter of this desk and have the news of Oldham in your inbox"
    )
    articles = [f"{filler(1000 * n, 40)}\n\n{line}" for n in range(2)]
    assert reused_pairs(articles).empty
    assert rows(reused_pairs(articles, aside=[(), ()])) == [(0, 1, 0.31, 0.31)]


def test_what_is_set_aside_does_not_count_on_either_side() -> None:
    first, second = f"{PASSAGE} {FOOTER}", f"{filler(0, 32)} {FOOTER}"
    spans = [[(text.index(FOOTER), len(text))] for text in (first, second)]
    assert len(reused_pairs([first, second])) == 1
    assert reused_pairs([first, second], aside=spans).empty
    both = [first, f"{filler(0, 32)} {first}"]
    spans = [[(text.index(FOOTER), len(text))] for text in both]
    assert rows(reused_pairs(both, aside=spans)) == [(0, 1, 1.0, 0.5)]


def test_equal_texts_are_all_paired() -> None:
    found = reused_pairs([PASSAGE, "No.", PASSAGE, "No.", PASSAGE])
    assert rows(found) == [(0, 2, 1.0, 1.0), (0, 4, 1.0, 1.0), (2, 4, 1.0, 1.0)]


def test_the_best_pair_comes_first() -> None:
    half = f"{PASSAGE} {filler(0, 32)}"
    other = f"{filler(300, 64)} {PASSAGE}"
    assert rows(reused_pairs([half, other, PASSAGE])) == [
        (0, 2, 0.5, 1.0),
        (1, 2, 0.333, 1.0),
        (0, 1, 0.5, 0.333),
    ]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["\u200b", "…"], ["one"], ["one", "one"]])
def test_texts_that_say_little_have_no_pairs(texts: list[str]) -> None:
    found = reused_pairs(texts)
    assert found.empty
    assert [str(kind) for kind in found.dtypes] == ["int64", "int64", *["float64"] * 3]


def test_any_engine_gives_the_same() -> None:
    articles = [f"{filler(1000 * n, 40)} {PASSAGE if n % 3 else FOOTER}" for n in range(30)]
    with ThreadPoolExecutor(2) as pool:
        pd.testing.assert_frame_equal(reused_pairs(articles), reused_pairs(articles, run=pool.map))


def test_hostile_repetition_is_answered() -> None:
    assert rows(reused_pairs(["no " * 20_000, "no " * 30_000])) == [(0, 1, 1.0, 1.0)]


WORDS = st.lists(st.sampled_from(["bridge", "of", "toll", "a", "rain", "quay"]), max_size=40)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS, st.integers(0, 20), st.integers(12, 30))
def test_a_verbatim_passage_is_always_found(
    before: list[str], behind: list[str], start: int, length: int
) -> None:
    copied = [f"p{number}" for number in range(start, start + length)]
    found = reused_pairs([" ".join([*before, *copied]), " ".join([*copied, *behind])])
    assert len(found) == 1
    assert found["a_in_b"].item() >= length / (len(before) + length) - 1e-9
    assert found[["a_in_b", "b_in_a", "score"]].max(axis=None) <= 1
