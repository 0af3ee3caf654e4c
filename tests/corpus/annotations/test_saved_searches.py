"""Saved searches: packed as verdicts and read again; a damaged one hides no other."""

import pytest

from components.corpus.annotations.saved_searches import (
    SEARCH,
    pack_queries,
    pack_saved,
    read_queries,
    read_saved,
)


def test_what_is_saved_is_read_again_by_name(store):
    store.verdicts.set(SEARCH, "one", pack_saved(" Zebra  news ", "q=zebra", ""), who="Ann")
    store.verdicts.set(SEARCH, "two", pack_saved("ants", "q=ant", "2026-01-01T00:00:00"), who="Bo")
    store.verdicts.set(SEARCH, "bad", "{", who="Bo")
    first, second = read_saved(store.verdicts.all(SEARCH))
    assert (first.id, first.name, first.content, first.who) == ("two", "ants", "q=ant", "Bo")
    assert (second.name, second.since) == ("Zebra news", "")


def test_what_is_deleted_is_gone_and_comes_back_by_undo(store):
    store.verdicts.set(SEARCH, "one", pack_saved("Ants", "q=ant", ""))
    number = store.verdicts.set(SEARCH, "one", "")
    assert read_saved(store.verdicts.all(SEARCH)) == []
    store.verdicts.undo(number)
    assert [one.name for one in read_saved(store.verdicts.all(SEARCH))] == ["Ants"]


def test_a_name_has_some_characters_and_not_too_many():
    for name in ("  ", "x" * 101):
        with pytest.raises(ValueError, match="1 to 100"):
            pack_saved(name, "", "")


def test_queries_with_their_names_are_read_again():
    pairs = [("Ships", '"port strike"~5'), ("", "ferry")]
    assert read_queries(pack_queries(pairs)) == pairs
    assert read_queries("[1]") == []
    assert read_queries("") == []
