import pytest

from components.analysis.article.outline import blank
from components.analysis.collection.compared_versions import SHARES, TAKEN
from components.analysis.pair.alignment import align
from components.views.compare.aligned_panes import (
    aligned_panes,
    describe_alignment,
    describe_comparison,
    mark_legend,
)
from components.views.compare.inline_pane import inline_pane
from components.views.panes import (
    BoilerplateLine,
    ExcludedText,
    cut_pieces,
    insert_excluded,
    reading_pane,
    sentence_at,
    split_overlaps,
)

FIRST = (
    "The mayor said the bridge would close on Monday.\n\n"
    "Nobody was hurt when the crane fell. Work stopped at noon."
)
SECOND = (
    "The mayor claimed the bridge would close on Monday.\n\n"
    "Nobody was hurt when the crane fell. A second crane is on its way from Oslo."
)
THIRD = SECOND.removesuffix(" A second crane is on its way from Oslo.")
HEADS = (
    {"title": "One", "meta": "", "language": "en"},
    {"title": "Two", "meta": "", "language": "en"},
)
ALIGNMENT = align(FIRST, SECOND, language="en")


def sentences_of(side):
    return [sentence for paragraph in side["paragraphs"] for sentence in paragraph]


def text_of(sentence):
    return "".join(text for text, _ in sentence["pieces"])


def test_every_sentence_is_there_whole_and_in_its_paragraph():
    first, _ = aligned_panes((FIRST, SECOND), HEADS, [ALIGNMENT])
    assert [[text_of(s) for s in paragraph] for paragraph in first["paragraphs"]] == [
        ["The mayor said the bridge would close on Monday."],
        ["Nobody was hurt when the crane fell.", "Work stopped at noon."],
    ]


def test_sentences_are_same_edited_dropped_or_added():
    first, second = aligned_panes((FIRST, SECOND), HEADS, [ALIGNMENT])
    assert [s["state"] for s in sentences_of(first)] == ["edited", "same", "dropped"]
    assert [s["state"] for s in sentences_of(second)] == ["edited", "same", "added"]


def test_linked_sentences_carry_the_same_band_and_others_none():
    first, second = aligned_panes((FIRST, SECOND), HEADS, [ALIGNMENT])
    assert [s["links"] for s in sentences_of(first)] == [["0-0"], ["0-1"], []]
    assert [s["links"] for s in sentences_of(second)] == [["0-0"], ["0-1"], []]


THREE_HEADS = [*HEADS, {"title": "Three", "meta": "", "language": "en"}]


def test_of_three_versions_in_a_chain_each_is_marked_against_the_one_before():
    first, second, third = aligned_panes(
        (FIRST, SECOND, THIRD),
        THREE_HEADS,
        [ALIGNMENT, align(SECOND, THIRD, language="en")],
        columns=[(0, 1), (1, 2)],
    )
    assert [side["letter"] for side in (first, second, third)] == ["A", "B", "C"]
    assert [side["giver"] for side in (first, second, third)] == [None, 0, 1]
    assert [s["state"] for s in sentences_of(second)] == ["edited", "same", "added"]
    assert [s["state"] for s in sentences_of(third)] == ["same", "same"]
    assert sentences_of(second)[0]["links"] == ["0-0", "1-0"]
    assert [s["ends"] for s in sentences_of(second)] == [False, False, True]
    assert not any(s["ends"] for s in sentences_of(first) + sentences_of(third))


def test_of_two_that_were_taken_from_one_each_is_marked_against_it():
    cut = FIRST.removesuffix(" Work stopped at noon.")
    first, second, third = aligned_panes(
        (FIRST, SECOND, cut),
        THREE_HEADS,
        [ALIGNMENT, align(FIRST, cut, language="en")],
        columns=[(0, 1), (0, 2)],
    )
    assert [side["against"] for side in (first, second, third)] == [
        "compared with B, C",
        "compared with A",
        "compared with A",
    ]
    assert [s["state"] for s in sentences_of(third)] == ["same", "same"]
    assert [s["state"] for s in sentences_of(first)] == ["edited", "same", "dropped"]
    assert [s["links"] for s in sentences_of(first)] == [["0-0", "1-0"], ["0-1", "1-1"], []]


