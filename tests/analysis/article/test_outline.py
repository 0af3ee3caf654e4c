"""The outline of an article and its parts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.article.outline import (
    Parts,
    blank,
    counted_headline,
    counted_text,
    keep,
    leave_out,
    outline,
    place_in,
    put_back,
    set_aside,
    with_marks,
)
from components.analysis.selection import Settings

TWO_PARAGRAPHS = "Ann came. Bo went.\n\nLater Ann left."


def test_an_outline_tells_where_sentences_begin_and_end_and_the_first_paragraph_ends():
    assert outline(TWO_PARAGRAPHS) == {"sentences": [[0, 9], [10, 18], [20, 35]], "lead": 18}
    assert outline("") == {"sentences": [], "lead": 0}


def test_places_are_given_their_sentence_and_whether_they_lead():
    sentences, lead = place_in(outline(TWO_PARAGRAPHS), np.array([0, 10, 26]))
    assert list(sentences) == [0, 1, 2]
    assert list(lead) == [True, True, False]


def test_without_an_outline_there_is_one_sentence_outside_the_lead():
    sentences, lead = place_in(None, np.array([0, 3]))
    assert list(sentences) == [0, 0]
    assert not lead.any()


def test_no_places_are_no_reason_to_fail():
    none = np.array([], dtype=np.int64)
    assert [len(one) for one in place_in(outline(TWO_PARAGRAPHS), none)] == [0, 0]
    assert [len(one) for one in place_in(outline(""), np.array([0]))] == [1, 1]


TEXT = 'He said "no deal" there.\n\nRead also: Trams.'
PARTS = Parts("A title", TEXT, quotations=((9, 16),), boilerplate=((26, 43),))


def test_boilerplate_is_blanked_and_every_offset_holds():
    counted = counted_text(PARTS, Settings())
    assert counted == 'He said "no deal" there.\n\n' + " " * 17
    assert len(counted) == len(TEXT)


def test_quotations_are_blanked_inside_their_marks():
    counted = counted_text(PARTS, Settings(without=("quotations",)))
    assert counted == 'He said "       " there.\n\nRead also: Trams.'


def test_the_headline_counts_unless_it_is_left_out():
    assert counted_headline(PARTS, Settings()) == "A title"
    assert counted_headline(PARTS, Settings(without=("headline",))) == ""


def test_what_is_set_aside_is_told_in_order():
    both = Settings(without=("quotations", "boilerplate"))
    assert set_aside(PARTS, both) == ((9, 16), (26, 43))
    assert set_aside(PARTS, Settings(without=())) == ()


def test_each_part_has_its_own_words():
    assert PARTS.words_of("headline") == "A title"
    assert PARTS.words_of("quotations").split() == ["no", "deal"]
    assert PARTS.words_of("boilerplate").split() == ["Read", "also:", "Trams."]
    assert PARTS.words_of("prose").split() == ["He", "said", '"', '"', "there."]


def test_a_line_that_an_analyst_put_back_is_prose_again():
    assert put_back(PARTS, [(30, 31)]).boilerplate == ()
    assert put_back(PARTS, [(0, 5)]).boilerplate == PARTS.boilerplate


def test_a_quotation_is_set_aside_with_its_marks():
    assert with_marks(TEXT, (9, 16)) == (8, 17)
    assert with_marks("no marks", (3, 8)) == (3, 8)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: tuple(sorted(p))))


@given(st.text(alphabet="ab \n", max_size=30), SPANS)
def test_blanked_and_kept_letters_make_up_the_text(text, spans):
    inside = [(start, min(end, len(text))) for start, end in spans if start < len(text)]
    blanked, kept = blank(text, inside), keep(text, inside)
    assert len(blanked) == len(kept) == len(text)
    for letter, left, right in zip(text, blanked, kept, strict=True):
        assert letter in (left, right)
        assert letter.isspace() or " " in (left, right)


def test_what_an_analyst_left_out_is_boilerplate_and_overlaps_are_one():
    (line,) = PARTS.boilerplate
    assert leave_out(PARTS, [(0, 3)]).boilerplate == ((0, 3), line)
    assert leave_out(PARTS, [(line[0] - 2, line[0] + 1)]).boilerplate == ((line[0] - 2, line[1]),)
    beyond = leave_out(PARTS, [(0, 3), (9000, 9001), (5, 5)])
    assert beyond.boilerplate == ((0, 3), line)
