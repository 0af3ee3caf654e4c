import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.corpus.readers.shaping.paragraphs import (
    drop_title,
    drop_titles,
    shape_paragraphs,
    split_headline,
)

WRAPPED = """\
The council met on Tuesday in the old town hall, where nobody had sat
for years, and agreed after a long night to repair the bridge before
the winter comes.

Nobody voted against it. The mayor said that the money would be found
in the budget for roads, and that work could begin within the month if
the weather holds.
"""


def test_hard_wrapped_lines_are_joined():
    first, second = shape_paragraphs(WRAPPED).split("\n\n")
    assert first.startswith("The council met")
    assert first.endswith("before the winter comes.")
    assert "within the month if the weather holds" in second


def test_paragraphs_on_single_lines_are_separated():
    long = "The council met on Tuesday and agreed to repair the bridge. " * 4
    assert shape_paragraphs(f"{long}\n{long}\n") == f"{long.strip()}\n\n{long.strip()}"


def test_short_lines_are_not_taken_for_wrapped_text():
    assert shape_paragraphs("One line.\nAnother one.\nA third.") == (
        "One line.\n\nAnother one.\n\nA third."
    )


def test_lines_of_one_length_that_all_end_a_sentence_are_paragraphs():
    lines = [
        f"The council of town {n} met on Tuesday and agreed to repair the bridge." for n in range(5)
    ]
    assert shape_paragraphs("\n".join(lines)) == "\n\n".join(lines)


def test_many_blank_lines_are_one_and_spaces_are_trimmed():
    assert shape_paragraphs("\n\n\n  One.\t \n \n\t\n Two  spaces.\n\n") == "One.\n\nTwo spaces."


def test_an_indented_wrapped_paragraph_begins_where_a_line_ends_early():
    text = WRAPPED.replace("\n\n", "\n    ")
    assert shape_paragraphs(text).count("\n\n") == 1


def test_words_with_a_hyphen_keep_it_when_their_lines_are_joined():
    text = (
        "The council sat on Tuesday in the city’s well-\n"
        "known hall, and agreed after a long night that\n"
        "the bridge is to be repaired.\n"
    )
    assert "well-known hall" in shape_paragraphs(text)


def test_white_space_is_no_paragraph():
    assert shape_paragraphs(" \n\t\n ") == ""


@given(st.text(st.sampled_from("ab .-\n字—"), max_size=300))
def test_shaping_twice_is_the_same_as_once(text):
    once = shape_paragraphs(text)
    assert shape_paragraphs(once) == once


@given(st.text(st.sampled_from("ab .\n"), max_size=300))
def test_no_letter_is_lost(text):
    shaped = shape_paragraphs(text)
    assert [c for c in shaped if not c.isspace()] == [c for c in text if not c.isspace()]


def test_a_short_line_above_a_blank_one_is_the_headline():
    assert split_headline("\nCouncil to Repair Bridge\n\nThe council met.") == (
        "Council to Repair Bridge",
        "\nThe council met.",
    )


def test_a_question_may_be_a_headline():
    assert split_headline("Who pays for the bridge?\n\nNobody knows.")[0] != ""


def test_a_sentence_is_no_headline():
    for first in ("The council met.", "“We met.”", "By Ann Other", "KYIV —", "Read also:", "* * *"):
        assert split_headline(f"{first}\n\nMore text.") == ("", f"{first}\n\nMore text.")


def test_a_first_line_without_a_blank_one_or_text_under_it_is_no_headline():
    assert split_headline("Council Meets\nThe council met.")[0] == ""
    assert split_headline("Council Meets\n\n")[0] == ""
    assert split_headline("a " * 100 + "\n\nMore.")[0] == ""


# A title that is told again above the text


@pytest.mark.parametrize(
    "line",
    ["Tram 5 – late again", "TRAM 5: LATE AGAIN.", "Tram 5 - late again", "“Tram 5, late again”"],
)
def test_a_line_that_has_the_words_of_the_title_is_no_part_of_the_text(line):
    title = "Tram 5 – late again"
    assert drop_title(f"{line}\n\nIt rained.", title) == "It rained."
    assert drop_titles([line, line, "It rained."], "Other", title) == ["It rained."]


def test_a_text_that_is_its_title_or_begins_like_it_stays():
    assert drop_title("Late again", "Late again") == "Late again"
    assert drop_titles(["Late again"], "Late again") == ["Late again"]
    assert drop_title("Late again today\nIt rained.", "Late again") == (
        "Late again today\nIt rained."
    )
    assert drop_title("???\nIt rained.", "!!!") == "???\nIt rained."
    assert drop_title("A\nIt rained.", "") == "A\nIt rained."
