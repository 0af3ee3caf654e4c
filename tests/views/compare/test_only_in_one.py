"""What only one of two articles names or quotes."""

import pandas as pd

from components.views.compare.only_in_one import Side, list_names, only_rows, only_table

MENTIONS = pd.DataFrame(
    [
        ("a", "Oslo", "GPE", 40),
        ("a", "Ann Lee", "PERSON", 12),
        ("a", "Ann Lee", "PERSON", 3),
        ("b", "Oslo", "GPE", 7),
        ("b", "Bergen", "GPE", 9),
    ],
    columns=["article", "entity", "type", "start"],
)
QUOTATIONS = pd.DataFrame(
    [
        ("a", 50, 60, "It closes", "Ann Lee", "direct"),
        ("a", 70, 80, "So be it", None, "direct"),
        ("a", 90, 95, "truth", None, "scare"),
        ("b", 20, 30, "It closes", None, "direct"),
    ],
    columns=["article", "start", "end", "text", "speaker", "kind"],
)
VARIANTS = pd.DataFrame(
    [(0, "a", 50, 60), (0, "b", 20, 30)], columns=["quotation", "article", "start", "end"]
)


def compare(
    mentions=MENTIONS, quotations=QUOTATIONS, variants=VARIANTS, letters="ab", texts=("", "")
):
    """What only one of the articles a and b has, by these tables."""
    named = mentions.assign(end=mentions["start"] + 1)
    if "surface" not in named:
        named = named.assign(surface=named["entity"])
    return only_table(
        *(
            Side(
                list_names(named[named["article"] == article]),
                quotations[quotations["article"] == article],
                variants[variants["article"] == article],
                text,
            )
            for article, text in zip("ab", texts, strict=True)
        ),
        letters,
    )


TABLE = compare(letters="bc")


def test_names_and_quotations_that_the_other_lacks_are_told_by_side():
    assert TABLE.to_numpy().tolist() == [
        ["B", "PERSON", "Ann Lee", 2, 3],
        ["B", "quotation", "“So be it”", 1, 70],
        ["C", "GPE", "Bergen", 1, 9],
    ]


def test_what_stands_word_for_word_in_both_is_not_told_of_one_only():
    texts = (
        "Ann Lee: “So be it.” In Oslo “It closes”",
        "Ann Lee’s aide: 'so be it'. Oslo, Bergen.",
    )
    table = compare(texts=texts)
    assert table["words"].tolist() == ["Bergen"]


def test_a_name_is_held_against_the_other_text_in_its_longest_form():
    mentions = MENTIONS.assign(surface=["Oslo", "Ms. Ann Lee", "Lee", "Oslo", "Bergen"])
    apart = compare(mentions, texts=("", "Bruce Lee sang."))
    assert "Ann Lee" in apart["words"].tolist()


def test_a_body_is_left_out_where_the_other_text_has_its_short_form():
    mentions = pd.DataFrame(
        [("a", "Oldham Port Authority", "ORG", 3, "OPA"), ("a", "Bergen", "GPE", 9, "Bergen")],
        columns=["article", "entity", "type", "start", "surface"],
    )
    table = compare(mentions, QUOTATIONS[:0], texts=("", "The OPA shut."))
    assert table["words"].tolist() == ["Bergen"]


def test_a_guessed_speaker_stays_a_guess():
    table = compare(MENTIONS[:0], QUOTATIONS.assign(confidence=0.4)[:1], VARIANTS[:0])
    assert table["words"].tolist() == ["“It closes” – perhaps Ann Lee"]


def test_a_row_leads_to_its_place_and_says_what_it_is():
    first, second, _ = only_rows(TABLE)
    assert first["id"] == "b.3.0"
    assert first["lines"][0][1:] == [["Ann Lee", "strong"], ["  person, 2 times", "quiet"]]
    assert second["lines"][0][1] == ["“So be it”", "text"]


def test_two_that_name_the_same_leave_an_empty_table():
    assert compare(
        MENTIONS[[True, False, False, True, False]], QUOTATIONS[[True, False, False, True]]
    ).empty
