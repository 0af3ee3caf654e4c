"""Authors and sources as files write them, and the names that remain."""

import time

import pytest

from components.analysis.collection.outlets import outlet_key, outlet_of
from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS
from components.corpus.readers.shaping.author_names import clean_authors
from components.corpus.readers.shaping.draft_to_article import finish_draft
from components.corpus.readers.shaping.empty_words import is_empty_word
from components.corpus.readers.shaping.source_names import clean_source, host_of

BODY = "The council voted on Monday to keep the old ferry until the bridge opens."


def finish(**fields):
    *_, draft = (
        one for one in finish_draft(Draft(BODY, **fields), DEFAULT_LIMITS) if isinstance(one, Draft)
    )
    return draft


@pytest.mark.parametrize(
    "word",
    ["None", "nan", "NaN", "NULL", "null", "N/A", "n/a", "-", "–", "—", "unknown", "UNKNOWN", "NaT",
     "#N/A", "<NA>", "undefined", "[]", "unbekannt", "невідомо", "", "  "],
)  # fmt: skip
def test_words_for_nothing_are_empty_in_every_field(word):
    assert is_empty_word(word)
    draft = finish(title=word, source=word, author=word, url=word, bases={"author": "a field"})
    assert (draft.title, draft.source, draft.author, draft.url) == ("", "", "", "")
    assert "author" not in draft.bases


@pytest.mark.parametrize("word", ["Nan Goldin", "Nil Yalter", "The None", "Na", "X-1", "1984"])
def test_names_that_hold_such_a_word_are_names(word):
    assert not is_empty_word(word)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ann Example and Bob Sample", "Ann Example, Bob Sample"),
        ("Von Anna Beispiel, dpa", "Anna Beispiel"),
        ("Example, Ann", "Example, Ann"),
        ("Example, Ann; Sample, Bob", "Example, Ann; Sample, Bob"),
        ("['Ann Example', 'Bob Sample']", "Ann Example, Bob Sample"),
        ('["Ann Example", null]', "Ann Example"),
        ("{'name': 'Ann Example'}", "Ann Example"),
        ('[{"name": "Ann Example"}, {"name": "Bob Sample"}]', "Ann Example, Bob Sample"),
        ('{"firstName": "Ann", "lastName": "Example"}', "Ann Example"),
        ("Ann Example <ann@post.example.org>", "Ann Example"),
        ("ann@post.example.org (Ann Example)", "Ann Example"),
        ("Ann Example | Reuters", "Ann Example"),
        ("Ann Example (AP)", "Ann Example"),
        ("Ann Example, Wick Courier", "Ann Example"),
        ("Ann Example, Wick University", "Ann Example"),
        ("Ann Example, PhD", "Ann Example"),
        ("Author Ann Example", "Ann Example"),
        ("Author", ""),
        ("ann[at]post.example.org", ""),
        ("Par Anne Dupont avec Jean Martin", "Anne Dupont, Jean Martin"),
        ("Wick Historical Society", "Wick Historical Society"),
        ("Олена Приклад та Іван Зразок", "Олена Приклад, Іван Зразок"),
        ("王小明", "王小明"),
    ],
)
def test_a_list_of_authors_is_names(written, names):
    assert clean_authors(written) == names
    assert clean_authors(names) == names


@pytest.mark.parametrize(
    "written",
    ["admin", "Administrator", "ann@post.example.org", "https://www.facebook.com/ann",
     "www.post.example.org/ann", "post.example.org", "ann-example", "/by/ann-example", "Reuters",
     "The Associated Press", "AFP/dpa", "NTB-AFP-DPA", "Reuters Staff", "Redaktion", "News Desk",
     "Staff Writer", "12345", "@ann", "['nan']", "No Author"],
)  # fmt: skip
def test_agencies_addresses_accounts_and_slugs_are_no_authors(written):
    assert clean_authors(written) == ""


def test_the_source_is_no_author():
    assert finish(author="Wick Example", source="Wick Example").author == ""


def test_a_list_that_is_deep_or_broken_is_cut_at_its_signs_and_takes_no_time():
    began = time.process_time()
    clean_authors("[" * 1_000 + "]" * 1_000)
    clean_authors("By " * 660)
    clean_authors("a, and " * 280)
    clean_authors("x-" * 990)
    assert clean_authors("['Ann Example'") == "Ann Example"
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("© Wick Courier 2015", "Wick Courier"),
        ("© Wick Courier", "Wick Courier"),
        ("Copyright © 2015 Wick Courier. All rights reserved.", "Wick Courier"),
        ("(c) 2001-2024 Agence Boréale", "Agence Boréale"),
        ("Copyright 2015 by Wick Courier", "Wick Courier"),
        ("Copyright 2015", ""),
        ("© 2015", ""),
        ("https://www.wick.example.org/a", "wick.example.org"),
        ("www.wick.example.org", "wick.example.org"),
        ("wick.example.org", "wick.example.org"),
        ("Wick Courier", "Wick Courier"),
        ("The 1975", "The 1975"),
        ("Source: Wick Courier", "Wick Courier"),
        ("http://[bad", ""),
    ],
)
def test_a_source_is_a_name(written, source):
    assert clean_source(written) == source


def test_the_headline_is_no_source():
    draft = finish(title="Ferry stays", source="Ferry  Stays", bases={"source": "og:site_name"})
    assert (draft.source, "source" in draft.bases) == ("", False)
    draft = finish(title="Ferry stays", source="Ferry stays", url="https://www.wick.example.org/a")
    assert (draft.source, draft.bases["source"]) == ("wick.example.org", "the host of its address")


def test_an_address_as_the_source_is_the_address_and_its_host_the_source():
    draft = finish(source="https://www.wick.example.org/ferry")
    assert (draft.url, draft.source) == ("https://www.wick.example.org/ferry", "wick.example.org")
    assert draft.bases["source"] == "the host of its address"


def test_nothing_is_noted_of_values_that_stay():
    results = [*finish_draft(Draft(BODY, source="Wick Courier", author="Ann"), DEFAULT_LIMITS)]
    assert not any(isinstance(one, Note) for one in results)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Ferry stays - The Shore", "Ferry stays"),
        ("Ferry stays | The Shore", "Ferry stays"),
        ("Ferry stays – and goes – The Shore", "Ferry stays – and goes"),
        ("A walk along The Shore", "A walk along The Shore"),
        ("Sea-The Shore", "Sea-The Shore"),
        ("The Shore", "The Shore"),
        ("- The Shore", "- The Shore"),
    ],
)
def test_a_headline_ends_above_the_name_of_its_source(title, kept):
    assert finish(title=title, source="The Shore").title == kept


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Example.org/a", "example.org"),
        ("http://www2.example.org:8080", "example.org"),
        ("//news.example.co.uk/x", "news.example.co.uk"),
        ("example.org/a?b", "example.org"),
        ("http://[broken", ""),
        ("The Shore", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_without_www(address, host):
    assert host_of(address) == host


@pytest.mark.parametrize("address", ["https://www.guardian.co.uk/a", "https://guardian.co.uk/a"])
def test_the_outlet_of_an_address_is_the_same_with_and_without_www(address):
    assert outlet_of(address, "") == outlet_key("The Guardian")
