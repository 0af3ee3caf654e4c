"""Sentences and words, on small texts a reader can check."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.text.segment import LONGEST_SENTENCE, paragraphs, sentences, words

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


MORE = [
    # A quotation inside a clause keeps its stops; where a new sentence follows it does not.
    "He called it “Stop. Go.” and left. | Rain fell.",
    "He called it “Stop. Go.”, then left. | Rain fell.",
    "He called it “Stop. | Go.” | Then he left.",
    "He “Stop. Go.” and she “Run. Hide.” and left. | Rain fell.",
    "Rain fell. | He “Stop. Go.” and left.",
    # Stops of other kinds.
    "Is it? | Yes! | Who‽ | Nobody.",
    "“Stop!” Mr. Hale said. | “Go!” | Rain fell.",
    "Stop! | Mr. Hale said so.",
    "Stop! — Go. | He left.",
    "He left. | — Go.",
    "“He left.” — Lund.",
    "He left (early). | Rain fell.",
    "He left (early.) | Rain fell.",
    "il dit « Non. » | Elle part.",
    # Titles, held words, words held before figures.
    "The story of Dr. Lund said nothing.",
    "Acme Co. Ltd. | The end.",
    "“Acme Inc.” | Chief Lee left.",
    "See No. 5. | See no. | Rain fell.",
    "At 5 p.m. GMT rain fell. | At 6 p.m. | Rain fell.",
    "Plan B. | The end.",
    "John F. Kennedy left. | So did J. K. Rowling.",
    "Written by A. | The end.",
    "It was I. A. Lund left.",
    "The E.U. Summit. | The E.U. | He left.",
    "The year was 2014. | Then 12. | Then rain.",
    # Names that begin in lower case.
    "It rose. | iPhones sold. | eBay left.",
    "It rose. and fell.",
    "It rose. | 5 fell.",
    "Wait... | Rain fell. | Wait... and see.",
    "*** Rain fell. | It stopped.",
    "He left the U.S. | Today. | Rain fell.",
    "See Fig. 5a for it.",
    "Rain fell . | Then snow.",
]


@pytest.mark.parametrize("marked", MORE)
def test_sentences_end_where_their_stops_say_so(marked: str) -> None:
    expected = marked.split(" | ")
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the talks.Read more", 2),
        ("the war.Read more", 2),
        ("the US.Read more", 1),
        ("the un.Read more", 1),
        ("in 2019.Read more", 1),
        ("the WAR.Read more", 1),
        ("at a.bcd.Read more", 1),
        ("the WaR.Read more", 1),
        ("the talks.ReAd more", 2),
        ("the talks.—“Read more", 1),
        ("the talks.READ more", 1),
        ("the talks.read more", 1),
        ("the talks.Read.more", 1),
        ("the talks.—Read more", 1),
        ("the talks.A more", 1),
        ("the talks!Read more", 2),
    ],
)
def test_a_space_lost_after_a_stop_is_known_by_the_words_around_it(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


def test_german_numbers_of_three_figures_end_a_sentence_and_in_english_all_do() -> None:
    text = "Es waren 120. Dann kam der 21. Mai."
    assert [text[a:b] for a, b in sentences(text, "de")] == [
        "Es waren 120.",
        "Dann kam der 21. Mai.",
    ]
    assert len(sentences(text)) == 3


def test_abbreviations_of_another_language_are_held_only_in_it() -> None:
    text = "Nach Hr. Lund kam Str. Acht."
    assert len(sentences(text, "de")) == 1
    assert len(sentences(text)) == 3
    assert sentences(text, "no such") == sentences(text)


def test_a_quotation_at_the_end_of_a_line_is_not_inside_a_clause_of_the_next() -> None:
    text = "He called it “Stop. Go.”\nand left."
    assert [text[a:b] for a, b in sentences(text)] == ["He called it “Stop.", "Go.”", "and left."]


def test_a_word_before_a_stop_is_known_in_a_long_line() -> None:
    text = f"{'word ' * 30}by Mr. Hale. {'Word ' * 30}by Mr. Hale."
    assert len(sentences(text)) == 2


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


def wide(width: int) -> str:
    """A line of so many letters."""
    return "A" + "b" * (width - 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{wide(40)}\nand on", 1),
        (f"{wide(39)}\nand on", 2),
        (f"{wide(100)}\nand on", 1),
        (f"{wide(101)}\nand on", 2),
        (f"{wide(50)} \nand on", 1),
        (f"{wide(50)}\r\nand on", 1),
        (f"{wide(50)}\nAnd on", 2),
        (f"{wide(50)}\n\nand on", 2),
        (f"{wide(50)}\nand on\n\nRain fell", 2),
        (f"{wide(50)}\n and on", 2),
        (f"{wide(50)}\u2029and on", 2),
        # One line of five that goes on in lower case is enough, one of six is not.
        (f"{wide(50)}\nand {wide(50)}" + f"\n{wide(50)}" * 4, 1),
        (f"{wide(50)}\nand {wide(50)}" + f"\n{wide(50)}" * 5, 7),
    ],
)
def test_a_line_goes_on_in_the_next_where_both_look_wrapped(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


def test_a_wrapped_paragraph_is_one_span_and_the_next_another() -> None:
    text = f"{wide(50)}\nand on\n\n{wide(50)}\nand on"
    assert paragraphs(text) == [(0, 57), (59, 116)]


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


def test_a_sentence_without_an_end_is_cut_at_a_space_and_loses_nothing() -> None:
    text = " ".join(f"place {number} and" for number in range(1_000)) + " Lviv."
    spans = sentences(text)
    assert len(spans) > 5
    assert " ".join(text[a:b] for a, b in spans) == text
    assert all(LONGEST_SENTENCE // 2 <= b - a + 1 <= LONGEST_SENTENCE for a, b in spans[:-1])


def test_a_word_more_in_one_version_changes_one_piece_of_a_sentence_without_an_end() -> None:
    words_of = [f"w{number}" for number in range(10_000)]
    texts = " ".join(words_of), " ".join([*words_of[:100], "more", *words_of[100:]])
    first, second = ([text[a:b] for a, b in sentences(text)] for text in texts)
    assert len(first) == len(second) > 30
    assert sum(one != other for one, other in zip(first, second, strict=True)) == 1


def test_a_word_longer_than_any_sentence_is_cut_where_a_sentence_ends() -> None:
    spans = sentences("a" * (2 * LONGEST_SENTENCE + 1))
    limits = [0, LONGEST_SENTENCE, 2 * LONGEST_SENTENCE, 2 * LONGEST_SENTENCE + 1]
    assert spans == list(pairwise(limits))


def test_a_sentence_of_the_longest_length_is_whole() -> None:
    text = f"He said {'so ' * 663}so."
    assert len(text) == LONGEST_SENTENCE
    assert sentences(text) == [(0, LONGEST_SENTENCE)]
