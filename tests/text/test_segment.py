"""Sentences and words, on small texts a reader can check."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.text.segment import paragraphs, sentences, words

# "|" stands where a sentence ends and another begins.
KEPT_AND_BROKEN = [
    "Mr. Hale met Mrs. Ortiz. | Dr. Quist came later.",
    "The U.S. Embassy closed. | It opened in the U.S. | He left the U.S. on Monday.",
    "Vladimir V. Putin and J. R. R. Moss spoke. | Nobody heard Anna K. Weiss.",
    "Prof. Lund taught from Jan. 5 to Sept. 12. | No. 7 won. | He said no. | Five left.",
    "They met at 5 p.m. Monday. | They left at 9 a.m. sharp. | It began at 6 a.m. | Crowds came.",
    "It rose 3.5 percent to 1,200.75 points. | It fell in 2019. | Then it rose.",
    "“We hoped… to rest,” she said. | “We hoped…” | He left.",
    "A crowd shouted “Shame! Shame!” for an hour. | Some left.",
    "“No. | We stay.” | [The guard] left. | (He smiled.) | Rain fell.",
    "“Will you go?” Mr. Hale asked. | “Never!” he said. | “Why not?” | Nobody knew.",
    "“It was late. | We were tired,” she said. | He nodded.",
    "У 2014 р. Київ і м. Львів жили мирно. | Це знали всі. | На вул. Садовій, 5 тис. осіб.",
    "Газети, книги і т. д. | Він читав усе. | Театр ім. Франка відкрито, 3 млн грн. | Далі буде.",
    "В 1999 г. Москва росла. | На ул. Мира, ст. 5, жил В. В. Орлов. | Он уехал. | Это было давно.",
    "— Мы придём! — сказал он. | — Ждите. | — Хорошо.",
    "«Ні!» — Петро пішов. | Тиша.",
    "1. Bread is up. | 2. Milk is down.",
    "Acme Inc. Chief Lee Wong quit Acme Inc. | He was tired.",
    "iPhones sold well. | eBay did not. | iPads did.",
    "Il a dit : « Non. » | Elle part.",
]


@pytest.mark.parametrize("marked", KEPT_AND_BROKEN)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected = marked.split(" | ")
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The talks ended.", "Read more here.", "See example.com for it."],
        ["他来了。", "她走了！", "好。"],
    ],
)
def test_sentences_without_space_between_them_are_told_apart(expected: list[str]) -> None:
    text = expected[0] + expected[1] + "\n" + expected[2]
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_german_ordinals_do_not_end_a_sentence() -> None:
    text = "Am 3. Oktober ist frei. Dann kommt der 21. Dezember."
    assert [text[a:b] for a, b in sentences(text, "de")] == [
        "Am 3. Oktober ist frei.",
        "Dann kommt der 21. Dezember.",
    ]


def test_every_line_is_a_paragraph_and_no_sentence_crosses_one() -> None:
    text = "  A headline\n\nFirst line.  \r\nSecond\u2029Third \n \n"
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "A headline",
        "First line.",
        "Second",
        "Third",
    ]
    assert sentences(text) == paragraphs(text)


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "Rain fell on the northern harbour all through the\n"
        "night, and the boats stayed in until the mayor of\n"
        "Oldham said the storm had passed. Fishermen left\n"
        "early.\n    A second paragraph begins with an indented line\n"
        "and ends here.\n"
    )
    found = [" ".join(text[a:b].split()) for a, b in sentences(text)]
    assert len(paragraphs(text)) == 2
    assert found[1:] == [
        "Fishermen left early.",
        "A second paragraph begins with an indented line and ends here.",
    ]


def test_a_headline_over_a_line_stays_a_paragraph_of_its_own() -> None:
    text = "Storm passes and the harbour opens to fishing boats\nRain fell all through the night."
    assert len(paragraphs(text)) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\t \u3000"])
def test_a_text_without_letters_has_no_words(text: str) -> None:
    assert words(text) == []


def test_words_keep_inner_marks_and_leave_punctuation() -> None:
    text = "Mr. Hale’s one-on-one talk, “at 10:30,” cost $1,200.50 — 3.5% of the U.S. budget."
    found = " ".join(text[a:b] for a, b in words(text))
    assert found == "Mr Hale’s one-on-one talk at 10:30 cost 1,200.50 3.5 of the U.S budget"


def test_accents_soft_hyphens_and_zero_width_signs_stay_inside_a_word() -> None:
    for text in ["te\u0302te", "co\xadop", "a\u200bb", "हिन्दी", "ʼн'я"]:
        assert len(words(text)) == 1, text


TEXTS = st.text(alphabet="aB1.!?…”“\"'’»«) —-\n\u0301\u200bЖж。", max_size=80)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_cover_all_but_space_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_letter_and_digit_is_in_one_word(text: str) -> None:
    spans = words(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, sign in enumerate(text) if sign.isalnum())


@pytest.mark.parametrize(
    "piece",
    ["a", " ", '"', "(", ".", "\n", "a. ", "A. ", '." ', "— ", 'b "', "! A ", "1.", "A.a", "a-"],
)
def test_repetitive_text_is_segmented_without_loss(piece: str) -> None:
    text = piece * 20_000 + "x"
    assert sum(b - a for a, b in sentences(text)) <= len(text)
    assert words(text)
