"""Sentences and words beside each other, on small texts a reader can check."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.analysis.article.outline import blank, outline
from components.analysis.pair.alignment import (
    Alignment,
    CountedText,
    Counts,
    Link,
    Mentions,
    align,
    align_counted,
    split_text,
)
from components.analysis.pair.sentence_normalisation import find_tokens

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."


def kinds(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    return [(link.first, link.second, link.kind) for link in alignment.links]


def changes(alignment: Alignment) -> list[tuple[str, str, str]]:
    return [
        (
            alignment.first_text[slice(*edit.first)],
            alignment.second_text[slice(*edit.second)],
            edit.kind,
        )
        for link in alignment.links
        for edit in alignment.edits(link)
    ]


def test_equal_texts_are_the_same_throughout() -> None:
    alignment = align(f"{MAYOR} {COST}\n\n{CROWD}", f"{MAYOR}\n{COST} {CROWD}", language="en")
    assert kinds(alignment) == [((n,), (n,), "same") for n in range(3)]
    assert (alignment.a_in_b, alignment.b_in_a) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We stay,” she said — at home.", '"We stay," she said - at home.'),
        ("It’s the city’s first.", "It's the city's first."),
        ("The port\xa0of Oldham is\xadlet.", "The port of Oldham islet."),
        ("The harbour\u200b is\u200b shut.", "The harbour is shut."),
        ("«Мы остаёмся», — сказала она.", "„Мы остаёмся“ – сказала она."),
        ("***", "***"),
    ],
)
def test_typography_makes_no_edit(one: str, other: str) -> None:
    alignment = align(one, other, language="en")
    assert kinds(alignment) == [((0,), (0,), "same")]
    assert changes(alignment) == []


def test_case_alone_is_the_same_sentence_with_a_cosmetic_edit() -> None:
    alignment = align(
        "The Government fell on Monday.", "The government fell on Monday.", language="en"
    )
    assert kinds(alignment) == [((0,), (0,), "same")]
    assert changes(alignment) == [("Government", "government", "cosmetic")]


def test_lost_quotation_marks_and_a_new_question_are_edits() -> None:
    assert changes(
        align("They called him a “hero” today.", "They called him a hero today.", language="en")
    ) == [("“", "", "quotation")]
    assert align("He left Oldham.", "He left Oldham?", language="en").links[0].kind == "edited"


def test_dropped_and_added_sentences_stand_in_no_link() -> None:
    alignment = align(f"{MAYOR} {CROWD} {COST}", f"{MAYOR} {COST} {RADIO}", language="en")
    assert (alignment.dropped, alignment.added) == ([1], [2])
    assert alignment.counts() == Counts(
        first=3, second=3, kept=2, edited=0, moved=0, dropped=1, added=1
    )


def test_a_moved_sentence_is_known_and_the_others_stay_in_order() -> None:
    alignment = align(
        f"{RADIO} {MAYOR} {COST} {CROWD}", f"{MAYOR} {COST} {CROWD} {RADIO}", language="en"
    )
    assert kinds(alignment) == [
        ((0,), (3,), "moved"),
        ((1,), (0,), "same"),
        ((2,), (1,), "same"),
        ((3,), (2,), "same"),
    ]


def test_a_moved_sentence_may_be_changed_too() -> None:
    edited = RADIO.replace("live", "late")
    link = align(f"{RADIO} {MAYOR} {COST}", f"{MAYOR} {COST} {edited}", language="en").links[0]
    assert (link.kind, link.changed) == ("moved", True)


def test_counts_are_those_of_sentences_of_the_first_text() -> None:
    halves = "The mayor opened the harbour bridge. A crowd of fishermen watched from the quay."
    whole = "The mayor opened the harbour bridge, and a crowd of fishermen watched from the quay."
    alignment = align(
        f"{RADIO} {halves} {COST} It rained.", f"{whole} {COST} {RADIO}", language="en"
    )
    assert alignment.counts() == Counts(
        first=5, second=3, kept=4, edited=2, moved=1, dropped=1, added=0
    )


def test_both_texts_are_split_by_the_rules_of_their_language() -> None:
    text = "Am 3. Oktober ist frei."
    alignment = align(text, text, language="de")
    assert (alignment.first, alignment.second) == ([(0, 23)], [(0, 23)])


GERMAN = "Am 3. Mai sagte er, es sei vorbei. Die Brücke bleibt zu."
GERMAN_LATER = "Die Stadt bestätigte das. Am 3. Mai sagte er, es sei vorbei."


def counted_by_outline(text: str, language: str, *aside: tuple[int, int]) -> CountedText:
    return CountedText(blank(text, aside), outline(text, language)["sentences"])


def test_a_german_pair_has_the_sentences_of_its_outlines() -> None:
    alignment = align_counted(
        counted_by_outline(GERMAN, "de"), counted_by_outline(GERMAN_LATER, "de")
    )
    assert alignment.first == [(0, 34), (35, 56)]
    assert alignment.second == [(0, 25), (26, 60)]
    assert kinds(alignment) == [((0,), (1,), "same")]
    assert alignment == align(GERMAN, GERMAN_LATER, language="de")
    english = align(GERMAN, GERMAN_LATER, language="en")
    assert english.first == [(0, 5), (6, 34), (35, 56)]


def test_each_text_of_a_pair_is_split_by_its_own_language() -> None:
    alignment = align_counted(split_text(GERMAN, "de"), split_text(GERMAN, "en"))
    assert len(alignment.first) == 2
    assert len(alignment.second) == 3
    assert kinds(alignment)[-1] == ((1,), (2,), "same")


def test_sentences_of_which_nothing_counts_are_left_out_and_others_trimmed() -> None:
    # Blanked: “Never,” at the start, the whole second sentence, and the end of the third.
    text = "“Never,” he said. Read also: Trams. It rained in Lund, he told us."
    aside = ((0, 8), (18, 35), (53, 66))
    counted = counted_by_outline(text, "en", *aside)
    assert counted.sentences == [[0, 17], [18, 35], [36, 66]]
    alignment = align_counted(counted, split_text("It rained in Lund", "en"))
    assert [text[start:end] for start, end in alignment.first] == ["he said.", "It rained in Lund"]
    assert alignment.first == [(9, 17), (36, 53)]
    assert kinds(alignment) == [((1,), (0,), "same")]


def test_texts_of_which_nothing_counts_have_no_sentences() -> None:
    nothing = counted_by_outline("It rained.", "en", (0, 10))
    for alignment in (align_counted(nothing, nothing), align_counted(nothing, CountedText("", []))):
        assert (alignment.first, alignment.second, alignment.links) == ([], [], [])


def places(alignment: Alignment) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(edit.first, edit.second) for link in alignment.links for edit in alignment.edits(link)]


def test_a_word_that_came_stands_behind_the_word_before_it_in_the_other_text() -> None:
    without, inside = "It rained. Boats left the port.", "It rained. Boats left the old port."
    assert places(align(without, inside, language="en")) == [((25, 25), (26, 29))]
    assert places(align(inside, without, language="en")) == [((26, 29), (25, 25))]


def test_a_word_that_came_first_stands_where_the_other_sentence_begins() -> None:
    without, first = "It rained.\nboats left.", "It rained.\nYesterday boats left."
    assert places(align(without, first, language="en")) == [((11, 11), (11, 20))]
    assert places(align(first, without, language="en")) == [((11, 20), (11, 11))]
    alone = "Yesterday boats left."
    assert places(align(without, alone, language="en")) == [((11, 11), (0, 9))]
    assert places(align(alone, without, language="en")) == [((0, 9), (11, 11))]


def test_who_is_named_decides_what_an_edit_is() -> None:
    first, second = "It rained. Hale spoke at noon.", "It rained. Mayor spoke at noon."
    alignment = align(first, second, language="en")
    link = alignment.links[1]
    hale, mayor = (11, 15, "PERSON", "Eva Hale"), (11, 16, "PERSON", "Eva Hale")
    lund = (11, 16, "PERSON", "Bo Lund")

    def kind(mentions: Mentions | None) -> list[str]:
        return [edit.kind for edit in replace(alignment, mentions=mentions).edits(link)]

    assert kind(([hale], [mayor])) == ["name_form"]
    assert kind(([hale], [lund])) == ["entity"]
    assert kind(None) == ["wording"]


def test_roles_turned_round_are_an_edit_of_both_names() -> None:
    first, second = (
        f"It rained. {said} at dawn."
        for said in ("The army attacked the rebels", "The rebels attacked the army")
    )
    alignment = align(first, second, language="en")
    assert changes(alignment) == [
        ("The army attacked the rebels", "The rebels attacked the army", "roles")
    ]


def test_a_sentence_split_in_two_is_one_link() -> None:
    whole = "The mayor opened the harbour bridge, and a crowd of fishermen watched from the quay."
    parts = "The mayor opened the harbour bridge. A crowd of fishermen watched from the quay."
    assert kinds(align(f"{COST} {whole}", f"{COST} {parts}", language="en"))[1] == (
        (1,),
        (1, 2),
        "edited",
    )
    assert kinds(align(f"{COST} {parts}", f"{COST} {whole}", language="en"))[1] == (
        (1, 2),
        (1,),
        "edited",
    )


def test_a_sentence_cut_short_is_edited_and_another_subject_is_not() -> None:
    cut = "The mayor of Oldham opened the rebuilt harbour bridge."
    assert kinds(align(MAYOR, cut, language="en")) == [((0,), (0,), "edited")]
    assert (
        kinds(align(MAYOR, "The mayor of Oldham said the harbour was shut.", language="en")) == []
    )


def test_repeated_sentences_are_matched_by_their_place() -> None:
    again = "He said no."
    alignment = align(f"{MAYOR} {again} {COST} {again}", f"{CROWD} {COST} {again}", language="en")
    assert kinds(alignment) == [((2,), (1,), "same"), ((3,), (2,), "same")]


def test_edits_name_whole_words_and_numbers() -> None:
    first = "Angry nationalists told Dmitri S. Orlov that 1,200 men and three ships left."
    second = "Certain forces told Dmitri Orlov that 1,300 men and 3 ships left, he said."
    assert changes(align(f"{MAYOR} {first} {COST}", f"{MAYOR} {second} {COST}", language="en")) == [
        ("Angry nationalists", "Certain forces", "label"),
        ("S", "", "name_form"),
        ("1,200", "1,300", "number"),
        ("three", "3", "spelling"),
        ("", "he said", "attribution"),
    ]


def test_words_that_carry_meaning_are_lined_up_before_articles() -> None:
    first = "The council of the port will meet the captains of the fleet."
    second = "The captains of the fleet will meet the council of the port."
    kept = [edit for edit in changes(align(first, second, language="en")) if edit[0] == edit[1]]
    assert kept == []
    assert ("the big", "a great", "wording") in changes(
        align(
            "Storms shut the big harbour in Oldham.",
            "Storms shut a great harbour in Oldham.",
            language="en",
        )
    )


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u202e\u200b\n\u200b", "…"])
def test_texts_that_say_nothing_have_no_share(text: str) -> None:
    alignment = align(text, MAYOR, language="en")
    assert alignment.links == []
    assert (alignment.a_in_b, alignment.b_in_a) == (0.0, 0.0)
    assert all(link.kind == "same" for link in align(text, text, language="en").links)


def test_a_sentence_of_fifty_thousand_words_is_aligned_by_words() -> None:
    listed = [f"w{number}" for number in range(50_000)]
    changed = [*listed[:30_000], "other", *listed[30_001:]]
    alignment = align(" ".join(listed), " ".join(changed), language="en")
    assert [kind for *_, kind in kinds(alignment) if kind != "same"] == ["edited"]
    assert changes(alignment) == [("w30000", "other", "number")]


def test_thousands_of_repeated_sentences_are_aligned_in_order() -> None:
    alignment = align("He said no. " * 5_000, "He said no. " * 4_000, language="en")
    assert len(alignment.links) == 4_000
    assert all(link.kind == "same" for link in alignment.links)


WORDS = ["mayor", "bridge", "The", "of", "a", "rain", "12", "said", "Oldham", "quay", "crowd"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
TEXTS = st.lists(
    st.tuples(SENTENCES, st.sampled_from([". ", "? ", ".\n", ", “", "” "])).map("".join), max_size=7
).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_each_sentence_is_in_one_link_at_most_and_links_rise(first: str, second: str) -> None:
    alignment = align(first, second, language="en")
    for places, spans in (
        ([place for link in alignment.links for place in link.first], alignment.first),
        ([place for link in alignment.links for place in link.second], alignment.second),
    ):
        assert len(places) == len(set(places))
        assert set(places) <= set(range(len(spans)))
    assert [link.first for link in alignment.links] == sorted(
        link.first for link in alignment.links
    )
    in_order = [link.second for link in alignment.links if link.kind != "moved"]
    assert in_order == sorted(in_order)
    assert 0 <= alignment.a_in_b <= 1
    assert 0 <= alignment.b_in_a <= 1


@example(
    "bridge mayor mayor mayor mayor mayor mayor rain. ",
    "rain mayor mayor mayor mayor mayor bridge rain. ",
)
@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_edits_made_on_the_first_text_give_the_second(first: str, second: str) -> None:
    alignment = align(first, second, language="en")
    for link in alignment.links:
        assert _rebuilt(alignment, link) == _keys(alignment.second_text, alignment.second, link)


def _keys(text: str, spans: list[tuple[int, int]], link: Link) -> list[str]:
    return find_tokens(text, [spans[place] for place in link.second]).keys


def _rebuilt(alignment: Alignment, link: Link) -> list[str]:
    """The folded tokens of the first side, each edit's own replaced by those of its second span."""
    tokens = find_tokens(alignment.first_text, [alignment.first[place] for place in link.first])
    others = find_tokens(alignment.second_text, [alignment.second[place] for place in link.second])
    edits = alignment.edits(link)
    assert all(one.first[1] <= other.first[0] for one, other in pairwise(edits))
    assert all(one.second[1] <= other.second[0] for one, other in pairwise(edits))
    rebuilt: list[str] = []
    left = list(zip(tokens.spans, tokens.keys, strict=True))
    for edit in edits:
        assert alignment.first[link.first[0]][0] <= edit.first[0]
        assert edit.first[1] <= alignment.first[link.first[-1]][1]
        assert alignment.second[link.second[0]][0] <= edit.second[0]
        assert edit.second[1] <= alignment.second[link.second[-1]][1]
        while left and left[0][0][1] <= edit.first[0]:
            rebuilt.append(left.pop(0)[1])
        while left and left[0][0][0] < edit.first[1]:
            left.pop(0)
        rebuilt.extend(
            key
            for span, key in zip(others.spans, others.keys, strict=True)
            if edit.second[0] <= span[0] and span[1] <= edit.second[1]
        )
    return rebuilt + [key for _, key in left]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_beside_itself_is_the_same(text: str) -> None:
    alignment = align(text, text, language="en")
    assert kinds(alignment) == [((n,), (n,), "same") for n in range(len(alignment.first))]
    assert changes(alignment) == []


