"""The words that a language uses most."""

import pytest

from components.text.most_used import COUNTED, most_used


def test_the_most_frequent_come_first():
    assert most_used("en", 5) == ("the", "of", "and", "in", "to")
    assert most_used("de", 3) == ("der", "und", "die")


@pytest.mark.parametrize("language", ["zu", "und", ""])
def test_a_language_that_was_not_counted_has_none(language):
    assert most_used(language, 5) == ()


def test_every_language_that_was_counted_has_words_in_lower_case():
    for language in COUNTED:
        words = most_used(language, 10)
        assert len(words) == 10, language
        assert all(word == word.lower() for word in words)
