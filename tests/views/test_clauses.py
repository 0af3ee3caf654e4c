"""What is picked and what counts, in words."""

from components.analysis.settings import Settings
from components.views.selection_text import (
    describe_changed_settings,
    describe_languages_without_list,
    describe_settings,
)


def test_the_usual_settings_are_told_in_full_and_nothing_of_them_is_a_change():
    assert describe_settings(Settings()) == {
        "left out": "boilerplate",
        "terms": "single words",
        "common words": "left out",
        "weight of a term": "its count",
        "rarest terms": "kept",
    }
    assert describe_changed_settings(Settings()) == ""


def test_only_what_differs_is_said_in_the_chip():
    settings = Settings(without=(), longest=2, least=3)
    assert describe_changed_settings(settings) == (
        "left out nothing; terms words and pairs of words; rarest terms in 3 articles or more"
    )


def test_languages_whose_common_words_are_not_known_are_named():
    assert describe_languages_without_list(["en", "zu", "de", "und", "mn"]) == (
        "There is no list of common words for Mongolian, Zulu, so they are counted there."
    )
    assert describe_languages_without_list(["en", "und", "<b>"]) == ""
