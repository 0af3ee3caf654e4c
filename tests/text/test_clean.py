import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from components.text.normalisation import LONGEST_RUN_OF_MARKS, Cleaned, clean

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


def test_ordinary_text_passes_unchanged():
    text = "The mayor’s answer — “no” — came on Tuesday.\n\n\tIt was short. 😀"
    assert clean(text) == Cleaned(text, 0)


def test_empty_text_stays_empty():
    assert clean("") == Cleaned("", 0)


def test_a_lone_surrogate_becomes_the_replacement_character():
    assert clean("a\ud800b") == Cleaned("a\ufffdb", 1)


def test_two_surrogates_that_make_a_character_become_it():
    assert clean("a\ud83d\ude00b") == Cleaned("a😀b", 0)


def test_control_characters_go_and_are_counted():
    assert clean("a\x00b\x07c\x9fd\x7f\te\nf") == Cleaned("abcd\te\nf", 4)


def test_every_kind_of_line_end_becomes_a_line_feed():
    assert clean("a\r\nb\rc\u2028d\u2029e\x85f\x0bg").text == "a\nb\nc\nd\ne\nf\ng"


def test_a_byte_order_mark_at_the_head_goes():
    assert clean("\ufeffNews") == Cleaned("News", 0)


def test_accents_are_composed():
    assert clean("Zu\u0308rich").text == "Zürich"


def test_runs_of_marks_are_cut_and_counted():
    cleaned = clean("Z" + "\u0316\u0317" * 40_000 + "!")
    assert len(cleaned.text) == len("Z!") + LONGEST_RUN_OF_MARKS
    assert cleaned.replaced == 80_000 - LONGEST_RUN_OF_MARKS


@given(ANY_TEXT)
def test_cleaning_twice_is_the_same_as_once(text):
    once = clean(text).text
    assert clean(once) == Cleaned(once, 0)


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored_anywhere(text):
    cleaned = clean(text).text
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
