"""The same words again, checked by hand."""

import pytest

from components.analysis.article.boilerplate import compile_words, find_places, widen_to_words

TEXT = "Story here.\n\nFollow our  channel now.\nFollow our\nchannel nowhere."


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((0, 5), "Story"),
        ((2, 8), "Story here"),
        ((5, 6), ""),
        ((11, 36), "Follow our  channel now"),
        ((-3, 5), "Story"),
        ((60, 900), "nowhere."),
    ],
)
def test_a_span_is_widened_to_whole_words_without_white_space_around(span, words):
    start, end = widen_to_words(TEXT, span)
    assert TEXT[start:end] == words


def test_the_same_words_are_found_whole_with_any_white_space_between():
    found = find_places(TEXT, compile_words("Follow our channel now"))
    assert [TEXT[slice(*span)] for span in found] == ["Follow our  channel now"]
    found = find_places(TEXT, compile_words("our channel"))
    assert [TEXT[slice(*span)] for span in found] == ["our  channel", "our\nchannel"]


def test_signs_are_signs():
    assert find_places("Why? (More)", compile_words("(More)")) == [(5, 11)]
    assert find_places("Whyx (More)", compile_words("Why?")) == []
