"""Facets: which articles a value keeps, how many have each, and what a click chooses."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from components.analysis.facet_choices import choose, read_chosen, span_of, without_facets
from components.analysis.facets import (
    Chosen,
    Facet,
    FacetTable,
    count_facets,
    join_column,
    published_in,
    read_column,
    read_facets,
)
from components.analysis.selection import Selection, narrow

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "source": ["Post", "Post", "Wire", ""],
        "language": ["en", "uk", "en", "en"],
        "published": pd.to_datetime(["2024-01-02", "2024-01-05", "2024-02-01", None]),
    }
)
NO_MENTIONS = pd.DataFrame({"article": [], "entity": []})
TABLE = FacetTable(
    ARTICLES["published"],
    {
        "source": read_column(ARTICLES["source"]),
        "language": read_column(ARTICLES["language"]),
        "tag": join_column([(0, "check"), (2, "check"), (2, "late")]),
        "family": join_column([(0, "a"), (1, "a")]),
    },
)
ALL = np.ones(4, dtype=bool)


def narrowed(*facets, **filters):
    members = {"tag:check": ["a", "c"], "tag:late": ["c"], "family:a": ["a", "b"]}
    selection = Selection(facets=facets, **filters)
    return "".join(narrow(ARTICLES, NO_MENTIONS, selection, members=members)["id"])


@pytest.mark.parametrize(
    ("facets", "kept"),
    [
        (["-source:Post"], "cd"),
        (["-source:"], "abc"),
        (["-language:en"], "b"),
        (["-day:2024-01"], "cd"),
        (["-day:2024"], "d"),
        (["-day:2024-01-05"], "acd"),
        (["day:"], "d"),
        (["-day:"], "abc"),
        (["tag:check"], "ac"),
        (["tag:check", "tag:late"], "ac"),
        (["tag:check", "-tag:late"], "a"),
        (["family:a", "-source:Wire"], "ab"),
        (["-family:a"], "cd"),
        (["tag:unknown"], ""),
        (["-day:soon"], "abcd"),
    ],
)
def test_what_is_shown_alone_and_what_is_left_out(facets, kept):
    assert narrowed(*facets) == kept


def test_facets_join_the_other_filters():
    assert narrowed("-language:uk", sources=("Post",)) == "a"


def test_nothing_chosen_keeps_the_table_itself():
    assert narrow(ARTICLES, NO_MENTIONS, Selection()) is ARTICLES


def test_each_value_is_counted():
    assert count_facets(TABLE, ALL, {}) == {
        "source": [("Post", 2), ("", 1), ("Wire", 1)],
        "day": [("2024-01-02", 1), ("2024-01-05", 1), ("2024-02-01", 1), ("", 1)],
        "language": [("en", 3), ("uk", 1)],
        "tag": [("check", 2), ("late", 1)],
        "family": [("a", 2)],
    }


def test_a_facet_ignores_its_own_choice_and_follows_the_others():
    counted = count_facets(TABLE, ALL, {"source": Chosen(alone=("Post",))})
    assert counted["source"] == [("Post", 2), ("", 1), ("Wire", 1)]
    assert counted["language"] == [("en", 1), ("uk", 1)]
    assert counted["tag"] == [("check", 1)]


def test_what_is_left_out_is_still_listed_with_its_number():
    counted = count_facets(TABLE, ALL, {"source": Chosen(out=("Post",))})
    assert dict(counted["source"])["Post"] == 2
    assert counted["language"] == [("en", 2)]
    # A value that no article has any more can still be taken back.
    assert count_facets(TABLE, ALL, {"tag": Chosen(out=("gone",))})["tag"][-1] == ("gone", 0)


def test_only_articles_that_fit_otherwise_are_counted():
    base = np.array([True, False, False, True])
    assert count_facets(TABLE, base, {})["source"] == [("", 1), ("Post", 1)]


def test_days_are_added_up_to_months_and_years_when_there_are_many():
    days = pd.Series(pd.date_range("2020-01-01", periods=60))
    columns = {kind: join_column([]) for kind in ("source", "language", "tag", "family")}
    table = FacetTable(days, columns)
    assert count_facets(table, np.ones(60, dtype=bool), {})["day"] == [
        ("2020-01", 31), ("2020-02", 29),
    ]  # fmt: skip
    days = pd.Series(pd.date_range("2000-01-01", periods=50, freq="MS"))
    table = FacetTable(days, columns)
    assert count_facets(table, np.ones(50, dtype=bool), {})["day"][0] == ("2000", 12)


def test_a_span_of_days_counts_for_the_other_facets():
    chosen = {"day": Chosen(days=(date(2024, 1, 1), date(2024, 1, 31)))}
    assert count_facets(TABLE, ALL, chosen)["source"] == [("Post", 2)]


def test_what_is_written_is_read_again_and_the_rest_is_left_out():
    written = ["source:Post", "-tag:a:b", "-day:"]
    facets = read_facets([*written, "source", "place:Kyiv", ""])
    assert [one.written for one in facets] == written
    assert facets[1] == Facet("tag", "a:b", out=True)


def test_a_day_that_is_none_lies_nowhere():
    days = ARTICLES["published"].to_numpy()
    assert not published_in(days, "2024-13").any()
    assert not published_in(days, "2024-1").any()


def click(selection, kind, value, out=False):
    return choose(selection, Facet(kind, value, out))


def test_a_click_shows_alone_and_a_second_one_no_longer():
    first = click(Selection(), "source", "Post")
    assert first == Selection(sources=("Post",))
    assert click(first, "source", "Wire").sources == ("Post", "Wire")
    assert click(first, "source", "Post") == Selection()
    tagged = click(Selection(), "tag", "check")
    assert tagged.facets == ("tag:check",)
    assert click(tagged, "tag", "check") == Selection()


def test_what_is_left_out_is_no_longer_shown_alone_and_the_other_way_round():
    out = click(Selection(sources=("Post", "Wire")), "source", "Post", out=True)
    assert out == Selection(sources=("Wire",), facets=("-source:Post",))
    assert click(out, "source", "Post").facets == ()
    month = click(Selection(), "day", "2024-01")
    assert month.days == (date(2024, 1, 1), date(2024, 1, 31))
    assert click(month, "day", "2024-01", out=True) == Selection(facets=("-day:2024-01",))


def test_years_months_and_days_are_spans():
    assert span_of("2023") == (date(2023, 1, 1), date(2023, 12, 31))
    assert span_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert span_of("2024-02-03") == (date(2024, 2, 3), date(2024, 2, 3))
    assert span_of("soon") is None


def test_what_facets_choose_is_read_off_a_selection_and_taken_out_of_it():
    selection = Selection(query="ferry", sources=("Post",), facets=("-source:Wire", "tag:check"))
    chosen = read_chosen(selection)
    assert chosen["source"] == Chosen(alone=("Post",), out=("Wire",))
    assert chosen["tag"] == Chosen(alone=("check",))
    assert without_facets(selection) == Selection(query="ferry")


def test_one_facet_is_cleared_by_its_name():
    selection = Selection(facets=("-source:Wire", "tag:check"))
    assert selection.without("facets:-source:Wire").facets == ("tag:check",)
    assert selection.without("facets") == Selection()