def test_a_sentence_of_the_original_that_one_taker_lacks_ends_and_is_not_dropped():
    short = "The mayor said the bridge would close on Monday."
    first, _, _ = aligned_panes(
        (FIRST, FIRST, short),
        THREE_HEADS,
        [align(FIRST, FIRST, language="en"), align(FIRST, short, language="en")],
        columns=[(0, 1), (0, 2)],
    )
    assert [s["state"] for s in sentences_of(first)] == ["same", "same", "same"]
    assert [s["ends"] for s in sentences_of(first)] == [False, True, True]


def test_an_article_that_shares_nothing_ends_no_sentence():
    other = "Rain fell on the hills all week."
    first, _, _ = aligned_panes(
        (FIRST, SECOND, other),
        THREE_HEADS,
        [ALIGNMENT, align(FIRST, other, language="en")],
        columns=[(0, 1), (0, 2)],
    )
    assert [s["state"] for s in sentences_of(first)] == ["edited", "same", "dropped"]
    assert not any(s["ends"] for s in sentences_of(first))


def test_the_original_may_stand_in_any_column():
    second, first = aligned_panes((SECOND, FIRST), HEADS, [ALIGNMENT], columns=[(1, 0)])
    assert [s["state"] for s in sentences_of(first)] == ["edited", "same", "dropped"]
    assert [s["state"] for s in sentences_of(second)] == ["edited", "same", "added"]
    assert [side["giver"] for side in (second, first)] == [1, None]


def test_it_is_said_why_two_of_several_are_compared():
    told = "very likely taken from it"
    assert describe_comparison("ac", TAKEN, told) == f"C with A: {told}"
    assert describe_comparison("ba", SHARES, told) == (
        "A with B: no lineage is known; of the earlier ones B has most of its words"
    )


def test_the_marks_are_explained_for_two_columns_and_for_more():
    assert set(mark_legend(2)) == {"edited", "moved", "dropped", "added", "noted"}
    # Those of the original first, as it is read.
    assert list(mark_legend(3)) == ["edited", "moved", "dropped", "ends", "added", "noted"]


def test_the_word_that_changed_is_marked_on_both_sides():
    first, second = aligned_panes((FIRST, SECOND), HEADS, [ALIGNMENT])
    assert ["said", "edited"] in sentences_of(first)[0]["pieces"]
    assert ["claimed", "edited"] in sentences_of(second)[0]["pieces"]


def test_where_nobody_knows_which_was_first_the_count_line_drops_and_adds_nothing():
    assert describe_alignment(ALIGNMENT, directed=False) == (
        "2 of 3 sentences of A are in B, 1 of them edited; 1 only in A, 1 only in B"
    )


def test_the_count_line_says_what_became_of_the_sentences():
    assert describe_alignment(ALIGNMENT) == (
        "2 of 3 sentences of A are in B, 1 of them edited; 1 dropped, 1 added"
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (FIRST, FIRST, "A and B are identical, character for character"),
        ("", FIRST, "A without any sentences: there is nothing to compare"),
        (
            'It was "late" again.',
            "It was “late”  again.",
            "A and B have the same words; only typography differs",
        ),
        (
            "The tram was late.",
            "Apples are cheap.",
            "No sentence of A is in B: they share no text to compare",
        ),
    ],
)
def test_where_there_is_little_to_count_the_line_says_so_in_words(first, second, said):
    assert describe_alignment(align(first, second, language="en")) == said


def test_marks_cut_a_sentence_into_pieces_and_lose_nothing():
    marks = [(0, 3, "named"), (4, 9, "hit"), (5, 20, "named")]
    assert cut_pieces("The mayor said so.", (0, 18), marks) == [
        ["The", "named"],
        [" ", ""],
        ["mayor", "hit"],
        [" said so.", "named"],
    ]


def test_a_single_article_is_read_with_its_marks():
    side = reading_pane(FIRST, [["One", ""]], "", "en", [(4, 9, "hit")])
    assert sentences_of(side)[0]["pieces"][:2] == [["The ", ""], ["mayor", "hit"]]
    assert {s["state"] for s in sentences_of(side)} == {"plain"}


