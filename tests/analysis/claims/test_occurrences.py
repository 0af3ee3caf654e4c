"""Where else the words of a claim stand."""

import pandas as pd

from components.analysis.claims.occurrences import (
    change_occurrences,
    find_words,
    make_occurrences,
    quotation_occurrences,
    same_words,
)

QUOTATIONS = pd.DataFrame(
    [
        ("a", 10, 30, "direct", "Ann Marsh", 0.9),
        ("a", 40, 60, "direct", "Ann Marsh", 0.9),
        ("b", 5, 25, "direct", "Kim Nou", 0.8),
        ("c", 7, 20, "reported", "Ann Marsh", 0.4),
        ("d", 1, 9, "direct", None, 0.0),
    ],
    columns=["article", "start", "end", "kind", "speaker", "confidence"],
).assign(how="subject of “said”")
VARIANTS = pd.DataFrame(
    [
        (0, "a", 10, 60, "verbatim", False),
        (0, "b", 5, 25, "cut", True),
        (0, "c", 7, 20, "reported", False),
    ],
    columns=["quotation", "article", "start", "end", "state", "reattributed"],
)


def test_a_quotation_occurs_in_all_its_variants_part_by_part():
    found = quotation_occurrences(QUOTATIONS, VARIANTS, "a.40.60")
    rows = found[["article", "start", "state", "reattributed", "about"]].to_numpy().tolist()
    assert rows == [
        ["a", 10, "verbatim", False, "Ann Marsh"],
        ["a", 40, "verbatim", False, "Ann Marsh"],
        ["b", 5, "cut", True, "Kim Nou"],
        ["c", 7, "reported", False, "Ann Marsh"],
    ]


def test_a_quotation_without_variants_occurs_once_and_an_unknown_place_never():
    found = quotation_occurrences(QUOTATIONS, VARIANTS, "d.1.9")
    assert found[["article", "start", "about"]].to_numpy().tolist() == [["d", 1, ""]]
    assert quotation_occurrences(QUOTATIONS, VARIANTS, "d.2.9").empty


def test_the_same_words_are_found_whatever_their_case_space_and_apostrophes():
    text = "He said: It’s  all\nover now. it's all over NOW!"
    assert [text[slice(*span)] for span in find_words(text, "It's all over now")] == [
        "It’s  all\nover now", "it's all over NOW",
    ]  # fmt: skip
    assert find_words(text, "all over") == []


def test_words_that_are_read_as_a_quotation_are_not_found_once_more():
    text = "“We will all be home” and we will all be home."
    known = make_occurrences([{"article": "a", "start": 1, "end": 20}])
    (one,) = same_words({"a": text}, "We will all be home", known)
    assert (one["start"], text[one["start"] : one["end"]]) == (26, "we will all be home")


def test_a_changed_sentence_is_found_in_all_versions_with_the_form_that_each_has():
    texts = {
        "a": "It rained. The angry nationalists met in the old town.",
        "b": "It rained. The certain forces met in the old town.",
        "c": "The certain forces met in the old town on Monday. Boats left.",
        "d": "The others met in the old town.",
        "e": "Nothing of the sort is told here by anybody at all.",
    }
    found = change_occurrences(
        texts, dict.fromkeys(texts, "en"),
        ("The angry nationalists met in the old town.", "The certain forces met in the old town."),
        ("angry nationalists", "certain forces"),
    )  # fmt: skip
    told = {row["article"]: row for row in found.to_dict("records")}
    assert {article: row["state"] for article, row in told.items()} == {
        "a": "as in the first", "b": "as in the second", "c": "as in the second",
        "d": "in other words",
    }  # fmt: skip
    for article, row in told.items():
        words = texts[article][row["start"] : row["end"]]
        assert words in ("angry nationalists", "certain forces", texts["d"])
