"""Words that an analyst leaves out of all counts, in all their forms."""

import pandas as pd
import pytest

from components.analysis.article.outline import Parts
from components.analysis.collection.keyness import compare_with_others
from components.analysis.collection.pairs import compare_all
from components.analysis.collection.tfidf import blank_stop_words
from components.analysis.collection.word_index import gather
from components.analysis.collection.words.own_stop_words import mark_terms, read_list
from components.analysis.selection import Settings
from tests.analysis.collection.words_of_texts import read_words

ARTICLES = {
    "a": Parts("Ferries", "ferry harbour pilot"),
    "b": Parts("", "ferry council ballot"),
}
LANGUAGES = {"a": "en", "b": "en"}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("agency, Readers\nnewsletter agency", ["agency", "readers", "newsletter"]),
        ("# the list of 2019\nferry; Président", ["ferry", "president"]),
        ("прем’єр", ["премєр"]),
        (" \n,;", []),
    ],
)
def test_a_list_is_read_as_it_was_typed_pasted_or_stored(written, words):
    assert read_list(written) == words


def test_a_word_is_blanked_in_all_its_forms_and_the_text_keeps_its_length():
    parts = Parts("Ferries", "The ferry and two FERRIES; Ferrari")
    read = blank_stop_words(parts, "en", {"en"}, True, ("ferry",))
    assert read.headline.split() == []
    assert read.text.split() == ["The", "and", "two", ";", "Ferrari"]
    assert len(read.text) == len(parts.text)


def test_a_word_is_compared_by_the_rules_of_the_articles_own_language():
    """German stems "Minister" and "Ministern" alike, English does not know the second."""
    german = blank_stop_words(Parts("", "Ministern"), "de", {"de"}, False, ("minister",))
    english = blank_stop_words(Parts("", "Ministern"), "en", {"en"}, False, ("minister",))
    assert (german.text.strip(), english.text.strip()) == ("", "Ministern")


def test_two_articles_with_one_word_in_common_are_not_alike_without_it():
    before = compare_all(ARTICLES, LANGUAGES).pairs
    after = compare_all(ARTICLES, LANGUAGES, given=("ferry",)).pairs
    assert before["words"].tolist() == ["ferry"]
    assert before["score"].item() > 0.1
    assert after["score"].tolist() in ([], [0.0])


def test_it_stays_left_out_when_common_words_count():
    kept = compare_all(ARTICLES, LANGUAGES, Settings(common=True), given=("ferry",)).pairs
    assert kept["score"].tolist() in ([], [0.0])


@pytest.fixture
def table():
    texts = {"a": "ferries " * 20 + "harbour " * 100, "b": "ferry " + "harbour " * 119}
    return gather(*read_words(texts, ["en", "en"], {}))


def test_its_terms_are_marked_in_the_table_of_words(table):
    marked = mark_terms(table, ("ferry",), ["en"])
    assert dict(zip(table.labels, marked, strict=True)) == {"ferries": True, "harbour": False}
    assert not mark_terms(table, (), ["en"]).any()


def test_it_is_no_distinctive_word_but_counts_in_the_sizes(table):
    articles = pd.DataFrame({"id": ["a", "b"], "language": ["en", "en"]})
    before = compare_with_others(table, articles, ["a"])
    after = compare_with_others(table, articles, ["a"], mark_terms(table, ("ferry",), ["en"]))
    assert set(before.words["word"]) == {"ferries", "harbour"}
    assert after.words["word"].tolist() == ["harbour"]
    assert after.sizes == before.sizes == (120, 120)
    assert after.words["corrected"].item() == after.words["p"].item()
