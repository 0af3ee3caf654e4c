"""A base text as the browser gets it: numbers in the margin, all forms of one sentence, tables."""

import pandas as pd

from components.analysis.collection.collation import collate, count_forms
from components.analysis.pair.alignment import align
from components.analysis.pair.headlines import align_headlines
from components.views.lineage.base_text import (
    COMPARED,
    NO_TEXT,
    OTHER_LANGUAGE,
    base_sheet,
    base_table,
    count_headlines,
    describe_counts,
    describe_missing,
    index_table,
    list_forms,
    list_headlines,
)
from components.views.panes import ExcludedText

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
DEARER = COST.replace("12", "13")
BASE = f"{MAYOR}\n\n{COST} {CROWD}"
TEXTS = {
    "base": BASE,
    "one": f"{MAYOR}\n\n{DEARER} {CROWD}",
    "two": f"{MAYOR}\n\n{DEARER} {CROWD}",
    "three": f"{MAYOR.upper()}\n\n{COST}",
    "four": f"{MAYOR} {COST.replace('three', 'four')}",
}
NAMES = {id: id.title() for id in TEXTS}
TITLES = {"one": "Bridge opens", "two": "Bridge open", "three": "", "four": "BRIDGE OPENS"}
ALIGNED = {id: align(BASE, text, language="en") for id, text in TEXTS.items() if id != "base"}
HEADLINES = {id: align_headlines("Bridge opens", title) for id, title in TITLES.items()}
COLLATED = collate(ALIGNED)
COUNTS = count_forms(COLLATED)
HEADLINE = "Bridge opens", count_headlines(HEADLINES)
SPANS = ALIGNED["one"].first


def said(pieces):
    return [text for text, kind in pieces if kind]


def test_each_sentence_has_its_numbers_in_words_and_as_a_level():
    sheet = base_sheet(BASE, SPANS, COUNTS, ExcludedText(), HEADLINE)
    first, rest = sheet["paragraphs"]
    told = [(one["told"], one["level"], one["changes"]) for one in [*first, *rest]]
    assert told == [
        ("0 of 4", 0, False),
        ("3 of 4 changed", 3, True),
        ("2 of 4 dropped", 2, True),
    ]
    assert sheet["headline"]["told"] == "1 of 4 changed, 1 without one"
    assert sheet["headline"]["level"] == 2


def test_changed_dropped_and_moved_are_counted_apart():
    counts = {"changed": 4, "dropped": 1, "moved": 2, "same": 1, "of": 7}
    assert describe_counts(counts) == "4 of 7 changed, 1 dropped, 2 moved"
    assert describe_counts({**counts, "changed": 0}) == "1 of 7 dropped, 2 moved"


def test_text_that_does_not_count_stays_in_its_place_without_numbers():
    start = BASE.index(COST)
    blanked = BASE.replace(COST, " " * len(COST))
    aligned = {"one": align(blanked, MAYOR, language="en")}
    aside = ExcludedText("base", ((start, start + len(COST)),))
    counts = count_forms(collate(aligned))
    sheet = base_sheet(BASE, aligned["one"].first, counts, aside, HEADLINE)
    states = [(one["state"], one.get("told")) for one in sheet["paragraphs"][1]]
    assert states == [("aside", None), ("", "1 of 1 dropped")]


def test_equal_forms_stand_once_with_all_who_have_them_the_most_frequent_first():
    forms = list_forms(1, COLLATED, ALIGNED, TEXTS, "base", NAMES)
    assert [(one["words"], [v["name"] for v in one["versions"]]) for one in forms] == [
        ("changed in 2 versions", ["One", "Two"]),
        ("changed in 1 version", ["Four"]),
        ("the same words in 1 version", ["Three"]),
    ]
    assert said(forms[0]["pieces"]) == ["12", "13"]
    assert forms[2]["pieces"] == []


def test_a_form_leads_to_its_place_in_the_version():
    (form, _) = list_forms(2, COLLATED, ALIGNED, TEXTS, "base", NAMES)
    assert form["words"] == "dropped in 2 versions"
    kept = list_forms(1, COLLATED, ALIGNED, TEXTS, "base", NAMES)[0]["versions"][0]
    _, start, end = kept["place"].split(".")
    assert TEXTS["one"][int(start) : int(end)] == DEARER


def test_all_headlines_are_forms_of_one():
    forms = list_headlines(HEADLINES, NAMES)
    assert [one["words"] for one in forms] == [
        "changed in 1 version",
        "no headline in 1 version",
        "the same words in 2 versions",
    ]
    assert said(forms[0]["pieces"]) == ["opens", "open"]


def test_a_base_without_a_headline_has_no_line_for_it():
    sheet = base_sheet(BASE, SPANS, COUNTS, ExcludedText(), ("", HEADLINE[1]))
    assert sheet["headline"] is None


def test_the_exported_table_has_the_headline_and_every_sentence():
    table = base_table(BASE, SPANS, COUNTS, HEADLINE)
    assert table["sentence"].tolist() == ["headline", "1", "2", "3"]
    assert table["words"].tolist() == ["Bridge opens", MAYOR, COST, CROWD]
    assert table["changed in"].tolist() == [1, 0, 3, 0]
    assert table["of"].tolist() == [4, 4, 4, 4]


def test_a_version_that_was_not_compared_has_no_numbers_and_says_why():
    others = {"one": COMPARED, "three": COMPARED, "six": NO_TEXT, "seven": OTHER_LANGUAGE}
    names = {**NAMES, "six": "Six", "seven": "Seven"}
    table = index_table(ALIGNED, {"one": 0.1, "three": 0.3}, others, names)
    assert table["changed"].tolist()[:2] == [1, 0]
    assert table["dropped"].tolist()[:2] == [0, 1]
    assert table.loc[2:, ["index", "changed", "dropped"]].isna().all(axis=None)
    assert table["compared"].tolist() == [
        "yes",
        "yes",
        "no: no text in common",
        "no: in another language",
    ]
    assert isinstance(table["dropped"].dtype, pd.Int64Dtype)


def test_versions_that_do_not_count_are_told():
    assert describe_missing({"one": COMPARED}) == ""
    assert describe_missing({"six": NO_TEXT, "seven": NO_TEXT, "eight": OTHER_LANGUAGE}) == (
        "Not in these numbers: 2 versions have no text in common with the base; 1 version is in "
        "another language and was not compared."
    )
