"""Copied passages between invented articles, found and measured."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection import reuse, shingles
from components.analysis.collection.repeats import shared_runs
from components.analysis.collection.reuse import ReusedPairs, read_texts, reused_pairs

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


TWELVE = "the council of Oldham voted on Monday to rebuild the harbour bridge"


def test_the_shares_of_a_pair_follow_the_order_of_its_rows() -> None:
    # The first and the last text are equal, so the middle one is the second of one pair with them
    # and the first of the other. The passage is half of it and all of them.
    middle = f"{filler(0, 32)} {PASSAGE}"
    assert rows(reused_pairs([PASSAGE, middle, PASSAGE])) == [
        (0, 1, 1.0, 0.5),
        (0, 2, 1.0, 1.0),
        (1, 2, 0.5, 1.0),
    ]


def test_equal_scores_stand_by_row_numbers() -> None:
    halves = [f"{PASSAGE} {filler(0, 32)}", f"{filler(300, 32)} {PASSAGE}"]
    found = reused_pairs([halves[0], PASSAGE, halves[1], PASSAGE])
    assert [(row[0], row[1]) for row in rows(found)] == [
        *[(0, 1), (0, 3), (1, 2), (1, 3), (2, 3)],
        (0, 2),
    ]
    assert found.index.tolist() == [0, 1, 2, 3, 4, 5]


def test_twelve_words_of_long_texts_are_enough() -> None:
    found = reused_pairs([f"{filler(0, 108)} {TWELVE}", f"{TWELVE} {filler(200, 228)}"])
    assert rows(found) == [(0, 1, 0.1, 0.05)]


@pytest.mark.parametrize(("words", "found"), [(12, 1), (11, 0)])
def test_equal_texts_need_twelve_words(words: int, found: int) -> None:
    assert len(reused_pairs([filler(0, words)] * 2)) == found


@pytest.mark.parametrize(("words", "found"), [(8, 1), (7, 0)])
def test_equal_texts_need_eight_words_that_are_not_set_aside(words: int, found: int) -> None:
    text = " ".join(f"w{number}" for number in range(10, 30))
    aside = [[(0, 4 * (20 - words))]] * 2  # each word and its space are four signs
    assert len(reused_pairs([text, text], aside=aside)) == found


def test_equal_texts_of_which_different_words_are_set_aside_are_measured() -> None:
    text = " ".join(f"w{number}" for number in range(10, 50))
    found = reused_pairs([text, text], aside=[[(0, 40)], []])
    assert rows(found) == [(0, 1, 1.0, 1.0)]
    assert reused_pairs([text, text], aside=[[(0, 160)], []]).empty


@pytest.mark.parametrize(
    ("spans", "share"),
    [
        # Words begin at 0, 4, 8, …: four from 4 up to 17, two from 5 up to 16, one at 0, one at 8.
        ([(4, 17)], 16 / 36),
        ([(5, 16)], 18 / 38),
        ([(0, 4), (8, 12)], 18 / 38),
    ],
)
def test_a_word_is_set_aside_when_it_begins_within_a_span(
    spans: list[tuple[int, int]], share: float
) -> None:
    text = " ".join(f"w{number}" for number in range(10, 30))
    found = reused_pairs([text, f"{text} {filler(100, 20)}"], aside=[[], spans])
    assert rows(found) == [(0, 1, 1.0, round(share, 3))]


def test_spans_must_be_given_for_each_text() -> None:
    with pytest.raises(ValueError):
        reused_pairs([PASSAGE, PASSAGE], aside=[()])


@pytest.mark.parametrize(("longest", "found"), [("a b c d e f g", 1), ("a b c d e f", 0)])
def test_three_runs_of_five_words_in_common_are_enough_to_be_looked_at(
    longest: str, found: int
) -> None:
    # Seven words hold three runs of five, six hold two, four none.
    shared = [longest, "h i j k", "l m n o", "p q r s", "t u v w"]
    first = f"{filler(0, 73)} {' one '.join(shared)}"
    second = f"{' two '.join(shared)} {filler(200, 73)}"
    assert rows(reused_pairs([first, second])) == [(0, 1, 0.23, 0.23)] * found


def test_a_footer_is_left_out_of_the_numbers() -> None:
    # Ten hold the footer of seventeen words, two of them a passage as well.
    others = [f"{filler(1000 * n, 100)}\n\n{FOOTER}" for n in range(8)]
    first = f"{PASSAGE} {filler(10_000, 32)}\n\n{FOOTER}"
    second = f"{filler(20_000, 96)} {PASSAGE}\n\n{FOOTER}"
    assert rows(reused_pairs([*others, first, second])) == [(8, 9, 0.5, 0.25)]


PHRASE = "sold in the nine towns by men who like news with salt"  # 12 words
OTHERS = [f"{PHRASE} {filler(1000 * n, 100)}" for n in range(1, 8)]


@pytest.mark.parametrize(("words", "found"), [(28, [(0, 1, 0.3, 0.107)]), (29, [])])
def test_a_phrase_of_the_trade_makes_a_pair_from_three_tenths_of_a_text_on(
    words: int, found: list[tuple[int, int, float, float]]
) -> None:
    # Twelve of 40 words are 0.3, of 41 less; seven of the texts have 112 words.
    pairs = rows(reused_pairs([f"{filler(0, words)} {PHRASE}", *OTHERS]))
    assert pairs[:1] == found
    assert len(pairs) == 7 * len(found)


def test_words_of_its_own_beside_a_phrase_of_the_trade_make_a_passage_from_twelve_on() -> None:
    twelve, eleven = f"{TWELVE} {PHRASE}", f"{TWELVE.split(' ', 1)[1]} {PHRASE}"
    for shared, count in ((twelve, 1), (eleven, 0)):
        texts = [f"{filler(100_000 * n, 87)} {shared}" for n in (1, 2)]
        assert len(reused_pairs([*texts, *OTHERS])) == count


def test_texts_of_phrases_are_looked_at_from_a_fifth_of_the_smaller_ones_runs_on() -> None:
    # Twelve and eight words with another between them: twelve runs of five. Sixty-four words have
    # sixty runs, a fifth; twenty of sixty-four words are 0.3125, of sixty-five 0.308.
    first, second = PHRASE, "no more of this today says our desk"
    others = [f"{first} x{n} {second} {filler(1000 * n, 200)}" for n in range(1, 8)]
    for words, count in ((43, 7), (44, 0)):
        found = reused_pairs([f"{first} x0 {second} {filler(0, words)}", *others])
        assert len(found) == count
        assert set(found["a_in_b"].round(4)) <= {0.3125}


def test_of_three_hundred_texts_the_pairs_are_found_wherever_they_stand() -> None:
    texts = [filler(1000 * n, 20) for n in range(300)]
    for place in (3, 270, 290):
        texts[place] = f"{PASSAGE} {texts[place]}"
    assert rows(reused_pairs(texts)) == [
        (3, 270, 0.615, 0.615),
        (3, 290, 0.615, 0.615),
        (270, 290, 0.615, 0.615),
    ]


def test_cut_into_small_parts_gives_the_same_as_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [f"{filler(50_000 + 99 * n, 40)} {PASSAGE if n % 3 else FOOTER}" for n in range(11)]
    articles += [f"{filler(0, 20)} {PHRASE}", *OTHERS]
    whole = reused_pairs(articles)
    for place, name in (
        (reuse, "_TEXTS"),
        (reuse, "_PAIRS"),
        (reuse, "BLOCK"),
        (shared_runs, "BLOCK"),
    ):
        monkeypatch.setattr(place, name, 2)
    monkeypatch.setattr(shingles, "BLOCK", 2)
    # Seven articles hold the passage, 21 pairs, and four the footer, 6 pairs; the short text is a
    # pair with each of the seven that hold the phrase.
    assert len(whole) == 21 + 6 + 7
    pd.testing.assert_frame_equal(reused_pairs(articles), whole)


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


KNOWN_TEXTS = [
    f"{filler(100 * n, 20)} {PASSAGE if n % 2 else ''} {filler(5_000 + 100 * n, 20)}"
    for n in range(6)
]
KNOWN_TEXTS += [KNOWN_TEXTS[1], KNOWN_TEXTS[0]]


@given(st.lists(st.lists(st.integers(0, 7), unique=True, max_size=8), min_size=1, max_size=4))
def test_pairs_that_were_measured_before_give_what_measuring_anew_gives(states):
    """In any order of the articles, as some of them come and go."""
    known = ReusedPairs()
    words = read_texts([(text, ()) for text in KNOWN_TEXTS])
    for rows in states:
        found = known.find([words[row] for row in rows])
        anew = reused_pairs([KNOWN_TEXTS[row] for row in rows], aside=[()] * len(rows))
        pd.testing.assert_frame_equal(found, anew)
