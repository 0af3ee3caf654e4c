"""The table of families, row by row."""

from datetime import date

import pandas as pd
import pytest

from components.views.lineage.family_grid import (
    Change,
    FamilyFilter,
    describe_change,
    family_grid,
    family_table,
    filter_families,
    read_order,
    sort_families,
    turn_order,
)

FAMILIES = pd.DataFrame(
    {
        "family": [0, 1, 2],
        "articles": [("a", "b", "c"), ("d", "e"), ("f", "g")],
        "size": [3, 2, 2],
        "sources": [("Post", "Wire", "Echo", "Mail"), ("Wire",), ()],
        "outlets": [4, 1, 0],
        "first": [date(2020, 1, 2), date(2021, 1, 1), None],
        "last": [date(2020, 1, 9), date(2021, 1, 1), None],
        "days": pd.array([7, 0, None], dtype="Int64"),
        "overlap": [0.5, 0.9, 1.0],
        "least": [0.0, 0.9, 1.0],
        "first_print": ["b", "d", "f"],
        "certain": [True, False, False],
        "title": ["Ferry late", "Bridge shut", "a fog"],
        "titles": ["late ferry\nferry late\nferry", "bridge shut\nbridge", "a fog\na fog"],
        "source": ["Post", "Wire", ""],
        "published": pd.to_datetime(["2020-01-02", "2021-01-01", None]),
    }
)
CUT = Change(("b", "c"), "1f", "edited", "number", 0.95, "2,400", "1,400")
APART = Change(("d", "e"), "2e", "only first", "quotation", 0.4, "No \n comment", "")
CHANGES = {0: CUT, 1: APART, 2: None}


def cells(number, changes=CHANGES):
    grid = family_grid(FAMILIES, changes, "versions", 0)
    return [cell["text"] for cell in grid["rows"][number]["cells"]]


def test_a_row_names_outlets_first_print_change_days_and_overlap():
    assert cells(0) == [
        "3",
        "4: Post, Wire, Echo and 1 more",
        "Post, 2 Jan 2020",
        "number .95: 2,400 → 1,400",
        "2 Jan 2020",
        "9 Jan 2020",
        "7",
        "50%",
        "0%",
    ]


def test_what_is_not_certain_or_known_is_said():
    assert cells(1)[2:4] == ["perhaps Wire, 1 Jan 2021", "quotation .40: No comment ↔ nothing"]
    assert cells(2)[1:7] == ["not known", "not known", "none", "–", "–", "–"]
    # Not looked for, which is not the same as none.
    assert cells(2, {})[3] == "…"


def test_cells_lead_to_the_family_the_first_print_and_the_change():
    row = family_grid(FAMILIES, CHANGES, "versions", 0)["rows"][0]
    assert (row["place"], row["selected"]) == ("family.a", True)
    places = [cell["place"] for cell in row["cells"] if cell["place"]]
    assert places == ["read.b", "change.b.c.1f"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (FamilyFilter(), [0, 1, 2]),
        (FamilyFilter(words="LATE ferry"), [0]),
        (FamilyFilter(words="ferry bridge"), []),
        (FamilyFilter(words="a.og"), []),
        (FamilyFilter(outlets=("Wire",)), [0, 1]),
        (FamilyFilter(outlets=("Wire", "Mail")), [0]),
        (FamilyFilter(versions=3), [0]),
        (FamilyFilter(days=1), [0]),
        (FamilyFilter(overlap=90), [1, 2]),
    ],
)
def test_each_filter_narrows(asked, found):
    assert filter_families(FAMILIES, asked)["family"].tolist() == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("versions", [0, 1, 2]),
        ("-versions", [1, 2, 0]),
        ("title", [2, 1, 0]),
        ("first", [0, 1, 2]),
        ("-first", [1, 0, 2]),
        ("days", [0, 1, 2]),
        ("-days", [1, 0, 2]),
        ("least", [2, 1, 0]),
        ("change", [0, 1, 2]),
        ("-change", [1, 0, 2]),
        ("<b>", [0, 1, 2]),
    ],
)
def test_each_column_sorts_both_ways_and_what_is_not_known_stands_last(order, found):
    assert sort_families(FAMILIES, order, CHANGES)["family"].tolist() == found


def test_a_second_click_on_a_heading_turns_the_order_round():
    assert turn_order("", "days") == "days"
    assert turn_order("days", "days") == "-days"
    assert turn_order("-days", "days") == "days"
    assert turn_order("days", "title") == "title"
    # The order without any choice is that by versions.
    assert turn_order("", "versions") == "-versions"
    assert (read_order(""), read_order("-title")) == (("versions", True), ("title", True))


def test_a_long_change_is_shortened():
    long = Change(("b", "c"), "1f", "edited", "wording", 0.2, "word " * 40, "")
    assert describe_change(long).endswith("… → nothing")


def test_the_export_has_every_column_and_the_ids():
    table = family_table(FAMILIES, CHANGES)
    assert table["names of outlets"].tolist() == ["Post; Wire; Echo; Mail", "Wire", ""]
    assert table["weight"].tolist()[:2] == [0.95, 0.4]
    assert table["strongest change"].tolist()[2] == ""
    assert table["ids of versions"].tolist() == ["a b c", "d e", "f g"]


def test_without_families_the_table_is_empty():
    assert family_grid(FAMILIES[:0], {}, "", None)["rows"] == []
    assert family_table(FAMILIES[:0], {}).empty
    assert sort_families(
        filter_families(FAMILIES[:0], FamilyFilter("x", ("y",))), "title", {}
    ).empty
