import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.quotations.quotation_marks import find_quoted_strings

MARKS = st.text("“”\"'‘’«»„ aB.,\n", max_size=80)


def found(text):
    return [text[one.start : one.end] for one in find_quoted_strings(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "we go now" and left.',
        "He said “we go now” and left.",
        "He said «we go now» and left.",
        "He said « we go now » and left.",
        "He said „we go now“ and left.",
        "He said »we go now« and left.",
        "He said «we go now” and left.",
        "He said ”we go now” and left.",
        "He said ``we go now'' and left.",
        "He said 'we go now' and left.",
        "He said ‘we go now’ and left.",
        "He said 「we go now」 and left.",
    ],
)
def test_each_style_of_marks_is_read(text):
    assert found(text) == ["we go now"]


def test_a_quotation_inside_another_belongs_to_it():
    assert found("“They told me ‘never’ and “not now” twice,” she said.") == [
        "They told me ‘never’ and “not now” twice,"
    ]


def test_single_marks_are_told_from_apostrophes():
    assert found("The networks’ plan isn’t 'a compromise', the ’90s star's agents say.") == [
        "a compromise"
    ]


def test_inches_do_not_close():
    assert found('"He is 6\'2" tall," she said.') == ["He is 6'2\" tall,"]


def test_attributes_of_pasted_markup_are_no_quotations():
    assert found('<a href="page" title="x"> He said "no".') == ["no"]


def test_paragraphs_of_one_quotation_share_a_group_and_all_but_the_last_are_open():
    text = "“One thing is clear.\n\n“Two things are not.”\n\n“Three.”"
    first, second, third = find_quoted_strings(text)
    assert first.group == second.group != third.group
    assert (first.closed, second.closed) == (False, True)


def test_a_mark_that_is_never_closed_swallows_nothing_after_it():
    assert found("He sold 12“ discs. Then “yes” came.") == ["yes"]


@given(MARKS)
def test_strings_are_in_order_apart_and_never_empty(text):
    at = 0
    for one in find_quoted_strings(text):
        assert at <= one.start < one.end <= len(text)
        assert not text[one.start].isspace() or text[one.start] == "\n"
        at = one.end


def test_paragraphs_of_one_quotation_in_one_line_are_closed_where_the_next_one_opens():
    text = (
        'He said that "We enter a new phase, and we go on. "They have gone in," he said. The '
        'orders "are too much," she said. The Harbour Exposed" letter brings stories.'
    )
    assert found(text) == [
        "We enter a new phase, and we go on.",
        "They have gone in,",
        "are too much,",
    ]


def test_a_straight_mark_inside_a_quotation_is_read_where_both_are_closed_soon():
    assert found(
        '"He wants to trade when this "storm" is over, and I agree." "There is more," she'
    ) == [
        'He wants to trade when this "storm" is over, and I agree.',
        "There is more,",
    ]
