"""Pairs of entities that may be one: listed with their grounds, and gone when decided on."""

import json

import pytest

from components.analysis.entities import Decision, Target, target, write_decision
from components.corpus.store import open_store

PAIR = "PERSON Vladimir Putin = Putin"


def write(library, decision):
    store = open_store(library)
    number = store.verdicts.set("entity", decision.kind, write_decision(decision), who="Bo")
    store.close()
    return number


@pytest.fixture
def split_library(library):
    """The sample, in which an analyst has taken the mentions that are only a surname apart."""
    store = open_store(library)
    own = target(store.results.frame("mentions").frame, "Vladimir Putin", "PERSON")
    store.close()
    write(library, Decision("split", (own,), "Putin", "PERSON", surface="Putin"))
    return library


def pairs_on(app):
    """The rows of the card by their ids; none when it has no list."""
    drawn = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    lists = [one["rows"] for one in drawn if one.get("label") == "Perhaps the same"]
    return {row["id"]: row for row in lists[0]} if lists else {}


def test_a_pair_is_listed_with_its_grounds_and_two_buttons(open_page, split_library):
    app = open_page(split_library, "entities")
    assert not app.exception
    row = pairs_on(app)[PAIR]
    assert [label for _, label in row["actions"]] == ["The same", "Not the same"]
    told = row["lines"][1][0][0]
    assert told.startswith("“Putin” stands without a first name; the only person of that family")


def test_the_pairs_of_the_selected_entity_come_first(open_page, split_library):
    assert next(iter(pairs_on(open_page(split_library, "entities", {"entity": "Putin"})))) == PAIR


def test_two_that_an_analyst_keeps_apart_are_listed_again_only_when_that_is_withdrawn(
    open_page, split_library
):
    both = (Target("Vladimir Putin", "PERSON"), Target("Putin", "PERSON"))
    number = write(split_library, Decision("differ", both))
    app = open_page(split_library, "entities")
    assert PAIR not in pairs_on(app)
    drawn = " ".join(one.proto.json for one in app.get("bidi_component"))
    assert "Vladimir Putin and Putin are not the same" in drawn
    store = open_store(split_library)
    store.verdicts.undo(number, "Bo")
    store.close()
    assert PAIR in pairs_on(open_page(split_library, "entities"))
