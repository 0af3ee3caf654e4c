import pandas as pd

from components.views.only_here import only_rows, only_table

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
TABLE = only_table(MENTIONS, QUOTATIONS, VARIANTS, ("a", "b"), "bc")


def test_names_and_quotations_that_the_other_lacks_are_told_by_side():
    assert TABLE.to_numpy().tolist() == [
        ["B", "PERSON", "Ann Lee", 2, 3],
        ["B", "quotation", "“So be it”", 1, 70],
        ["C", "GPE", "Bergen", 1, 9],
    ]


def test_a_row_leads_to_its_place_and_says_what_it_is():
    first, second, _ = only_rows(TABLE)
    assert first["id"] == "b.3.0"
    assert first["lines"][0][1:] == [["Ann Lee", "strong"], ["  person, 2 times", "quiet"]]
    assert second["lines"][0][1] == ["“So be it”", "text"]


def test_two_that_name_the_same_leave_an_empty_table():
    assert only_table(MENTIONS, QUOTATIONS[:1], VARIANTS, ("a", "a"), "ab").empty
