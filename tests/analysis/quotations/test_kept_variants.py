"""Quotations of articles that come and go: what is kept changes no answer."""

from collections import defaultdict
from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.quotations import Quotation
from components.analysis.quotations.utterances import read_utterances
from components.analysis.quotations.variants import Variants, alike, read_printed
from components.analysis.quotations.variants.candidates import find_candidates

PHRASES = (
    "We will not sign this paper today",
    "We will never sign this paper today or tomorrow",
    "We will not sign this paper today, said the man who came late",
    "the harbour stays closed until the spring and nobody is paid",
    "The harbour stays closed until the spring and nobody here is paid a thing",
    "that the harbour would stay closed until spring and nobody would be paid there",
    "Ferries, cranes, pilots and dockers will stop working on Monday evening",
    "On Monday evening the dockers, pilots, cranes and ferries stop working",
)
SPEAKERS = ("Anna Marlow", "Marlow", "Peter Lind", "Harbour Board", None)
QUOTED = st.lists(
    st.tuples(st.sampled_from(PHRASES), st.sampled_from(SPEAKERS), st.booleans()), max_size=3
)
DAYS = st.sampled_from([None, date(2024, 5, 1), date(2024, 5, 2), date(2024, 8, 1)])
STATES = st.dictionaries(st.sampled_from("abcdefg"), st.tuples(QUOTED, DAYS), max_size=7)
PERSONS = st.sets(st.sampled_from(SPEAKERS[:-1]))


def read(article, quoted, day):
    listed, at = [], 0
    for number, (text, speaker, is_direct) in enumerate(quoted):
        kind = "direct" if is_direct else "reported"
        listed.append(
            Quotation(
                at, at + len(text), text, speaker, kind, number, speaker or "", confidence=0.95
            )
        )
        at += len(text) + 10
    return read_printed(article, listed, "en", day)


@given(st.lists(st.tuples(STATES, PERSONS), min_size=2, max_size=5))
@settings(max_examples=150, deadline=None)
def test_what_is_kept_of_earlier_articles_changes_no_row(states):
    kept, before, said = Variants(), {}, {}
    for state, persons in states:
        # An article that is as it was keeps what was read of it.
        said = {
            id: said[id] if before.get(id) == own else read(id, *own)
            for id, own in sorted(state.items())
        }
        anew = {id: read(id, *own) for id, own in sorted(state.items())}
        before = state
        assert kept.find(said, persons, None) == Variants().find(anew, persons, None)


def test_two_that_stay_are_not_measured_again(monkeypatch):
    measured = []
    right = alike.measure_shared
    monkeypatch.setattr(alike, "measure_shared", lambda *two: measured.append(two) or right(*two))
    said = {id: read(id, [(PHRASES[0], "Anna Marlow", True)], None) for id in "ab"}
    kept = Variants()
    assert len(kept.find(said, None, None)) == 2
    assert len(measured) == 1
    said["c"] = read("c", [(PHRASES[0], "Anna Marlow", True)], None)
    assert len(kept.find(said, None, None)) == 3
    assert len(measured) == 3
    del said["a"]
    assert [row["article"] for row in kept.find(said, None, None)] == ["b", "c"]
    assert len(measured) == 3


def pair_up(runs):
    """By the rule in words: all pairs of the first fifty, later ones with the first eight."""
    bearers = defaultdict(list)
    for place, own in enumerate(runs):
        for run in own:
            bearers[run].append(place)
    found = set()
    for places in bearers.values():
        found.update(combinations(places[:50], 2))
        found.update((first, late) for late in places[50:] for first in places[:8])
    return sorted(found)


@given(st.lists(st.sets(st.integers(0, 8), max_size=4), max_size=9), st.integers(0, 60))
@settings(deadline=None)
def test_candidates_are_those_of_the_rule(sets, more):
    runs = [np.array(sorted(own), dtype=np.uint64) for own in (*sets, *[{3}] * more)]
    first, second = find_candidates(runs)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == pair_up(runs)


def test_utterances_are_told_apart_though_they_are_written_alike():
    one, other = (read("a", [(PHRASES[0], None, True)], None)[0] for _ in range(2))
    assert one != other
    assert one.text == other.text
    assert next(read_utterances("a", [], "en"), None) is None
