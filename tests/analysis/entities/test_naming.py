import pandas as pd

from components.analysis.entities.counts import (
    find_in_headlines,
    select_cell,
    place_mentions,
    tabulate_names,
)

MENTIONS = pd.DataFrame(
    [
        ("a", 0, "Ann Lee", True),
        ("a", 20, "Lee", True),
        ("a", 60, "Lee", False),
        ("b", 5, "the mayor", False),
    ],
    columns=["article", "start", "surface", "lead"],
)
QUOTATIONS = pd.DataFrame([("a", 15, 30), ("b", 50, 60)], columns=["article", "start", "end"])


def test_a_mention_is_quoted_or_in_the_first_paragraph_or_in_prose():
    placed = place_mentions(MENTIONS, QUOTATIONS)
    assert list(placed["place"]) == ["first paragraph", "quotation", "prose", "prose"]


def test_without_quotations_nothing_is_quoted():
    assert "quotation" not in set(place_mentions(MENTIONS, QUOTATIONS.head(0))["place"])


def test_headlines_are_searched_for_whole_forms_the_longest_first():
    articles = pd.DataFrame({"id": ["a", "b"], "title": ["Ann Lee and Leeds: Lee won", "Nothing"]})
    found = find_in_headlines(articles, ["Lee", "Ann Lee"])
    assert list(found["surface"]) == ["Ann Lee", "Lee"]
    assert list(found["start"]) == [0, 19]
    assert find_in_headlines(articles, []).empty


def test_rare_forms_are_counted_together_and_each_cell_leads_to_its_rows():
    table = tabulate_names(MENTIONS, MENTIONS["article"], most=1)
    assert table.columns.tolist() == ["Lee", ""]
    assert table.to_numpy().tolist() == [[2, 1], [0, 1]]
    shown = table.columns.tolist()
    assert list(select_cell(MENTIONS, MENTIONS["article"], "b", "", shown)["surface"]) == ["the mayor"]
    assert len(select_cell(MENTIONS, MENTIONS["article"], "a", "Lee", shown)) == 2
