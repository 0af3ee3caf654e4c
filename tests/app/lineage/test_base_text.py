"""The base text on Lineage: which version it is, which count, and what the link may ask for."""

import json
from datetime import date

import pytest

from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store

LEDE = "The old weir at Marlow Bend gave way on Friday night and flooded forty gardens."
COST = "Repairs will cost 1.2 million pounds and cannot begin before the river falls in spring."
ASKED = "The river trust had asked for the money four times and was told each time to wait."
OTHER = "Anglers have been asked to stay away from both banks until the bridge is inspected."
VERSIONS = {
    "aaaaaaaaaaa1": (f"{LEDE}\n\n{COST} {ASKED}", "en", 3),
    "aaaaaaaaaaa2": (f"{LEDE}\n\n{COST.replace('1.2', '1.4')} {ASKED}", "en", 4),
    "aaaaaaaaaaa3": (f"{LEDE}\n\n{COST}", "en", 5),
    # As a page in another language that quotes the report at length.
    "aaaaaaaaaaa4": (f"{LEDE}\n\n{COST} {ASKED}", "fr", 6),
    # In the family by the one before, and without a sentence of the base.
    "aaaaaaaaaaa5": (f"{OTHER}", "en", 7),
}


@pytest.fixture(scope="module")
def weir_library(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('weir') / 'library.sqlite'}"
    store = open_store(url)
    store.add(
        [
            Article(id, "Weir collapses", text, f"Paper {id[-1]}", "", date(2023, 2, day), language)
            for id, (text, language, day) in VERSIONS.items()
        ]
    )
    work_through(store)
    store.close()
    return url


def base_of(app):
    (found,) = [one for one in app.get("bidi_component") if "base_text" in one.proto.component_name]
    return json.loads(found.proto.json)


def words_on(app):
    return " ".join(str(one.value) for one in [*app.text, *app.caption])


def told(app):
    return [one["told"] for units in base_of(app)["paragraphs"] for one in units]


def test_the_likely_original_is_the_base_and_another_language_does_not_count(
    open_page, weir_library
):
    app = open_page(weir_library, "lineage")
    assert not app.exception
    assert told(app) == ["0 of 2", "1 of 2 changed", "1 of 2 dropped"]
    assert "1 version is in another language and was not compared" in words_on(app)


def test_a_base_or_a_sentence_that_the_link_makes_up_is_passed_over(open_page, weir_library):
    app = open_page(weir_library, "lineage", {"base": "ffffffffffff", "sentence": "2"})
    assert not app.exception
    assert told(app)[0] == "0 of 2"
    assert base_of(app)["opened"] == ""
    app = open_page(weir_library, "lineage", {"base": "aaaaaaaaaaa3", "sentence": "77"})
    assert told(app) == ["0 of 2", "1 of 2 changed"]
    assert base_of(app)["opened"] == ""


def test_the_forms_of_the_sentence_in_the_link_are_there(open_page, weir_library):
    app = open_page(weir_library, "lineage", {"base": "aaaaaaaaaaa1", "sentence": "3"})
    forms = base_of(app)["forms"]
    assert [one["words"] for one in forms] == [
        "dropped in 1 version",
        "the same words in 1 version",
    ]


def test_a_base_that_no_version_shares_text_with_says_so(open_page, weir_library):
    app = open_page(weir_library, "lineage", {"base": "aaaaaaaaaaa4"})
    assert not app.exception
    assert "No other version that is left shares text with this one" in words_on(app)