def test_a_position_belongs_to_one_sentence_or_to_none():
    assert sentence_at([(0, 5), (6, 9)], 7) == 1
    assert sentence_at([(0, 5), (6, 9)], 5) is None


def test_marks_that_overlap_all_show():
    assert split_overlaps([(0, 10, "named"), (4, 14, "hit"), (4, 6, "noted")]) == [
        (0, 4, "named"),
        (4, 6, "hit named noted"),
        (6, 10, "hit named"),
        (10, 14, "hit"),
    ]
    assert split_overlaps([]) == []
    assert split_overlaps([(3, 5, "hit"), (3, 5, "hit")]) == [(3, 5, "hit")]


def test_a_note_stands_with_the_sentence_that_holds_its_last_word():
    note = {"id": 1, "end": len(FIRST), "text": "Why?", "meta": "Ada"}
    side = reading_pane(FIRST, [["One", ""]], "", "en", notes=[note])
    sentences = [one for paragraph in side["paragraphs"] for one in paragraph]
    assert [one["notes"] for one in sentences] == [[]] * (len(sentences) - 1) + [[note]]


TEXT = "Trams stop.\n\nRead also: Buses.\nFollow us.\n\nNobody was hurt."
LINES = ((13, 30), (31, 41))
ASIDE = ExcludedText(
    "a1", LINES, tuple(BoilerplateLine(*span, "link to another article") for span in LINES)
)
HEAD = {"title": "", "meta": "", "language": "en"}


def words(side):
    return [
        [("".join(text for text, _ in unit["pieces"]), unit["state"]) for unit in paragraph]
        for paragraph in side["paragraphs"]
    ]


def test_what_does_not_count_stands_between_the_sentences_a_line_each():
    aligned = align(*[blank(TEXT, ASIDE.spans)] * 2, language="en")
    first, second = aligned_panes((TEXT, TEXT), (HEAD, HEAD), [aligned], [ASIDE] * 2)
    told = [
        [("Trams stop.", "same")],
        [("Read also: Buses.", "aside")],
        [("Follow us.", "aside")],
        [("Nobody was hurt.", "same")],
    ]
    assert words(first) == words(second) == told
    assert words(inline_pane((TEXT, TEXT), aligned, HEAD, ASIDE)) == told


def test_each_line_says_why_and_offers_its_place():
    aligned = align(*[blank(TEXT, ASIDE.spans)] * 2, language="en")
    (first, _) = aligned_panes((TEXT, TEXT), (HEAD, HEAD), [aligned], [ASIDE] * 2)
    links = [unit.get("lines") for paragraph in first["paragraphs"] for unit in paragraph]
    assert links[0] is links[3] is None
    assert links[1] == [{"place": "a1.13.30", "reason": "link to another article", "counts": False}]
    assert links[2][0]["place"] == "a1.31.41"


def test_a_line_put_back_is_a_sentence_that_can_be_left_out_again():
    aside = ExcludedText(
        "a1", (), (BoilerplateLine(13, 30, "link to another article", counts=True),)
    )
    side = reading_pane(TEXT, "", "", "en", excluded=aside)
    (unit,) = [unit for p in side["paragraphs"] for unit in p if "lines" in unit]
    assert unit["state"] == "plain"
    assert unit["lines"][0]["counts"]


def test_each_of_two_lines_in_one_sentence_offers_its_place():
    lines = tuple(BoilerplateLine(*span, "left out by Ann") for span in ((3, 8), (12, 18)))
    aside = ExcludedText("a1", ((3, 8), (12, 18)), lines)
    ((unit,),) = reading_pane('He said "no" twice.', "", "", "en", excluded=aside)["paragraphs"]
    assert [line["place"] for line in unit["lines"]] == ["a1.3.8", "a1.12.18"]


def test_words_set_aside_inside_a_sentence_are_greyed_there():
    side = reading_pane(
        'He said "no" twice.', "", "", "en", excluded=ExcludedText("a1", ((8, 12),))
    )
    ((unit,),) = side["paragraphs"]
    assert unit["pieces"] == [["He said ", ""], ['"no"', "aside"], [" twice.", ""]]


def test_with_nothing_aside_the_sentences_stay_as_they_are():
    units = [((0, 5), {"id": "a0"})]
    assert insert_excluded(units, "Trams", ExcludedText()) == units
