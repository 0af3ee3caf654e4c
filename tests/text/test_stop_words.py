"""The list of stop words of a language, and what the uses take of it."""

import pytest

from components.text.language import FUNCTION_WORDS, LISTED, most_used, own_stop_words


def test_the_most_frequent_come_first():
    assert most_used("en", 5) == ("the", "of", "and", "in", "to")
    assert most_used("de", 3) == ("der", "und", "die")


@pytest.mark.parametrize("language", ["zu", "und", ""])
def test_a_language_that_was_not_counted_has_none(language):
    assert most_used(language, 5) == ()


def test_every_language_that_was_counted_has_words_in_lower_case():
    for language in LISTED:
        words = most_used(language, 10)
        assert len(words) == 10, language
        assert all(word == word.lower() for word in words)


OF_OURS = [("en", "the", "two"), ("uk", "що", "два"), ("ru", "что", "два")]


@pytest.mark.parametrize(("language", "holds", "counts"), OF_OURS)
def test_a_number_tells_no_subject_and_yet_is_no_function_word(language, holds, counts):
    assert {holds, counts} <= own_stop_words(language)
    assert holds in FUNCTION_WORDS
    assert counts not in FUNCTION_WORDS


@pytest.mark.parametrize(("language", "holds", "counts"), OF_OURS)
def test_the_most_used_words_of_a_language_hold_its_sentences_together(language, holds, counts):
    assert holds in most_used(language, 30)
    assert set(most_used(language, 30)) <= FUNCTION_WORDS


def test_a_language_without_a_list_of_ours_has_none():
    assert own_stop_words("de") == frozenset()
