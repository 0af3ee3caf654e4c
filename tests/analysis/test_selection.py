from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.selection import Selection, narrow, read_query, toggle, write_query

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "source": ["Post", "Wire", "Post"],
        "language": ["en", "en", "uk"],
        "published": pd.to_datetime(["2019-11-12", "2019-11-13", None]),
    }
)
MENTIONS = pd.DataFrame({"article": ["a", "a", "b"], "entity": ["Ann Lee", "Oslo", "Oslo"]})

NAMES = st.text(min_size=1, max_size=8)
IDS = st.text("0123456789abcdef", min_size=12, max_size=12)
DAYS = st.tuples(st.dates(), st.dates()).map(lambda days: tuple(sorted(days)))
VERSIONS = st.lists(IDS, min_size=2, max_size=4, unique=True)
SELECTIONS = st.builds(
    lambda versions, query, **clauses: Selection(
        pair=tuple(versions[:2]) or None,
        also=tuple(versions[2:]),
        query=query[0],
        all_words=query[1],
        **clauses,
    ),
    st.just([]) | VERSIONS,
    st.just(("", False)) | st.tuples(NAMES, st.booleans()),
    articles=st.lists(IDS, max_size=3).map(tuple),
    entity=st.just("") | NAMES,
    days=st.none() | DAYS,
    sources=st.lists(NAMES, max_size=3).map(tuple),
    languages=st.lists(NAMES, max_size=2).map(tuple),
    speaker=st.just("") | NAMES,
    term=st.just("") | NAMES,
)


def ids(selection, **ignoring):
    return narrow(ARTICLES, MENTIONS, selection, **ignoring)["id"].tolist()


@given(SELECTIONS)
def test_a_link_restores_every_selection(selection):
    assert read_query(write_query(selection)) == selection


def test_all_words_are_asked_for_in_the_link_of_a_search_alone():
    assert write_query(Selection(query="moon sea", all_words=True))["match"] == ["all"]
    assert write_query(Selection(query="moon sea")) == {"q": ["moon sea"]}
    assert not read_query({"match": ["all"]}).all_words


def test_nothing_selected_shows_everything_and_writes_no_link():
    assert ids(Selection()) == ["a", "b", "c"]
    assert write_query(Selection()) == {}


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(entity="Oslo"), ["a", "b"]),
        (Selection(entity="nobody"), []),
        (Selection(pair=("c", "a")), ["a", "c"]),
        (Selection(pair=("c", "a"), also=("b",)), ["a", "b", "c"]),
        (Selection(days=(date(2019, 11, 13), date(2019, 11, 13))), ["b"]),
        (Selection(sources=("Post",), entity="Oslo"), ["a"]),
        (Selection(languages=("uk",)), ["c"]),
        (Selection(articles=("b",)), ["b"]),
    ],
)
def test_each_clause_narrows(selection, expected):
    assert ids(selection) == expected


def test_what_a_search_found_narrows_as_well():
    found = narrow(ARTICLES, MENTIONS, Selection(query="x", sources=("Post",)), found=["b", "c"])
    assert found["id"].tolist() == ["c"]


def test_a_chart_ignores_the_clause_it_sets():
    assert ids(Selection(entity="Oslo", sources=("Wire",)), ignoring=["entity"]) == ["b"]


def test_picking_the_same_thing_again_clears_it():
    once = toggle(Selection(), "entity", "Oslo")
    assert once.entity == "Oslo"
    assert toggle(once, "entity", "Oslo") == Selection()


@pytest.mark.parametrize(
    "query",
    [{"pair": ["a"]}, {"pair": ["a.a"]}, {"days": ["soon"]}, {"days": ["2020-01-02..2020-01-01"]},
     {"pair": []}, {"unknown": ["x"]}],
)  # fmt: skip
def test_what_a_link_says_wrongly_is_left_out(query):
    assert read_query(query) == Selection()


def test_active_names_the_clauses_that_narrow():
    assert Selection(entity="Oslo", sources=("Post",)).active() == ["entity", "sources"]


def test_another_pair_drops_the_versions_beside_the_old_one():
    chosen = Selection(pair=("a", "b"), also=("c",))
    assert chosen.changed(pair=("b", "c")).versions == ("b", "c")
    assert chosen.without("pair") == Selection()


def test_versions_beside_the_pair_are_of_its_clause():
    assert Selection(pair=("a", "b"), also=("c",)).active() == ["pair"]


def test_a_link_to_more_than_four_versions_or_to_one_twice_keeps_four_different_ones():
    link = {"pair": ["a.b"], "also": ["a", "c", "c", "d", "e"]}
    assert read_query(link).versions == ("a", "b", "c", "d")
    assert read_query({"also": ["c"]}) == Selection()


def test_what_narrows_nothing_gives_the_table_itself():
    assert narrow(ARTICLES, MENTIONS, Selection(pair=("c", "a"), also=("b",))) is ARTICLES
