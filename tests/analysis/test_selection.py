from datetime import date

import pandas as pd
import pytest

from components.analysis.selection import Selection, narrow, toggle

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "source": ["Post", "Wire", "Post"],
        "language": ["en", "en", "uk"],
        "published": pd.to_datetime(["2019-11-12", "2019-11-13", None]),
    }
)
MENTIONS = pd.DataFrame({"article": ["a", "a", "b"], "entity": ["Ann Lee", "Oslo", "Oslo"]})


def ids(selection, **ignoring):
    return narrow(ARTICLES, MENTIONS, selection, **ignoring)["id"].tolist()


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


def test_active_names_the_clauses_that_narrow():
    assert Selection(entity="Oslo", sources=("Post",)).active() == ["entity", "sources"]


def test_another_pair_drops_the_versions_beside_the_old_one():
    chosen = Selection(pair=("a", "b"), also=("c",))
    assert chosen.changed(pair=("b", "c")).versions == ("b", "c")
    assert chosen.without("pair") == Selection()


def test_versions_beside_the_pair_are_of_its_clause():
    assert Selection(pair=("a", "b"), also=("c",)).active() == ["pair"]


def test_what_narrows_nothing_gives_the_table_itself():
    assert narrow(ARTICLES, MENTIONS, Selection(pair=("c", "a"), also=("b",))) is ARTICLES


def test_nothing_selected_shows_everything():
    assert ids(Selection()) == ["a", "b", "c"]
