from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from components.analysis.entities.recognition.name_spans import (
    build_phrases,
    find_title_case_lines,
    trim_span,
)


def test_the_longest_phrase_wins_and_only_whole_words_count():
    phrases = build_phrases(["Iran", "New York", "New York Times", "U.S."])
    text = "The New York Times in New York: Iranian oil, Iran, U.S. and U.S.-made."
    assert [text[start:end] for start, end in phrases.find(text)] == [
        "New York Times",
        "New York",
        "Iran",
        "U.S.",
        "U.S.",
    ]


@given(st.lists(st.sampled_from(["A", "B c", "B", "C a B"])), st.text("ABCabc ,."))
def test_what_is_found_is_one_of_the_phrases(wanted, text):
    spans = list(build_phrases(wanted).find(text))
    assert all(text[start:end] in wanted for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_space_after_an_article_is_outside_the_name_as_well():
    text = "the  Harbour Post sailed"
    start, end = trim_span(text, 0, text.index(" sailed"))
    assert text[start:end] == "Harbour Post"


def test_a_line_of_capitals_that_goes_on_small_in_the_next_is_no_headline():
    headline = "Norland Oil Minister Hisham Lundby Speaks"
    assert find_title_case_lines(f"{headline}\nThe oil fell.") == [(0, len(headline))]
    assert find_title_case_lines(f"{headline}\nof the oil that fell.") == []
