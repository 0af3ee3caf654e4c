"""What an export says of itself."""

from datetime import UTC, datetime

import pandas as pd

from components.analysis.selection import Settings
from components.views.selection_text import (
    About,
    about_rows,
    describe_changed_settings,
    describe_languages_without_list,
    describe_no_match,
    describe_own_stop_words,
    describe_settings,
    distinct_values,
    file_name,
    list_names,
    provenance_line,
)

ABOUT = About(
    library="Main",
    revision=7,
    clauses=(("names", "Ines Dahl"), ("days", "1 Mar 2024")),
    query="entity=Ines+Dahl",
    shown=2,
    total=1500,
    sources=("Harbour Post",),
    languages=("en", "uk"),
    settings=(("left out", "boilerplate"),),
    software="Parallax 0.1.0",
    made=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    who="Ada",
)


def test_one_line_names_all_that_a_reader_needs_to_judge_it():
    line = provenance_line(ABOUT, "Named most", ["The first 25 of 90 names."])
    for words in (
        *("Named most", "The first 25 of 90 names.", "library Main, revision 7"),
        *("2 of 1,500 articles", "names: Ines Dahl; days: 1 Mar 2024", "Harbour Post", "en, uk"),
        *("left out: boilerplate", "Parallax 0.1.0", "2026-11-22", "Ada"),
    ):
        assert words in line


def test_the_rows_name_every_clause_setting_and_cut_off():
    rows = about_rows(ABOUT, "Named most", ["The first 25."])
    assert rows[0] == ("shows", "Named most")
    assert {
        ("cut off", "The first 25."),
        ("selected: names", "Ines Dahl"),
        ("setting: left out", "boilerplate"),
        ("selection as a link", "entity=Ines+Dahl"),
        ("made", "2026-11-22 09:30 UTC"),
    } <= set(rows)


def test_many_sources_are_counted_not_listed():
    assert list_names(f"Paper {n}" for n in range(14)).endswith("Paper 11 and 2 more")
    assert list_names(["", ""]) == "not known"


def test_a_file_is_named_in_plain_letters_with_its_day():
    assert file_name(ABOUT, "Who names whom?", "csv") == "main-who-names-whom-2026-11-22.csv"


def test_known_values_are_told_once_and_sorted():
    assert distinct_values(pd.Series(["Wire", "", "Post", "Wire", None])) == ("Post", "Wire")


def test_the_usual_settings_are_told_in_full_and_nothing_of_them_is_a_change():
    assert describe_settings(Settings()) == {
        "left out": "boilerplate",
        "terms": "single words",
        "common words": "left out",
        "weight of a term": "its count",
        "rarest terms": "kept",
        "copies": "each counted",
    }
    assert describe_changed_settings(Settings()) == ""


def test_only_what_differs_is_said_in_the_chip():
    settings = Settings(without=(), longest=2, least=3)
    assert describe_changed_settings(settings) == (
        "left out nothing; terms words and pairs of words; rarest terms in 3 articles or more"
    )
    assert describe_changed_settings(Settings(once=80)) == (
        "copies counted once, from 80 % of words in common"
    )


def test_languages_whose_common_words_are_not_known_are_named():
    assert describe_languages_without_list(["en", "zu", "de", "und", "mn"]) == (
        "There is no list of common words for Mongolian, Zulu, so they are counted there."
    )
    assert describe_languages_without_list(["en", "und", "<b>"]) == ""


def test_own_stop_words_are_a_setting_that_names_them():
    assert describe_own_stop_words(()) == {}
    assert describe_own_stop_words(("agency", "readers")) == {
        "own stop words": "2 left out everywhere (agency, readers)"
    }
    many = tuple(f"word{n:02d}" for n in range(15))
    assert describe_own_stop_words(many)["own stop words"].endswith("word11 and 3 more)")


def test_where_no_article_matches_it_says_which_filter_to_clear():
    assert describe_no_match([("search", 15)]) == (
        "No article matches the filter “search”: clear it with its × above."
    )
    assert describe_no_match([("search", 1200), ("days", 0), ("source", 1)]) == (
        "No article matches all the filters above; without “search” 1,200 articles do, "
        "without “source” 1 article does. × clears a filter."
    )
    assert "none would with one of them less" in describe_no_match([("search", 0), ("days", 0)])
