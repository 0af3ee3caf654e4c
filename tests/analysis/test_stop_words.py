import pytest

from components.analysis.stop_words import stop_words


@pytest.mark.parametrize(("language", "word"), [("en", "the"), ("ru", "который"), ("uk", "який")])
def test_the_common_words_of_a_language_are_there(language, word):
    assert word in stop_words([language])


def test_the_words_of_several_languages_are_put_together():
    assert set(stop_words(["en", "de"])) == set(stop_words(["en"])) | set(stop_words(["de"]))


def test_words_of_address_and_of_reporting_are_there_in_english():
    assert {"mr", "said"} <= set(stop_words(["en"]))


@pytest.mark.parametrize("language", ["und", "xx-nothing", "..", ""])
def test_an_unknown_language_adds_nothing(language):
    assert stop_words([language]) == ()


def test_words_that_tell_a_subject_are_not_there():
    assert not {"president", "talks", "war"} & set(stop_words(["en"]))
