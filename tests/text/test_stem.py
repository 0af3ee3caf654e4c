"""The words of a text as a search finds them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.text.search_terms import LONGEST, plain, stem, terms


def stems(text: str, language: str) -> list[str]:
    return [stem(plain(text[start:end]), language) for start, end in terms(text, language)]


def test_parts_of_a_hyphened_word_are_words_and_contractions_are_one() -> None:
    text = "US-led talks in the U.S. don't end, Putin’s 1,200 men say."
    words = [text[start:end] for start, end in terms(text, "en")]
    assert words == ["US", "led", "talks", "in", "the", "U.S", "don't", "end", "Putin’s", "1",
                     "200", "men", "say"]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("Café", "cafe"),
        ("U.S", "us"),
        ("об’єкт", "обєкт"),
        ("об'єкт", "обєкт"),
        ("Ёлка", "елка"),
        ("за\u0301мок", "замок"),
        ("Київ", "київ"),
        ("чай", "чай"),
        ("ﬁre", "fire"),
        ("\u0301", ""),
    ],
)
def test_a_plain_word_has_letters_and_digits_alone(word: str, bare: str) -> None:
    assert plain(word) == bare


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        ("ferry ferries Ferry’s", "en"),
        ("переговоры переговоров переговорами", "ru"),
        ("Россия России Россией", "ru"),
        ("переговори переговорів переговорами", "uk"),
        ("Київ Києва Києві", "uk"),
        ("Харків Харкова Харкову", "uk"),
        ("міст моста", "uk"),
        ("президент президента президентові", "uk"),
        ("підписав підписали", "uk"),
        ("зустріч зустрічі зустріччю"[:15], "uk"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str, language: str) -> None:
    assert len({*stems(forms, language)}) == 1


def test_words_of_a_language_without_rules_and_numbers_stay_as_they_are() -> None:
    assert stems("ferries 1990s", "und") == ["ferries", "1990s"]
    assert stems("1990s", "en") == ["1990s"]


@given(st.text())
def test_terms_are_in_order_and_plain_words_are_plain(text: str) -> None:
    spans = terms(text, "und")
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for start, end in spans:
        word = plain(text[start:end])
        assert word == "" or word.isalnum()
        assert len(word) <= LONGEST
        assert plain(word) == word


def test_a_long_run_of_signs_takes_no_longer_than_it_is() -> None:
    for sign in ("a", "a'", "a.", "\u0301", "a\u0301", "."):
        assert len(terms(sign * 100_000, "und")) <= 100_000