def test_a_figure_that_became_another_is_an_edit_beside_that_of_the_verb() -> None:
    first = "The mayor said that 12 people were hurt in the fire at the mill."
    second = "The mayor claimed that 20 people were hurt in the fire at the mill."
    aligned = align(first, second, language="en")
    (link,) = aligned.links
    told = [
        (edit.kind, first[slice(*edit.first)], second[slice(*edit.second)])
        for edit in aligned.edits(link)
    ]
    assert told == [("attribution", "said", "claimed"), ("number", "12", "20")]


def test_a_number_parted_by_spaces_is_one_word_of_an_edit() -> None:
    first, second = "Some 1 250 000 people fled.", "Some 1 350 000 people fled."
    alignment = align(first, second, language="en")
    (edit,) = alignment.edits(alignment.links[0])
    assert (first[slice(*edit.first)], second[slice(*edit.second)]) == ("1 250 000", "1 350 000")
    assert edit.kind == "number"


def test_a_number_parted_otherwise_is_not_changed() -> None:
    first = "Some 40 000 people fled the town."
    assert [
        link.kind for link in align(first, first.replace(" 000", "000"), language="en").links
    ] == ["same"]
    alignment = align(first, first.replace(" 000", ",000"), language="en")
    assert [edit.kind for edit in alignment.edits(alignment.links[0])] == ["cosmetic"]
