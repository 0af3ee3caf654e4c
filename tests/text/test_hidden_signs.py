"""Signs by which a source passes for another, and the joiners that languages need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.text.hidden_signs import drop_hidden, isolate, show_field

REVERSED = "Reut\u202esre"
HELD = [
    "نمی\u200cخواهم",  # Persian: a non-joiner between two letters
    "র\u200d্যাব",  # Bengali: a joiner between a letter and its virama
    "അവന്\u200d",  # Malayalam: a joiner behind a virama ends a word
    "١٤٤٥ ه\u200d",  # Arabic: the year of the Hijra
    "👩\u200d🚒 saved",
    "❤\ufe0f\u200d🔥",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f wins",
]
HIDDEN = ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c"]
HIDDEN += ["\u200d", "\u2060", "\ufeff", "\u00ad", "\u3164", "\U000e0041"]


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_hidden_sign_in_a_latin_name_is_dropped_or_shown(sign):
    assert drop_hidden(f"The{sign} Courier") == "The Courier"
    assert show_field(f"The{sign} Courier") == f"The‹U+{ord(sign):04X}› Courier"


def test_what_is_left_of_a_name_has_no_space_around_it():
    assert drop_hidden("The Courier \u200b") == "The Courier"


@pytest.mark.parametrize("name", HELD)
def test_a_joiner_that_is_read_stays(name):
    assert drop_hidden(name) == show_field(name) == name


def test_a_joiner_at_the_end_of_a_persian_word_joins_nothing():
    assert drop_hidden("روزنامه\u200c") == "روزنامه"


def test_a_source_that_turns_letters_round_shows_how():
    assert drop_hidden(REVERSED) == "Reutsre"
    assert show_field(REVERSED) == "Reut‹U+202E›sre"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("Sample · The Harbour Post", "‹Sample› · The Harbour Post"),
        ("sample •The Harbour Post", "‹sample› •The Harbour Post"),
        ("Sam\u200bple · The Harbour Post", "Sam‹U+200B›ple · The Harbour Post"),
        ("\u0405\u0430mpl\u0435 · The Harbour Post", "‹\u0405\u0430mpl\u0435› · The Harbour Post"),
        ("Sample", "‹Sample›"),
        ("Sample Gazette", "Sample Gazette"),
        ("A Sample · of it", "A Sample · of it"),
        ("Sampler · cloth", "Sampler · cloth"),
    ],
)
def test_no_field_shows_the_mark_of_the_sample(field, shown):
    assert show_field(field) == shown


@given(st.text())
def test_what_is_shown_is_shown_again_the_same(text):
    assert show_field(show_field(text)) == show_field(text)
    assert drop_hidden(drop_hidden(text)) == drop_hidden(text)


def test_only_a_piece_with_right_to_left_letters_is_isolated():
    assert isolate("Reuters") == "Reuters"
    assert isolate("Łódź 24") == "Łódź 24"
    assert isolate("הארץ") == "\u2068הארץ\u2069"
