from components.analysis.alignment import align
from components.views.panes import (
    aligned_sides,
    count_line,
    cut_pieces,
    reading_side,
    sentence_at,
)

FIRST = (
    "The mayor said the bridge would close on Monday.\n\n"
    "Nobody was hurt when the crane fell. Work stopped at noon."
)
SECOND = (
    "The mayor claimed the bridge would close on Monday.\n\n"
    "Nobody was hurt when the crane fell. A second crane is on its way from Oslo."
)
HEADS = (
    {"title": "One", "meta": "", "language": "en"},
    {"title": "Two", "meta": "", "language": "en"},
)
ALIGNMENT = align(FIRST, SECOND)


def sentences_of(side):
    return [sentence for paragraph in side["paragraphs"] for sentence in paragraph]


def text_of(sentence):
    return "".join(text for text, _ in sentence["pieces"])


def test_every_sentence_is_there_whole_and_in_its_paragraph():
    first, _ = aligned_sides((FIRST, SECOND), HEADS, ALIGNMENT)
    assert [[text_of(s) for s in paragraph] for paragraph in first["paragraphs"]] == [
        ["The mayor said the bridge would close on Monday."],
        ["Nobody was hurt when the crane fell.", "Work stopped at noon."],
    ]


def test_sentences_are_same_edited_dropped_or_added():
    first, second = aligned_sides((FIRST, SECOND), HEADS, ALIGNMENT)
    assert [s["state"] for s in sentences_of(first)] == ["edited", "same", "dropped"]
    assert [s["state"] for s in sentences_of(second)] == ["edited", "same", "added"]


def test_linked_sentences_carry_the_same_link_and_others_none():
    first, second = aligned_sides((FIRST, SECOND), HEADS, ALIGNMENT)
    assert [s["link"] for s in sentences_of(first)] == [0, 1, None]
    assert [s["link"] for s in sentences_of(second)] == [0, 1, None]


def test_the_word_that_changed_is_marked_on_both_sides():
    first, second = aligned_sides((FIRST, SECOND), HEADS, ALIGNMENT)
    assert ["said", "edited"] in sentences_of(first)[0]["pieces"]
    assert ["claimed", "edited"] in sentences_of(second)[0]["pieces"]


def test_the_count_line_says_what_became_of_the_sentences():
    assert count_line(ALIGNMENT) == (
        "2 of 3 sentences of A stand in B, 1 of them edited; 1 dropped, 1 added"
    )


def test_marks_cut_a_sentence_into_pieces_and_lose_nothing():
    marks = [(0, 3, "named"), (4, 9, "hit"), (5, 20, "named")]
    assert cut_pieces("The mayor said so.", (0, 18), marks) == [
        ["The", "named"],
        [" ", ""],
        ["mayor", "hit"],
        [" said so.", "named"],
    ]


def test_a_single_article_is_read_with_its_marks():
    side = reading_side(FIRST, "One", "", "en", [(4, 9, "hit")])
    assert sentences_of(side)[0]["pieces"][:2] == [["The ", ""], ["mayor", "hit"]]
    assert {s["state"] for s in sentences_of(side)} == {"plain"}


def test_a_position_belongs_to_one_sentence_or_to_none():
    assert sentence_at([(0, 5), (6, 9)], 7) == 1
    assert sentence_at([(0, 5), (6, 9)], 5) is None
